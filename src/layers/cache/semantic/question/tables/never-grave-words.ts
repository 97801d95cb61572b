/**
 * Patterns of medicine, crisis, violence and law (`never-pattern.ts`). Our own lists.
 * @module
 */
import { nouns, verbs } from '../never-pattern.ts'

/** What `<name>` stands for in the patterns below. */
export const graveLists = {
  self: 'myself himself herself themselves yourself oneself ourselves',
  relation:
    nouns(
      'husband wife spouse partner son daughter child kid baby toddler infant mother mom mum father dad parent brother sister friend boyfriend girlfriend ex uncle aunt cousin grandmother grandfather grandma grandpa stepdad stepmom stepfather stepmother roommate coworker colleague boss neighbor neighbour teacher classmate enemy bully stranger',
    ) + ' children',
  pet: nouns('dog cat puppy kitten pet horse rabbit hamster bird parrot'),
  human:
    'someone somebody anyone anybody person people man woman men women guy girl boy human humans children kid kids child him me us',
  harm: `${verbs('kill murder strangle suffocate drown poison assassinate harm attack punch slap torture kidnap smother molest rape hurt choke shoot beat')} stabbing stab stabs stabbed shot hurting beating drugging drug`,
  struck:
    'hit hits hitting beat beats beating hurt hurts chokes choked punches punched slaps slapped kicks kicked threatens threatened touches touched rapes raped abuses abused stalks stalked follows hurting threatening choking',
  make: 'make makes making made build building built create creating construct buy buying get getting obtain cook cooking synthesize produce assemble print detonate plant acquire',
  weapon: `${nouns('bomb explosive grenade molotov silencer gun pistol rifle firearm handgun shotgun weapon')} napalm ricin sarin gunpowder dynamite meth methamphetamine heroin c4 tnt thermite fentanyl lsd`,
  firearm: 'gun guns pistol rifle firearm firearms handgun shotgun ammo ammunition',
  toxic:
    'bleach ammonia antifreeze detergent gasoline petrol kerosene lye mercury asbestos cyanide arsenic chloroform turpentine methanol poison poisons battery batteries magnet magnets pesticide pesticides mold mould chlorine peroxide ethanol nicotine paint glue acid cleaner',
  consume:
    'drink drinks drank drinking drunk eat eats ate eating eaten swallow swallows swallowed swallowing ingest ingested inhale inhaled inhaling breathe mix mixed mixing combine combined combining sniff sniffed lick licked',
  body: `${nouns('head chest arm leg back stomach throat eye ear nose knee ankle hand finger toe neck shoulder heart lung belly breast gum jaw hip wrist rib elbow kidney liver thigh calf heel nipple testicle tummy abdomen')} foot feet tooth teeth skin tongue penis vagina period urine stool poop pee blood body vision eyesight`,
  ails: 'hurt hurts hurting ache aches aching sore swollen numb tingling tingles itchy itches itching bleeding bleeds stiff broken infected pain painful twitching twitches throbbing cramping pounding racing blurry bruised swelling',
  symptom: `${nouns('fever rash cough migraine headache lump cramp hive concussion palpitation bruise fracture infection toothache stomachache earache backache nosebleed blister hemorrhoid tumor ulcer uti std hangover hernia seizure')} diarrhea nausea vomiting dizziness chills pneumonia covid herpes depression anxiety adhd autism diabetes cancer hypertension insomnia constipation appendicitis tinnitus sepsis rabies asthma eczema shingles heatstroke frostbite hypothermia dementia`,
  unwell:
    'coughing vomiting fainting bleeding dizzy sneezing shaking nauseous faint lightheaded constipated bloated fainted vomited wheezing sweating throwing puking sick ill feverish exhausted hyperventilating choking limping',
  injury: `${nouns('burn bite sting wound snakebite sprain blister splinter fracture scald nosebleed fever concussion headache migraine cramp hangover rash infection bleed cough')} cut cuts bleeding overdose choking shock hypothermia frostbite heatstroke hiccups constipation diarrhea nausea swelling`,
  tend: `${verbs('treat bandage heal cure relieve soothe disinfect ease dress')} stop stopping bring`,
  medicine: `${nouns('pill tablet antibiotic opioid steroid antidepressant medication medicine vaccine painkiller vitamin supplement ssri inhaler antihistamine laxative statin contraceptive benzodiazepine stimulant')} ibuprofen paracetamol acetaminophen tylenol advil aspirin naproxen aleve amoxicillin penicillin insulin metformin xanax valium adderall ritalin melatonin benadryl codeine morphine oxycodone warfarin lithium prednisone zoloft sertraline prozac fluoxetine lexapro viagra sildenafil mdma ecstasy cocaine heroin lsd ketamine meth cannabis marijuana weed botox ozempic accutane cortisone hydrocodone tramadol gabapentin lisinopril omeprazole caffeine nutmeg alcohol drugs`,
  dosing: `${verbs('take dose overdose skip miss double combine mix interact taper prescribe inject')} took taken mixing skipping stopping quit quitting safe safely mg mcg milligram milligrams ml dosage dosages withdrawal lethal maximum many much often pregnant breastfeeding together drink drinking give gave expired`,
  crime:
    'shoplifting theft stealing perjury trespassing jaywalking vandalism manslaughter embezzlement bribery arson assault murder speeding forgery blackmail extortion loitering littering dui dwi burglary robbery tax-evasion fraud drugs hacking piracy',
  law: `${nouns('lawsuit lawyer attorney solicitor felony misdemeanor misdemeanour subpoena eviction divorce crime criminal tort prenup heir tribunal')} sue suing sued illegal illegally legal legally lawful unlawful lawfully arrest arrested jail prison prosecuted prosecution custody alimony evict evicted evicting probate liable liability defamation libel slander harassment harassed discrimination asylum deport deported deportation undocumented overstay overstayed dui dwi manslaughter bankruptcy inheritance inherit inherits inherited divorced divorcing parole probation warrant jaywalking shoplifting noncompete paternity police's expunged expunge naturalization`,
  keeper: nouns('landlord landlady employer boss tenant cop officer police hoa court roommate'),
}

export const gravePatterns = {
  'a matter of crisis': `
suicide|suicidal|suicides
self harm|harming|injury|mutilation
selfharm|selfharming|selfharmed
kill|killing|killed|hang|hanging|hanged|hurt|hurting|harm|harming|cut|cutting|starve|starving|drown|drowning|burn|burning|shoot|shooting|stab|stabbing|poison|poisoning|overdose|unalive|hate|electrocute|smother <self>
cut|cutting|slit|slitting|slice my|her|his|their|your arm|arms|wrist|wrists|leg|legs|thigh|thighs|skin
want|wants|wanna|wish|wishes|wishing|going|ready|deserve|deserves|rather|decided|planning|like|need|trying to? just? be? die|dead|disappear|dying
want|wants to end it|everything
think|thinks|thinking|thought|thoughts|fantasize|fantasizing|dream|dreaming .. about|of dying|death|suicide|ending
end|ends|ending it all
end|ends|ending|ended|take|taking|took my|his|her|their own? life|lives
feel|feeling|feels like ending|dying|giving|disappearing
do|does not want|wanna to? live|be|exist|wake|go !a|an|the|to|able|billed|charged|contacted
wish i was|were dead|gone|never
i had never been born
life is not worth
life worth living
worth living
no|any|the|see point|reason|purpose in|to|of living|live|life|alive
better off dead|without
nobody|noone|one|no-one would|will miss|care|notice .. me|if|i
can not take|go|cope|bear|stand it|this|on|life|with? anymore|longer|life
i can not go on
hate my life
i .. feel|feeling|felt|feels .. hopeless|worthless|empty|trapped|alone|lonely|depressed|suicidal|useless|desperate|broken
way|ways|method|methods to die
painless|painlessly|painful|easiest|fastest|quickest .. die|death
jump|jumping|jumped|fall .. to die|death
jump|jumping off|from a|the bridge|roof|building|balcony
took|taken|swallowed|take too many|all pills|tablets|of
i am going to|gonna hurt|kill|shoot|stab
<harm> <human>
<harm> my|his|her|our|their|your _? <relation>
<harm> a|an|another|some|other|innocent|random|the person|people|man|woman|child|kid|human|baby|girl|boy|cop|stranger|student|students
beat up|down my|someone|somebody|him|her|a
shoot|shooting|shot|blow|bomb|burn up|down? a|my|the school|church|mall|office|mosque|synagogue|hospital
shoot|shooting|blow up my|the|a school|mall|church|mosque
school shooting|shooter|shootings
get away with murder
commit|committing|committed murder|suicide|arson
<relation>|he|she|they|who|that <struck> me|us|her|him
<relation>|he|she|they is|are|was|were|keeps|has|have been? hitting|beating|hurting|choking|threatening|abusing|stalking|following|touching me|us|her|him
<relation>|he|she|they will|does|do not let me|us|her leave|out|go
someone|somebody|man|guy|stranger|car|he is|keeps|was following|stalking|watching me
afraid|scared|terrified of my <relation>
stalker|stalkers|stalking|stalked|molested|molesting|molest|rapist|raped|rape|abuser|abusive|abused|abusing|trafficked|trafficking|groomed|grooming me|by|my|us|him|her|in|children|child|relationship|$
rape|raped|rapist|molested|molest
abused|abuses|abusing|abusive|abuser
abuse !of
domestic|sexual|child violence|abuse|assault
<make> a|an|some|my|own|homemade? _? <weapon>
bomb|bombs in|at|under|threat|on|making
buy|buying|own|carry|load|loaded|conceal|3d-print a|my|the|an? <firearm>
hide|hiding|dispose|disposing|bury|rid of? a|the|my|dead? dead? body|corpse|bodies
terrorist|terrorists|terrorism|massacre
run|running|ran away from home
hear|hearing|hears voices
panic attack|attacks
chest pain|pains
anorexia|anorexic|bulimia|bulimic|purge|purging my? food|after|$
anorexia|anorexic|bulimia|bulimic
relapse|relapsed|relapsing
gunshot|overdosed|overdosing
is|are|house|building|kitchen|car|i on fire
fire in|at my|our|the house|home|building|kitchen|office|room|apartment|garage
smell|smells|smelled|smelling of? gas|smoke|burning
gas leak|leaking|leaks
carbon monoxide alarm|detector|poisoning|leak|symptoms|going|in|my
call|calling|dial|called 911|999|112
emergency .. now
medical emergency
<consume> .. <toxic>
<toxic> .. mix|mixed|mixing|combine|combined|together|swallowed|drink|drank
safe|ok|okay|dangerous|unsafe|bad to swallow|ingest|inhale|breathe|lick
safe|ok|okay|dangerous|unsafe to eat|drink|consume|mix !magic
is|are|was .. toxic|poisonous|venomous|deadly|lethal|edible|poison to|for|$|if|when
<human>|plants|mushrooms|berries|snakes|spiders|flowers|fish is|are poisonous|toxic|venomous|deadly|edible
poisonous|venomous|toxic to|for|plants|plant|mushrooms|mushroom|berries|fumes|gas
poisoned|poisoning
can|could|may|should|are|is <pet>|baby|babies|toddlers|infants|i|you|we|my|a eat|have|drink raw|expired|moldy|mouldy|spoiled|undercooked|rotten|old|uncooked
can|could|may|should my? <pet>|baby|babies|toddlers|toddler|infants|infant|newborns eat|have|drink|lick
my|the|our|a <pet>|<relation> .. swallowed|ate|eaten|drank|licked|choked|choking|swallow
i|he|she|it has|have|just|accidentally? swallowed|drank|inhaled|ingested
will|would|could|can kill|poison you|me|someone|him|her|us|people|a
`,
  'a matter of dosage': `
overdose|overdoses|overdosed|overdosing|dosage|dosages|dosing|contraindicated|contraindication|contraindications
lethal|maximum|safe|correct|right|daily dose
drug|medication interaction|interactions
<dosing> ... <medicine>
<medicine> ... <dosing>
drink|drinking|drank|alcohol|beer|wine while|on|with|after|and antibiotics|medication|pills|painkillers|ibuprofen|tylenol|xanax
`,
  'a matter of medicine': `
my|his|her|your|our|the .. <body> .. <ails>|bleeding|burning|hurts
my|his|her <body> is|are|feels|feel|looks|turned|keeps|keep|has|have
why|what does|is|do|are|makes? my|his|her <body>
pain|ache|lump|rash|bump|swelling|numbness|tingling|blood|spots|burning|itching|pressure|bruise in|on|under|behind|around my|his|her|our
chest pain|pains|hurt|hurts|pressure|tightness
i|he|she|who|<relation> .. <symptom>
i|he|she|<relation> am|is|was|feel|feels|felt|keep|keeps|been|started|are|can|stop|woke|get not? stop? so|very|really|always|too|up? <unwell> !of
i|he|she|<relation> .. stop|keep|keeps|been|feel|feels|feeling <unwell>
i|he|she|<relation>|someone broke|sprained|dislocated|tore|fractured|injured|burned|burnt|cut|hit|hurt|twisted|bumped|banged my|his|her|their <body>
having|had|has|have a|an stroke|seizure|heart|asthma|panic|allergic|attack|miscarriage
heart attack|attacks
stroke symptoms|signs|symptom
symptoms|sign|signs of a? stroke|heart|concussion|meningitis|sepsis
seizure|seizures|anaphylaxis|anaphylactic|miscarriage|miscarry|miscarrying
allergic reaction
trouble|difficulty|hard|not|stopped|short|shortness of? to? breathe|breathing|breath
unconscious|unresponsive|choking|fainted|faints|drowning|concussed
someone|somebody|he|she|person|<relation> collapsed|faints|fainted
fell|falls|fallen|hit|landed on|his|her|my on|his|her|my? head
should|must|do|can|when .. see|visit|call|go|consult a|the|to|an a|the|my? doctor|dentist|er|gp|hospital|therapist|psychiatrist|gynecologist|dermatologist|urgent
be|is|it|this|mole cancer|cancerous|contagious|malignant|infected
do|does|could|might i|he|she|my .. have .. <symptom>
<tend> .. <injury>
down a fever
rid of .. <injury>|<symptom>|acne|warts|lice|worms|ringworm
cpr|heimlich|tourniquet|epipen|narcan|naloxone|defibrillator|stitches|rabies|tetanus
first aid
induce|inducing labor|labour|vomiting|period|abortion
labor|labour pains|contractions
abortion|abortions|miscarried
while|during|when|if|in|early|am|is|i|get|got pregnant|breastfeeding|pregnancy
while nursing
blood in|pressure|sugar|clot|clots .. my|his|her|high|low|is|too
how high|low .. fever|temperature .. baby|child|dangerous|be
is|be .. fever .. dangerous|bad|high
`,
  'a matter of law': `
<law>
statute of limitations
against|break|breaking|broke the law
by law
law|laws on|about|regarding|say|says|allow|allows|require|requires|against|protect|protects
is|are|does|do there? a|any|the law|laws
bail !out|on|money?
restraining|court order|orders|case|date|hearing|summons|costs|fees
go|going|take|took|taking|taken|appear|summoned to|in court
breach|violation of contract|lease|agreement|privacy|law
my|his|her|their|your|legal|civil|human|tenant|tenants|consumer|employee|workers|worker|refugee|miranda|visitation|parental|father|fathers|squatters|squatter rights
rights as|do|does|under|when
right to remain|refuse|sue|privacy|counsel|silence|strike|cancel? silent|within|the|$
<keeper> can|may|legally
^ can|could|may|must|does|do|should my|the|a|an|our? <keeper> _
be|get|getting|been|being|got|gets|was|were|am fired|evicted|deported|arrested|sued|detained|jailed|searched|garnished|dismissed|imprisoned|prosecuted|audited
wrongful|wrongfully|unfair|unfairly dismissal|termination|terminated|dismissed|fired|convicted|accused|death
contest|write|make|change|challenge|update|leave|draft|notarize a|my|the|his|her will
a|my|his|her|no|valid|living will !to|power|win|not|be
pay|pays|paid|deduct|evade|avoid|declare|claim|report|file|filing|filed|withhold .. tax|taxes
tax|taxes deductible|deductible|deduction|evasion|fraud|writeoff|write-off|exempt|audit|owed
deduct|deducting|deductible .. my|the|a|home|mileage|from|expenses|$
declare .. customs|border|income|crypto|cash|irs
the irs
child support
break|breaking|terminate|end|ending|leave|out|cancel|void of? a|my|the|an|our lease|contract|tenancy|rental|nda
security deposit
keep|keeps|return|withhold|keeping my|the security? deposit
binding agreement|contract|$
legally binding
enforceable|unenforceable|notarized|notarised|notarize
non compete
verbal|prenuptial|custody|settlement agreement|contract
penalty|penalties|punishment|sentence|fine|fines|jail for|of .. <crime>
press|pressing|drop|dropping|file|face|facing charges|complaint
small claims
class action
cease and desist
power of attorney
file for|a divorce|bankruptcy|lawsuit|asylum|patent|trademark|custody|restraining|unemployment
speeding|parking|traffic ticket|tickets|fine|fines
fight|contest|appeal a|my|the speeding|parking|traffic|ticket|fine
student|work|tourist|spouse|h1b|fiance|travel visa|permit
visa expires|expired|expire|overstay|status|denied|runs
green card
immigration lawyer|status|law|laws|hearing|papers
police .. search|stop|question|arrest|ask|enter|pull|take|force|without
to the police|cops
talk|speak|lie|report|talking .. police|cops
pulled over
search|searched my|his|our car|house|phone|bag|home
without consent|notice|warrant|license|licence|permit
consent .. required|needed
can|may|allowed|ok|okay|could i|we|you|to|someone|they .. record|film|tape|wiretap .. someone|call|calls|conversation|conversations|police|people|phone
copyright|copyrighted|trademark|trademarked|patent infringement|infringing|infringe|violation|violate|material|song|music|image|law|claim|strike
use .. song|music|photo|image|picture|logo|footage ... permission|copyright|legally|commercially
assault|assaulted|harass|harasses|discriminated|prosecute|plead|pleading|restitution|compensation for|injury|by|guilty|me|against|my|$
guilty|innocent .. court|plea|verdict
minimum wage
overtime|unpaid|severance|notice pay|wages|overtime|period
age of consent
hit and run
`,
}

/** Topics of half D: law, history, chemistry, homerepair, laundry. */
export const topicsDKnowledge = `
# law
= how long do I have to withdraw from a {contract} in {jurisdiction}?
= what is the cooling-off period for a {contract} in {jurisdiction}?
= I signed a {contract} in {jurisdiction} and regret it. Within what time can I still pull out?
= in {jurisdiction}, up to when may a customer back out of a {contract}?
~ frame how do I withdraw from a {contract} in {jurisdiction}?
~ action how long do I have to renew a {contract} in {jurisdiction}?
~ attribute how long do I have to withdraw from a {contract} signed at my front door in {jurisdiction}?
~ principal how long does the company have to withdraw from a {contract} in {jurisdiction}?
~ negation what if I was not told that I can withdraw from a {contract} in {jurisdiction}?
~ tense how long did people have to withdraw from a {contract} in {jurisdiction} in the nineties?
~ antonym how long am I bound to a {contract} in {jurisdiction} at the least?

# law
= from what age may someone {activity} in {jurisdiction}?
= how old do you have to be to {activity} in {jurisdiction}?
= what is the minimum age to {activity} in {jurisdiction}?
= in {jurisdiction}, at which age is a person first allowed to {activity}?
~ antonym up to what age may someone {activity} in {jurisdiction}?
~ attribute from what age may someone {activity} in {jurisdiction} with the consent of the parents?
~ frame what is the penalty for being too young and trying to {activity} in {jurisdiction}?
~ tense from what age could someone {activity} in {jurisdiction} thirty years ago?
~ negation who may not {activity} in {jurisdiction} at any age?
~ freshness what changed this week about the age from which someone may {activity} in {jurisdiction}?
~ principal from what age may a foreigner {activity} in {jurisdiction}?
~ quantifier how many people a year {activity} in {jurisdiction} below the legal age?

# law
= what does it cost to sue for {claimsum} {currency} in small claims court in {jurisdiction}?
= how high are the small claims court fees in {jurisdiction} for a claim of {claimsum} {currency}?
= I want to take someone to small claims court over {claimsum} {currency} in {jurisdiction}. What will the court charge me?
= in {jurisdiction}, what is the fee for a small claims case about {claimsum} {currency}?
~ frame how long does it take to sue for {claimsum} {currency} in small claims court in {jurisdiction}?
~ principal who bears the court fee if I win {claimsum} {currency} in small claims court in {jurisdiction}?
~ attribute what does it cost to sue a foreign company for {claimsum} {currency} in small claims court in {jurisdiction}?
~ negation what if I cannot pay the fee to sue for {claimsum} {currency} in small claims court in {jurisdiction}?
~ action what does it cost to appeal a judgment over {claimsum} {currency} from small claims court in {jurisdiction}?
~ antonym how do I defend myself against a claim of {claimsum} {currency} in small claims court in {jurisdiction}?
~ tense what did it cost to sue for {claimsum} {currency} in small claims court in {jurisdiction} in 2005?

# law
= may my neighbour {nuisance} on {quietday} in {jurisdiction}?
= is my neighbour allowed to {nuisance} on {quietday} in {jurisdiction}?
= in {jurisdiction}, does the law let a neighbour {nuisance} on {quietday}?
= my neighbour wants to {nuisance} on {quietday}. Is that legal in {jurisdiction}?
~ antonym is my neighbour forbidden to {nuisance} on {quietday} in {jurisdiction}?
~ attribute may my neighbour {nuisance} on {quietday} after 10 pm in {jurisdiction}?
~ negation why may my neighbour not {nuisance} on {quietday} in {jurisdiction}?
~ principal may my landlord {nuisance} on {quietday} in {jurisdiction}?
~ frame what fine does my neighbour risk who starts to {nuisance} on {quietday} in {jurisdiction}?
~ tense did my neighbour {nuisance} on {quietday} in {jurisdiction}?
~ quantifier how many hours may my neighbour {nuisance} on {quietday} in {jurisdiction}?

# history
= was {ruler} born before {ruler2}?
= did {ruler} come into the world earlier than {ruler2}?
= is the birth of {ruler} earlier than that of {ruler2}?
= going by the year of birth, does {ruler} come before {ruler2}?
@order
~ antonym was {ruler} born after {ruler2}?
~ action was {ruler} crowned before {ruler2}?
~ action did {ruler} die before {ruler2}?
~ frame how many years before {ruler2} was {ruler} born?
~ attribute was {ruler} born in the same country as {ruler2}?
~ quantifier did {ruler} have more children than {ruler2}?

# history
= who won the battle of {battle}?
= which side was victorious in the battle of {battle}?
= who came out on top at the battle of {battle}?
= the battle of {battle}, whose victory was it?
~ antonym who lost the battle of {battle}?
~ frame when was the battle of {battle}?
~ frame why was the battle of {battle} fought?
~ action who painted the battle of {battle}?
~ quantifier how many soldiers died in the battle of {battle}?
~ negation who did not show up at the battle of {battle} in spite of being an ally?
~ attribute who won the reenactment of the battle of {battle}?

# history
= what did {group} do in {realm}?
= what was the role of {group} in {realm}?
= which part did {group} play in the life of {realm}?
= in {realm}, what function did {group} have?
~ frame how were {group} trained in {realm}?
~ negation what were {group} not allowed to do in {realm}?
~ tense what do {group} do today in what used to be {realm}?
~ attribute what did foreign {group} do in {realm}?
~ action what did {group} wear in {realm}?
~ quantifier how many {group} were there in {realm}?
~ action what did {group} earn in {realm}?

# history
= what was agreed in the treaty of {treaty}?
= what were the terms of the treaty of {treaty}?
= which things did the treaty of {treaty} lay down?
= the treaty of {treaty}: what did the parties settle in it?
~ frame when was the treaty of {treaty} signed?
~ frame why was the treaty of {treaty} signed?
~ principal who signed the treaty of {treaty}?
~ action who broke the treaty of {treaty}?
~ negation which powers did not sign the treaty of {treaty}?
~ quantifier how many pages does the treaty of {treaty} have?
~ tense is the treaty of {treaty} still in force?
~ attribute what was agreed in the secret annex to the treaty of {treaty}?

# chemistry
= what is the density of {element} at {temp} {tempunit}?
= how dense is {element} at {temp} {tempunit}?
= how much does a cubic centimetre of {element} weigh at {temp} {tempunit}?
= at a temperature of {temp} {tempunit}, which density does {element} have?
~ attribute what is the density of {element} at {temp} {tempunit} under 50 bar?
~ attribute what is the vapour pressure of {element} at {temp} {tempunit}?
~ frame why does the density of {element} change above {temp} {tempunit}?
~ action how do I measure the density of {element} at {temp} {tempunit}?
~ number what is the density of {element} at absolute zero?
~ principal who first measured the density of {element} at {temp} {tempunit}?

# chemistry
= is {element} more reactive than {element2}?
= does {element} react more readily than {element2}?
= compared with {element2}, is {element} the more reactive one?
= is the reactivity of {element} higher than that of {element2}?
@order
~ antonym is {element} less reactive than {element2}?
~ attribute is {element} more poisonous than {element2}?
~ attribute is {element} more expensive than {element2}?
~ frame how do I tell {element} from {element2}?
~ action does {element} react with {element2}?
~ quantifier is {element} the most reactive of all elements, {element2} included?
~ tense was {element} discovered before {element2}?

# chemistry
= what happens if I mix {chemical} with {chemical2}?
= what is the effect of combining {chemical} and {chemical2}?
= suppose {chemical} and {chemical2} get mixed together. What then?
= which reaction do {chemical} and {chemical2} give when mixed?
~ antonym how do I separate {chemical} from {chemical2}?
~ frame what should I do first if someone has mixed {chemical} with {chemical2} and breathed it in?
~ negation what can I use instead so that I need not mix {chemical} with {chemical2}?
~ action may I store {chemical} next to {chemical2}?
~ attribute what happens if I mix boiling {chemical} with {chemical2}?
~ quantifier how much {chemical} may I mix with a litre of {chemical2}?
~ tense did people use to mix {chemical} with {chemical2}?
~ principal which workers have to mix {chemical} with {chemical2} in their job?

# homerepair
= how do I stop a {leakpart} from dripping?
= my {leakpart} drips. How can I fix it?
= what do I do about a {leakpart} that keeps dripping?
= how is a dripping {leakpart} repaired?
~ frame why does a {leakpart} drip?
~ frame how much water does a dripping {leakpart} waste?
~ attribute how do I stop a {leakpart} from dripping until the plumber comes?
~ action how do I insulate a {leakpart} against frost?
~ principal who pays for the repair of a dripping {leakpart}, the tenant or the landlord?
~ negation how do I stop a {leakpart} from dripping without turning the water off?
~ antonym how do I get water out of a {leakpart} that is clogged?
~ tense my {leakpart} has stopped dripping by itself. Do I still have to fix it?
~ action how do I stop a {leakpart} from whistling?

# homerepair
= which anchor do I need to hang a cabinet of {load} {loadunit} on a {wallkind} wall?
= what kind of anchor holds a cabinet of {load} {loadunit} on a wall made of {wallkind}?
= I want to mount a cabinet that weighs {load} {loadunit} on a {wallkind} wall. Which anchors should I buy?
= for a {load} {loadunit} cabinet on {wallkind}, what wall anchor is right?
~ frame how deep do I drill to hang a cabinet of {load} {loadunit} on a {wallkind} wall?
~ negation how do I hang a cabinet of {load} {loadunit} on a {wallkind} wall without drilling?
~ attribute which anchor do I need to hang a cabinet of {load} {loadunit} on a damp {wallkind} wall outdoors?
~ action how do I pull the anchor of a {load} {loadunit} cabinet out of a {wallkind} wall?
~ quantifier how many anchors do I need to hang a cabinet of {load} {loadunit} on a {wallkind} wall?
~ place which anchor do I need to hang a lamp of {load} {loadunit} from the ceiling?
~ product which anchor do I need to hang a boxing bag of {load} {loadunit} on a {wallkind} wall?
~ principal may a tenant hang a cabinet of {load} {loadunit} on a {wallkind} wall?
~ antonym which anchor is too weak to hang a cabinet of {load} {loadunit} on a {wallkind} wall?

# homerepair
= how long must {paint} dry on {surface} before the second coat?
= what is the drying time of {paint} on {surface} between the first and the second coat?
= I have put {paint} on {surface}. After what time can the second coat go on?
= when painting {surface} with {paint}, how long do I wait until the second coat?
~ quantifier how many coats of {paint} does {surface} need?
~ attribute how long must {paint} dry on {surface} before the second coat in freezing weather?
~ frame what happens if {paint} has not dried on {surface} before the second coat?
~ action how do I sand {paint} on {surface} before the second coat?
~ antonym how do I get dry {paint} off {surface}?
~ attribute how long must {paint} dry on {surface} before it can be scrubbed with a brush?
~ negation how do I paint {surface} with {paint} without a second coat?
~ principal how long must {paint} dry on {surface} before a toddler may touch it?

# laundry
= how do I get {stain} out of {fabric}?
= what removes {stain} from {fabric}?
= I've got {stain} on {fabric}. How does it come out?
= {stain} on {fabric}, what is the best way to clean it off?
~ attribute how do I get dried-in {stain} out of {fabric}?
~ antonym how do I protect {fabric} from {stain}?
~ frame why is {stain} so hard to get out of {fabric}?
~ negation what should I never use to get {stain} out of {fabric}?
~ tense I got {stain} out of {fabric} but a pale ring stayed. What now?
~ principal what does a dry cleaner charge to get {stain} out of {fabric}?
~ action how do I tell whether a mark on {fabric} is {stain}?

# laundry
= which programme do I choose to wash {garments} at {washtemp}?
= what wash cycle is right for {garments} at {washtemp}?
= I want to wash {garments} at {washtemp}. Which cycle do I pick?
= for washing {garments} at {washtemp}, what programme should I set the machine to?
~ antonym which programme is too rough to wash {garments} at {washtemp}?
~ action which programme do I choose to dry {garments} after washing them at {washtemp}?
~ attribute which programme do I choose to wash muddy {garments} at {washtemp}?
~ frame how long does it take to wash {garments} at {washtemp}?
~ negation why should I not wash {garments} at {washtemp}?
~ quantifier how many kilos of {garments} can I wash at {washtemp} in one load?
~ tense I washed {garments} at {washtemp} and they shrank. What can I do?
~ principal will the hotel wash my {garments} at {washtemp}?

# laundry
= what does error {code} on my {washermaker} washing machine mean?
= my {washermaker} washing machine stops with error {code}. What is that supposed to tell me?
= the display of my {washermaker} washing machine says {code}, what is the meaning of this error?
= meaning of error code {code}, {washermaker} washing machine?
~ action how do I clear error {code} on my {washermaker} washing machine?
~ frame what does it cost to have error {code} on my {washermaker} washing machine repaired?
~ product what does error {code} on my {washermaker} dishwasher mean?
~ quantifier how often may error {code} on my {washermaker} washing machine show up before I call a technician?
~ attribute what does error {code} on my {washermaker} washing machine mean when the door is open?
~ negation how do I use my {washermaker} washing machine without fixing error {code}?
~ tense which program was running when my {washermaker} washing machine showed error {code}?

# laundry
= which {sparepart} fits my {washermaker} washing machine with serial number {serial}?
= what {sparepart} do I have to order for a {washermaker} washing machine, serial number {serial}?
= my {washermaker} washing machine (serial number {serial}) needs a new {sparepart}. Which one is right?
= serial number {serial}, {washermaker} washing machine: what is the matching {sparepart}?
~ frame how do I put a {sparepart} into my {washermaker} washing machine with serial number {serial}?
~ negation which {sparepart} does not fit my {washermaker} washing machine with serial number {serial}?
~ attribute which used {sparepart} fits my {washermaker} washing machine with serial number {serial}?
~ action how do I clean the {sparepart} of my {washermaker} washing machine with serial number {serial}?
~ tense when was the {sparepart} of my {washermaker} washing machine with serial number {serial} replaced?
~ principal who can fit a {sparepart} to my {washermaker} washing machine with serial number {serial}?
~ freshness which shop has the {sparepart} for my {washermaker} washing machine with serial number {serial} in stock today?
~ product which {sparepart} fits my {washermaker} tumble dryer with serial number {serial}?
`

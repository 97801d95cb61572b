/**
 * Patterns of what changes by itself (`never-pattern.ts`). Our own lists.
 * @module
 */
import { nouns, verbs } from '../never-pattern.ts'

export const momentLists = {
  sky: 'rain rains raining snow snows snowing hail thunder storm stormy sunny cloudy windy humid foggy icy freezing sleet',
  feel: 'hot cold warm humid windy sunny rainy cloudy chilly muggy icy foggy snowy',
  wear: 'umbrella jacket coat sunscreen raincoat sweater gloves',
  shop:
    nouns(
      'store shop bank pharmacy library restaurant office pool gym museum park mall market bar cafe café school zoo clinic beach border bridge road station branch supermarket salon post-office dmv embassy airport place shelter hospital pub bakery desk counter pass slope resort kitchen',
    ) + ' costco walmart target ikea starbucks',
  system:
    nouns(
      'server site website app service api system network platform page portal internet wifi login checkout database backend cluster pipeline gateway game forum bot',
    ) +
    ' aws azure github gitlab netflix youtube twitter facebook instagram whatsapp gmail slack discord reddit spotify zoom teams steam paypal openai chatgpt snapchat tiktok cloudflare roblox fortnite google',
  fault: 'down offline up online working broken crashed unavailable lagging unreachable',
  traded:
    'bitcoin btc ethereum eth dogecoin crypto gold silver oil gas petrol diesel gasoline copper platinum wheat corn natural-gas',
  money:
    nouns(
      'dollar euro pound peso rupee franc yuan ruble lira dirham real krone rand baht ringgit',
    ) + ' yen won usd eur gbp inr yuan',
  rated:
    'mortgage interest inflation unemployment exchange fed federal prime libor sofr base savings refinance loan treasury bond cd apr apy birth poverty homeless crime vacancy literacy',
  fan: 'followers subscribers views likes downloads stars fans streams listeners retweets upvotes',
  office: nouns(
    'president ceo cfo cto chairman chairwoman chairperson governor mayor senator king queen pope chancellor minister secretary speaker pm emperor monarch coach captain manager leader champion director principal owner ambassador congressman judge head chief boss commissioner host premier sultan',
  ),
  best: 'richest wealthiest tallest fastest oldest youngest biggest largest strongest highest-paid poorest heaviest',
  feast:
    'easter ramadan eid diwali thanksgiving passover hanukkah carnival pentecost lent nowruz holi yom-kippur purim mardi',
  plays: `${verbs('play win lose beat start perform tour stream air launch race fight')} played won lost losing winning`,
  fares:
    nouns(
      'flight hotel ticket room airbnb fare train cruise rental house home apartment airfare egg',
    ) + ' rent milk stamps',
  stocked:
    'tickets seats rooms slots appointments spots places tables openings vacancies copies units stock availability left spaces',
  game:
    nouns(
      'game match race fight election vote final semifinal derby series tournament playoff primary debate draft lottery award oscar grammy',
    ) + ' superbowl',
}

export const momentPatterns = {
  weather: `
weather !map|maps|app|apps|balloon|station|work|and|proof|vs
forecast|forecasts !a|in|model
going|gonna|supposed|about|due to <sky>
will|is <sky> in|there|today|$
^ will|is|does it|there .. <sky>
is|are it|there .. <sky> .. out|outside|in|$
is|be it <feel> .. out|outside|in|there|$
how <feel> is|will|does|was it !when|to
how is it outside
temperature outside|in|at|right !celsius|fahrenheit|kelvin|the|a|degrees|sun|physics|chemistry|cooking|baking|an|water|space|python
outside|out temperature
do|will|should|need|take|bring|wear i|we|a|an? need|take|wear|bring|pack? a|an|my? <wear> !insurance|policy|term
pollen|snow|air|uv|tide|avalanche|surf|fire count|report|quality|index|times|level|levels|risk|danger
chance|chances|risk of rain|snow|thunderstorms|storms|showers
when|time does|do|will|is the|a? sun|moon|tide set|rise|go|come|up|down
when|time is|does sunset|sunrise|dusk|dawn|high
sunset|sunrise time|times|in|at
time is sunset|sunrise
hurricane|tornado|storm|flood warning|watch|heading|hit|coming|path
`,
  market: `
stock|share|shares|stocks price|prices|quote|value|doing|going|worth|up|down|today|at
^ what|how|price|prices .. price|prices|cost|value|rate of|for .. <traded>
^ price|prices|value of .. <traded> !card|cards|ring|rings|watch|grill|stove|line
<traded> price|prices|worth
^ how is|are <traded>
^ how is|are .. stock|stocks|market|markets|economy|shares|crypto doing|performing|looking|going|$
is|are|will|did|has|does .. stock|stocks|market|markets|shares|dow|nasdaq go|going|up|down|crash|crashing|rise|fall|open|closed|recover|drop|worth|buy
trading|trades at
how much|many is|are|does|do|for|was a|an|one|1|the? gallon|barrel|ounce|litre|liter|tank? of? <traded> !cost? !ring|does
how much|many ... <money> .. for|is|are|to|in|worth|do|per|does ... <money> !stand|on|bill
what|how is|much|are a|the|one|1? <money>|<traded> worth|at|doing|trading
what does|do|is <traded> go|cost|sell|trading for|at|$
what|how is|are|high|low|much the|is|are? current|going|average|best? <rated> rate|rates !mean|a|work|on|policy|for|calculated|determined|formula
what|how are <rated> rates
what is <rated> rate|rates in|at|of|like|doing
what is the <rated> rate|rates !based|calculated|on|for|of
dow|nasdaq|ftse|dax|nikkei at|doing|close|closed|up|down|today|$
market cap of
how much|what do|does|are|is .. <fares> cost? to|from|in|at|going
price|prices|cost|rate of|for <fares>
cheapest .. flight|flights|hotel|hotels|ticket|tickets|airfare|deal|deals|price|prices|fare|car|gas
best|cheap _? deals|prices|price on|for|today
should i|we buy|sell|hold .. stock|stocks|bitcoin|shares|gold|crypto|now
net worth of
what|how _ _ _? net worth $
how rich is
how much is|are _ _? worth $
`,
  score: `
what|which|who is|was|are the score|scores|result|results|standings|lineup !of|function
score of|in .. <game>|game|match
^ did !you|i .. win|lose|beat !my|her|his|their
how did .. do|play|perform $|against|last|yesterday|today
who is|are|was winning|leading|ahead|playing|top|first|favored|favourite|injured|starting|pitching|running|performing|headlining
who|whom won|wins the !battle|war|civil|cold|punic
who|whom won|wins !the|world|wwii|ww2|wwi|ww1
who will|is|going|gonna to|be? win|wins|winning|lead
when|time|where|who do|does|is|are|will the _ _? play|playing|next|game|kick
when|time is|are|does|do|will the next|last|first? <game>|season|sale|concert|show|episode|event|eclipse !of
standings|leaderboard
top of the _ _? league|table|charts|standings|division
top scorer|scorers
live score|scores|stream|streams|update|updates
`,
  count: `
how many <fan> has|have|does|do|did|got !i|you|a|an|we
how many people|users|employees|customers|cases|deaths|refugees|billionaires .. live|lives|use|died|infected|dead|employ
is the? population !density|genetics|growth|curve|mean|standard
how many|much .. debt|deaths|cases
current|national|us debt
what|how is|much|big|high|large the? national debt
<best> person|people|man|woman|men|women|company|companies|building|athlete|youtuber|billionaire|actor|singer|president|footballer|player|celebrity|economy in|alive|of|on|ever|$
world record|records for|in|holder|of
world record $
most followed|subscribed|streamed|viewed|downloaded
how old is !the|a|an|universe|earth|too|rome|my|your
how tall|old|much|heavy is|are|does he|she|they
`,
  'a holder of an office': `
who is|are the|a? current|new|acting|reigning|present|first? <office> !in|elected|from|dracula
who is|are the !best|greatest|youngest|oldest|first|second|last|worst _ _? <office> of|in|at|for|$ !hamlet|hogwarts
who is|are _ _? _? 's|uk|us|french|german|russian|chinese? <office> $
what is the name of the .. <office> of|in|at
name of the <office> of|in
who leads|heads|chairs|hosts|coaches|governs the
who does _ _? play|plays for
what team|club|company does .. play|work|on|for
who is .. dating|married|engaged|seeing|together
^ is|are|does|do _ _? still open|available|alive|married|dating|single|together|sell|offer|accept|work|on|going|active|hiring|valid|there|coming|running|down|broken|playing|around|free
^ is|are .. married|dating|engaged $|to|with|yet
`,
  'open or closed': `
is|are the|a|your|this|that|all|any|most? .. <shop> .. open|closed|closing|opening|busy|crowded|full $|on|for|today|late|until|till|at|yet|still|now|this|over|during|tomorrow|after|before
is|are <shop> open|closed|still
is|are you|u|they|guys|y'all|it .. open|closed|busy|full|hiring $|on|for|today|late|until|till|at|yet|still|now|this|over|during|after|before
is|are _ _? open|closed on|today|late|until|till|at|yet|during|now|tomorrow|over|this|for|tonight
when|until|till|late|early|time|hours do|does|is|are|will|did you|they|the|your|it|a|this|_ .. open|close|closes|opens !a|an|the|my|source|with|to|in
until|till when is|are
your|the|store|business|opening|closing|operating|visiting|office|branch|working|service|bank|shop hours|times !of? !a|on|worked|needed|required|between|per|in|should|column|are
hours of operation|business|opening
what|when are|is your|the hours|schedule|timetable|timings
how late|early are|is|do|does
how busy|crowded|full is|are
job|position|role|offer|vacancy|sale|deal|discount|promotion|promo|event|exhibition|course|waitlist still|open|on|available|going|running|active|ongoing|over !source|to|for? $
^ is|are there a|any _? sale|sales|discount|discounts|promotion|promotions|deal|deals|offers|specials|event|events|outage|outages|delay|delays|strike|accident|accidents|maintenance|traffic|jam|queue|curfew !for|in
menu|special|specials|soup of the day|today|tonight
`,
  'in stock or free': `
in|out|back of|in? stock !of|market|photo|options
sold out
^ is|are the|any|your|this|that .. available $|now|at|yet|today|again|near|until
^ when is|are|will .. available $|again|at
available now|seats|rooms|slots|appointments|today|tonight|times|flights|tickets
any|more|many|much .. <stocked> left|available|for|open|free
are|is|do there|you|we|have .. <stocked> left|available|for|on|tonight|free|open
do you have|carry|sell|stock .. left|available|free|today|tonight
do you still|currently
do you have a|any table|room|rooms|tables|slot|appointment|appointments|seats|tickets|openings|vacancies|space|availability
`,
  'running or not': `
is|are|was|why|has the|your|a|my|our? _? <system> .. <fault> $|for|right|again|today|now|or|everywhere|in|yet|still|at|down|currently
is|are|has the|your? _? <system> having|experiencing|gone|crashed|undergoing|back|under|got
is|are|has anyone|anybody|everyone .. <system>|problems|issues|trouble|down
outage|outages
is it down|up|open|running|working|over|out|time|late $|yet|now|today|still|again
is|are _ _? down|offline|online $|right|for|again|today|now
server|service|system|site status
`,
  transport: `
next|last|first train|bus|flight|ferry|tram|metro|subway|boat|plane|departure|shuttle|stop
when|time|where|what do|does|is|are|will the|my|a? _? train|bus|flight|ferry|tram|plane|boat|shuttle leave|come|arrive|depart|go|land|stop|leaving|coming|due|run|runs|take|board|here
is|are|was|has|will|did .. flight|train|bus|flights|trains|buses|ferry|plane|subway|metro _? _? delayed|late|cancelled|canceled|running|on|landed|left|arrived|departed|full
flight|train|bus status|tracker|delays|schedule|times
traffic like|jam|bad|on|in|to|today|$|report|conditions|heavy|situation !light|sign|signs|lights|law
wait|waiting time|times|list
how long|bad is|are the wait|line|queue|lines|queues|delay|delays|traffic|backlog|waitlist $|at|today|now|outside|there
how is|are the? traffic|roads|wait|line|lines|commute
roads|road|bridge|pass|tunnel closed|open|blocked|conditions
`,
  date: `
what|which day|date|time|year|month|week|season is|are it|today|we|this|tomorrow|now
what is the|today|todays time|date|day in|today|now|on|$|there|here|at
what time|day it is
when is|are|does|was|will|do the|this? <feast> !in|celebrated|invented
when is|are the? mother|father|mothers|fathers|labor|labour|memorial|black|good|ash|cyber|super|election|daylight|presidents|tax|prime|daylight|chinese|lunar|full day|friday|wednesday|monday|bowl|sunday|saving|savings|season|new|moon|eclipse !of
when is|are|does the next|first|last|new|upcoming
^ what|who|when|where|did|how|why|which|is|are|will ... next|last week|month|night|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday
next eclipse|election|full|holiday
how long|many|much days|weeks|months|hours|more|time|minutes|sleeps? is|are|it|do|there|we|i? left|until|till|before|to christmas|summer|easter|the|my|halloween|new|$|new|my|we|spring|winter|thanksgiving|2030|next|school
how long|many .. until|till !you|it|they|he|she
days|weeks|time|months|hours until|till
so far this|today
these days
as of today|now|yet|this|2024|2025|2026
^ has|have|did|is|are|was|were|does|do ... yet $
`,
  news: `
news !paper|anchor|and|letter|in?
headlines
^ what|anything is|are happening|new in|at|with|around|on !my|it|the
^ what is going on in|at|around
^ what happened in|on|at|today|yesterday|last !the? war|battle|story|movie|book|end|1|2|episode|chapter|to
what is|are trending|hot|viral !in? car
what|which movies|movie|films|shows|bands|games|concerts|series|songs|plays|events|exhibitions|games are|is|came|come|on|will playing|on|showing|out|in|coming|trending|up|popular|this
what|anything|something is|good|playing|are? .. on tv|netflix|hulu|broadway|television|display|show|hbo|disney
trending
when does|is|will|do|did|are .. come|coming|released|release|drop|premiere|launch|launching|air out|on|to|be|in|$|of|for !of|from
release|launch|premiere|air date|dates of|for|$
^ has|have the|a|any|_ .. come|been|gotten out|released|cancelled|canceled|renewed|announced
what do|are|is people|everyone|experts|analysts|polls|everybody saying|say|talking|predict|think
who is|are the|a|_? running|nominated|hosting|performing|headlining|winning|leaving|resigning|transferring|suing
what|which version|versions of|is|are .. is|latest|newest|out|available|on|in|current
what is|are the|your? current|latest|newest|specials|deals|offers !marriage
`,
}

/**
 * What looks like a grave matter and is none (`never-pattern.ts`). Our own list.
 * @module
 */

/** Titles, figures of speech and terms of other trades: read over before anything else is looked for. */
export const harmless = `
suicide squad|doors|door|burns
kill bill
worth living in|on|near
take a pill that
kill|kills|killing a|the|my|this? mockingbird|process|thread|session|job|task|joke|conversation|container|tab|window|program
kill|killing time|weeds|switch|mosquitoes|ants|wasps|mold|moss|process|processes|bacteria|germs
poison ivy|pill|pills|apple|arrow|dart|type|pokemon
bath|photo|zip|fork|cherry|logic|time|atomic|atom|nuclear|hydrogen|seed|jager bomb|bombs
bomb cyclone|disposal|calorimeter
heart of palm
heart attack grill
head of|office|start|count
criminal|case minds
crime rate|rates|fiction|novel|novels|podcast|podcasts|drama|thriller|scene|stats
true crime
law|laws of large|thermodynamics|motion|gravity|demand|supply|attraction|cosines|sines|averages|conservation|nature|diminishing|physics
<possessor> law say|says|state|states?
law|legal school|degree|firm|firms|studies|student|students|career
legal pad|pads|paper|size|name|names|entity|tender|guardian|department|team
become|becoming|be|being a|an? criminal|corporate|divorce|tax|patent|good? lawyer|attorney|solicitor|judge|paralegal
how much .. lawyers|lawyer|attorneys|attorney|solicitors|judges earn|earns|make|makes|get
lawyer|lawyers|attorney|attorneys salary|salaries|jokes
custody account|wallet|battle
probation period
class|object|field inheritance
inheritance in java|python|javascript|c++|c#|typescript|oop|biology|genetics|programming|css|php
multiple|single|prototypal|virtual inheritance
inherit from
inherits from
class|classes|component|components|object|child .. inherit|inherits
limited liability
liability account|accounts|insurance
liabilities and
abuse of notation
drug|drugs store|stores
weed killer|whacker|eater
lithium ion|battery|batteries|mine|mines|mining
vitamin water
alcohol content|wipes
porsche 911
brain fog|drain|teaser|teasers
cat scan
burn|burns rate|notice|cd|cds|dvd|dvds|calories|fat
burn a|the cd|dvd|disc|iso
dead letter|pixel|pixels|code|end|ends|link|links|lock|line|reckoning|zone|weight
fire wall|sale|tablet|stick|tv
shot glass|put
cough drop|drops
cold fever|war|start|brew|call|calls
fever dream|pitch|tree
back|battery pain|acid|charger|pack|life|level|health|drain|draining
battery|batteries percentage|saver|replacement|cost|last|lasts
acid rain|base|test|jazz
stroke order|width|weight|engine|play
assault rifle|course
warrant officer
back end|up|button|to|ups
depression era
great depression
arrest of|rate|warrant
prison break|school
jailbreak .. iphone|phone|android
`

/** Possessors of laws that no court reads. */
export const harmlessLists = {
  possessor:
    'murphy moore ohm newton hooke boyle charles kepler zipf godwin hubble amdahl parkinson goodhart conway coulomb faraday lenz snell benford gresham hess henry raoult dalton fick fourier stefan wien brook stokes say',
}

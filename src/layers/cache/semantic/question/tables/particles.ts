/**
 * Verbs that a small word behind them turns into others. Our own lists.
 * @module
 */
import { stem } from '../stem.ts'

const split = (text: string): string[] => text.trim().split('\n')

/** `verb: particles` that make another verb of it; those joined by `=` are one. */
const turned = split(`
rent: out
lease: out
hire: out
break: in up down out off=-
back: up out off down
call: off out
give: up in out away back off
take: up over off out on down back
grow: up
trade: in
look: up down
put: off on out down away up
turn: on off up down in over out
set: up off out
work: out
bring: up back down in
check: in out
sign: in=on up out=off
log: in=on out=off
opt: in out
clock: in=on out=off
move: in out on over
hand: in over out down
roll: out back over
carry: out on over
pay: off out back in
drop: off out in
cut: off down=back out
hold: on=- off up out back
kick: off out
lay: off out down
let: down in out off go
pass: out on up away=- over
pick: up out off
point: out
pull: out off over up down
run: out over off down
send: out off back
show: up off
stand: up out down in
stay: up in out on
throw: up out away
tip: off over
top: up off
try: on
wear: out off
write: off down=up
act: up
blow: up out off
buy: out off in
come: up out down back over in
draw: up out down
end: up
fall: apart through
figure: out
get: up off over away by
go: out off on up down over back
keep: up off out on
knock: out off down over
live: down up
make: up out over off
phase: in out
play: down up
settle: down up
shut: down=off=up out in
split: up
switch: on off over
talk: over down
tell: off
wind: up down
zoom: in out
dial: in out
fade: in out
plug: in=- out
scale: in out up down
round: up down
boot: up=- out
burn: out
mark: up down
sell: out
`)

/** Verb → particle → a number: those of one number are one; '-' is the verb alone. */
export const particlesOf: ReadonlyMap<string, ReadonlyMap<string, number>> = readGroups(
  turned.map((line) => {
    const [verb = '', rest = ''] = line.split(': ')
    return [verb, rest.split(' ').map((group) => group.split('='))] as const
  }),
)

/** `verb: prepositions | others`: those of one group ask the same of what follows; '-' is an object right behind it. */
const followed = split(`
report: - about | to
sell: - | to | on in at through via
look: after | for | at on | into | like | through
run: for | from | with
get: over past | into in to | under | through | off | on
rent: - | to | from
lease: - | to | from
charge: - | to | for
work: for at in | with on | without
write: - to | about on
complain: to | about of
talk: to with | about of
speak: to with | about of
ask: - | for | about
pay: - for to | with by via through
stand: for | by | on
play: for | against | with
hear: from | about of
search: - for | in on through within
bet: on | against
call: - | for | about
care: for | about
vote: for | against
fight: - against | for
insure: - for | against
train: - | for | with
study: - | for | with
shop: for | at in on with
order: - | from
buy: - | from | with
trade: - | for | with
borrow: - | from
cook: - | with on in | without
import: - | from | to into
export: - | to into | from
argue: for | against | with
testify: for | against
wait: for | on
match: - with to | against
lobby: - | for | against
bid: on for | against
save: - | for | on
leave: - from | for | with
meet: - with | for
shoot: - at | with | from
teach: - to | with
drive: - | to | with | without
swim: - in | with | without
laugh: at about | with
vouch: for
`)

/** Verb → preposition → a number: those of one number ask the same. */
export const prepositionsOf: ReadonlyMap<string, ReadonlyMap<string, number>> = readGroups(
  followed.map((line) => {
    const [verb = '', rest = ''] = line.split(': ')
    return [verb, rest.split(' | ').map((group) => group.split(' '))] as const
  }),
)

function readGroups(
  lines: readonly (readonly [string, readonly (readonly string[])[]])[],
): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>()
  for (const [verb, groups] of lines) {
    const known = found.get(stem(verb)) ?? new Map<string, number>()
    const from = known.size
    for (const [at, words] of groups.entries()) for (const word of words) known.set(word, from + at)
    found.set(stem(verb), known)
  }
  return found
}

/** Before the name of a thing these are particles, where others would be its prepositions ("move in a van"). */
export const strong: ReadonlySet<string> = new Set(
  split(`
break in
trade in
hand in
turn in
fade in
plug in
turn on
switch on
put on
take on
try on
turn over
take over
hand over
roll over
run over
get over
`).map((line) => {
    const [verb = '', particle = ''] = line.split(' ')
    return `${stem(verb)} ${particle}`
  }),
)

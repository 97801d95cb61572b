/**
 * Words that turn a question round. Our own list; a side may hold several words. Both sides are stemmed before use.
 * @module
 */

const lines = `
accept approve allow permit allowed permitted | reject refuse decline deny forbid ban prohibit forbidden banned prohibited disallowed
lost missing | found
activate enable | deactivate disable
on | off
increase raise grow rise gain boost higher more up maximize expand extend larger bigger greater | decrease reduce lower drop lose fall less fewer down minimize shrink cut smaller shorten
high highest most max maximum upper top largest biggest longest tallest | low lowest least min minimum bottom smallest shortest
best better good advantage benefit pro pros upside strength positive | worst worse bad disadvantage drawback con cons downside weakness negative harm risk danger
before prior pre earlier | after later post following
early earliest | late latest
start begin open launch join enter | stop end close finish quit leave exit terminate
add include insert attach append | remove delete exclude erase detach
buy purchase | sell
lend | borrow
lender creditor | borrower debtor
borrow | repay
send sender outgoing outbound transmit | receive receiver recipient incoming inbound
deposit | withdraw withdrawal
credit | debit
asset | liability
profit surplus income revenue earn | loss deficit expense cost spend
save | spend
import | export
undo | redo
raise | lower
upload | download
install | uninstall
mount | unmount
lock freeze block | unlock unfreeze unblock
encrypt | decrypt
encode | decode
compress zip | decompress unzip extract
push | pull
connect attach | disconnect detach
login | logout
subscribe | unsubscribe
follow | unfollow
hide | show unhide reveal
mute | unmute
pause | resume
upgrade | downgrade
ascend ascending | descend descending
rise | set
arrive arrival arriving inbound | depart departure departing outbound leave
inside indoor indoors internal inner interior | outside outdoor outdoors external outer exterior
above over | below under beneath
front | back rear
left | right
north northern | south southern
east eastern | west western
hot warm heat heating warmer | cold cool cooling chill cooler
wet humid | dry
fast quick quickly rapid faster fastest | slow slowly slower slowest
long longer | short shorter brief
tall taller | short shorter
deep | shallow
wide wider broad | narrow narrower
thick thicker | thin thinner
heavy heavier heaviest | light lighter lightest
hard harder difficult hardest | easy easier easiest soft
strong stronger strongest | weak weaker weakest
rich wealthy | poor
expensive costly dear | cheap affordable inexpensive
full | empty partial
old older oldest | new newer newest young younger youngest
male man men boy boys gentleman masculine | female woman women girl girls lady feminine
husband | wife
father dad | mother mom mum
son | daughter
brother | sister
uncle | aunt
king | queen
parent | child children kid
adult | child children minor kid infant
teacher tutor instructor professor | student pupil
doctor physician | patient
employer boss manager | employee worker
landlord | tenant renter
buyer customer purchaser | seller vendor merchant
host | guest
interviewer | interviewee
plaintiff | defendant
winner win | loser lose
attack offense offensive | defend defense defensive
love like | hate dislike
happy | sad unhappy
true | false
valid | invalid void
legal lawful | illegal unlawful
public | private
domestic national local | international foreign overseas abroad
free complimentary waived exempt exempted taxfree | charged payable taxable paid
waive | charge
cover covered include included eligible entitle entitled qualify qualified | exclude excluded ineligible uncovered except exempt disqualify disqualified
mandatory required compulsory obligatory | optional voluntary
temporary temporarily | permanent permanently
fixed constant static | variable floating dynamic adjustable
single one-time | multiple recurring
manual manually | automatic automatically
online digital remote remotely virtual | offline in-person onsite physical paper
synchronous | asynchronous
singular | plural
odd | even
prime | composite
numerator | denominator
acid acidic | base alkaline basic
exothermic | endothermic
mitosis | meiosis
artery | vein
hardware | software
client | server frontend backend
frontend | backend
input | output
return output yield | accept input
read | write
source origin | destination target
wholesale | retail
supply | demand
inflation | deflation
theory theoretical | practice practical
urban city | rural countryside village
vegetarian vegan veg | nonvegetarian meat nonveg
alive living live | dead deceased die death
birth born | death die died
day daytime | night nighttime
morning | evening
summer | winter
spring | autumn
sunrise | sunset
weekday weekdays | weekend weekends
hire recruit | fire dismiss layoff
promote promotion | demote demotion
resign | hire
marry marriage wedding | divorce separation
push | pull
forward | backward backwards reverse
clockwise | anticlockwise counterclockwise
horizontal row rows | vertical column columns
first initial | last final
cause | effect cure prevent prevention
inhale | exhale
dominant | recessive
introvert introverted | extrovert extroverted
optimist optimistic | pessimist pessimistic
include | omit
agree | disagree
trust | distrust mistrust
succeed success pass | fail failure
safe | dangerous unsafe
conservative republican | liberal democrat
win | lose
appear | disappear vanish
remember | forget
attract | repel
absorb | emit
melt | freeze
boil evaporate | condense
multiply multiplication | divide division
add addition sum plus | subtract subtraction minus
serial sequential | parallel concurrent
lossless | lossy
mutable | immutable
nullable | nonnull
ask question | answer
same identical | different another other unique distinct
new | used secondhand preowned refurbished
whole entire full | part partial half
sharp | blunt dull
clean | dirty
noisy loud | quiet silent
rough | smooth
tight tighten | loose loosen
sweet | sour bitter salty
raw | cooked
fresh | stale frozen canned
natural | artificial synthetic
guilty | innocent
absent absence | present presence
grant | revoke
awake | asleep
bright | dim dark
build assemble create construct | destroy demolish dismantle
combine merge join | split separate
correct | wrong incorrect
dawn | dusk
dense | sparse
dilute | concentrate
fill refill | empty drain
find | lose
heal | injure
help | hinder
inflate | deflate
junior | senior
lengthen | shorten
liquid | solid gaseous
load | unload
major | minor
near nearest close closest | far distant farthest furthest
peak | offpeak
polite | rude
praise | criticise criticize
predator | prey
rare rarely | common commonly frequent frequently often
reward | punish punishment
sink | float
sow | reap harvest
strict | lenient
tie | untie
top | bottom
transparent | opaque
victory | defeat
visible | invisible hidden
written | oral spoken verbal
prepaid | postpaid
unlimited | limited capped
block bar | allow permit
mild | severe
acute | chronic
benign | malignant
viral | bacterial
append | prepend
inclusive | exclusive
sort | shuffle
allocate acquire | release
commit | rollback
`

/** [stem-ready word, words of the other side] in both directions, as written. */
export const antonymSides: readonly (readonly [readonly string[], readonly string[]])[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [left = '', right = ''] = line.split('|')
    return [left.trim().split(' '), right.trim().split(' ')] as const
  })

/** Prefixes that deny what follows ("ineligible", "non-refundable", "unavailable"). */
export const denyingPrefixes = [
  'un',
  'in',
  'im',
  'il',
  'ir',
  'dis',
  'non',
  'mis',
  'de',
  'anti',
  'a',
] as const

/** Words that deny by themselves. */
export const negations: ReadonlySet<string> = new Set(
  'not no never none nobody nothing nowhere neither nor without hardly barely scarcely unable lack lacks lacking except excluding unless exclude excludes excluded incompatible unavailable ineligible impossible unsuitable'.split(
    ' ',
  ),
)

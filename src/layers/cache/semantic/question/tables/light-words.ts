/**
 * Words of matter that may be said or left out without changing what is asked: they fill a sentence, stress it, or say
 * what a word beside them says already. Our own lists. Only used to excuse a word that the other side lacks.
 * @module
 */
import { stem } from '../stem.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/).map(stem)

const stress = `
truly absolutely definitely certainly surely obviously clearly honestly seriously personally literally practically
specifically precisely approximately roughly commonly often frequently ordinarily regularly traditionally ideally
probably possibly perhaps maybe somehow anyhow anyway altogether overall successfully appropriately suitably
conveniently carefully seem seemingly yet already since however therefore remember realize realise notice strange
strangely odd weird weirdly awhile bit further impression confused thought heard hear said say recently lately ago
soon couple sure aware mistake mistaken accidentally accident urgently urgent asap quick pretty highly fully
completely entirely totally directly somewhere anywhere anymore besides additionally everything normal usual
everyday genuine genuinely true well please kindly wondering essentially frankly potentially hopefully precise indeed
quite namely thus hence moreover furthermore nevertheless ultimately particularly whatsoever accordingly apparently
unfortunately sadly luckily merely supposedly annoying annoyingly frustrating thx pls plz btw fyi lol hmm uh um oh folks
guys dear sorry gonna wanna gotta kinda sorta elaborate etc
`
const verbs = `
exist occur happen arise appear consider regard believe suppose involve entail conduct perform undertake proceed
obtain receive acquire gain provide offer give set become belong apply let permit intend hope expect wish suggest
recommend advise describe discuss mention refer state indicate explain clarify figure ask request inquire know tell
wonder face encounter experience undergo experiencing contribute relate concern associate available located found
based include contain made done taken given involved charged put bring
`
const nouns = `
world earth life opinion view viewpoint advice suggestion recommendation information info detail concept notion
approach technique strategy manner fashion fact case situation circumstance occasion event term name title sort
variety category item element piece part portion aspect area place spot location site position point period moment
instance matter question topic subject task action procedure guideline instruction guide tutorial individual human
somebody member user customer client reader owner holder visitor guest basis level extent total overall sum quantity
figure time times practice effort attempt chance possibility opportunity hello team support assistance account
transaction important importance significant main major primary essential crucial fundamental famous known notable
prominent similar related relevant respective associated accepted suitable reasonable fair
`

/** Stems that say nothing of their own. */
export const lightWords: ReadonlySet<string> = new Set(
  [stress, verbs, nouns].flatMap((text) => words(text)),
)

/**
 * `what may go without saying: where one of these stands on the other side`. A card is what a PIN belongs to; who
 * transfers, transfers money.
 */
const lines = `
account: routing statement checkbook address login log sign password passcode username profile bank banking balance overdraft subscription subscribe membership deposit withdraw savings checking email mailbox register
login: account password username sign
password: login
bank: account banking branch teller atm loan mortgage deposit overdraft card statement transfer cheque check
card: debit credit visa mastercard maestro amex pin atm contactless prepaid cardholder bank
money: transfer send wire pay payment withdraw withdrawal deposit refund cash earn spend save salary cost price fund borrow lend loan exchange currency invest atm much
payment: pay paid money transfer bill invoice charge debit checkout instalment loan mortgage due
pay: cost price fee bill invoice payment charge salary earn tax fine subscription
charge: fee cost price pay payment bill
cost: price fee charge pay expense rate quote much
fee: cost price charge pay commission
price: cost fee charge rate quote worth much value
amount: money balance sum limit maximum minimum much
cash: atm withdraw withdrawal money deposit
loan: mortgage borrow lend instalment repay
rate: interest exchange mortgage conversion currency
report: lost stolen theft fraud
activate: start begin use
earn: interest salary wage income
document: provide submit require paper form certificate
policy: rule
rule: policy
feature: include plan contain
limit: maximum most minimum least cover allow
insurance: coverage cover insured deductible premium
submit: deadline cutoff due application
maximum: limit most
notice: know notify inform
contact: phone number call reach email
status: progress stand update
progress: status
resolve: status closed
interest: rate
number: phone account routing pin code
phone: call number dial text sms mobile
code: pin zip area postal postcode verification
mail: email letter post
parcel: ship shipping shipment delivery deliver courier package mail post
shipping: parcel delivery deliver ship courier order
order: shipping ship delivery deliver purchase buy bought item
item: order purchase product buy bought return
product: item order purchase buy bought
delivery: shipping ship arrive parcel order courier
arrive: delivery deliver shipping train flight
ticket: flight train concert fare seat booking
travel: trip ride flight train journey tour visa passport drive bus
ride: train bus travel journey trip
trip: travel ride journey flight
luggage: suitcase bag carry-on board cabin
board: flight plane cabin luggage aboard
room: hotel suite bed night stay
stay: hotel night room
visit: travel go see tour
app: application mobile phone install download
application: app apply mobile
computer: pc laptop windows mac desktop
internet: online web website wifi network browser
website: site web online page internet url
web: website browser online
email: mail inbox address gmail outlook
message: text sms chat email inbox
text: message sms
speak: language
job: work career hire employ position employee
work: job employee employ office
worker: employee staff job
salary: earn pay wage income job
company: firm business employer employee
leave: holiday vacation
student: school class grade pupil exam college university
university: college degree student campus
exam: test grade pass fail study score
test: exam
study: exam student course learn
doctor: specialist physician treat
treat: doctor specialist physician treatment therapy cure
disease: symptom infection illness cure contagious
illness: symptom infection disease contagious
symptom: sign show
sign: symptom show
patient: doctor
medicine: drug tablet pill prescription medication
food: eat cook dish meal recipe diet
eat: food meal diet
cook: recipe boil fry bake dish food
recipe: cook bake dish
boil: cook
player: game match team beat won play
team: player match league won win
win: won winner beat champion
play: game player match instrument
game: play player match
country: border nation capital citizen visa nationality state
capital: city
city: town capital
citizen: passport nationality country visa
passport: citizen nationality visa
border: neighbour neighbor
neighbour: border
neighbor: border
population: people inhabitants live
live: inhabitant population resident reside
car: drive vehicle engine tyre tire garage
drive: car vehicle
plant: garden water grow soil leaf
grow: plant garden
formula: calculate compute work
calculate: formula compute equation
equation: solve formula
broken: repair fix breaks break
error: code message fails fail
weight: weigh heavy kg pound
weigh: weight heavy
height: tall high
tall: height high
high: tall height much
long: length time duration
length: long
time: long duration hour o'clock when
age: old
old: age
language: speak
year: annual annually yearly
month: monthly
week: weekly
day: daily date leave holiday vacation
date: day when
hour: open opening
speed: fast
far: distance
electoral: election vote
election: vote electoral president
president: election presidential
worth: value cost price
value: worth
film: movie cinema actor
actor: film movie
book: read author novel
author: book write wrote
write: author book
song: music album singer
music: song album band
new: replace replacement latest change reset set
check: status balance verify
reach: available contact call phone
process: application claim payment through transfer order
issue: send refund card
purchase: buy bought shop card
open: dispute ticket case claim request complaint
file: folder download upload document pdf save dispute claim complaint report
raise: ticket dispute complaint
place: order
mark: closed resolved done
call: phone number contact dial reach
online: internet website
service: customer support help contact
purpose: used use
consist: include contain
mandatory: must required have
withdraw: cash atm
deposit: insured
hold: account card licence license
bill: payment due invoice pay charge credit
statement: charge balance account bill
maintenance: fee
currency: foreign exchange
form: tax document application apply
post: deposit transaction
activity: fraud fraudulent suspicious transaction
outstanding: balance due invoice
withdrawal: atm cash
detail: information
support: ticket help customer
`

/** For each word that may go without saying, the words in whose company it may. All stems. */
const companions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [word = '', others = ''] = line.split(': ')
      return [stem(word), new Set(words(others))] as const
    }),
)

/** Whether a word goes without saying where one of these is said. */
export function impliedBy(word: string, said: ReadonlySet<string>): boolean {
  const company = companions.get(word)
  if (!company) return false
  for (const one of company) if (said.has(one)) return true
  return false
}

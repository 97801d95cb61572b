/** The words of `synonyms.ts`: a line each for words that may stand for each other. Our own list. */
export const synonymWords = `
get obtain receive acquire gain
buy purchase
start begin commence
stop quit cease
end finish
fast quick quickly rapid rapidly speedy
fastest quickest
big large huge
biggest largest
small little tiny
smart intelligent clever
rich wealthy
begin initiate
learn study
improve enhance better increase boost develop
fix repair solve resolve troubleshoot
error problem issue bug trouble
delete remove erase
create make build
change modify alter edit update
cancel terminate
reduce decrease lower lessen minimize
speak talk converse
movie film
song track
book novel
job work career profession occupation
money cash
company firm business
website site webpage
app application
phone smartphone mobile cellphone
computer pc
laptop notebook
picture photo image photograph
car automobile
doctor physician specialist
kid child children
teach instruct
university college institute institution
team club
country nation
city town
cost price expense
fee charge
salary pay wage
reason cause
difference distinction differ different differentiate distinguish
advantage benefit merit perk
disadvantage drawback downside demerit
important significant essential crucial
famous popular
beautiful pretty gorgeous
strange weird odd
scary frightening
creepiest scariest
funny hilarious
sad unhappy
angry mad
afraid scared fearful
tired exhausted
sick ill
earn make
lose shed
weight fat
grow increase raise
choose pick select
allow permit let
forbid prohibit ban
need require
want wish desire
think believe
tell say
understand comprehend
explain describe
show display
find locate discover
search seek
look seem appear
happen occur
travel trip journey
vacation holiday
hotel accommodation
flight plane
ticket fare
luggage baggage
mail email e-mail
letter mail
address location
house home
apartment flat
road street
store shop
customer client cardholder accountholder
employee worker staff
boss manager supervisor
friend buddy
girl woman lady women
boy man guy men
human people person mankind humanity
world earth globe
life living
death dying
war conflict
government state
president leader
law legislation
rule regulation
test exam examination
grade mark score
question query
answer reply response
subject topic
idea concept
way method approach technique means manner
step stage procedure
tip advice suggestion
example instance sample
type kind sort category
part component portion
place location spot
time duration period
minimum lowest least
maximum highest most
limit cap maximum
monthly month
yearly annual annually year
daily day
weekly week
free complimentary
waive reimburse
cover insure protect
coverage cover protection
eligible qualify
enroll register join
submit send
transfer send move
settle clear process
mature maturity
withdraw withdrawal
deposit depositor
open start
account profile
password passcode
login signin
download install
video clip
watch see view
listen hear
read study
write compose draft
play perform
eat consume
drink consume
sleep rest
exercise workout
diet nutrition
food meal
healthy health
disease illness condition disorder
cure treatment remedy treat therapy heal
medicine medication drug
pain ache hurt
symptom sign
hair hairs
loss fall
prevent avoid stop
possible feasible
true real
wrong incorrect
same identical
similar alike
main major primary principal key
new recent latest
latest newest recent
old ancient
often frequently
always constantly
usually generally normally
sometimes occasionally
quickly fast
easily easy
alone solo
together jointly
near close nearby
inside within
return send
ship deliver shipping delivery shipment
order purchase
parcel package
refund reimbursement moneyback
size dimension
colour color
warranty guarantee
broken damaged defective faulty
subscribe subscription
renew renewal extend
activate enable
deactivate disable
block freeze lock
unblock unfreeze unlock
contact reach call
support service help assistance
number amount quantity
many much
wifi wi-fi internet
signal reception
plan package
speed velocity
resume cv
interview interviewing
invest investment
stock share equity
tax taxation taxable
loan credit
mortgage loan
college university
scholarship grant
teacher professor instructor
student pupil
assignment homework
deadline cutoff due
compute calculate
sum total
list array
dictionary dict hashmap
function method
folder directory
string text
loop iterate
sort order
convert turn transform
merge combine join
compare contrast
run execute
crash fail
programmer developer coder
code program script
language tongue
capital capitol
population inhabitants
actor actress
author writer
god deity
religion faith
dream dreaming
love affection
relationship dating
marry marriage wed
sex intercourse
suicide kill
successful success
failure fail
skill ability
strong powerful
muscle bodybuilding
beginner newbie novice
pronounce say
spell write
mean signify meaning
purpose goal aim objective
effect impact influence consequence result
future upcoming
currency money
note banknote bill
safe secure safely
dangerous harmful risky
legal lawful legally
child baby infant
pregnant pregnancy
gift present
trash garbage rubbish waste
sofa couch
autumn fall
truck lorry
petrol gasoline gas
pants trousers
fridge refrigerator
cell mobile
math maths mathematics
program programme
biggest greatest largest
rude disrespectful impolite
use application usage
broken cracked damaged
hire recruit employ
odds chance probability likelihood
replace replacement new
beat defeat lose
defend protect
exercise workout training
center centre
succeed pass
pay cover
fail flunk
contagious infectious spread transmit transmissible
together compatible interoperate
formula calculate compute
neighbour neighbor border adjoin adjacent
citizen passport national nationality
trip ride
bring carry take pack
board aboard
vendor supplier seller merchant
verify check confirm validate ensure
look see check view
find locate search discover
retrieve recover restore
setup set install configure
adjust set change
swap exchange switch change replace
exchange convert conversion change
switch change move
edit amend correct
top-up topup load recharge refill
arrive come
show display appear reveal
keep stay remain
hold keep store
store save keep
let allow permit enable
must require
want wish
ask request
demand request claim
claim request
inform notify alert tell
notification alert notice
decline reject refuse deny
declined rejected refused denied
verify identify authenticate
identity identification id
identify recognize
proof evidence
paperwork papers paper document documentation documents
certificate document
expire lapse end
expiry expiration
wait delay
delayed late
pending waiting processing
missing lost
stolen theft steal
damage break
leak drip
halt stop
shut close
turn switch
fee cost charge price
fare price
tariff plan rate
rent rental hire lease
lend loan
owe debt
owner holder possessor
salary income earnings
earn make gain
earn pay
tip gratuity
discount rebate reduction
voucher coupon
mobile phone cell cellphone smartphone
screen display monitor
tv television telly
photo picture image
video film clip
author writer creator
creator inventor maker developer
invent create develop discover
founder creator
build construct make
construct build
manufacture produce make
product item article good
goods items products merchandise
merchandise article
clothes clothing garment
shoe footwear
bag luggage suitcase
baggage luggage suitcase
holiday leave
trip tour
tour visit
visit see go travel
visitor guest tourist
traveller traveler passenger
passenger rider
driver motorist
vehicle car
tire tyre
fuel petrol gas gasoline
garage workshop
flat puncture
bike bicycle cycle
bus coach
train rail railway
station stop
plane airplane aeroplane aircraft flight
airport airfield
seat place
reserve book
reservation booking
appointment meeting
meeting conference
timetable schedule
schedule plan
hour time
rapid fast
immediately instantly instant immediate
soon shortly
nearly almost
close near
far distant distance
tall high height
tallest highest
big large size
length long
width wide
depth deep
weight weigh heavy
worth value price
valuable worth
average mean typical
percentage percent share proportion
ratio proportion
sum amount
biggest main
main important
important major
famous notable prestigious
well-known famous
kind variety
various different
differ vary
vary change
relation relationship connection link
link connect relate
connect pair link
related connected linked
comparison compare similarity
similarity common
consequence outcome
outcome result
affect impact influence effect
cause lead
trigger cause
responsible cause
lead result
stem originate
originate come
origin source
fear afraid scared
worry concern
sorry apologize
joy happiness
illness sickness sick ill
infection disease
doctor specialist practitioner
nurse carer
hospital clinic
tooth teeth dental
stomach belly tummy
cold flu
fever temperature
medication medicament
pill tablet
vaccine vaccination shot jab
injury wound hurt
dead died die
kill slay defeat
grow cultivate raise
garden yard
plant crop
cook prepare make
recipe prepare
boil cook
bake cook
fry cook
dish meal
ingredient component
taste flavour flavor
kitchen cooking
wash clean
clean cleaning tidy
dirty filthy
dry drying
cut trim
teach educate
teacher lecturer
course class lesson
class lesson
lecture lesson
homework exercise
degree diploma
study studies
pupil learner
wife spouse
husband spouse
people inhabitant
inhabitant resident
live reside
residence residency
country state nation
government administration
law rule
illegal unlawful
permission authorization authorisation permit
authorize approve
approve confirm
agree accept
contract agreement
sign signature
form template
print printout
copy duplicate
paste insert
type enter input
enter input
press hit click tap
click press
select choose
pick choose
collect gather pick
gather collect
divide split
split separate
separate divide
join attach
attach append
fasten attach
mix blend
shake stir
throw toss
bin trash
shrink reduce
rise climb increase
speed fast
slow sluggish
noise noisy loud sound
bright light
dark darkness
smell odour odor
weather climate
snow snowfall
storm hurricane
sea ocean
river stream
mountain peak
forest wood woods
stone rock
earth ground soil
iron steel
metal alloy
gas vapour vapor
chemical substance
substance material
material stuff
stuff thing
tool instrument
instrument device
device gadget machine
machine appliance
appliance device
equipment gear
battery accumulator
cable cord wire
plug socket outlet
lamp light bulb
heater heating
freeze hang crash
crash break
restart reboot reset
boot start
launch start open
quit exit close
log sign
register sign enroll
unsubscribe cancel
uninstall remove delete
wipe erase delete
empty clear
clean clear
backup copy save
restore recover
sync synchronize synchronise
upload post put
publish post release
release publish launch
share send
forward send
reply respond answer
message text
chat message
inbox mailbox
attachment file
document file
document paper
table sheet
spreadsheet excel
chart graph plot
draw sketch
paint colour color
variable parameter
parameter argument
value number
integer int number
bug error
exception error
debug fix
compile build
deploy release
server host
database db
query request
measure measurement
estimate approximate
count number
equal same
equal equals
greater more
win won
goal score
score result
match game
coach trainer
league championship
champion winner
tournament competition contest cup
race run
runner athlete
swim swimming
fight battle
army military
soldier troop
weapon gun
police cop officer
thief robber
crime offence offense
judge court
court tribunal
lawyer attorney solicitor
sue claim
penalty fine
tax duty levy
customs duty
vote ballot
elect choose
elected chosen
minister secretary
church temple
pray prayer
holy sacred
bible scripture
heaven paradise
soul spirit
dream vision
brain mind
think thought
believe belief
remember recall memorize
memory remember
forget forgotten
aware know
knowledge know
famous known
language speak
word term
term name
name title
called named
meaning definition
translate translation
explain explanation
describe description
story tale
tale novel
poem verse
song music
singer musician
band group
group set
set collection
member part
part piece
piece slice
centre middle
edge border
border boundary
finish complete
complete entire whole full
whole entire
full complete
final last
previous former
next following
first initial
begin beginning
annual year
morning dawn
summer summertime
date day
age old
young youth
old aged
birthday birth
born birth
dispute contest challenge object
dispute disagree complain complaint
transaction purchase payment operation
overdraft overdrawn overdraw
fraud fraudulent scam suspicious unauthorized unauthorised unrecognized unrecognised unknown
report notify inform tell raise
statement history record
statement bill
activity transaction history
balance funds
funds money fund
payee recipient beneficiary receiver
branch office
hours opening
open opening
apply request order
apply application
qualify eligibility eligible requirement
criteria requirement condition
joint shared
abroad overseas foreign international internationally
atm cashpoint
payoff repay
repayment repay pay
misplace lose lost
lose missing
paperless electronic
maintenance service servicing
reverse undo
rescind reverse
dues fee
deposit add put load
fund load deposit
limit restriction allowance
restrict limit
allowed permitted
permitted able
obtain order
receive arrive
reissue replace replacement
renewal replacement
track follow trace
tracking status
status state progress
progress stage
cancellation cancel
closure close closing
recover reset
forgot forget lose
verify verification
verified confirm
identity verification
contact talk speak chat
agent representative adviser advisor
support team
representative support
helpline hotline
telephone phone
dial call
ring call
relocate move
maiden surname
transfer payment
wire transfer
transfer sending
paying payment
paid payment
settle arrive
reflected show
credited arrive receive
debited charge take
deduct take charge debit
deducted taken charged
duplicate double twice
twice double
extra additional
additional more
supplementary additional
spare extra
receipt proof
invoice bill
billing bill
instalment installment
scheduled planned
standing recurring
recurring regular repeat
automatic auto
autopay automatic
interest apr
rate apr
apr apy
borrow loan
borrowing loan
lending loan
refinance remortgage
collateral security
guarantor cosigner
raise increase
limit cap
penalty charge
surcharge fee
commission fee
levy fee
tax levy
incur charge
refunded refund
reimburse refund
reimbursed refunded
compensate refund
compensation refund
chargeback dispute
merchant shop store seller retailer
retailer shop
seller merchant
purchase payment
buy order
bought ordered
checkout pay
basket cart
shipped sent
dispatch ship send
dispatched shipped sent
delivered arrived
courier delivery
tracking track
collect pick-up
pickup collection
delivery arrival
coverage policy
policy insurance
insured covered
insurer insurance
claim compensation
accident crash
broken faulty
malfunction fault broken
fault error
fault problem
working functioning
function work
respond work
responding working
stuck frozen hang
load open start
slow lag
unavailable down
access open enter
access log
sign access
logged signed
credentials password login
username login
passcode pin
fingerprint biometric
two-factor 2fa
authenticator authentication
verify authenticate
freeze suspend block lock
renew reissue
cancel stop
clear settle
charge transaction
limit maximum
withdraw take
exceed over
appear show
improve raise
package shipment parcel
document documentation paperwork paper
status stand
resolve close settle
waive exempt
treat manage
treatment management
policy rule
slow slowly
insure protect
insured protected
entitlement allowance right
features functions
minimum least
overview summary
ban banned prohibit prohibited forbid forbidden
`

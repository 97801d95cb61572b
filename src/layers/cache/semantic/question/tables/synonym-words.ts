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
film movie
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
holiday vacation
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
`

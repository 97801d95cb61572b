/** Of `unsaid.ts`: what goes without saying, and beside which words. Our own list. */
export const unsaid1 = `
ability: can able; able: can possible; accidentally: delete overwrite spill drop;
account: isa ira 401k overdraft iban brokerage checking chequing escrow paypal venmo savings login
statement password username log sign logout;
activity: fraud fraudulent suspicious; added: surcharge extra bonus;
additional: surcharge extra bonus; address: email ip mac;
adobe: photoshop illustrator indesign acrobat lightroom; advisor: financial; age: old young;
agency: irs hmrc; agent: realtor letting support; agreement: lease tenancy;
airline: flight baggage luggage boarding; airport: heathrow gatwick jfk runway;
allow: permission legal maximum limit; amazon: kindle alexa;
amount: much refund maximum minimum limit deductible instalment installment premium deposit fee
donation cashback total sum;
animal: dog cat horse elephant rabbit hamster giraffe cow; annual: apr apy;
apartment: landlord tenant sublet evict eviction roommate tenancy;
apple: iphone ipad mac macbook icloud airpod ipod;
apply: coupon fee penalty surcharge discount voucher promo;
application: visa passport licence license permit app; arrive: delivery deliver;
article: return exchange refund; ask: refund quote discount; assess: penalty; attached: attachment;
attachment: attach; attempt: install download connect pair print update upload register;
auction: bid bidder; auto: car vehicle; automatic: autopay; automatically: autopay;
available: delivery shipping refund financing discount; baby: newborn infant;
back: refund return reimburse repay; bag: luggage suitcase;
bank: overdraft teller iban chequebook checkbook atm cashpoint branch swift;
bathroom: toilet shower bathtub; begin: return claim learn study; beginner: learn start new first;
between: difference compare comparison; bidding: auction; bird: parrot penguin eagle ostrich;
body: muscle blood; bonus: cashback; borrow: loan mortgage lender; borrower: loan mortgage;
brand: new; breed: labrador poodle bulldog chihuahua beagle; broadband: internet;
browser: chrome firefox safari edge opera; bought: refund return worth;
bureau: equifax experian transunion; business: day; button: click press tap push; capacity: storage;
car: windshield windscreen odometer gearbox clutch airbag dashboard speedometer handbrake;
card: mastercard amex maestro cvv cvc cardholder skimming chip contactless cashback pin atm;
carry: surgery inspection transfer transaction reset update backup installation repair;
case: dispute claim; cash: atm withdraw withdrawal cashpoint money banknote coin; cause: why;
cell: phone;
charge: surcharge commission fee interest price cost tax vat gst chargeback fraudulent unauthorized
unauthorised penalty;
cheese: mozzarella cheddar parmesan feta brie; child: daughter son toddler;
client: support helpdesk; clothes: dryer laundry wash;
code: iban bic pin otp cvv sku promo coupon voucher zip swift postcode passcode postal 2fa python
java javascript;
coin: bitcoin crypto; college: tuition;
company: employer insurer courier brokerage manufacturer supplier; compare: versus vs difference;
complete: form application transfer transaction checkout;
completely: close delete erase remove uninstall wipe; computer: pc laptop macbook desktop;
condition: eligibility;
conduct: interview survey investigation experiment research transaction audit;
confirmation: booking reservation; connection: internet wifi;
constantly: crash freeze disconnect restart overheat buffer drop reboot trip leak flicker;
consumption: usage; continent: africa asia europe antarctica;
continuously: crash freeze disconnect restart buffer run beep;
contract: lease tenancy agreement subscription; copy: duplicate photocopy;
correctly: install setup configure display connect work;
cost: much price fee expensive cheap premium quote tariff fare;
country: france germany italy spain japan china india brazil canada australia mexico switzerland
austria belgium portugal poland sweden norway denmark finland ireland greece egypt thailand vietnam
abroad overseas foreign capital visa passport border;
cover: insurance insured; coverage: insurance insured;
credit: fico equifax experian transunion mastercard amex cvv heloc; criminal: fraud scam theft;
criterion: eligible eligibility qualify;
currency: dollar euro yen franc rupee bitcoin forex crypto cryptocurrency ethereum;
current: subscription plan booking password; customer: support helpdesk complaint helpline hotline;
day: daily; date: deadline expiry expiration due when expire birthday;
debt: bankruptcy creditor arrears debtor consolidation collector; degree: bachelor master phd mba;
delivery: courier tracking; demand: refund; department: support billing; desert: sahara gobi;
desk: support; device: smartphone tablet; difference: versus vs compare comparison;
digit: pin cvv cvc; discount: coupon promo voucher clearance;
disease: diabetes alzheimer parkinson malaria tuberculosis lyme cholera;
dish: lasagna paella risotto; distance: far km kilometer kilometre mile;
document: deed lease payslip passport receipt invoice pdf docx word;
drink: coffee tea alcohol wine beer; driving: licence license ssd dui speeding;
driver: licence license; drug: ibuprofen paracetamol aspirin antibiotic;
due: deadline payable overdue; earn: salary wage income job; electric: outlet kettle;
electrical: outlet breaker fuse wiring; element: oxygen hydrogen helium carbon nitrogen uranium;
email: phishing inbox; employee: payslip overtime payroll; employer: payroll payslip; energy: kwh;
enter: coupon promo voucher pin; entire: backup screen; episode: podcast; estate: realtor;
exam: toefl ielts gmat gre sat; execute: transfer trade transaction;
existing: account subscription booking reservation; expensive: cost price;
extra: surcharge additional bonus; fake: scam phishing counterfeit;
feature: autofill autocorrect autoplay; federal: irs; fee: surcharge commission cost;
file: complaint claim lawsuit divorce return tax dispute appeal bankruptcy pdf mp3 mp4 jpg jpeg png
csv zip docx exe xlsx iso dll txt xml json rar apk;
fill: form application; final: deadline; financial: budget planner; find: where; firm: brokerage;
fish: salmon tuna trout goldfish; flight: stewardess attendant layover airline baggage;
flush: toilet; folder: directory; foreign: abroad overseas forex; forever: close delete;
form: w2 1099 1040 w9 p45 p60 1095; frame: deadline; fraudulent: scam phishing;
free: complimentary gratis trial sample; fruit: apple banana orange mango pineapple grape pear kiwi;
full: total entire; fully: charge uninstall delete install; function: autofill autocorrect;
fund: etf; game: football soccer basketball chess tennis poker hockey baseball volleyball;
gas: oxygen hydrogen helium nitrogen mileage mpg;
get: visa passport refund vaccine vaccination divorce loan licence license permit certificate
appointment mortgage quote discount receipt invoice statement cashback approval approved insured
paid evicted;
give: refund discount notice receipt; go: flight trip travel bus train;
goods: return exchange refund warranty faulty defective damaged; google: gmail;
government: irs hmrc tax treasury; guest: hotel; hair: bald shave haircut; handset: phone;
health: copay doctor; heating: radiator furnace boiler thermostat; height: tall high;
herb: basil parsley thyme oregano rosemary; hold: meeting election; holiday: vacation;
home: mortgage foreclosure homeowner heloc address; hotline: support;
house: mortgage foreclosure homeowner conveyancing; household: appliance; icon: click tap;
illness: diabetes malaria tuberculosis flu depression; image: jpg jpeg png gif;
immediately: instant; impose: tax fee fine penalty; income: salary wage paycheck earnings;
incur: fee penalty interest charge cost; infection: chlamydia salmonella;
initiate: return transfer refund chargeback; instrument: guitar piano violin;
insurance: insurer policyholder underwriter deductible copay uninsured coinsurance coverage cover
insured policy premium;
interest: apr apy; international: abroad overseas swift iban; internet: website online isp wifi;
invest: etf portfolio dividend; investment: etf portfolio dividend stock bond broker;
issue: refund invoice receipt cheque problem error;
item: return exchange refund faulty defective warranty damaged seller listing;
job: unemployed unemployment salary; journey: train bus;
keep: crash freeze disconnect restart overheat buffer drop reboot trip leak squeak flicker drain
lag;
kitchen: sink dishwasher refrigerator fridge oven stove microwave; lamp: bulb;
landlord: evict eviction;
language: spanish german italian japanese chinese russian portuguese arabic korean polish dutch
python java javascript rust kotlin php ruby html sql golang;
laptop: macbook chromebook thinkpad; last: duration deadline; late: overdue arrears;
laundry: dryer washer detergent; law: legal illegal legally illegally lawful; lcd: screen;
learn: beginner course language; lease: tenancy; legally: law allowed; length: duration;
level: cholesterol glucose ph limit volume brightness; levy: tax fee fine;
limit: maximum minimum cap most; list: wishlist seller; live: population inhabitant;
loan: mortgage lender borrower heloc refinance principal repayment borrow cosigner cosign;
locate: where; location: where; lodge: complaint claim appeal application;
machine: atm cashpoint cash washing coffee espresso dishwasher; mail: postage address;
make: payment reservation booking appointment complaint decision purchase claim mistake donation
deposit transfer call withdrawal offer bid contribution order inquiry change budget investment
request backup screenshot;
manage: install connect fix solve; marketplace: seller; match: tennis cricket rugby;
maximum: limit cap; mean: definition; meat: beef pork; medical: copay doctor hospital;
medication: ibuprofen paracetamol aspirin antibiotic;
medicine: ibuprofen paracetamol aspirin antibiotic; member: membership; membership: member;
memory: ram; menu: setting; merchandise: return exchange refund seller;
message: phishing error sms text voicemail; metal: aluminium aluminum copper titanium;
method: how delivery shipping payment pay;
microsoft: excel word outlook powerpoint windows onenote sharepoint onedrive xbox;
mode: incognito dark airplane standby;
money: refund withdraw withdrawal wire remit remittance atm reimburse repay cash earn owe debt;
month: monthly; monthly: emi; motor: car vehicle engine oil; mount: everest kilimanjaro fuji etna;
mountain: everest kilimanjaro matterhorn; moving: relocation vacate; music: playlist song;
musical: guitar piano violin; name: called surname;
need: require required requirement necessary mandatory compulsory; network: wifi;
night: hotel stay sleep; nintendo: switch;
number: many iban ssn pin sku vin ein tin isbn nino routing aba telephone phone cvv imei;
obtain: visa passport refund licence license permit certificate loan mortgage quote discount receipt
invoice statement approval;
ocean: pacific atlantic;
offer: discount warranty shipping delivery refund financing insurance promo promotion coupon;
officially: legal; online: website ecommerce webshop internet; open: dispute claim;
operating: windows linux macos android ios; option: delivery shipping;
order: track deliver delivery ship shipping dispatch checkout tracking cart basket;
os: windows linux android; outstanding: debt arrears overdue unpaid; overseas: abroad;
owe: tax debt arrears overdue debtor taxable fee interest; own: website password domain;
package: courier ship deliver delivery track; page: checkout homepage;
pay: salary wage payslip payroll overdue autopay bnpl subscription; paper: deed;
parcel: courier ship deliver delivery track; passenger: airline flight train boarding;
patient: diabetic;
payment: installment instalment emi autopay remittance bnpl chargeback overdue fraudulent
unauthorized unauthorised;
pension: retirement retire; people: inhabitant population adult diabetic disabled elderly;
percent: percentage % apr apy; percentage: apr apy interest;
perform: surgery calculation test check search experiment analysis operation backup transfer
transaction payment reset update restart installation scan upgrade inspection;
period: grace trial duration warranty; permanently: close delete;
person: adult diabetic disabled elderly beneficiary; personal: pin ssn profile password avatar;
pet: dog cat hamster rabbit; phone: call telephone; phrase: mean meaning; place: where order bid;
play: football soccer tennis guitar piano chess basketball volleyball golf cricket poker rugby
violin;
plan: 401k pension subscription ira flight boarding luggage airline pilot;
planet: mars jupiter saturn venus uranus neptune; point: boil melt loyalty rewards;
policy: insurance insurer policyholder premium deductible underwriter copay;
possible: can able refund return cancel; post: postage; power: outage blackout;
practice: yoga meditation; practise: yoga meditation; press: shortcut key; pressure: psi;
price: much msrp rrp quote valuation discount expensive cheap fare; problem: error fail;
procedure: application renewal registration refund claim return complaint eviction install
verification activation booking cancellation boarding;
process: application renewal naturalization naturalisation registration refund claim approval
transfer payment order return install update verification activation booking cancellation deadline;
product: return exchange refund warranty faulty defective damaged recall seller;
professional: plumber electrician technician mechanic; profile: avatar username;
profit: dividend gain;
program: loyalty rewards referral cashback antivirus python javascript java kotlin;
programme: loyalty rewards referral; progress: track; promo: coupon voucher;
promotional: coupon voucher promo;
properly: work install close display function clean connect charge;
property: mortgage foreclosure conveyancing deed landlord realtor zoning appraisal;
provide: receipt invoice discount support warranty refund insurance;
provider: insurance insurer isp broadband internet; province: ontario quebec alberta manitoba;
purchase: refund return; purpose: why; quantity: many much; raise: complaint dispute;
randomly: crash freeze disconnect restart reboot;
rate: inflation unemployment fico apr apy interest tariff; reach: contact delivery deliver;
reader: kindle; real: realtor estate; reason: why;
receive: refund salary payslip pension benefit cashback discount confirmation notification sms;
recipe: lasagna paella risotto pancake guacamole tiramisu; recurring: subscription autopay;
redeem: coupon voucher; reduction: discount; refrigerator: freezer; rent: tenancy tenant landlord;
rental: lease tenancy tenant landlord sublet evict;
repeatedly: crash freeze disconnect restart trip; representative: support;
request: refund quote reimbursement cancellation replacement extension;
require: need necessary mandatory requirement minimum; requirement: eligible eligibility qualify;
retirement: 401k ira pension; reward: loyalty cashback; ride: bus train taxi uber lyft;
river: nile thames danube rhine mississippi; road: toll pothole;
room: bedroom bathroom roommate hotel book minibar thermostat; rule: eligible eligibility;
run: diagnostic scan test backup; sale: clearance; samsung: galaxy; saving: isa piggybank;
scheme: pension loyalty isa rewards referral; school: teacher pupil homework kindergarten;
score: fico; screen: checkout; sea: mediterranean; secret: password; securely: erase encrypt;
security: cvv cvc otp 2fa; self: teach; sell: seller;
send: remittance dispatch ship wire deliver transfer sms text email;
service: courier delivery support subscription moving cleaning isp broadband;
set: autopay configure notification preference; setup: autopay; share: dividend ipo;
shareholder: dividend; shipping: courier tracking postage; shipment: courier deliver delivery track;
shopping: cart basket checkout trolley mall; sign: know tell; signature: sign;
site: checkout online; situate: where; situation: problem; size: big large small; smart: phone;
social: ssn; software: antivirus firmware; solar: photovoltaic;
somebody: scam fraud hack stolen steal;
someone: scam fraud hack stolen steal beneficiary thief scammed; song: lyric playlist;
sony: playstation; space: storage disk; special: discount promo promotion; speed: mph kmh fast;
spice: cinnamon turmeric cumin;
sport: football soccer tennis basketball volleyball golf cricket rugby swimming hockey badminton;
spreadsheet: excel csv xlsx; staff: support helpdesk; stage: checkout; stay: hotel;
start: return claim chargeback; state: california texas florida ohio alaska arizona michigan;
station: amtrak; status: track; step: install setup configure reset;
stock: dividend shareholder etf ipo; store: cashier; streaming: netflix hulu spotify;
student: university homework;
submit: application form claim request complaint dispute appeal deadline cutoff;
subscription: subscriber unsubscribe;
successfully: submit complete install login connect pair upload download;
suddenly: crash freeze disconnect stop restart disappear;
suffer: headache insomnia migraine depression anxiety asthma diabetes allergy;
sum: maximum minimum limit refund; suspicious: phishing scam fraud;
system: windows linux macos immune solar nervous operating; tablet: ipad;
take: exam test course class lesson medication medicine pill tablet vaccine photo nap shower bath
break long time loan mortgage withdrawal screenshot;
tap: faucet; tax: irs hmrc vat gst 1040 1099 w2 cgt; team: support helpdesk;
television: remote channel antenna; temperature: celsius fahrenheit boil freeze; temporary: pause;
temporarily: pause suspend freeze; tenancy: tenant lease; tenant: evict eviction; term: duration;
test: toefl ielts gmat gre sat; thief: steal stolen theft; ticket: fare book;
time: when duration deadline timetable timezone; tool: screwdriver wrench; total: sum;
totally: delete erase broken dead; trading: forex broker; traffic: jam; train: railway amtrak;
transaction: chargeback fraud fraudulent dispute unauthorized unauthorised;
travel: itinerary passport; traveler: airline passport visa luggage;
try: install download open connect log sign login pair print update upload play watch start book pay
register access;
trip: abroad overseas travel vacation; tv: remote channel hdmi; type: pin password;
undergo: surgery operation treatment; unexpectedly: crash restart close shut;
unit: apartment condo flat; unpaid: debt arrears overdue outstanding; usage: consumption;
use: coupon voucher promo atm contactless; user: username subscriber;
value: appraisal valuation worth; vegetable: carrot broccoli spinach cucumber cabbage;
vehicle: car motor van truck windshield windscreen odometer gearbox clutch; version: newest latest;
virtual: bitcoin crypto cryptocurrency; virus: covid coronavirus influenza hiv ebola;
volcano: etna vesuvius; vs: better difference; wage: paycheck payslip; way: how;
want: refund return cancel exchange buy sell order; washing: dishwasher washer;
watch: netflix youtube hulu fitbit garmin; wear: seatbelt helmet mask glasses; web: website browser;
website: online checkout url domain; week: weekly; weight: heavy kg kilogram pound;
whole: backup screen; wireless: wifi; woman: pregnant pregnancy menopause breastfeed;
word: mean meaning definition synonym antonym pronounce spell noun verb adjective plural dictionary;
work: overtime employer employee fail malfunction; worth: value valuation appraisal;
write: essay thesis dissertation poem letter cv resume;
year: annual yearly annually old salary age earn; yearly: apr apy
`

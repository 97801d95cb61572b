/**
 * Number words, units and currencies, under one name each. Our own lists.
 * @module
 */

const cardinal =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

export const smallNumbers: ReadonlyMap<string, number> = new Map([
  ...cardinal.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, at): [string, number] => [word, (at + 2) * 10]),
  ['dozen', 12],
  ['twice', 2],
  ['thrice', 3],
])

export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['k', 1e3],
  ['lakh', 1e5],
  ['lakhs', 1e5],
  ['million', 1e6],
  ['millions', 1e6],
  ['mn', 1e6],
  ['crore', 1e7],
  ['crores', 1e7],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
])

/** Roman numerals that are no English words, and only in capitals ("World War II", "Type IV"). */
export const romanNumerals: ReadonlyMap<string, number> = new Map([
  ['II', 2],
  ['III', 3],
  ['IV', 4],
  ['VI', 6],
  ['VII', 7],
  ['VIII', 8],
  ['IX', 9],
  ['XI', 11],
  ['XII', 12],
])

const unitLines = `
percent=%=pct=per cent
usd=$=dollar=dollars=bucks=us$
eur=€=euro=euros
gbp=£=pound sterling=quid
inr=₹=rs=rupee=rupees
jpy=¥=yen
cny=yuan=rmb=renminbi
krw=₩=won
chf=franc=francs
cent=cents=¢
millisecond=ms=milliseconds
second=sec=secs=seconds
minute=min=mins=minutes
hour=hr=hrs=hours=h
day=days
night=nights
week=wk=wks=weeks
month=months=mo
year=yr=yrs=years
decade=decades
century=centuries
mm=millimeter=millimeters=millimetre=millimetres
cm=centimeter=centimeters=centimetre=centimetres
metre=meter=meters=metres=m
km=kilometer=kilometers=kilometre=kilometres=kms
inch=inches=in"
foot=feet=ft
yard=yards=yd
mile=miles=mi
mg=milligram=milligrams
mcg=microgram=micrograms=µg
gram=grams=g=gm
kg=kilogram=kilograms=kilo=kilos=kgs
lb=lbs=pound=pounds
ounce=oz=ounces
ton=tons=tonne=tonnes
ml=milliliter=milliliters=millilitre=millilitres
litre=liter=liters=litres=l
gallon=gallons=gal
cup=cups
tablespoon=tablespoons=tbsp
teaspoon=teaspoons=tsp
celsius=°c=centigrade
fahrenheit=°f
degree=degrees=°
kelvin
kb=kilobyte=kilobytes
mb=megabyte=megabytes
gb=gigabyte=gigabytes=gigs
tb=terabyte=terabytes
mbps
gbps
kbps
hz=hertz
khz
mhz
ghz
watt=watts=w
kw=kilowatt=kilowatts
kwh
volt=volts=v
amp=amps=ampere=amperes
ohm=ohms
joule=joules
calorie=calories=kcal
acre=acres
hectare=hectares
am=a.m
pm=p.m
mph
kmh=kph=km/h
rpm
dpi
pixel=pixels=px
page=pages
people=persons
time=times
`

/** Every spelling of a unit → its name. */
export const units: ReadonlyMap<string, string> = new Map(
  unitLines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', ...spellings] = line.split('=')
      return [name, ...spellings].map((spelling): [string, string] => [spelling, name])
    }),
)

/** Signs that stand before or behind their figure without a space. */
export const currencySigns = '$€£₹¥₩'

export const currencyCodes: ReadonlySet<string> = new Set(
  'usd eur gbp inr jpy cny krw chf aud cad nzd sek nok dkk pln czk huf ron try zar brl mxn ars clp cop sgd hkd thb idr php myr vnd aed sar ils egp ngn kes rub uah pkr bdt lkr btc eth'.split(
    ' ',
  ),
)

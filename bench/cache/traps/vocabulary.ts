/**
 * What fills the slots of the topics: for each slot its kind of trap, and two lists without a word in common, one a
 * half. Figures and ids are made, not listed (`figures.ts`).
 * @module
 */
import type { TrapKind } from './trap.ts'

export interface Slot {
  readonly kind: TrapKind
  readonly a: readonly string[]
  readonly b: readonly string[]
}

const list = (text: string): string[] => text.split(', ')

const slot = (kind: TrapKind, a: string, b: string): Slot => ({ kind, a: list(a), b: list(b) })

export const vocabulary: Readonly<Record<string, Slot>> = {
  bankcard: slot(
    'product',
    'debit, credit, gift, prepaid, corporate, travel',
    'Maestro card, virtual card, charge card, student card, savings card, cashback card',
  ),
  bankform: slot(
    'product',
    'loan application, standing order, power of attorney, card contract, tax certificate',
    'direct debit, chargeback, cheque, wire, card payment',
  ),
  plan: slot(
    'tier',
    'basic, premium, student, business, junior, gold',
    'Flex, Platinum, Starter, Senior, Family, Enterprise',
  ),
  currency: slot(
    'currency',
    'USD, EUR, CHF, Swedish kronor, zloty, pounds',
    'yen, AUD, rupees, pesos, lira, CAD',
  ),
  goods: slot(
    'product',
    'raincoat, rucksack, tent, lantern, duvet, wetsuit',
    'cardigan, skateboard, trampoline, violin case, pressure cooker, snowboard',
  ),
  part: slot(
    'product',
    'hinge, screen, battery, fan, touchpad, speaker',
    'lens, strap, charger, drum, nozzle, antenna',
  ),
  device: slot(
    'product',
    'X200 notebook, coffee grinder, sewing machine, robot vacuum, e-reader',
    'dashcam, thermostat, turntable, drill, hedge trimmer',
  ),
  country: slot(
    'place',
    'Norway, Portugal, Japan, Kenya, Peru, Latvia, Iceland, Turkey',
    'Belgium, Vietnam, Chile, Morocco, Croatia, Canada, Nepal, Ireland',
  ),
  city: slot(
    'place',
    'Lyon, Turin, Gdansk, Porto, Bergen, Leipzig, Ghent, Bilbao',
    'Nantes, Graz, Malmo, Verona, Cork, Utrecht, Sibiu, Tampere',
  ),
  bagitem: slot(
    'product',
    'pocket knife, power bank, violin, lighter, hair straightener, drone',
    'snow globe, corkscrew, laptop, perfume bottle, umbrella, razor',
  ),
  feature: slot(
    'product',
    'voicemail, roaming, call waiting, visual messages, hotspot',
    'number masking, fax forwarding, satellite texting, family tracking, mobile ticketing',
  ),
  phone: slot(
    'product',
    'iPhone, Android phone, Xperia, Ericsson handset',
    'Pixel, Fairphone, Alcatel phone, Honor phone',
  ),
  provider: slot(
    'entity',
    'Telia, Sunrise, Bouygues, Elisa',
    'Fastweb, Salt, Orange, Proximus, Drei, Nos',
  ),
  illness: slot(
    'product',
    'shingles, gout, scarlet fever, Lyme disease, anaemia, tinnitus',
    'glaucoma, whooping cough, psoriasis, rickets, sleep apnoea, cholera',
  ),
  structure: slot(
    'code',
    'linked list, dictionary, tuple, data frame, string array',
    'priority queue, hash set, matrix, ring buffer, byte slice',
  ),
  codelang: slot(
    'code',
    'Python, Kotlin, Go, Ruby, Haskell',
    'Scala, Erlang, Rust, Perl, Swift, Julia',
  ),
  tool: slot(
    'product',
    'PostgreSQL, Webpack, Grafana, Ansible, Nginx',
    'Mercurial, Gradle, RabbitMQ, Blender, Puppet, Subversion',
  ),
  identifier: slot(
    'code',
    'fetchRows(), max_retries, QueryBuilder.limit, parseHeader(), flush_all',
    'seekTo(), row_count, Canvas.drawArc, toSlug(), emit_done',
  ),
  flag: slot('code', '--dry-run, --no-cache, -rf', '--follow, --allow-empty, -xz, --bare, --depth'),
  vcs: slot('product', 'commit, merge, rebase', 'checkin, shelve, graft, purge'),
  fileformat: slot('code', 'CSV, YAML, XML', 'Parquet, TOML, INI, BMP, TIFF'),
  leave: slot(
    'product',
    'parental leave, sick leave, study leave, annual leave',
    'care leave, unpaid leave, jury leave, wedding leave',
  ),
  worker: slot(
    'principal',
    'interns, managers, drivers, contractors',
    'apprentices, nurses, consultants, night guards, cleaners',
  ),
  person: slot(
    'entity',
    'Nadia Farouk, Tom Becker, Ingrid Solberg, Paulo Reis, Mei Tanaka, Carl Becker, Nadia Petrova',
    'Lucia Marin, Owen Byrne, Aisha Khalil, Joris Maas, Lucia Moreau, Hugo Byrne, Petra Novak',
  ),
  measure: slot('attribute', 'area, perimeter, diagonal, volume', 'height, centroid, surface'),
  shape: slot('product', 'rectangle, kite, hexagon, cone', 'trapezium, sphere, prism, ellipse'),
  exam: slot(
    'product',
    'physics test, French oral, maths final, chemistry quiz',
    'Latin paper, biology practical, music audition, history essay',
  ),
  countryfact: slot(
    'attribute',
    'capital, population, currency, area, national dish',
    'highest lake, GDP, dialling code, national bird',
  ),
  event: slot(
    'product',
    'Swiss Open, Paris Masters, Davis Cup',
    'Tour Finals, Laver Cup, Nordic Classic',
  ),
  food: slot(
    'product',
    'lentils, pearl barley, quail eggs, beetroot, chestnuts',
    'artichokes, polenta, crayfish, gnocchi, pumpkin',
  ),
  room: slot('product', 'single, double, triple', 'twin, suite, deluxe, sea view, dormitory'),
  luggage: slot(
    'product',
    'skis, a pram, a surfboard',
    'a bicycle, a wheelchair, a cello, a dog, golf clubs',
  ),
  timeunit: slot('date', 'day, week', 'month, year, hour, quarter'),
  weekday: slot('date', 'Monday, Wednesday, Friday', 'Tuesday, Thursday, Saturday'),
  month: slot('date', 'May, July, March, October', 'June, August, April, December, February'),
  element: slot(
    'product',
    'comet, glacier, cell wall, gerund',
    'meteor, fjord, spore, adverb, isotope, estuary',
  ),
  subject: slot(
    'product',
    'algebra, zoology, rhetoric',
    'geometry, ethics, botany, metallurgy, drama',
  ),
  allowed: slot(
    'product',
    'calculator, dictionary, ruler',
    'compass, formula sheet, phone, atlas, highlighter',
  ),
  landmark: slot(
    'entity',
    'Colosseum, Matterhorn, Louvre',
    'Atomium, Acropolis, Loch Ness, Prado, Stromboli',
  ),
  plant: slot(
    'product',
    'rosemary, begonia, cactus, olive tree',
    'hydrangea, dahlia, wisteria, lemon tree, thyme, peony',
  ),
  carmodel: slot(
    'entity',
    'Fiat Panda, Volvo V60, Dacia Duster',
    'Skoda Fabia, Mazda 6, Opel Corsa, Seat Ibiza, Renault Clio',
  ),
}

/** Ways to ask for another form of answer, put behind the question. */
export const forms = {
  a: [
    'in one sentence',
    'in German',
    'as a bulleted list',
    'in simple terms',
    'in detail',
    'in exactly 50 words',
  ],
  b: [
    'in two paragraphs',
    'as JSON',
    'in Spanish',
    'briefly',
    'in a formal tone',
    'as a table',
    'step by step',
  ],
} as const

/** Words that bind a question to the moment, put behind it. */
export const moments = {
  a: ['today', 'right now', 'this week', 'at the moment'],
  b: ['currently', 'tomorrow', 'tonight', 'as of now', 'this month'],
} as const

/** Talk around a question that changes nothing. */
export const openings = [
  '',
  '',
  '',
  '',
  'Hi, ',
  'Hello! ',
  'Please tell me: ',
  'Quick question: ',
  'Hey, ',
]
export const endings = ['', '', '', '', ' Thanks!', ' Thank you.']

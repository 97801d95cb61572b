/**
 * What fills the slots of half C; none of it stands in the lists of the other halves, but for what figures are made.
 * @module
 */
import type { TrapKind } from './trap.ts'

const list = (kind: TrapKind, text: string) => ({ kind, values: text.split(', ') })

export const vocabularyC: Readonly<
  Record<string, { readonly kind: TrapKind; readonly values: readonly string[] }>
> = {
  loanitem: list('product', 'board game, atlas, audiobook, magazine, comic, film reel, ukulele'),
  branch: list('place', 'Harbour Street, Northgate, Elm Park, Old Mill, Queensway'),
  fixture: list('product', 'boiler, window pane, door lock, toilet flush, radiator, intercom'),
  dwelling: list('product', 'studio, bungalow, houseboat, farmhouse, attic flat, garage'),
  city: list('place', 'Aarhus, Girona, Plovdiv, Tartu, Perugia, Kaunas, Galway'),
  timeunit: list('date', 'year, quarter, month, week'),
  policy: list('product', 'household, liability, boat, bicycle, crop, legal'),
  mishap: list('product', 'hail, a burst pipe, theft, lightning, vandalism, a landslide'),
  insurer: list('entity', 'Allianz, Gjensidige, Helvetia, Aviva, Baloise'),
  ticket: list('tier', 'family, student, senior, child, adult, annual'),
  museum: list(
    'entity',
    'Rijksmuseum, Uffizi, Vasa Museum, Hermitage, Zeppelin Museum, Munch Museum',
  ),
  camera: list('product', 'tripod, drone, phone, film camera, selfie stick, action camera'),
  pet: list('product', 'hamster, gecko, parrot, ferret, tortoise, goldfish'),
  petfood: list('product', 'lettuce, cheese, walnuts, mango, boiled egg, peanut butter'),
  place: list('place', 'stadium, opera, fish market, ferry terminal, zoo, castle'),
  line: list('product', 'night bus, tram, funicular, metro, water taxi, regional train'),
  stop: list('place', 'Central Square, Lime Tree Road, Dockside, West End, Hilltop, Science Park'),
  country: list('place', 'Estonia, Uruguay, Ghana, Malta, Laos, Finland, Jordan, Cuba'),
  mailing: list('product', 'parcel, letter, pallet, small packet, crate'),
  expense: list(
    'product',
    'train fares, work clothes, a printer, trade journals, office rent, language lessons',
  ),
  trade: list('principal', 'freelancer, carpenter, musician, landlord, taxi driver, translator'),
  toothwork: list(
    'product',
    'root canal, filling, tooth extraction, crown fitting, scaling, bridge',
  ),
  instrument: list('product', 'cello, banjo, harp, mandolin, sitar, viola'),
  pitch: list('attribute', 'D major, open G, E flat, concert pitch, drop C'),
  work: list(
    'entity',
    'Spring Sonata, Nordic Suite, Winter Rondo, Elegy, Second Concerto, Barcarolle',
  ),
  body: list('entity', 'Saturn, Ceres, Titan, Neptune, Sirius, Pluto, Venus'),
  screen: list('product', 'tablet, television, projector, laptop, game console'),
  streamplan: list('tier', 'basic, standard, premium, duo, family'),
  service: list('entity', 'Netflix, Mubi, Deezer, Viaplay, Tidal, Crunchyroll'),
  facility: list('product', 'sauna, pool, climbing wall, squash court, weight room'),
  gymplan: list('tier', 'gold, off-peak, student, corporate, silver'),
  maker: list('product', 'espresso machine, kettle, moka pot, capsule machine, filter machine'),
  agent: list('product', 'vinegar, citric acid, baking soda, lemon juice, descaling tablets'),
  town: list('place', 'Esbjerg, Coimbra, Varna, Ostrava, Limerick, Tampere'),
  politician: list(
    'entity',
    'Astrid Lund, Marek Zielinski, Ines Carvalho, Paul Odhiambo, Greta Lund, Marek Nowak',
  ),
  fire: list('product', 'campfire, barbecue, gas stove, torch, signal fire'),
  park: list('place', 'Abisko, Triglav, Peneda, Dartmoor, Retezat'),
  piece: list('product', 'rook, bishop, knight, pawn, queen, king'),
  formulaname: list('code', 'XMATCH(), SUMIFS(), LEFT(), INDEX_OF(), textJoin()'),
  sheetapp: list('product', 'Calc, Excel, Gnumeric, Numbers, Grist'),
  lens: list(
    'product',
    'macro lens, wide-angle lens, battery grip, flash, lens hood, teleconverter',
  ),
}

export const formsC = [
  'in one paragraph',
  'in French',
  'as a numbered list',
  'in plain words',
  'as XML',
  'in under 30 words',
]
export const momentsC = [
  'today',
  'right now',
  'this morning',
  'tonight',
  'at the moment',
  'this weekend',
]
export const foreignC = [
  ['How do I tune a harp?', 'Wie stimme ich eine Harfe?'],
  ['How does a bishop move?', 'Comment se déplace un fou ?'],
  ['Can a parrot eat cheese?', '¿Puede un loro comer queso?'],
  ['Where do I vote?', 'Dove si vota?'],
  ['Is a filling painful?', 'Czy plomba boli?'],
] as const

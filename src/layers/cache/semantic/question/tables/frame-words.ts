/**
 * Words by which the frame of a question is known. Our own lists.
 * @module
 */
import type { Mood } from '../question.ts'

export const auxiliaries: ReadonlyMap<string, Mood> = new Map<string, Mood>(
  Object.entries({
    is: 'present',
    are: 'present',
    am: 'present',
    do: 'present',
    does: 'present',
    has: 'present',
    have: 'present',
    was: 'past',
    were: 'past',
    did: 'past',
    had: 'past',
    will: 'future',
    shall: 'future',
    would: '',
    can: 'can',
    could: 'can',
    may: 'can',
    might: 'can',
    should: 'should',
    ought: 'should',
    must: 'must',
    need: 'must',
  }),
)

export const reasons = new Set(['reason', 'reasons', 'cause', 'causes', 'caused', 'makes', 'made'])
export const ways = new Set([
  'way',
  'ways',
  'steps',
  'step',
  'method',
  'methods',
  'process',
  'procedure',
  'tips',
  'tricks',
  'technique',
  'techniques',
  'trick',
  'approach',
])
export const amounts = new Set([
  'cost',
  'price',
  'fee',
  'fees',
  'number',
  'amount',
  'limit',
  'rate',
  'population',
  'salary',
  'charge',
  'balance',
  'minimum',
  'maximum',
  'size',
  'height',
  'weight',
  'average',
  'total',
  'percentage',
  'age',
  'distance',
  'speed',
  'temperature',
])
export const times = new Set([
  'time',
  'date',
  'year',
  'day',
  'month',
  'deadline',
  'hours',
  'cutoff',
])
export const spots = new Set([
  'place',
  'places',
  'city',
  'country',
  'location',
  'address',
  'site',
  'sites',
  'website',
  'websites',
])
export const generic = new Set([
  'i',
  'you',
  'we',
  'one',
  'people',
  'someone',
  'anyone',
  'u',
  'a',
  'my',
  'everyone',
])
export const commands = new Set(
  'tell show give list explain describe define write create make find help calculate compute convert summarize summarise translate compare name suggest recommend generate provide pull look check please cancel transfer send move pay stop close open lock freeze block dispute file increase raise order book schedule remind set delete update change add remove buy reset activate deactivate turn fix solve draft compose plan design review rewrite correct'.split(
    ' ',
  ),
)
export const leadIns = new Set(
  'please hi hello hey so and but ok okay well also kindly anyway just actually basically now then quora guys sir'.split(
    ' ',
  ),
)

/** "Is it okay to" asks what "should I" asks. */
export const judgements = new Map<string, Mood>([
  ...'okay ok fine good wise worth bad safe better right wrong beneficial advisable healthy smart useful'
    .split(' ')
    .map((word): [string, Mood] => [word, 'should']),
  ...'possible allowed permitted'.split(' ').map((word): [string, Mood] => [word, 'can']),
  ...'necessary mandatory required compulsory obligatory'
    .split(' ')
    .map((word): [string, Mood] => [word, 'must']),
])

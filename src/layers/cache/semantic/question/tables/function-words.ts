/**
 * Words that carry grammar, not the matter of a question. Our own list.
 * @module
 */

const articles = 'a an the this that these those such'
const pronouns =
  'i me my mine myself you your yours yourself u ur he him his himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves one ones someone somebody anyone anybody everyone everybody something anything'
const prepositions =
  'of in on at to for from by with about into onto over under after before between through during per as via upon within without against towards toward across along around behind beside besides near off out up down than like regarding concerning'
const conjunctions = 'and or but so if then because while whether nor though although unless until'
const auxiliaries =
  'is are was were be been being am do does did done doing have has had having can could will would shall should may might must ought need needs'
const questions =
  'what which who whom whose when where why how what’s there here please kindly hi hello hey tell show give explain describe say know me let lets ok okay thanks thank'
const fillers =
  'not no never just only also too very really actually exactly ever even still else much many more most some any all each every both few lot lots other another same own get gets got getting thing things way ways'

const split = (line: string): string[] => line.split(' ')

/** Never content: what is left when they are gone is what the question is about. */
export const functionWords: ReadonlySet<string> = new Set(
  [articles, pronouns, prepositions, conjunctions, auxiliaries, questions, fillers].flatMap(split),
)

/**
 * Content by grammar, but so vague that exchanging one for another, or leaving one out, changes no answer
 * ("the best way to learn" and "a good method of learning").
 */
export const vagueWords: ReadonlySet<string> = new Set(
  split(
    'best good better great nice easiest easy simplest simple proper properly correct correctly right effective effectively efficient efficiently ideal optimal recommended actual real possible able exact general main basically currently usually typically generally normally kind kinds sort type types method methods step steps process procedure tip tips idea ideas example examples option options people person someone use using used make makes making made do want wants wanted would like happen happens mean means work works find finding look looking go going take takes come comes see think feel try trying help start keep able allowed require required needed necessary must question answer list name names define definition meaning called common typical certain particular specific various different several many number amount total much maximum amazing interesting surprising wonderful awesome cool fun unique given compared compare lie lies located situated shows favorite favourite top',
  ),
)

/** Contractions written without their apostrophe. */
export const bareContractions: ReadonlyMap<string, readonly [string, string]> = new Map(
  Object.entries({
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    arent: 'are not',
    wasnt: 'was not',
    werent: 'were not',
    cant: 'can not',
    couldnt: 'could not',
    wont: 'will not',
    wouldnt: 'would not',
    shouldnt: 'should not',
    hasnt: 'has not',
    havent: 'have not',
    hadnt: 'had not',
    aint: 'is not',
    cannot: 'can not',
    whats: 'what is',
    hows: 'how is',
    wheres: 'where is',
    whos: 'who is',
    thats: 'that is',
    im: 'i am',
    ive: 'i have',
    youre: 'you are',
    theyre: 'they are',
  }).map(([word, pair]) => [word, pair.split(' ') as [string, string]]),
)

/** What stands behind the apostrophe of a contraction. `d` is would: had and did are rarer. */
export const contractionEnds: ReadonlyMap<string, string> = new Map(
  Object.entries({ s: 'is', re: 'are', ll: 'will', ve: 'have', d: 'would', m: 'am' }),
)

/** Words whose 's is "is", not a possessive. */
export const isHosts: ReadonlySet<string> = new Set(
  split('what who how where when why that it there here he she this everything something let'),
)

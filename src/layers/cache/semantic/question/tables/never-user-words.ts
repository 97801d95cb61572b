/**
 * Patterns of what holds for one person, or where that person is (`never-pattern.ts`). Our own lists.
 * @module
 */
import { nouns } from '../never-pattern.ts'

export const userLists = {
  /** What a person has that changes under them. */
  possession:
    nouns(
      'balance order package parcel shipment delivery refund transaction statement score appointment booking reservation ticket grade result salary paycheck payslip bill invoice point mile location schedule calendar meeting email message password name birthday address claim application case request subscription limit task todo file record cart wishlist portfolio holding iban apr premium deductible copay allowance username pin tier plan quota license seat gate rank level contract rent rate booking-number payout bonus deadline visa passport flight membership warranty',
    ) + ' usage age inbox history status due leave vacation mileage',
  /** Of these the answer to "why" stands in the books of the one asked; a card or a transfer fails for reasons of all. */
  booked: nouns(
    'account bill order claim premium application charge rent refund statement invoice balance subscription policy loan mortgage booking reservation salary paycheck score limit membership order package parcel shipment delivery fee deposit',
  ),
  person: nouns(
    'husband wife spouse partner son daughter child kid baby mother mom mum father dad parent brother sister friend boyfriend girlfriend boss manager doctor dentist landlord teacher agent lawyer dog cat',
  ),
  state:
    'done ready late delayed approved active verified paid here there locked blocked suspended open closed expired valid confirmed shipped complete completed finished due over linked through on still up pending processed cancelled canceled frozen overdue coming arriving cleared enrolled registered eligible overdrawn',
  deal: 'agree discuss decide talk order pay spend sell earn book sign buy meet promise choose pick',
  venue:
    nouns(
      'airport station stadium hospital beach hotel museum mall downtown zoo embassy ferry harbour harbor pharmacy supermarket library theater theatre cinema university campus consulate courthouse',
    ) + ' downtown centre center home',
  place: nouns(
    'city town area neighborhood neighbourhood region county district street village suburb zip postcode state province',
  ),
}

export const userPatterns = {
  'depends on the user': `
am i !unable|allowed|supposed|required|able|obliged|expected|right|correct|the|going|charged|not|seeing|getting
are we registered|enrolled|late|covered|eligible|approved|overdue|due|behind|logged|on
did|was|had i
could|might|may i be|have !a|an|the|some|two|your
have i !to
how come i|we was|were|did|am|got|have|had
did|have|had we <deal>
how much|many did|have we make|made|spend|spent|sell|sold|earn|earned|pay|paid
do i have|own any|a|an|enough|money|left|anything|something|insurance|credit
do i owe|qualify|own !taxes|tax
do we have|owe $|left
how much|many|old|tall .. do|have|did i !need|have|get|pay|use|want|put|charge|enter|spend
how much|many ... do|did i|we owe|have|own|make|earn|weigh|get !to
what|which .. do i|we have|own|owe|currently !to
what|which|who|where|when did i
how much|many ... left on|in|of|for my|our
is there .. left|money|credit|anything on|in my|our
where|who am i
^ has|have|did|was|were|had my|our
^ is|are my|our .. <state>
^ is|are|does my|our .. <possession> !good|enough|safe|private|insured|encrypted|taxable
when|where|what|which is|are|was|were|will|does|did|do my|our .. <possession> !work|mean|policy|required|necessary|important|calculated|determined
where is|are|was my|our _ !accepted|used|stored|kept
how much|old|many|high|big|tall|heavy is|are|was|were my
how much does|do|did|will my
who is|are|was|were|has my|our
what|which is|are the? name|names|date|status|number|total|amount|state of|for|on my|our
what|how does|did my|our <person>|policy|plan|contract|insurance|warranty|subscription|lease|account|bill say|cover|include|cost|tell|mean|think|want|need|owe|do|have|show|allow
why .. my|our <booked>
why are|is|was|did|has|have|does you|they|it charged|charging|billed|billing|charge|bill me|us
^ show|list|check|find|give|tell|track|read|pull|look|see|display|get me|us|up? !how|where|what the|all? .. my|our .. <possession>
remind me
my last|previous|recent|upcoming|pending|latest
status of
do you remember me|my|who|what
do you know me|my
do you know who i
what do|did you know|remember|have about|of|on me|us
i|we told|mentioned|said|asked you? earlier|before|above|previously
what|where|how long|often|many|times? have i been|had|lived|worked|bought|ordered|paid|used
`,
  'depends on the place of asking': `
near|around|beside me|us|here
near|around|close|closest|next to|by? me|us|here
close|closest|nearest to my|our
nearby
close by
near my|our
around the corner
around town
in|around|across|out|outside|into town !of|hall
within walking|driving|biking|cycling|commuting distance
in|around|for|of|to|from|on my|our|this|the? local <place> !of|code
my|our <place>
nearest|closest _? _? open|from|near !the|earth|ten|hundred|thousand|integer|number|whole|neighbor|neighbour|neighbors|neighbours|cent|sun|moon|planet|tenth
where is|are|can|do the|a|i|we? find|get? nearest|closest !star|planet
find|is|are|get|to|a|an|show|the|any nearest|closest hospital|pharmacy|atm|station|store|shop|restaurant|hotel|bank|branch|bus|gas|petrol|gym|airport|place|clinic|toilet|bathroom|restroom|supermarket|park|school|exit|train|subway|metro|er|police|grocery|post
^ nearest|closest
from|over|down|around|far|outside|live|living|do|eat|buy|happening|weather|time|age|zone|right|in here
is it here $ !is|are|document|documents|be|link|and|a|an|the
here .. tonight|at|around|weekend
how do|can|to|should i|we|you? get|reach|go|walk|drive to? the|my|a|nearest|closest? train|bus|football|city|town|central|ferry? <venue> !page|screen|section|menu|in|settings|level|button|tab|from
how far|long .. is|to the|a|my .. <venue> !from|to
how do|can i|we get home
directions to|for !get|use
what|which|whose time? country|county|state|city|time|timezone|district|zone|region .. am|are i|we
where i|we live
local restaurant|restaurants|news|time|weather|store|stores|shop|shops|event|events|station|stations|bar|bars|market|markets|police|doctor|doctors|plumber|laws|law|authorities|radio|tv|food|cuisine|bus|library
downtown
from|near|around|at my|our|current|own location|house|home|place|office|hotel|apartment|neighborhood|street !country|currency|bank|network|title|screen|page|loan
around|for|of|near|to|at my location
in this|our|my country|city|town|area|region|neighborhood|neighbourhood|building|state
good|best|any|great|cheap|nice .. in town
live|lives|deliver|ship|come|delivered to|in|near my|our|this !account|inbox|door
`,
}

/**
 * Patterns of what leans on the talk before or on something beside the text, and of what is to be done or made
 * (`never-pattern.ts`). Our own lists.
 * @module
 */
import { nouns, verbs } from '../never-pattern.ts'

export const talkLists = {
  piece:
    nouns(
      'text sentence paragraph passage article essay code snippet function query regex script email letter message document poem story review tweet post comment ticket transcript conversation log error output json table csv list phrase quote equation expression resume abstract headline title lyric recipe contract clause picture photo image screenshot file pdf video recording audio clip diagram chart graph drawing painting spreadsheet attachment link page website slide presentation homework problem question statement program method class bug riddle song mushroom plant bug mole rash cover-letter cv draft stacktrace trace dataset prompt argument plan idea design logo outfit dish symptom label sign',
    ) + ' data words language word',
  picture: nouns(
    'picture photo image screenshot video recording clip attachment pdf scan drawing diagram chart audio',
  ),
  whole: 'one ones option part point step version half answer example item choice suggestion',
  order: 'first second third fourth last previous latter former other above earlier',
  taste: nouns(
    'movie film book song show series game podcast recipe restaurant place name gift present hobby idea outfit title nickname username playlist dish meal dessert cocktail wine band album anime novel color colour tattoo costume quote joke riddle pun story poem caption slogan topic theme activity destination pet toast compliment',
  ),
  work: 'poem joke pun story song haiku limerick lyrics rap essay slogan tagline tweet caption dialogue riddle speech toast tale fable character plot scenario headline letter nickname username compliment quote prompt idea ideas names name bio ad screenplay script eulogy sonnet ballad monologue fact quiz trivia question questions topic email post article review description paragraph message outline summary program function class query script code component page website app recipe menu playlist itinerary schedule logo poster cover workout meal plan tattoo character world game puzzle crossword password invitation resume greeting card jokes puns stories songs poems riddles quotes facts exercises passwords emails slogans',
  writing: `${verbs('compose generate invent craft brainstorm imagine design create draft produce')} write writing wrote make making`,
  taken: `${verbs('suggest recommend')}`,
}

export const talkPatterns = {
  'asks again, or leans on what was said': `
repeat|explain|rephrase|elaborate|clarify|expand|summarize|say|show|tell|describe|translate|rewrite|redo|change|fix|shorten|simplify|undo|continue|finish|try|do|give|put|make|phrase|reword that|it|this|those|them|again|these again|$|more|shorter|longer|simpler|better|clearer|in|into|to|for|as|like|please|once|with|over|less|differently|another|further|up|out|on
repeat|say|explain|do|show|tell|try|ask .. again|once !and
^ again
^ disregard|ignore|forget .. above|that|this|it|everything|previous|before
once more
one more time
^ why not? $
^ how so|come? $
^ and|so|then|ok|okay then|what|now? $
^ tell|show|give me|us more|another|again|further !about
^ more|further|another|other|additional details|detail|info|information|examples|example|please|on|about|one|of|answer
^ go|dig deeper|on|further|ahead|back
what do|did you mean|say|tell|suggest|recommend !when|if
what is|was my|our question|first|last|previous
what were|are we|you talking|saying|discussing|doing
the|my|your|that|this <order> <whole> !of|that|i|in|to
^ the <order> one? $
^ i prefer|meant|choose|pick the|that|this|it|a|another|one|same <order>|one|ones|other|$
the two|three|four|latter|former|above|aforementioned $
between|of the two|three|former|latter|them|these|those $
which|what|all|none|each|both|either|most of them|these|those|it
do|does|did|is|are|can|will the same for|with|in|apply|but|again|thing|true|to
^ same for|with|question|thing|but|as|again|here
^ i|we|it|that|this|still still? do|does|did|is|was|can not still? understand|get|work|help|working|follow|correct|right|enough|clear|helpful|true|what it|that|this|i|$|me
^ you already? told|said|asked|mentioned|answered|explained|wrote|suggested
i|we|you already? told|said|mentioned|answered|explained .. already|earlier|above|previously
as|like i|you said|mentioned|asked|wrote|explained|told
you said|told|mentioned|just|wrote|suggested|gave
your last|previous|earlier|first|answer|reply|response|suggestion|explanation|example|list !to? $
^ how|what about
^ what if not|it|that|so|they $|does|is
an another? example|examples of that|this|it|those|them
another example|examples of that|this|it|those|them
example|examples of that|this|it|those|them
mean by that|this|it
^ what|which .. difference between the? two|three|them|these|those $
what|who|where|why|how|when is|are|was|were|did|does|do|am he|she|they|it|that|this|those|these|him|her|them from|work|do|happen|go|so|mean|called|made|used|like|located|cost|$ $
^ is|are|was|were|does|do|did|can|will|has it|they|that|this|those|these|he|she _? $
how|where|when|why|can|should|could|would do|can|to|should|would|could|i|did|does i|you|we|one|use|do|they? _ it|that|them|this|those|these|him|her $
how|where|when|can|should do|can|to|i i|you|we|use? do|use|fix|stop|undo|delete|remove|install|uninstall|solve|get|cancel|change|find|avoid|prevent|turn it|that|them|those|this in|on|with|from|for|without|off|back|again
`,
  'carries a text': `
here|below|above|attached is|are|comes !a|the|to|why|how|an $|my|our|what|some|code|text|the
here is|are my|our|some|a|the|an|what|your
what|which|who|how|where|why|is|are .. wrong|is|are|does|do|did|in|on|of|with|about|from this|these|the|that following|attached|uploaded|pasted|enclosed|given|above|below|provided
wrong|right|correct|funny|bad|good|happening|going|written|said|shown|do|error|mistake|mistakes in|with|on|about this|these|the|my following|attached? <piece>
what|which|is|does|do|are|who|how|where|why|when is|does|do|breed|kind|language|type|of|would|can|could|did? you|be|of? this|these|that|following <piece> _? !called|star|year
^ is|are|does|do|was|were|has this|these|that _? <piece>
what|who|which|where|how ... in|on|from|of|does|do the|this|that|these|my <picture> !format|formats|of|library|tag|in|processing|editor
attached|uploaded|pasted|enclosed|provided !to|by|in .. <piece>|$|to|and|is|here|below
see|check|read|open|look|review|view|using|use|from|per|in the|my|at|this attached|attachment|enclosed|upload|above|following|below
i|we have|just? uploaded|attached|pasted|enclosed a|an|the|my|some|two|it|you|them
uploaded|attached|pasted a|the|my|you|an? <piece>
read|see|describe|explain|caption|identify|recognize the|this|these|my|that .. <picture>|below
the following
this|these <piece> !is
tldr|tl
tl;dr
which|what|all|none of these
fill|choose|pick|select|complete the correct|blank|blanks|missing|sentence
the blank|blanks
what _ is this|that $
sentiment|tone|topic|gist|summary|meaning|subject|theme|translation|grammar|author|language of|in the|this|my|following review|text|following|email|message|sentence|below|comment|tweet|letter|paragraph|passage|article|given
proofread|critique|revise|grade|mark|rate|polish|check|review|edit|correct|fix|debug|refactor|optimize|shorten|rewrite|translate|analyze|analyse|assess|evaluate|count|rank|judge|feedback|comment|thoughts|opinion|summarize|format|critique|roast the|on|words|letters|characters|in|about? in|of|for? my|our|this|these .. <piece>
^ count the words|letters|characters in
^ fill in the blank|blanks|gap|gaps|writing|grammar|spelling|english|answer|answers|work|profile|below|above
explain|describe|convert|parse|interpret|run|execute|continue|complete|extend|translate|summarize|read|analyze|debug this|these|following <piece>|below|above|following
explain|describe|convert|parse|run|complete|translate|summarize|read|analyze|debug the .. below|above|following
this|these code|function|error|sentence|email|text|snippet|essay|paragraph
you say|write|spell|pronounce .. in|into spanish|french|german|italian|japanese|chinese|korean|portuguese|russian|arabic|hindi|dutch|latin|greek|turkish|polish|hebrew|swedish|mandarin
translate _ _? _? _? to|into|in spanish|french|german|italian|japanese|chinese|korean|portuguese|russian|arabic|hindi|dutch|latin|english
translation of|for .. in|to|into
`,
  'orders an action': `
^ remind|wake|connect|transfer|forward|put me|us !a|of|to
connect|transfer|put me|us to|through|with
^ search|google|browse|navigate|dial|ring|mute|unmute|print|look the|for|up|to|my|me|on
^ find|get|fetch|bring me|us
^ add|remove|put|move|copy|save|invite .. to|from|in|on|into the|my|our|this
^ text|call|email|message|ring|notify|invite _ that|to|about|and|$
let me talk|speak
talk|speak|chat to|with a|an|the|your|somebody|someone real|live|human|person|agent|representative|manager|operator|supervisor|someone|somebody !at|in|from
^ i|we want|need to? speak|talk
^ i|we want|need a? real|live|human person|agent|human|representative
^ i would like to book|reserve|order|cancel|return|speak|talk
^ i want to cancel my|our|the
^ i want|need to book|reserve|speak|talk
`,
  'creative or random': `
^ <writing> me|us|up|a|an|some|the|my|another|one|new|with|out .. <work>
^ <writing> <work>
^ i want|need you to <writing>
^ come|think up|of
help me|us .. pick|choose|decide|name|write|find|brainstorm|come|think|decorate !out|with|a|the? bug|error
^ <taken> !to
<taken> me|us|something|anything
can|could|would|do|you <taken> !for? !to
can|could|would|do|should you <taken>
any|some|more|me|for|your|have suggestions|recommendations|recs|inspiration|ideas !algorithm|engine|why|how|what|where|when|if
^ suggestions|recommendations|recs|inspiration|ideas for|on|of|please|about|$
need|want|give|looking .. idea|ideas|suggestion|suggestions|recommendation|recommendations|inspiration for|to|please|$
what|which|where _? _? should i|we eat|cook|watch|wear|draw|paint|bake|name|paint|read|listen|gift
what|which|where _? _? should i|we get|buy|give|make my|her|him|them|for tonight|dinner|lunch|wife|husband|mom|mum|mother|dad|father|friend|boyfriend|girlfriend|boss|birthday|christmas|valentine's|her|his
which _? _? should i|we buy|choose|get|pick
good|great|cool|fun|funny|cute|creative|catchy|nice|romantic|scary _? <taste> to watch|read|play|cook|bake|make|give|try|listen|eat|write|sing|tell|wear|see
good|cool|cute|creative|catchy|unique|funny|fun|nice name|names|nickname|nicknames|username|title|slogan|caption for
good|funny|best|bad|new joke|jokes|pun|puns|riddle|riddles|limerick|haiku !work|make|was|is
need|want|looking .. <taste> idea|ideas|suggestions|for
^ give|tell|sing|read me|us _? joke|jokes|story|stories|fact|quote|quotes|pun|puns|riddle|riddles|poem|idea|ideas|name|names|something|anything|prompt|prompts|compliment
^ give|tell|sing|read me|us|to? a|an|another|some|one|something|any .. joke|jokes|story|stories|fact|facts|quote|quotes|pun|puns|riddle|riddles|poem|idea|ideas|name|names|something|anything|prompt|prompts|compliment|random|interesting|funny
^ say|tell something|anything|hi|hello
^ cheer|entertain|surprise|amuse|motivate|inspire me|us !how
^ i am|feel so|really|very? bored
^ random|randomly !access|forest|forests|variable|variables|walk|seed|effects|sampling|numbers?
a|some|any|me random number|word|name|fact|color|colour|letter|card|sentence|person|topic|question|animal|country|string !generator|in|from|between
heads or tails
^ flip|toss a|the coin
^ roll a|the|some|two|2|1|3|one|dice|d20
^ pick|choose|guess|shuffle|draw|select a|an|one|any|between|from|my|the|some|your|number|me
pick|choose one|number|card|winner for|me|from
lottery|lucky number|numbers
would you rather
^ plan|organize|arrange|outline a|an|my|our|me|the
^ pretend|act|roleplay|play
^ imagine you|a|that
let us play|pretend|imagine
truth or dare
never have i
^ write|compose|draft|generate|invent|brainstorm !access|protect|off|down
`,
}

/** Words that say only how something said shall be put. */
export const styleWords = new Set(
  `shorter longer simpler simple short brief briefly concise formal informal formally casual casually polite politely friendly friendlier funny funnier professional professionally technical detailed detail details clearer clear
spanish french german italian japanese chinese korean portuguese russian arabic hindi dutch english british american turkish polish swedish latin greek layman's laymans plain
table list bullet bullets points point numbered json markdown csv xml yaml html sentence sentences word words paragraph paragraphs line lines jargon example examples tone style spelling steps step code emoji emojis summary text format form letters characters
put make give say write use keep explain rewrite turn show say translate answer respond reply convert terms voice max limit like five eli5 child year old as bit lot under half less add include avoid please language`.split(
    /\s+/,
  ),
)

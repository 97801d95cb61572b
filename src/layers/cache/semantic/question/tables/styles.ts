/**
 * What form of answer a question asks for. Each pattern is tried only where one of its trigger words stands in the
 * text, so that most questions pay a set look-up. Our own list.
 * @module
 */

export const styleTriggers: ReadonlySet<string> = new Set(
  'sentence sentences word words paragraph paragraphs line lines bullet bullets bulleted point points table tabular json yaml xml csv markdown html latex list numbered briefly brief short shortly concise concisely quick detail details detailed depth thorough thoroughly elaborate comprehensive summary summarize summarise summarized tldr step steps eli5 simple simply plain layman laymans kid child five-year-old beginner old year formal formally informal casual casually polite politely friendly funny sarcastic sarcastically professional academic technical poem poetry rhyme rhyming haiku essay story song emoji emojis pirate shakespeare example examples code only english german french spanish italian portuguese dutch russian chinese japanese korean arabic hindi turkish polish swedish latin mandarin uppercase lowercase caps page pages tweet slide slides diagram analogy analogies humor humorous'.split(
    ' ',
  ),
)

const count = '(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,4}|a few|a couple of)'

export const styleRules: readonly (readonly [string, RegExp])[] = [
  [
    'length',
    new RegExp(
      `\\b(?:in|with|using|within|under|at most|no more than|less than|exactly|max(?:imum)?(?: of)?) (?:just |only |about |around |under |at most |exactly )?(${count}) (?:short |simple |brief |single )?(sentence|word|paragraph|line|bullet|bullet point|page|step)s?\\b`,
    ),
  ],
  [
    'length',
    /\b(?:(one|two|three|\d{1,3})[- ](sentence|word|line|paragraph|page)) (?:answer|summary|explanation|reply|response|definition|description|version)\b/,
  ],
  [
    'bullets',
    /\b(?:(?:as|in|with|using) (?:a )?(?:bullet(?:ed)?|numbered)[ -]?(?:points?|list|form)?|bullet points?|bulleted list|numbered list)\b/,
  ],
  [
    'table',
    /\b(?:as|in|into|with|using) (?:an? )?(?:(?:markdown|html|comparison) )?(?:table|tabular form(?:at)?)\b/,
  ],
  [
    'syntax',
    /\b(?:as|in|into|return|output|respond with|reply with|give me|using) (?:an? |valid |raw |only |the )*(json|yaml|xml|csv|markdown|html|latex|toml)\b(?! (?:column|file|parser|library|key|schema))/,
  ],
  ['list', /\b(?:as|in) (?:a |the form of a )?(?:simple |short |comma[- ]separated )?list\b/],
  [
    'short',
    /\b(?:briefly|shortly|concisely|in (?:brief|short|a nutshell)|(?:be|keep it) (?:brief|short|concise)|(?:brief|short|concise|quick) (?:answer|summary|explanation|overview|description|reply|version|definition)|tl;?dr|summari[sz]e[ds]?|in summary)\b/,
  ],
  [
    'long',
    /\b(?:in (?:great |more |full |much )?(?:detail|depth)|in-depth|detailed(?:ly)?|thoroughly|elaborately|at length|long (?:answer|explanation))\b/,
  ],
  ['steps', /\b(?:step[- ]by[- ]step)\b/],
  [
    'simple',
    /\b(?:eli5|like i(?:['’]?m| am) (?:five|5|a child|a kid)|in (?:simple|plain|layman['’]?s?|everyday|easy) (?:terms?|words?|language|english)|simply explain|explain(?:ed)? simply|(?:explain|describe|teach)\b.{0,80} (?:to|for|like) (?:a |an |my )?(?:(?:five|six|seven|eight|ten|\d{1,2})[- ]years?[- ]old|kid|child|children|beginner|layman|laymen|non[- ]?technical (?:person|people|audience)))\b/,
  ],
  [
    'tone',
    /\b(formal(?:ly)?|informal(?:ly)?|casual(?:ly)?|polite(?:ly)?|friendly|sarcastic(?:ally)?|humorous(?:ly)?|funny|professional(?:ly)?|academic|technical) (?:tone|style|way|language|manner|register)\b/,
  ],
  [
    'form',
    /\b(?:as|in|like|with|write|using) (?:an? |the (?:form|style|voice|manner) of (?:an? )?)?(poem|rhymes?|haiku|essay|story|song|tweet|dialogue|emojis?|pirate|shakespeare|letter|diagram|analogy|slides?|limerick|verse)\b/,
  ],
  [
    'tongue',
    /(?<!\b(?:speak|speaking|pronounced?|fluent|write|writing|improve|communicate|talk|spoken|watch|read|called|said)(?: \w+)?) (?:in|into|to) (english|german|french|spanish|italian|portuguese|dutch|russian|chinese|japanese|korean|arabic|hindi|turkish|polish|swedish|latin|mandarin)\b(?! (?:literature|class|grammar|history|culture|law))/,
  ],
  [
    'code',
    /\b(?:only (?:the )?code|code only|no explanation|without explanation|just the (?:answer|number|name|code|result)|answer only|only (?:the )?(?:answer|number|name|result)|yes or no)\b/,
  ],
  ['case', /\b(?:in (?:all )?(?:uppercase|lowercase|caps|capitals))\b/],
]

/**
 * Tasks that need the whole text, so that nothing may be left out: each rule a name and the words that show it, in
 * English, German, French, Spanish, Italian, Portuguese and Dutch, some also in Russian, Chinese and Japanese. A rule that fires in vain costs
 * a saving; one that misses costs an answer.
 * @module
 */

export interface NeverRule {
  readonly name: string
  /** What is read: the question alone, or the instructions around it as well. */
  readonly reads: 'question' | 'task'
  readonly pattern: RegExp
}

/** Behind no letter of a script that parts words; Chinese and Japanese do not. */
function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])(?:${alternatives})`, 'iu')
}

const whole =
  'text|document|article|passage|page|report|transcript|meeting|chapter|story|book|file|list|table|conversation|email|contract|log|' +
  'dokument|artikel|seite|bericht|protokoll|gespräch|vertrag|tabelle|texte|texto|testo|tekst|documento|rapport|informe|contrato|contrat|contratto'
const places =
  'paragraph|sentence|line|section|chapter|item|entry|row|word|mention|message|topic|speaker|point|page|turn|bullet|clause|' +
  'absatz|satz|zeile|abschnitt|kapitel|eintrag|wort|nachricht|thema|punkt|seite|phrase|ligne|paragraphe|frase|línea|párrafo|riga|paragrafo|linha|zin|regel|alinea'

export const neverRules: readonly NeverRule[] = [
  {
    name: 'summary',
    reads: 'task',
    pattern: words(
      'summar(?:y|ies|i[sz])|tl;?dr|(?:main|key) (?:points|ideas|takeaways|themes|findings|arguments)|overview of|recap\\b|gist\\b|condense|shorten|abridge|' +
        'boil (?:it|this|that|them) down|minutes of the meeting|in a nutshell|what is (?:this|the) (?:' +
        whole +
        ') about|' +
        'zusammenfass|fass(?:e|en|t)? .{0,80}zusammen|überblick über|kernaussage|hauptpunkte|worum geht|' +
        'résum|synthèse|points (?:clés|principaux)|resum|sintetiz|puntos (?:clave|principales)|riassum|sintesi|riepilog|punti chiave|' +
        'pontos principais|samenvat|vat .{0,60}samen|hoofdpunten|резюм|кратко излож|суммир|总结|概括|摘要|概述|要約|まとめ',
    ),
  },
  {
    name: 'translate',
    reads: 'task',
    pattern: words(
      'translat(?:e|ion of|ing)|(?:render|put|say) (?:it|this|that|them|the .{1,30}) (?:in|into) (?:english|german|french|spanish|italian|dutch|chinese|japanese)|' +
        'übersetz|auf (?:deutsch|englisch|französisch) (?:wieder|übertr)|tradui|traduc|traduz|tradur|vertaal|vertalen|перевед|перевест|翻译|翻訳',
    ),
  },
  {
    name: 'proofread or rewrite',
    reads: 'task',
    pattern: words(
      'proof-?read|copy-?edit|spell-?check|grammar|typos?\\b|(?:correct|fix|polish|improve|edit) (?:the|this|my|any|all|these) (?:' +
        whole +
        '|mistakes|errors|spelling|wording|style|english|writing)|' +
        're-?(?:write|phrase|word|format|structure|arrange)\\b|paraphras|simplif(?:y|ied version)|continue (?:the|this) (?:' +
        whole +
        ')|' +
        'korrektur|korrigier|rechtschreib|umformulier|schreib(?:e|en)? .{0,40}um\\b|umschreib|überarbeit|lektorier|vereinfach|' +
        'corrig|réécri|reformul|reescrib|reescrev|correg|riscriv|herschrijf|verbeter de|исправ|перепиш|校对|改写|润色|校正',
    ),
  },
  {
    name: 'all of them',
    reads: 'task',
    pattern: words(
      '(?:list|name|enumerate|extract|find|give(?: me)?|show|identify|collect|return|provide|gather|mark|highlight|tag|output) (?:me )?(?:all|every|each|any and all)\\b|' +
        '(?:all|every|each)(?: of)?(?: the)?(?: \\p{L}+)? (?:mentioned|listed|named|discussed|described|mentions|occurrences|instances|names|dates|numbers|people|persons|entities|companies)|' +
        'enumerate|exhaustive|complete list|full list|for (?:each|every) (?:of the )?(?:' +
        places +
        '|' +
        whole +
        '|passage|one)|' +
        '(?:list|enumerate) (?:the|out)|extract (?:the |a )?(?:entities|keywords|names|dates|data|table|fields|information)|' +
        '(?:nenne|liste|finde|zähle|gib|zeige|extrahiere|markiere)(?:n sie)?(?: mir)? (?:alle|jede|sämtliche)|liste .{0,60}auf\\b|auflist|sämtliche|' +
        'alle (?:genannten|erwähnten|aufgeführten)|vollständige liste|für jede[nsr]? |' +
        '(?:cite|liste|énumère|donne|trouve|relève|extrais)[rz]?(?:-moi)? (?:tou[st]|toutes|chaque|les)|tou(?:s|tes) les|liste complète|' +
        '(?:enumera|lista|nombra|encuentra|extrae|menciona|dame|liste|cite) (?:todos|todas|cada|los|las)|tod[oa]s l[oa]s|lista completa|' +
        '(?:elenca|trova|estrai|nomina)(?:re)? (?:tutt|ogni|i |le |gli )|tutt[ei] (?:i|le|gli)|' +
        'tod[oa]s [oa]s|(?:noem|geef|lijst) .{0,10}alle|перечисл|все (?:упомянутые|имена)|列出|所有|すべて|全部',
    ),
  },
  {
    name: 'count',
    reads: 'task',
    pattern: words(
      'count (?:the|all|how|up|every|each|of)|number of (?:times|occurrences|mentions|' +
        places +
        ')|' +
        'how (?:many|often) (?:documents|passages|articles|files|rows|lines (?:are|does|in)|entries|items|sections|paragraphs|words|sentences|occurrences|mentions|speakers|participants|tables|errors|of (?:the|these|those|them))|' +
        'how (?:many|often) .{0,60}(?:mentioned|listed|named|appears?|occurs?|in (?:the|this|these) (?:' +
        whole +
        '|text|passage|context|documents)s?)|' +
        'zähl(?:e|en|t)? |wie ?(?:viele|oft) .{0,60}(?:erwähnt|genannt|aufgeführt|vor\\b|im text|in (?:dem|diesem|den) )|anzahl der (?:wörter|zeilen|sätze|absätze|nennungen)|' +
        'compt(?:e|ez|er) |combien (?:de fois|de (?:lignes|mots|phrases)|.{0,60}(?:mentionn|cité|dans le texte))|' +
        'cuenta (?:las|los|cuánt)|cuánt[ao]s (?:veces|palabras|líneas|.{0,60}(?:menciona|en el texto))|conta(?:re)? (?:le|i|quant|as|os)|quante volte|quantas vezes|tel (?:de|het|hoe|alle)|hoe vaak|сколько раз|多少次|几次|何回',
    ),
  },
  {
    name: 'sum or statistics',
    reads: 'task',
    pattern: words(
      'add up|sum (?:of|up|the|all)|altogether|in total|in all\\b|combined|how (?:much|many|far) (?:more|less|fewer|further|longer|.{0,80} (?:left|remain|total|each|per|altogether|now))\\b|how (?:much|many) .{0,80}(?:all together|still (?:have|need|has|needs))|total (?:of|up|for) (?:all|the|each|every)|(?:grand|overall) total|average (?:of|over|across)|mean of|median|percentage of (?:all|the)|aggregate|tally|' +
        'calculate the (?:total|sum|average|mean)|compute the (?:total|sum|average|mean)|(?:highest|lowest|largest|smallest|biggest|most|least|maximum|minimum|longest|shortest) .{0,40}(?:in|of|among|across) (?:the|this|these|all) (?:' +
        whole +
        '|data|rows|column|documents|passages|entries)|' +
        'summ(?:e|iere|ieren)\\b|durchschnitt|gesamt(?:summe|betrag|zahl)|insgesamt|addier|mittelwert|' +
        'somme (?:de|des)|additionn|moyenne|suma (?:de|los|las|total)|promedio|somma|media dei|totale|soma (?:de|dos|das)|média|optel|gemiddelde|totaal|сумм[ау]|среднее|总和|平均|合计|合計',
    ),
  },
  {
    name: 'compare',
    reads: 'task',
    pattern: words(
      'compar(?:e|ison|ing|ed (?:to|with))|contrast\\b|differ(?:ence|ences|s)? (?:between|among|from)|similarit|versus|vs\\.?\\s|pros and cons|advantages and disadvantages|contradict|inconsisten|conflict(?:s|ing)? (?:between|among)|diff\\b|changed? (?:between|since)|' +
        'which (?:one )?(?:of (?:the|these)|is (?:the )?(?:bigg|larg|small|old|young|high|low|long|short|fast|slow|cheap|bett|worse|more|less))|' +
        'vergleich|unterschied|gegenüberstell|widerspr|vor- und nachteile|gemeinsamkeit|compare[rz]?|comparaison|différence|' +
        'compara|diferencia|confront|differenz|diferença|vergelijk|verschil|сравн|разниц|отлич|比较|对比|区别|比較|違い',
    ),
  },
  {
    name: 'is it mentioned',
    reads: 'question',
    pattern: words(
      '(?:^|[.?!:]\\s*|(?:if|whether|tell me|say) )(?:is|are|was|were|does|do|did|has|have|can you find|it|they|he|she|any(?:one|thing|body)?) .{0,80}(?:mention|stated?\\b|discuss|contain|includ|refer(?:red|ence|s)? to|appear|cover(?:ed|s)?\\b|said anything|say anything|anywhere)|(?:mentioned|anything) (?:anywhere|at all)|' +
        'is there (?:any|a|an) (?:mention|reference|evidence|sign|statement|information|clause|section|passage|error)|are there any|not mentioned|missing from|absent from|omitted|' +
        '(?:^|ob )(?:wird|werden|wurde|ist) .{0,80}(?:erwähnt|genannt|angesprochen|behandelt)|gibt es (?:irgend|eine erwähnung|hinweise)|kommt .{0,60} vor\\b|(?:fehlt|fehlen)\\b|enthält (?:der|das|die) |' +
        'est-(?:il|elle|ce) .{0,60}(?:mentionn|cité|question)|(?:se )?mentionne|y a-t-il|se menciona|¿?hay (?:alguna?|algún)|aparece|viene menzionat|si parla di|è menzionat|é mencionad|wordt .{0,60}genoemd|упомина|是否提到|有没有提到|言及',
    ),
  },
  {
    // "No" is an answer that only the whole text can give.
    name: 'yes or no',
    reads: 'question',
    pattern:
      /(?:^|[.!?:]\s+|\n|¿|\b(?:whether|ob|if) )(?:was (?:(?:the|an?|it|he|she|they|there|this|that|these|his|her|their|its|any|all|some|no|one)\s|(?:\S+ ){1,4}(?:at|by|on|the|ever|born|used|made|built)(?![\p{L}]))|(?:is|are|were|does|do|did|has|have|had|isn't|aren't|doesn't|didn't|may|might|must|should)\s|(?:can|could|will|would)\s(?!you\b)|(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|darf|dürfen|muss|müssen|soll|sollte|gilt|gelten|gibt es|stimmt)\s|est-ce que|(?:est|sont|peut|a-t|ont|était)-(?:il|elle|ils|elles|on|ce)|(?:es|son|hay|tiene|tienen|puede|está|están|fue|existe[n]?)\s|(?:è|sono|può|c'è|esiste|há|é)\s|(?:kan|mag|heeft|hebben|wordt|zijn)\s)|(?<=\p{L}) ли(?![\p{L}])|吗|是否|ですか/iu,
  },
  {
    name: 'place or order',
    reads: 'question',
    pattern: words(
      '(?:first|last|final|second|third|earliest|latest|next|previous|opening|closing|penultimate)(?: \\p{L}+)? (?:' +
        places +
        '|thing|document|passage|example|question)|' +
        '(?:begin|start|end|open|clos|conclu)\\p{L}* (?:of|with|the) (?:the|this|a)? ?(?:' +
        whole +
        ')|in (?:what|which) order|chronolog|order of events|sequence of|timeline|(?:what|which|who)(?: \\p{L}+)?(?: was| were| is)? (?:came|comes|discussed|happened|spoke|said|raised|mentioned) (?:first|last|next|before|after)|(?:at the|in the) (?:beginning|end|start)(?: of (?:the|this) (?:' +
        whole +
        ')|\\s*[?.]|\\s*$)|' +
        '(?:erste[rsn]?|letzte[rsn]?|zweite[rsn]?|nächste[rsn]?)(?: \\p{L}+)? (?:' +
        places +
        ')|am (?:anfang|ende|schluss)|reihenfolge|zeitleiste|zuerst|zuletzt|' +
        '(?:premi(?:er|ère)|derni(?:er|ère))(?: \\p{L}+)? (?:' +
        places +
        '|chose)|(?:à la fin|au début)|(?:primer[ao]?|últim[ao])(?: \\p{L}+)? (?:' +
        places +
        '|cosa)|al (?:final|principio)|(?:prim[ao]|ultim[ao]) (?:' +
        places +
        '|cosa)|eerste (?:' +
        places +
        ')|laatste (?:' +
        places +
        ')|第一(?:段|句|行|个)|最后(?:一段|一句|一行)?|最初の|最後の',
    ),
  },
  {
    name: 'audit or review',
    reads: 'task',
    pattern: words(
      'audit|review (?:the|this|these|my|all|for)|(?:fact|cross|double|sanity)-?check|verify (?:that|the|this|all|every|each|whether)|check (?:the|this|that|for|all|every|each|whether)|validate|inspect|find (?:any |the )?(?:errors|mistakes|bugs|issues|problems|contradictions|inconsistenc)|critique|evaluate (?:the|this)|assess (?:the|this)|grade (?:the|this)|score (?:the|this)|complian|' +
        'prüf(?:e|en|t|ung)|überprüf|begutacht|kontrollier|bewerte|vérifi|contrôle[rz]|évalu|verific|revisa|evalúa|auditor|controlla|valuta|verifica|controleer|beoordeel|провер|оцени|审查|检查|审核|監査|確認して',
    ),
  },
  {
    name: 'redact',
    reads: 'task',
    pattern: words(
      'redact|anonymi[sz]|pseudonymi[sz]|mask (?:all|the|any|every|names|personal)|black out|(?:remove|delete|strip|replace|censor) (?:all|every|any|each|the|personal)|de-?identif|saniti[sz]e|' +
        'schwärz|anonymisier|entferne|ersetze|caviard|anonymis|supprime|censur|tacha|elimina (?:todos|todas|los|las)|oscura|rimuovi|anonimi|verwijder|обезлич|удали|匿名|脱敏|删除',
    ),
  },
  {
    name: 'classify or transform the whole',
    reads: 'task',
    pattern: words(
      'classif(?:y|ication)|categori[sz]e|sentiment|tone of|style of (?:the|this)|label (?:the|this|each|all)|convert (?:the|this|it|these|all|to|into)|(?:turn|transform|format|parse) (?:the|this|it|these) .{0,60}(?:into|to|as)|(?:into|as) (?:json|csv|xml|yaml|markdown|a table)|generate (?:questions|a quiz|flashcards|code|tests|a title)|(?:write|create|make|draft|compose|suggest) (?:an?|the|some|me) .{0,40}(?:title|headline|abstract|outline|quiz|questions|flashcards|response to|reply|review|essay|email|report|index|glossary)|outline\\b|' +
        'klassifizier|kategorisier|stimmung|umwandel|wandle|konvertier|erstelle|classe[rz]|convertis|clasific|convierte|classifica|converti|classificeer|zet .{0,40}om|классифиц|преобраз|分类|转换|情感|分類|変換',
    ),
  },
  {
    name: 'whole text or verbatim',
    reads: 'task',
    pattern: words(
      '(?:entire|whole|full|complete) (?:' +
        whole +
        '|thing|content|context|set)|word for word|verbatim|line by line|paragraph by paragraph|section by section|page by page|everything (?:in|about|that|said)|step[- ]by[- ]step (?:through|summary)|read (?:it|this) (?:all|carefully|out)|repeat (?:the|this|after|back|everything)|reproduce|echo (?:the|this)|(?:quote|cite) (?:the )?(?:lines?|paragraphs?|sentences?) (?:number|exact)|line numbers?|character offset|' +
        'gesamte[nrsm]? (?:' +
        whole +
        ')|ganze[nrsm]? (?:' +
        whole +
        ')|wörtlich|wort für wort|zeile für zeile|wiederhole|alles,? was|' +
        'mot (?:à|pour) mot|(?:tout|entier) le (?:' +
        whole +
        ')|ligne par ligne|répète|palabra por palabra|todo el (?:' +
        whole +
        ')|línea por línea|parola per parola|tutto il (?:' +
        whole +
        ')|woord voor woord|hele (?:' +
        whole +
        ')|дословно|весь текст|全文|逐字|逐句',
    ),
  },
  {
    name: 'code to be edited',
    reads: 'task',
    pattern: words(
      '(?:refactor|debug|implement|fix|rewrite|modify|update|change|edit|rename|optimi[sz]e|port|migrate|compile|lint|unit[- ]test|add|apply|patch) (?:a |an |the |this |my |these |all |some )?(?:\\p{L}+ ){0,3}(?:code|function|method|class|script|program|module|file|query|bug|test|tests|component|endpoint|api|patch|diff|import|regex)(?![\\p{L}])|write (?:a |an |the |some )?(?:\\p{L}+ ){0,2}(?:code|function|script|program|tests?|query|class)|pull request|code review|stack ?trace|' +
        'refaktorier|programmier|schreibe? .{0,30}(?:code|funktion|skript|test)|corrige (?:le|el|il) (?:code|código|codice)|код|функци|代码|函数|コード',
    ),
  },
]

/** What in the text itself forbids leaving anything out, whatever is asked. */
const inText: readonly NeverRule[] = [
  {
    name: 'system reminder',
    reads: 'task',
    pattern:
      /<\/?(?:system[-_ ]?reminder|system|instructions?|important|policy|rules)\b|\[(?:SYSTEM|INST)\]|<\|(?:im_start|system)\|>/i,
  },
  {
    name: 'signed text',
    reads: 'task',
    pattern:
      /-----BEGIN [A-Z ]+-----|\b(?:sha(?:256|512)|hmac|md5|checksum|signature)\s*[:=]\s*["']?[0-9a-f]{32,}/i,
  },
]

const numbered = /^\s{0,8}(?:\d{1,6}(?:[:|→\t]|\s*\|)|L\d{1,6}[: ])/gm
const diffLine = /^(?:@@ -\d+,?\d* \+\d+|diff --git |\+\+\+ [ab]\/)/m

/**
 * Why nothing may be left out of `documents` for this task; undefined where nothing forbids it.
 * @param question - what is asked
 * @param instructions - all other text of system and user around the documents
 */
export function neverSelect(
  question: string,
  instructions: string,
  documents: readonly string[],
): string | undefined {
  const asked = question.slice(0, 4000)
  const around = instructions.slice(0, 20_000)
  for (const { name, reads, pattern } of neverRules) {
    if (pattern.test(asked)) return name
    if (reads === 'task' && pattern.test(around)) return `${name} (in the instructions)`
  }
  for (const text of documents) {
    for (const { name, pattern } of inText) if (pattern.test(text)) return name
    const why = whyVerbatim(text)
    if (why) return why
  }
  return undefined
}

/** Numbered lines, diffs and code are wanted back to the letter. */
function whyVerbatim(text: string): string | undefined {
  const head = text.slice(0, 20_000)
  if (diffLine.test(head)) return 'diff'
  const lines = head.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 6) return undefined
  const counted = head.match(numbered)?.length ?? 0
  if (counted > lines.length * 0.6) return 'numbered lines'
  const code = lines.filter((line) =>
    /[;{}]\s*$|^\s*(?:import |from \S+ import|def |class |function |const |let |var |return\b|#include|public |private |func |fn )/.test(
      line,
    ),
  ).length
  return code > lines.length * 0.35 ? 'code' : undefined
}

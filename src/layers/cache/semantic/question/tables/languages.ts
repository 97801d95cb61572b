/**
 * Telling languages apart by the words of grammar that the others lack. Our own lists.
 * @module
 */

const lines = `
en: the of and to is are what how why when where who which do does did can could should would will for with from my your i you it this that have has be not there about an at by if or between was were get we they die war a in on am as been so no but up out off over than then them their these those me us our his her she he its any some all more most come do has had into per via
de: in an so der die das des wen wem wessen welchem welchen welches war waren wurde wurden wird hatte hatten sollte sollten gegen vom seine seiner seinem seinen ihre ihrer ihrem ihren dieser diese diesem diesen dieses unter über aus um laut während zwischen jahr viele vielen lange einer eines keine kein jede jeder jedes jedem dort damit dazu woher wohin wodurch womit woran worauf woraus und ist ich wie warum wann wo wer welche welcher kann kannst nicht ein eine einen einem mit für auf zu von den dem mein meine mir mich sie es wird gibt bei nach oder viel wieviel was wird hat habe haben sind nur bitte kostet ohne beim zum zur am im als auch sich wenn dass
fr: le les des est et une comment pourquoi quand où qui quel quelle quels je vous nous mon ma mes pour avec dans sur que ce cette pas du au aux puis peut faire combien
es: el los las es una cómo como por qué porque cuándo cuando dónde donde quién cuál para con mi mis yo puedo hay del al se lo su más está son cuánto cuanto hacer
it: il gli è una come perché quando dove chi quale per con mio mia posso sono della del nel che non cosa quanto di fare questo
pt: o os é uma como por que quando onde quem qual para com meu minha eu posso são da do na no não faço quanto isso você fazer
nl: het een hoe waarom wanneer waar wie welke kan ik niet mijn met voor van op zijn er wat zijn deze dit naar hoeveel je
sv: och är hur varför när var vem vilken kan jag inte min med för på av det ett att den vad
da: og er hvordan hvorfor hvornår hvor hvem hvilken kan jeg ikke min med til af det et hvad
no: og er hvordan hvorfor når hvor hvem hvilken kan jeg ikke min med til av det et hva
pl: jest jak dlaczego kiedy gdzie kto który mogę nie mój moja dla na czy się co ile do z w
tr: ve nasıl neden ne zaman nerede kim hangi bir benim için ile mi değil bu kaç nedir
id: dan apa bagaimana mengapa kapan dimana siapa yang saya untuk dengan tidak ini itu dari berapa bisa
ro: este cum când unde cine care pot nu meu mea pentru cu din pe și sau ce cât
cs: je jak proč kdy kde kdo který mohu není můj moje pro na že se co kolik
fi: on miten miksi milloin missä kuka mikä voinko ei minun ja että tai kuinka
hu: hogyan miért mikor hol ki melyik nem az egy és vagy mennyi
hi: kya kaise kyun kab kahan kaun hai mera meri ka ki ke mein se aur nahi ho
`

/** Word → the languages whose grammar has it. */
export const grammarWords: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>()
  for (const line of lines.trim().split('\n')) {
    const [language = '', words = ''] = line.split(': ')
    for (const word of words.split(' ')) {
      const known = map.get(word)
      if (!known) map.set(word, [language])
      else if (!known.includes(language)) known.push(language)
    }
  }
  return map
})()

/** Languages in which the shipped weights and these tables were measured. */
export const certifiedLanguages: readonly string[] = ['en']

/**
 * Languages that the weights are not certified for: never a semantic hit, be the texts equal or near.
 * @module
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pair } from './evidence.ts'
import { named, passer, type Section, type SectionResult } from './section.ts'

/** Near pairs of our own; the first stands for the kept question. */
const own: readonly (readonly [string, string])[] = [
  ['Wie setze ich mein Passwort zurück?', 'Wie kann ich mein Passwort zurücksetzen?'],
  ['Comment réinitialiser mon mot de passe ?', 'Comment puis-je réinitialiser mon mot de passe ?'],
  ['¿Cómo restablezco mi contraseña?', '¿Cómo puedo restablecer mi contraseña?'],
  ['Come reimposto la mia password?', 'Come posso reimpostare la mia password?'],
  ['Como redefino a minha senha?', 'Como posso redefinir a minha senha?'],
  ['Hoe stel ik mijn wachtwoord opnieuw in?', 'Hoe kan ik mijn wachtwoord opnieuw instellen?'],
  ['Hur återställer jag mitt lösenord?', 'Hur kan jag återställa mitt lösenord?'],
  ['Jak zresetować moje hasło?', 'Jak mogę zresetować swoje hasło?'],
  ['Şifremi nasıl sıfırlarım?', 'Şifremi nasıl sıfırlayabilirim?'],
  ['Как сбросить пароль?', 'Как мне сбросить свой пароль?'],
  ['パスワードをリセットするには？', 'パスワードのリセット方法は？'],
  ['如何重置密码？', '怎样重置我的密码？'],
  ['비밀번호를 어떻게 재설정하나요?', '비밀번호 재설정은 어떻게 하나요?'],
  ['كيف أعيد تعيين كلمة المرور؟', 'كيف يمكنني إعادة تعيين كلمة المرور؟'],
  ['איך מאפסים סיסמה?', 'איך אני יכול לאפס סיסמה?'],
  ['मैं अपना पासवर्ड कैसे रीसेट करूँ?', 'पासवर्ड कैसे रीसेट करें?'],
  ['Kako da resetujem lozinku?', 'Kako mogu da resetujem svoju lozinku?'],
  ['Bagaimana cara mengatur ulang kata sandi saya?', 'Bagaimana saya mengatur ulang kata sandi?'],
  ['Làm thế nào để đặt lại mật khẩu?', 'Tôi có thể đặt lại mật khẩu như thế nào?'],
  ['Hogyan állíthatom vissza a jelszavamat?', 'Hogyan tudom visszaállítani a jelszavamat?'],
]

interface Xquad {
  readonly data: readonly {
    readonly paragraphs: readonly { readonly qas: readonly { readonly question: string }[] }[]
  }[]
}

/** Two wordings of each German question: as it is, and with its end or its address changed a little. */
function german(data: string): readonly Pair[] {
  let text: string
  try {
    text = readFileSync(join(data, 'xquad/xquad.de.json'), 'utf8')
  } catch {
    return []
  }
  const { data: articles } = JSON.parse(text) as Xquad
  return articles
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ qas }) => qas))
    .flatMap(({ question }) => [
      { kept: question, asked: `${question.replace(/\?\s*$/, '')} ?` },
      { kept: question, asked: `Bitte sag mir: ${question}` },
      { kept: question, asked: question.toLowerCase() },
    ])
}

export async function languagesSection(section: Section): SectionResult {
  const { options, say } = section
  const pairs = [...own.map(([kept, asked]) => ({ kept, asked })), ...german(options.data)]
  if (pairs.length === own.length) say('languages: no xquad, own pairs only')
  // Scored as if the verifier were sure: what keeps them apart must not hang on a model that never saw them.
  const sure = { ...section, models: { ...section.models, prior: sureOfAll(section) } }
  const verdict = passer(sure)
  const hits = pairs.filter((pair) => verdict(pair) === '')
  for (const { kept, asked } of hits.slice(0, 10))
    say(`hit in a language not certified: ${kept} | ${asked}`)
  return [
    {
      name: named(section, 'hits in languages not certified'),
      value: hits.length,
      bar: 0,
      good: 'at most',
      unit: `of ${pairs.length}`,
      note: 'German of xquad reworded, 20 pairs of other languages; the verifier taken to say yes to all',
    },
  ]
}

function sureOfAll({ models }: Section) {
  const { prior } = models
  const sure = { inputs: [], mean: [], scale: [], weights: [], intercept: 7 }
  return { ...prior, scorers: [sure] }
}

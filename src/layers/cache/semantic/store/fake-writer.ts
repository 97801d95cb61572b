/** A process that fills a sealed file until it is killed; says `ready` after the first write. */
import { answered, storeOf } from './fake-answers.ts'

const { store } = await storeOf({ maximumAnswers: 50 }, process.argv[2])
for (let at = 0; ; at++) {
  const kept = store.put(
    answered(`question number ${at} of many`, { body: Buffer.alloc(2000, at % 256) }),
  )
  if (at % 7 === 0) store.approve(`other words for ${at}`, kept)
  if (at === 100) process.stdout.write('ready\n')
  if (at % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

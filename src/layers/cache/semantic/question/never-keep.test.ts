/**
 * Answers that no other wording gets: refusals, what the model could not see, verdicts, questions back.
 * @module
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { neverKeep } from './never-keep.ts'

const dropped = `
I can't help with that.
I cannot assist you with this request.
I won't provide instructions for that.
Sorry, I can't do that.
I'm sorry, but that is against my guidelines.
I apologize, but I cannot fulfil this request.
I must decline to answer.
I have to decline this one.
I'm not able to discuss that topic.
I'm not comfortable writing that.
I'd rather not answer that.
I would prefer not to talk about this.
That's not something I can help with.
This is something that I can't assist with.
I am unable to provide legal advice.
I'm afraid I can't share that.
Unfortunately, I am unable to comply.
It would not be appropriate for me to answer.
My guidelines prevent me from answering.
I'm designed to avoid that topic.
As an AI, I cannot feel emotions.
As an AI language model, I don't have personal opinions.
This request violates our content policy.
Your message was flagged by our content filter.
I don't have access to your account.
I do not have access to real-time information.
I don't know.
I'm not sure I understand the question.
I don't have enough information to answer that.
I can't see your order from here.
I cannot browse the internet.
My knowledge cutoff is in 2023.
As of my last update, the CEO was someone else.
Could you clarify what you mean?
Please share the text that you want translated.
I would need more details to answer.
Which model do you have?
I'm really sorry that you're feeling this way. Please call 988.
If you are in crisis, please reach out to a hotline.
If this is an emergency, call 911 right away.
Let's talk about something else.
Safe
flagged
`
const kept = `
You can't return sale items, but you can exchange them within 30 days.
Sorry we missed you! The shop reopens on Monday at 9.
Unfortunately, the flight does not include a meal.
I recommend the 30-day plan; it has no fee.
The court can't help with that before the deadline; ask the clerk.
Press the button for ten seconds. The router will not keep its settings.
A refusal is when a horse stops at a jump.
Access to the roof is not allowed for guests.
No.
Yes, up to two bags.
"I can't" is short for "I cannot".
The content policy of a feed says which scripts may run.
Cats do not have access to taste receptors for sugar.
You need more flour: 500 g.
Safe mode starts the computer without drivers.
Flagged lines are printed in red.
An emergency brake is pulled by hand.
A hotline is a telephone line that is always connected.
Our policy covers water damage. Call us to file a claim.
A model decides which class is likeliest.
The update of May added dark mode.
What is called a byte has eight bits.
An apology says that one is sorry.
The designer avoided red.
Appropriate tyres have a tread of 4 mm.
`
const lines = (table: string): string[] => table.split('\n').filter((line) => line !== '')

describe('answers that no other wording gets', () => {
  for (const answer of lines(dropped)) {
    it(`drops: ${answer}`, () => assert.notEqual(neverKeep(answer), undefined))
  }
  for (const answer of lines(kept)) {
    it(`keeps: ${answer}`, () => assert.equal(neverKeep(answer), undefined))
  }
})

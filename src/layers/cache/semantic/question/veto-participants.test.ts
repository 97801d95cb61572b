import { vetoTable } from './example-vetoes.ts'

// Who does it, and whom it is done to.
vetoTable('participants', {
  apart: `
How do I send you money? | How do you send me money?
How can my boss fire me? | How can I fire my boss?
What do I do if I hit a car? | What do I do if a car hit me?
What happens if the bank overpays me? | What happens if I overpay the bank?
Who should I ask for help? | Who should ask me for help?
Who pays you? | Who do you pay?
Who trained you? | Whom did you train?
How do I pay? | How do I get paid?
How do I charge a customer? | How am I charged as a customer?
Can my employer see my emails? | Can I see my employer's emails?
How do I stop my dog from biting? | How do I stop biting my dog?
How do I keep the neighbours from watching? | How do I keep watching the neighbours?
How do I prevent my son from copying? | How do I prevent copying my son?
How do I invite you? | How do you invite me?
When will I call you? | When will you call me?
Can I sue you? | Can you sue me?
Do you owe me a refund? | Do I owe you a refund?
Should the tenant call the landlord? | Should the landlord call the tenant?
Why does my cat follow me? | Why do I follow my cat?
Can a nurse replace a doctor? | Can a doctor replace a nurse?
How do I evaluate my tutor? | How does my tutor evaluate me?
What if my guest sues me? | What if I sue my guest?
How do I get invited? | How do I invite?
How do I hire at a fair? | How do I get hired at a fair?
When do I bill? | When am I billed?
Can my landlord enter my flat? | Can I enter my landlord's flat?
Can my coach read my diary? | Can I read my coach's diary?
Who hired you? | Who did you hire?
How do I refer you? | How do you refer me?
`,
  same: `
Did France invade Russia? | Was Russia invaded by France?
How am I charged? | In what way am I charged?
How do I stop my dog from biting? | How do I stop my dog biting?
How do I keep my cat from scratching the sofa? | How can I keep my cat from scratching the sofa?
When do you train a pilot? | When does one train a pilot?
Does the landlord pay the tenant? | Is the tenant paid by the landlord?
When do I get paid? | When am I paid?
When am I billed? | When do I get billed?
How do I send you a fax? | How can I send a fax to you?
How do I invite a friend? | How can a friend be invited?
Can my employer see my emails? | Can my emails be seen by my employer?
How do I build muscle? | How can muscle be built?
What if I hit a deer? | What if a deer is hit by me?
Will the bank call me? | Will I be called by the bank?
Can a doctor treat a nurse? | Can a nurse be treated by a doctor?
How do I train a dog? | How does one train a dog?
How do I call you? | How can we call you?
Does a bee attack a wasp? | Is a wasp attacked by a bee?
How do I get a tutor? | How do we get a tutor?
How can I contact you? | How do I contact you?
How do I report a bug? | How is a bug reported?
Can you ship it to me? | Could you ship it to me?
How do I get paid leave? | How can I get paid leave?
Should I let my cat eat tuna? | Is it okay to let my cat eat tuna?
`,
})

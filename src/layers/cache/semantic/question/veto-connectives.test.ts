import { vetoTable } from './example-vetoes.ts'

// The small words between: or and and, before and when, one and several.
vetoTable('connectives', {
  apart: `
Should I call or email? | Should I call and email?
Do I need a passport or a visa? | Do I need a passport and a visa?
Should guests bring wine or beer? | Should guests bring wine and beer?
Must I sign and date the form? | Must I sign or date the form?
Does the tour include lunch and dinner? | Does the tour include lunch or dinner?
How do I cancel before the trial ends? | How do I cancel when the trial ends?
How do I cancel before the trial ends? | How do I cancel after the trial ends?
Should I eat before a run? | Should I eat during a run?
Can I fly while pregnant? | Can I fly after being pregnant?
Do I wait until the paint dries? | Do I wait after the paint dries?
What do I check before I open the valve? | What do I check once I open the valve?
Should I stretch before training? | Should I stretch while training?
Can I swim until the storm? | Can I swim during the storm?
What if I miss one payment? | What if I miss several payments?
Can I have one pet? | Can I have multiple pets?
How do I merge a cell? | How do I merge multiple cells?
How do I delete a single photo? | How do I delete several photos?
Can I book a room? | Can I book several rooms?
What do most people eat? | What do few people eat?
Why do many owls hunt? | Why do few owls hunt?
Should I water one bulb? | Should I water many bulbs?
May I tip before the meal? | May I tip when the meal ends?
Is it cheaper if I book a hut? | Is it cheaper unless I book a hut?
Do I need a hat and gloves? | Do I need a hat or gloves?
Will it ring when the door opens? | Will it ring until the door opens?
`,
  same: `
What happens if I miss a payment? | What happens when I miss a payment?
What happens if the trial ends? | What happens when the trial ends?
What is the difference between rum and gin? | What is the difference between rum or gin?
How do I reach you by phone or email? | How do I reach you by phone and email?
What do I do after a crash? | What do I do when there was a crash?
Should I eat before a run? | Before a run, should I eat?
Can I swim during a storm? | Can I swim while there is a storm?
How do I grow a fern? | How do I grow ferns?
Can I bring a few friends? | Can I bring several friends?
Why do many owls hunt? | Why do most owls hunt?
How do I fix a puncture? | How do I fix punctures?
How many pets can I have? | What number of pets can I have?
Do I need a passport and a visa? | Do I need a visa and a passport?
Should I call or email? | Should I email or call?
Are cats and dogs allowed? | Are dogs and cats allowed?
Are cats and dogs allowed? | Are cats or dogs allowed?
How do I delete several photos? | How do I delete multiple photos?
Is it hot in May and June? | Is it hot in June and May?
How do I cancel before the trial ends? | Before the trial ends, how do I cancel?
Will it ring when the door opens? | Will it ring if the door opens?
What do I wear while skiing? | What do I wear when skiing?
What do I need for a picnic and a hike? | For a hike and a picnic, what do I need?
`,
})

// What one must, may, did and will do.
vetoTable('modality and tense', {
  apart: `
Do I need to tip? | Am I allowed to tip?
Do I have to register? | Am I allowed to register?
Is it required to bow? | Is it permitted to bow?
Am I able to vote? | Am I obliged to vote?
Must guests pay? | May guests pay?
Have you ever been to Rome? | Will you ever be in Rome?
Have you shipped the lamp? | Will you ship the lamp?
Has the pool been cleaned? | Will the pool be cleaned?
Have they fixed the lift? | Will they fix the lift?
Has the fair been moved? | Is the fair going to be moved?
Do you have to be a member? | Can you be a member?
Is a permit needed to fish? | Is a permit able to fish?
Should I call the bank? | Did I call the bank?
Will the shop close? | Did the shop close?
Is it mandatory to wear a helmet? | Is it possible to wear a helmet?
Need I sign the lease? | Can I sign the lease?
Are cyclists required to stop? | Are cyclists allowed to stop?
Are we obliged to vote? | Are we able to vote?
Are children permitted to dive? | Are children obliged to dive?
Has the ferry arrived? | Will the ferry arrive?
Have I been enrolled? | Will I be enrolled?
Did the court rule? | Will the court rule?
`,
  same: `
Am I allowed to tip? | May I tip?
Do I need to tip? | Do I have to tip?
Must I register? | Do I have to register?
Can I vote by post? | Am I able to vote by post?
Is it permitted to fish? | Is it allowed to fish?
Will I be charged a fee? | Am I charged a fee?
Has the lamp been shipped? | Is the lamp shipped?
Will the shop close? | Is the shop going to close?
Can I bring a kite? | Is it possible to bring a kite?
Is it mandatory to wear a helmet? | Is it compulsory to wear a helmet?
How can I fold a map? | How do I fold a map?
How should I fold a map? | How do I fold a map?
Am I allowed to need glasses? | May I need glasses?
Which forms do I need? | Which forms are needed?
Have you fixed the lift? | Has the lift been fixed?
Do I need a permit to fish? | Is a permit needed to fish?
Should I wax skis? | Ought I to wax skis?
Is a visa required to enter? | Is a visa mandatory to enter?
May guests dive? | Are guests permitted to dive?
`,
})

import { vetoTable } from './example-vetoes.ts'

// Which of two comes first, where that says what is done.
vetoTable('argument order', {
  apart: `
How do I subtract column B from column A? | How do I subtract column A from column B?
What percentage of 50 is 10? | What percentage of 10 is 50?
What is the ratio of boys to girls? | What is the ratio of girls to boys?
How do I replace A with B? | How do I replace B with A?
Does A imply B? | Does B imply A?
What is 5% of 200? | What is 200% of 5?
What is 12 divided by 4? | What is 4 divided by 12?
How do I subtract 3 from 10? | How do I subtract 10 from 3?
What is 2 to the power of 5? | What is 5 to the power of 2?
How do I replace butter with oil? | How do I replace oil with butter?
How do I substitute honey for sugar? | How do I substitute sugar for honey?
How do I fill a pie with cream? | How do I fill cream with a pie?
How do I convert A into B? | How do I convert B into A?
Is X bigger than Y? | Is Y bigger than X?
How do I copy sheet A to sheet B? | How do I copy sheet B to sheet A?
What is the ratio of water to rice? | What is the ratio of rice to water?
How do I map column X to column Y? | How do I map column Y to column X?
Does P entail Q? | Does Q entail P?
What share of 80 is 20? | What share of 20 is 80?
How do I divide row A by row B? | How do I divide row B by row A?
How do I merge branch A into branch B? | How do I merge branch B into branch A?
How do I deduct fee A from fee B? | How do I deduct fee B from fee A?
Is 7 greater than 3? | Is 3 greater than 7?
How do I go from point A to point B? | How do I go from point B to point A?
How do I cover tiles with paint? | How do I cover paint with tiles?
How do I export from app X to app Y? | How do I export from app Y to app X?
What is the odds ratio of A to B? | What is the odds ratio of B to A?
Does vitamin C depend on vitamin D? | Does vitamin D depend on vitamin C?
`,
  same: `
What percentage of 50 is 10? | 10 is what percentage of 50?
What is the difference between A and B? | What is the difference between B and A?
How do I use butter with oil? | How do I use oil with butter?
How do I copy sheet A to sheet B? | How do I copy to sheet B sheet A?
How do I go from point A to point B? | How do I go to point B from point A?
What is 12 divided by 4? | What do you get when 12 is divided by 4?
Is X bigger than Y? | Is it true that X is bigger than Y?
How do I mix gin with tonic? | How do I mix tonic with gin?
How do I combine A and B? | How do I combine B and A?
How do I replace A with B? | How can A be replaced with B?
How do I subtract 3 from 10? | How is 3 subtracted from 10?
What is the ratio of boys to girls? | How do I find the ratio of boys to girls?
Which is better, A or B? | Which is better, B or A?
How far is it from A to B? | From A to B, how far is it?
How do I compare plan A with plan B? | How do I compare plan B with plan A?
What is the distance from point A to point B? | What is the distance from point B to point A?
Does A imply B? | Is B implied by A?
How do I merge branch A into branch B? | How can branch A be merged into branch B?
Is there a train between 7 and 9? | Is there a train between 9 and 7?
How do I multiply A by B? | How do I multiply B by A?
How do I swap A with B? | How do I swap B with A?
How do I pair device X with device Y? | How do I pair device Y with device X?
What is a vitamin C serum? | What is a serum of vitamin C?
`,
})

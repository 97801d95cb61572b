import { vetoTable } from './example-vetoes.ts'

// Another particle is another verb, and so is one more or less of those that turn it.
vetoTable('particles', {
  apart: `
How do I zoom in? | How do I zoom out?
How do I plug it in? | How do I plug it out?
How do I fade in a track? | How do I fade out a track?
How do I rent my flat? | How do I rent out my flat?
How do I rent a boat? | How do I rent a boat out?
How do I lease a car? | How do I lease out a car?
How do I break in boots? | How do I break boots?
How do I sign in? | How do I sign up?
How do I back up my phone? | How do I back my phone?
How do I call off a meeting? | How do I call a meeting?
How do I give up smoking? | How do I give smoking?
How do I take up running? | How do I take running?
How do I take on a pupil? | How do I take a pupil?
How do I turn the heating on? | How do I turn the heating off?
How do I turn up the volume? | How do I turn the volume down?
How do I move in? | How do I move on?
How do I hand in my badge? | How do I hand over my badge?
How do I scale out a cluster? | How do I scale in a cluster?
How do I roll out an update? | How do I roll back an update?
How do I take over a firm? | How do I take a firm?
How do I check out of the hostel? | How do I check the hostel?
How do I put off a visit? | How do I put on a visit?
How do I set up an alarm? | How do I set off an alarm?
How do I pay off a loan? | How do I pay out a loan?
When do I trade in a car? | When do I trade a car?
How do I look up a word? | How do I look after a word?
How do I work out the tax? | How do I work the tax?
How do I bring up a child? | How do I bring a child?
How do I opt in to emails? | How do I opt out of emails?
How do I clock in with a card? | How do I clock out with a card?
`,
  same: `
How do I turn on the oven? | How do I turn the oven on?
How do I turn off roaming? | How do I turn roaming off?
How do I plug in the cable? | How do I plug the cable in?
How do I fill out the form? | How do I fill the form out?
How do I log in? | How do I log on?
How do I back up my laptop? | How can I back my laptop up?
How do I set up a router? | How do I set a router up?
How do I clean the gutter? | How do I clean out the gutter?
How do I wash a rug? | How do I wash up a rug?
How do I heat soup? | How do I heat up soup?
How do I print a map? | How do I print out a map?
How do I check in? | How can I check in?
How do I rent out a room? | How do I rent a room out?
How do I lock the shed? | How do I lock up the shed?
How do I write down a recipe? | How do I write a recipe down?
How do I hand the keys over to the agent? | How do I hand over the keys to the agent?
How do I close down the shop? | How do I close the shop down?
How do I slow down a clip? | How do I slow a clip down?
How do I pay off my loan? | How can my loan be paid off?
How do I look up a word? | How can I look a word up?
How do I put a tent up? | How do I put up a tent?
How do I look for a job in Wien? | In Wien, how do I look for a job?
How do I lend a book? | How do I lend out a book?
How do I scale up a recipe? | How do I scale a recipe up?
How do I print in colour? | How can I print in colour?
`,
})

// The preposition that says what is done with the thing.
vetoTable('prepositions', {
  apart: `
How do I report a user? | How do I report to a user?
How do I sell to Amazon? | How do I sell on Amazon?
How do I sell a flat? | How do I sell to a flat?
How do I look after a cat? | How do I look for a cat?
How do I look at a claim? | How do I look into a claim?
How do I run for office? | How do I run from office?
How do I get over a wall? | How do I get under a wall?
How do I get over a breakup? | How do I get into a breakup?
How do I transfer files to a stick? | How do I transfer files from a stick?
How do I rent to students? | How do I rent students?
How do I charge to my room? | How do I charge my room?
How do I work for a bank? | How do I work with a bank?
How do I write to the mayor? | How do I write about the mayor?
How do I complain to the council? | How do I complain about the council?
How do I talk to a ghost? | How do I talk about a ghost?
How do I vote for a law? | How do I vote against a law?
How do I ask for a raise? | How do I ask about a raise?
How do I pay for a card? | How do I pay with a card?
Can I cook with gas? | Can I cook without gas?
How do I stand for parliament? | How do I stand by parliament?
How do I play for the club? | How do I play against the club?
How do I hear from the court? | How do I hear about the court?
How do I search for a folder? | How do I search in a folder?
How do I bet on a team? | How do I bet against a team?
Can I call about a parcel? | Can I call for a parcel?
How do I care for a parrot? | How do I care about a parrot?
`,
  same: `
How do I apply for a job? | How do I apply to a job?
How do I think of a name? | How do I think about a name?
How do I talk to a robot? | How do I talk with a robot?
How do I work at a bank? | How do I work for a bank?
How do I call at night? | How do I call in the night?
How do I search for a file? | How do I search a file?
How do I write to the mayor? | How do I write the mayor?
How do I protect a hive from wasps? | How do I protect a hive against wasps?
How do I pay with a card? | How do I pay by card?
How do I write a letter to the mayor? | How do I write to the mayor a letter?
How do I buy a ticket on the app? | How do I buy a ticket in the app?
How do I look for a job? | How can I look for a job?
How do I sell a car on the web? | How do I sell my car on the web?
How do I report a fault to the city? | How do I report to the city a fault?
Can I park on Elm Road? | Can I park in Elm Road?
What is the cure for gout? | What is the cure of gout?
How do I get into a flat? | How do I get in a flat?
How do I run from a bear? | How can I run from a bear?
How do I look at a star? | How can one look at a star?
How do I ask for help? | How can I ask for help?
How do I vote in June? | How can I vote in June?
How do I sell to a shop? | How can I sell to a shop?
`,
})

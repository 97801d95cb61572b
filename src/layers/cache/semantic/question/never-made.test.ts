/**
 * What is to be done, and what is to be made up or picked.
 * @module
 */
import { testKind } from './never-cases.ts'

testKind(
  'a deed is wanted',
  `
  Book me a table for two
  Set an alarm for 7 am
  Turn off the lights
  Play some jazz
  Call my mother
  Send an email to Anna
  Text Bob that I am late
  Search the web for cheap tents
  Google the score
  Look up flight BA117
  Check my calendar
  Order a large pizza
  Find me a flight to Rome
  Navigate to the office
  Add milk to the shopping list
  Remove Tom from the group
  Create a ticket for this bug
  Schedule a call with Eve on Monday
  Remind me to stretch
  Start a timer
  Restart the server
  Run the tests
  Deploy the new version
  Open the garage door
  Close ticket 4412
  Can you book a taxi?
  Could you please cancel my order?
  I'd like to reserve a room
  I want to cancel my subscription
  I need to book an appointment
  Pay the electricity bill
  Refund order 991
  Delete all the logs
  Mute the channel
  Connect me to an agent
  Let me talk to a human
  I want to speak to a manager
  Show me my last order
  `,
  `
  How do I book a table?
  How do I set an alarm on an iPhone?
  How do I cancel my subscription?
  How do I turn off notifications?
  What is the best time to send an email?
  How do I kill a process?
  How do I restart a Docker container?
  How do I search in vim?
  What happens when I delete my account?
  Can I cancel an order after it shipped?
  Where do I book a tour?
  How do I open a port?
  How do I run a script at startup?
  What does it cost to move house?
  Should I pay off debt or invest?
  How do I set up two-factor authentication?
  Can you freeze cooked rice?
  Can you return shoes without the box?
  How do I schedule a cron job?
  What is a search engine?
  How do I connect a printer?
  How do I close a bank account?
  How do I add a user to a group in Linux?
  Explain how a heat pump works
  Describe the water cycle
  Define entropy
  Steps to change a tyre
  `,
)

testKind(
  'made up, picked or recommended',
  `
  Suggest a name for my cat
  Recommend a movie
  Can you recommend a good book?
  Any suggestions for dinner?
  Do you have any recommendations for Lisbon?
  What should I cook tonight?
  What should I watch?
  What should I wear to a wedding?
  What should I get my wife for her birthday?
  Which laptop should I buy?
  What's a good movie to watch?
  What is a good name for a bakery?
  What are some good books to read?
  Help me pick a colour
  Help me choose a dress
  Help me come up with a title
  I need a gift idea for my dad
  Give me some ideas for a party
  Give me a prompt for a story
  Give me a random word
  Give me a quote
  Tell me something interesting
  Tell me a fun fact
  Tell me a story
  Say something nice
  Cheer me up
  I'm bored
  Flip a coin
  Heads or tails?
  Pick a card
  Choose between tea and coffee
  Invent a new sport
  Write a song about my dog
  Compose a limerick
  Make up a riddle
  Brainstorm ideas for a startup
  Draft a wedding speech
  Design a logo for my shop
  Plan a trip to Peru
  Create a workout plan for me
  Write a function that sorts a list
  `,
  `
  How do I write a poem?
  What is a limerick?
  Who wrote the song Yesterday?
  What is a random variable?
  How do I generate a random number in Python?
  How does a random forest work?
  How do I pick a lock on my own door?
  What does a recommendation engine do?
  What is the recommended tyre pressure for a Golf?
  How do I plan a database migration?
  How does a coin toss affect a match?
  What should I do if my card is stolen?
  What should I do when the app crashes?
  What should I bring to a hostel?
  Which documents should I bring?
  Which wire should I connect to the positive pole?
  What is a good credit score?
  What is a good resting heart rate?
  How do I choose a random element of an array?
  What is the story of Macbeth about?
  How do I name a variable in Python?
  What is brainstorming?
  What is the idea behind blockchains?
  What do you need to make bread?
  How do I tell a joke well?
  What is a dad joke?
  How do I design a database schema?
  What is a fun fact sheet?
  How do I create a folder?
  What is the difference between a fable and a fairy tale?
  `,
)

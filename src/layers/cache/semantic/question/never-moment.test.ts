/**
 * Live data: what is another answer an hour, a week or a season later.
 * @module
 */
import { testKind } from './never-cases.ts'

testKind(
  'weather, market, scores',
  `
  Will it snow in Denver?
  Is it going to rain in Leeds?
  How hot is it in Phoenix?
  How cold does it get tonight?
  Do I need an umbrella?
  Should I take a jacket?
  What's the temperature outside?
  Is it windy out there?
  What is the pollen count in Munich?
  When does the sun set in Oslo?
  Chance of rain in Seattle
  What's the mortgage rate?
  What are interest rates like?
  What is the inflation rate in Turkey?
  How is Tesla stock doing?
  How are the markets doing?
  Is Apple stock going up?
  What is Nvidia trading at?
  How much is a gallon of gas?
  How much is one bitcoin in dollars?
  What does gold go for?
  What is a euro worth in yen?
  How many pesos do I get for a dollar?
  What's the Dow at?
  How much are flights to Lisbon?
  Cheapest hotel in Paris
  What's the score?
  Did the Lakers win?
  How did Arsenal do?
  Who is leading the Tour de France?
  Who is top of the Premier League?
  When do the Yankees play?
  Who won the election?
  What is Elon Musk's net worth?
  How many followers does Drake have?
  How many subscribers does MrBeast have?
  How many stars does React have on GitHub?
  How many people have died of Covid?
  What is the population of India?
  What's trending on Twitter?
  `,
  `
  Why does it rain so much in Bergen?
  How is snow formed?
  What causes wind?
  Why is the sunset red?
  What is the temperature of the sun?
  What does a mortgage rate depend on?
  What is inflation?
  What is an interest rate?
  How does the stock market work?
  What is a stock split?
  How do I buy shares?
  What is a gallon in litres?
  How much does the premium plan cost?
  How much is a kilo in pounds?
  How many feet are in a mile?
  Who won the 1998 World Cup?
  Who won the Battle of Hastings?
  How do I score a goal in the game?
  How is tennis scored?
  What is a credit score used for?
  How do I get more followers on Instagram?
  How do I read a weather map?
  What is net worth?
  How many players are on a football team?
  What is gold made of?
  How many subscribers can a list have?
  What is population density?
  How do I hide likes on a post?
  How do I star a repository?
  How does an umbrella insurance policy work?
  `,
)

testKind(
  'open, free, running, who and what it is just then',
  `
  Is the store open?
  Are you open on Sunday?
  Are you guys still open?
  When do you close?
  What time does the bank open?
  What are your hours?
  What are the opening times of the pool?
  Is the pharmacy closed?
  Until when is the library open?
  Is the server down?
  Is AWS having problems?
  Is Netflix working?
  Is your website offline?
  Is there an outage?
  Are there any delays on the Red Line?
  When is the next train to Boston?
  When does the last bus leave?
  Is flight BA117 delayed?
  How long is the wait?
  How is the traffic?
  Do you have the blue one in stock?
  Is the iPhone 15 available?
  Are there any tickets left?
  Do you have a table for two on Friday?
  Is the job still open?
  Do you still sell umbrellas?
  Is the sale still on?
  Has the new album come out yet?
  When is Easter?
  When is Mother's Day?
  How many days until Christmas?
  What day is it?
  What time is it in Tokyo?
  What year is it?
  Who is the CEO of Twitter?
  Who is the prime minister of the UK?
  Who's the UK prime minister?
  Who is the richest person in the world?
  How old is Joe Biden?
  What happened in the news?
  What's new in Python?
  What movies are playing?
  What's on TV?
  What happened last night?
  What are people saying about the strike these days?
  `,
  `
  How do I open a bank account?
  Is Linux open source?
  What is an open relationship?
  How do I open a jar?
  Is the universe open or closed?
  What does it mean when a ticket is closed?
  How do I close a file in Python?
  How do I restart the server?
  What does a server do?
  What happens when the server is down?
  How do I write down a fraction?
  Why is the sky blue?
  How do trains brake?
  How does a queue work?
  What is stock in cooking?
  What payment methods are available?
  Which languages are available?
  Who was the first president of the US?
  What does a CEO do?
  How is the prime minister elected?
  Who is the author of Dracula?
  Who is Harry Potter's best friend?
  How old is the Earth?
  What is Easter?
  Why do we celebrate Christmas?
  How many days are in a leap year?
  What is a leap year?
  How do I check the time in JavaScript?
  What is the time complexity of quicksort?
  How long does shipping take?
  Can I return a sale item?
  When did the Titanic sink?
  When was the first Olympics?
  How do I get a job?
  What was the population of Rome in 100 AD?
  `,
)

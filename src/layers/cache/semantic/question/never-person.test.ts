/**
 * Data about the user, and the place of asking.
 * @module
 */
import { testKind } from './never-cases.ts'

testKind(
  'data about the user',
  `
  Why was I charged twice?
  Why did I get billed again in May?
  How come I was not paid on Friday?
  Why have I been logged out of everything?
  Why is my bill so high?
  Why is my account locked?
  Why has my account been suspended?
  Why is my order delayed?
  Why was my claim denied?
  Why did my premium go up?
  Why was my loan application rejected?
  What plan am I on?
  Which tier do we have?
  Which doctor did I see?
  Who did I speak to on the phone?
  What did we agree on in the contract?
  When did I sign up?
  Where did I park?
  How long have I been a member?
  How much have I spent on groceries?
  How much do I have left on my gift card?
  How much is left on my phone plan?
  How many vacation days do I have left?
  How much did we make in March?
  Am I pregnant?
  Am I still under warranty?
  Am I covered for water damage?
  Are we registered for the workshop?
  Did I already pay this invoice?
  Have I used up my data?
  Was I at home when it came?
  Did my payment go through?
  Has my visa been approved?
  Is my flight on time?
  Is my passport application done?
  What's my IBAN?
  What is my credit score?
  When does my contract end?
  When is my rent due?
  Who is my account manager?
  What's the name of my dentist?
  How old is my daughter?
  Which seat do I have?
  What do I owe the tax office?
  Do I qualify for the student discount?
  Am I entitled to a refund?
  Is there any money in my account?
  What does my policy cover?
  `,
  `
  How do I find my account number?
  Where can I see my order history?
  How do I check my balance?
  How can I cancel my subscription?
  How do I change the address on my account?
  How long does a refund take?
  What documents do I need for a passport?
  Why does my phone get hot while charging?
  Why is my laptop fan so loud?
  Why was my card declined?
  Why is my code so slow in Python?
  Am I allowed to bring food on a plane?
  Am I supposed to tip in Japan?
  Do I need a visa for Thailand?
  How much do I have to save for a house?
  What should I do if I was charged twice?
  What happens to my data when I delete my account?
  Is my money insured at a bank?
  Can I change my flight after booking?
  What is a credit score?
  How is a credit score calculated?
  What did Einstein discover?
  When did the war end?
  Who did Napoleon marry?
  How many bones does a human have?
  How do I teach my daughter to read?
  Where do I enter a promo code?
  How do I know if my tyre is flat?
  What does a home policy cover?
  How old is the universe?
  How do I open a bank account?
  How much do nurses earn?
  Why do I need a PIN?
  Do I have to confirm my email?
  Can I have two accounts?
  Where do I find the serial number of my printer?
  `,
)

testKind(
  'place of asking',
  `
  What restaurants are near me?
  Where can I eat around here?
  Is there a pharmacy nearby?
  Where is the nearest hospital?
  What's the closest gas station?
  How do I get to the airport?
  How far is the beach from here?
  Which museums are within walking distance?
  What is there to do in my city?
  Who delivers pizza in my area?
  Are there any bears in this area?
  What's the drinking age here?
  Do you deliver to my neighborhood?
  Best sushi in town
  What's a good bar around the corner?
  Are there any gyms close by?
  Where can I get my bike fixed around town?
  How do I get home from here?
  What county am I in?
  Where am I right here?
  What time zone is it here?
  Coffee shops near my hotel
  Dentists close to my office
  Which bus goes downtown from my place?
  Find an ATM close to me
  Any good hikes not far from here?
  What are the local news stations?
  Which local restaurants do vegan food?
  Where's the closest place to buy stamps?
  What grows well in my region?
  How do I get to the train station on foot?
  Is there a swimming pool in our town?
  What are the emergency numbers in this country?
  Is it safe to walk around here at night?
  Directions to the stadium
  What is the sales tax where I live?
  `,
  `
  What is the closest star to Earth?
  Which planet is nearest to the sun?
  How does the nearest neighbor algorithm work?
  What is a local variable in Python?
  What is the capital of Australia?
  How do I get from London to Oxford?
  How far is the moon from the earth?
  What is the area of a circle?
  How do I round to the nearest ten?
  How do I get to level 50 in the game?
  Where can I eat in Rome near the Colosseum?
  What is there to do in Berlin?
  What are good places to visit in Japan?
  How do I set my location in Google Maps?
  How do I get to the settings page?
  Is Vienna close to Bratislava?
  How does near field communication work?
  Why is Venus called the evening star?
  How do I find the closest pair of points?
  What is local anesthesia?
  Do you deliver to Canada?
  How do I run a model on a local machine?
  Which country is home to the kangaroo?
  How do I return an item from abroad?
  Where does the Nile end?
  What is the area code of Chicago?
  How do you get to be a pilot?
  Which city hosted the 1936 Olympics?
  `,
)

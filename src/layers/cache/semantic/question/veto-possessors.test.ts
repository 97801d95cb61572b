import { vetoTable } from './example-vetoes.ts'

// Whose it is: the asker's, that of the one asked, of others.
vetoTable('possessors', {
  apart: `
How long is my warranty? | How long is your warranty?
How old is my account? | How old is your account?
How much is my deposit limit? | How much is your deposit limit?
How do I cancel my subscription? | How do I cancel your subscription?
How do I get my money back? | How do I get your money back?
How do I reset our password? | How do I reset your password?
How do I delete my account? | How do I delete their account?
Is our data encrypted? | Is my data encrypted?
What is my refund policy? | What is your refund policy?
How does my refund policy work? | How does your refund policy work?
When does our lease end? | When does your lease end?
Where is my office? | Where is your office?
How big is my garden? | How big is their garden?
Who can see my photos? | Who can see your photos?
How do I water my plants? | How do I water her plants?
What is her blood type? | What is your blood type?
How far is my school from the station? | How far is your school from the station?
Which bank holds my pension? | Which bank holds their pension?
How do I move your files to the archive? | How do I move my files to the archive?
How often is my boiler serviced? | How often is your boiler serviced?
Can I take your dog to the beach? | Can I take my dog to the beach?
How do I share my screen? | How do I share their screen?
What happens to our points when I leave? | What happens to your points when I leave?
How many seats has your van? | How many seats has my van?
How can I check your credit score? | How can I check my credit score?
How do I edit his profile? | How do I edit my profile?
How much do you charge? | How much do I charge?
When do you deliver to Leeds? | When do I deliver to Leeds?
`,
  same: `
How do I reset my password? | How can you reset your password?
How do I clean my keyboard? | How do you clean your keyboard?
How to sharpen your skates? | How do I sharpen my skates?
What is the best way to store your tent? | What is the best way to store my tent?
How do I renew my passport? | How do I renew the passport?
What is your refund policy? | What is the refund policy?
How can one tune one's guitar? | How can I tune my guitar?
How long should you keep your receipts? | How long should I keep my receipts?
How often should I rotate my tyres? | How often should you rotate your tyres?
How do we insure our van? | How do I insure my van?
How do I bleed my brakes? | How do I bleed brakes?
Where can I park my trailer? | Where can I park a trailer?
Is my luggage insured? | Is the luggage insured?
How do I water my plants? | How do I water plants of mine?
How would you defrost your freezer? | How would I defrost my freezer?
When is your sale? | When is the sale?
Does your shop sell kayaks? | Does the shop sell kayaks?
How do I pay my rent in your app? | How do I pay the rent in your app?
How do I calibrate my scale? | How do you calibrate a scale?
How do I get my cat to drink? | How do you get your cat to drink?
What are your opening hours? | What are the opening hours?
How do you prune your roses? | How does one prune roses?
How much water do I give my cactus? | How much water do you give your cactus?
How long do you boil an egg? | How long do I boil an egg?
`,
})

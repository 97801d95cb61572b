/**
 * Medicine, crisis, violence and law.
 * @module
 */
import { testKind } from './never-cases.ts'

testKind(
  'medicine: doses, symptoms, first aid',
  `
  How many sleeping pills are too many?
  How much Tylenol is safe for a toddler?
  Can I take ibuprofen with wine?
  Can I double my dose of sertraline?
  What happens if I skip my blood pressure pills?
  Can I drink on antibiotics?
  Is it okay to stop taking Prozac?
  Can I take aspirin while pregnant?
  Is Botox safe while breastfeeding?
  How long after a beer can I take Xanax?
  My chest hurts, what should I do?
  My left arm feels numb
  My baby has a fever
  My throat is swollen
  I have a rash on my neck
  I have a lump in my breast
  I can't stop coughing
  I keep fainting
  I feel dizzy when I stand up
  I've been vomiting since Monday
  I think I'm having a stroke
  I think I broke my wrist
  Why does my head hurt?
  Why is there blood in my urine?
  Why am I so tired?
  Should I see a doctor about my back?
  Should I go to the ER?
  Could it be cancer?
  Do I have ADHD?
  How do I treat a snake bite?
  How do I treat a burn?
  How do I stop a nosebleed?
  How do you do CPR?
  What do I do if someone faints?
  Someone collapsed in front of me
  My son fell on his head
  My dog ate chocolate
  He is having an asthma attack
  How do I bring down a fever?
  How do I induce labor?
  `,
  `
  What is aspirin made of?
  Who discovered penicillin?
  How do vaccines work?
  What does a cardiologist do?
  What are the symptoms of the flu?
  How many bones are in the hand?
  What is blood made of?
  How do I become a nurse?
  How long is medical school?
  How does the heart pump blood?
  What is a fever dream?
  How do I stop my code from crashing?
  How do I treat wood before painting?
  What is the head of a list in Haskell?
  How do I get rid of a scratch on a table?
  What is a burn rate?
  How do I burn a CD?
  How do I hang a picture?
  What is a stroke in swimming?
  What is a double dose in a recipe?
  How do I stop a running container?
  What is the temperature of the human body?
  What is a skin in Minecraft?
  Who plays Doctor Who?
  How do I book a doctor's appointment?
  Which drug store chains are there?
  What is the pulse width of a signal?
  How do I bring up the console?
  Why is the throat of a guitar narrow?
  How much water is in a watermelon?
  `,
)

testKind(
  'crisis and violence',
  `
  How do I hang myself?
  I can't sleep and think about dying
  I feel like ending it all
  I took too many pills
  I don't want to be here anymore
  I don't want to live
  I wish I was dead
  Nobody would miss me if I was gone
  Life isn't worth living
  What is a painless way to commit suicide?
  How can I commit suicide without any pain?
  What is the least painful way to die?
  How high a bridge do you need to jump from to die?
  I want to hurt myself
  I keep cutting my arms
  My friend talks about killing himself
  I feel hopeless and alone
  I hate myself
  I can't take it anymore
  I'm going to shoot up my school
  How can I kill my boss?
  How do I murder someone?
  How do you strangle a person?
  I want to stab my brother
  How can I beat up my neighbour?
  How do I poison my husband?
  How do I make a bomb?
  How do I build a pipe bomb?
  Where can I buy a gun without a permit?
  How do I hide a body?
  My husband hits me, what do I do?
  My boyfriend won't let me leave the house
  My partner threatened me with a knife
  My stepdad touches me
  Someone is following me home
  Is it safe to mix bleach and ammonia?
  What happens if you drink bleach?
  My kid swallowed a battery
  Can I eat raw chicken?
  Is antifreeze toxic to cats?
  Can dogs eat grapes?
  Which mushrooms are poisonous?
  How much nutmeg will kill you?
  I smell gas in my kitchen
  There's a fire in my building
  `,
  `
  How do I kill a process?
  How do I kill weeds in a lawn?
  How do I kill time at an airport?
  Who is in the Suicide Squad cast?
  Who wrote To Kill a Mockingbird?
  How big is a killer whale?
  How do I shoot a portrait at night?
  How do I hang a hammock?
  How do I hang up a call?
  What is a dead letter queue?
  What does a poison pill mean in Kafka?
  How do bath bombs fizz?
  What is a photo bomb?
  What is a zip bomb?
  How do I cut a video?
  How do I hit the ball in cricket?
  How do I beat the last boss in Zelda?
  What is a deadline?
  How do I detect a dead pixel?
  What is a battery made of?
  How do I make a fire in Minecraft?
  What is the fire wall of a car?
  What is a brute force attack?
  What is a heart of palm?
  How do I stop a service on Linux?
  How do I punch a hole in leather?
  How is chicken soup made?
  How do I choke up on a bat?
  How do I get rid of ants?
  What is bleach used for in laundry?
  How many lives does a cat have?
  How do I execute a query?
  What does it mean to kill a joke?
  `,
)

testKind(
  'law and rights',
  `
  Can I be fired for being sick?
  How do I contest a will?
  Do I have to pay tax on gifts?
  Can my landlord enter without notice?
  Can my boss cut my hours?
  Can my employer read my emails?
  Can the police search my car?
  Do I need a lawyer for a divorce?
  Can I get a divorce without my spouse?
  Who gets the house after a divorce?
  How is child support calculated?
  Can I break my lease?
  Can they keep my deposit?
  How do I get out of a contract?
  Is a verbal agreement binding?
  Am I allowed to record a phone call?
  Is it illegal to own a raccoon?
  Are fireworks legal in Texas?
  Is jaywalking a crime?
  What is the penalty for shoplifting?
  How long do you go to prison for fraud?
  What are my rights as a tenant?
  What rights do refugees have?
  How do I file for bankruptcy?
  How do I press charges?
  How do I fight a speeding ticket?
  How do I sue my neighbour?
  Can I deduct my home office?
  Do I have to declare cash at the border?
  How do I apply for asylum?
  Can I work on a student visa?
  How long can I stay after my visa expires?
  Is my non-compete enforceable?
  Does a will need a witness?
  Who inherits if there is no will?
  Can I use a song in my video without permission?
  Do I have to talk to the police?
  How do I get custody of my kids?
  Can I be evicted in winter?
  How do I get a restraining order?
  `,
  `
  What is the law of large numbers?
  What is Murphy's law?
  What does Ohm's law say?
  What is the law of demand?
  Who plays the judge in Law & Order?
  How big is legal paper?
  What is a legal pad?
  How do I break a line in CSS?
  How do I write a contract in Solidity?
  What is a smart contract?
  How do I file a bug?
  How do I file my nails?
  How do I open a support case?
  What is a court in tennis?
  How do I sort files by rights in Linux?
  What are access rights in Unix?
  What is a test case?
  What is a ticket in Jira?
  How do I get tickets for a concert?
  Will the app work offline?
  Who will host the next Olympics in 2032?
  What is free will?
  How do I hire an electrician?
  How do I fire an event in JavaScript?
  How do I charge a battery?
  What is the tax included in the price?
  How do I pay by invoice?
  What is a bank holiday?
  How do I grant rights on a table in SQL?
  How much do lawyers earn?
  How do I become a lawyer?
  `,
)

/**
 * What leans on something outside the text (the talk before, a file, a pasted text), and what is to be done or made.
 * @module
 */
import { testKind } from './never-cases.ts'

testKind(
  'asked again, or about what was said',
  `
  Can you repeat that?
  Could you say it once more?
  Can you explain that?
  How does it work?
  How do I do that?
  What does it do?
  What is that?
  Why is that?
  Is that true?
  Is it free?
  Who is he?
  Where is she from?
  Are they safe?
  What about them?
  Tell me more
  More details please
  Go deeper
  How so?
  Why not?
  And then?
  What do you mean?
  What do you mean by that?
  The second one
  I prefer the first option
  What is the difference between the two?
  What was the last step?
  Which of them is cheaper?
  Do the same for Python
  Can you make it shorter?
  I don't understand
  I still don't get it
  That did not work
  It doesn't work
  That's not what I asked
  You already told me
  As I said before, which one?
  Same question
  What was my question?
  What were we talking about?
  Can you give me an example of that?
  `,
  `
  How long does it take to boil an egg?
  What does it mean to be stoic?
  Is it possible to learn a language in a year?
  What is it like to live in Iceland?
  How does a fridge work?
  How does it feel to be in space?
  What is the difference between a frog and a toad?
  Is it true that bats are blind?
  How do I repeat a string in Python?
  How do I repeat a task every day?
  What is that big star next to the moon called?
  What is the second law of thermodynamics?
  Which one is faster, a queue or a stack?
  What happens if I drop my phone and it breaks?
  Where is Ghana and what language is spoken there?
  Does it cost money to return a parcel?
  How do I undo the last commit?
  Why do cats purr when they sleep?
  What is an example of irony?
  How much does it cost to adopt a dog?
  How does a router know where it sends a packet?
  What are the first ten primes?
  Who is Ada Lovelace?
  Where do penguins live and what do they eat?
  Is it worth buying an extended warranty?
  How do you make it rain in Minecraft?
  `,
)

testKind(
  'a text or a file to work on',
  `
  Here is my essay: I grew up by the sea and never left it.
  What is wrong with this code?
  Is this sentence correct?
  What does this error mean?
  Is this email professional enough?
  What is in this picture?
  What does the attached file say?
  See the attachment and tell me what to do
  I uploaded a PDF, who wrote it?
  What breed is the dog in the photo?
  Can you read the text in the image?
  What does the screenshot show?
  Summarize https://example.org/report
  What is https://example.org/x about?
  tl;dr of the article
  Which of these is correct? A) 4 B) 5
  Answer the following question
  Fill in the blank: the sky is ___
  What is the sentiment of the review: great food, slow staff
  Translate good morning to Spanish
  How do you say I love you in Italian?
  Improve my cover letter
  Explain the code below
  What language is this?
  Is this mushroom edible?
  Give feedback on my poem
  Count the words in my text
  What does this recording say?
  Who is in this video?
  Check my homework
  What does this function return?
  Rate my resume
  `,
  `
  How do I attach a file to an email?
  What is an email attachment?
  How do I upload a photo?
  Which image formats does the site accept?
  What is a PDF?
  How do I take a screenshot on a Mac?
  What does a linter check?
  How do I write a cover letter?
  What does error 404 mean?
  How does machine translation work?
  What is the summary of Hamlet?
  How do I review a pull request?
  What is sentiment analysis?
  How do I count the words in a file with bash?
  What is the best format for a resume?
  Which files can I attach?
  How large may an attachment be?
  What is a code review?
  How do I fix a flat tyre?
  How do I add a picture to my profile?
  How long should an essay be?
  What is the plot of Dracula?
  How do I share a link?
  How do I scan a document?
  How do I compress a video?
  What does a proofreader do?
  `,
)

testKind(
  'another form of what was said',
  `
  In Spanish please
  Now in French
  In one sentence
  In simpler terms
  As a table
  As bullet points
  Shorter
  Make it more formal
  Make it friendlier
  Can you put that in a list?
  Explain it like I'm five
  More concise please
  With examples please
  Use British spelling
  Without jargon
  Only the code
  In English
  Say it politely
  As JSON please
  A bit longer
  Be brief
  Keep it under 50 words
  Less technical please
  In a funny tone
  Step by step please
  `,
  `
  How do I say no politely?
  What is a bullet point?
  How do I make a table in Word?
  What is JSON?
  How do I learn Spanish?
  Where is French spoken?
  How do I write in a formal tone?
  What is photosynthesis in one sentence?
  Explain gravity like I'm five
  What is plain English?
  How do I make a list in Python?
  How do I shorten a URL?
  What is British spelling?
  What is a formal proof?
  What is a concise dictionary?
  How do I make a short film?
  How many words are in a haiku?
  List the planets as bullet points
  What is the tone of Hamlet?
  How do I switch the app to English?
  `,
)

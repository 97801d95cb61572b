/** Topics of half D: returns, airline, visas, university. */
export const topicsDTravel = `
# returns
= can I return a {goods} to {retailer} {days} after buying it?
= does {retailer} still take back a {goods} {days} after the purchase?
= I bought a {goods} from {retailer} {days} ago. Can it still go back?
= is a return of a {goods} accepted by {retailer} {days} after it was bought?
~ action can I exchange a {goods} at {retailer} {days} after buying it?
~ attribute can I return an opened {goods} to {retailer} {days} after buying it?
~ attribute can I return a {goods} to {retailer} {days} after buying it if I have lost the receipt?
~ negation why can't I return a {goods} to {retailer} {days} after buying it?
~ frame how do I return a {goods} to {retailer} {days} after buying it?
~ antonym is it too late to return a {goods} to {retailer} {days} after buying it?
~ principal can my mother return a {goods} to {retailer} {days} after I bought it?
~ quantifier can I return only one out of three pieces to {retailer} {days} after buying them, such as a {goods}?

# returns
= how long does {retailer} take to refund a returned order paid by {paymean}?
= I paid {retailer} by {paymean} and sent the order back. When do I get my money?
= after I return an order that I paid for by {paymean}, how soon does {retailer} refund me?
= {retailer} refund for an order paid by {paymean}: how many days until I have it?
~ frame how do I follow the refund of {retailer} for a returned order paid by {paymean}?
~ attribute how long does {retailer} take to refund a damaged order paid by {paymean}?
~ negation why did {retailer} not refund a returned order paid by {paymean}?
~ action how long does {retailer} take to deliver an order paid by {paymean}?
~ tense has {retailer} refunded the returned order paid by {paymean}?
~ quantifier how much of the price does {retailer} refund if I return half of an order paid by {paymean}?
~ principal how long does {retailer} take to refund business customers for a returned order paid by {paymean}?
~ antonym how long do I have to pay {retailer} for an order I keep, if I pay by {paymean}?

# returns
= does the {brand} warranty cover a {defect} on my {appliance}?
= my {brand} {appliance} has a {defect}. Is that a warranty case?
= will {brand} repair a {defect} of my {appliance} for free under warranty?
= is a {defect} on a {appliance} by {brand} included in the guarantee?
~ antonym does a {defect} void the {brand} warranty of my {appliance}?
~ frame how do I prove to {brand} that the {defect} on my {appliance} is not my fault?
~ attribute does the {brand} warranty cover a {defect} on my second-hand {appliance}?
~ attribute does the {brand} warranty cover a {defect} on my {appliance} after a fall?
~ negation why does the {brand} warranty not cover a {defect} on my {appliance}?
~ tense did the {brand} warranty cover a {defect} on my previous {appliance}?
~ principal does the shop's own warranty cover a {defect} on my {brand} {appliance}?
~ action how do I repair a {defect} on my {brand} {appliance} myself?

# returns
= where is my {retailer} order {serial}?
= what is the delivery status of order {serial} from {retailer}?
= I'm still waiting for order {serial} from {retailer}. Where has it got to?
= can you track {retailer} order number {serial} for me?
~ action how do I cancel my {retailer} order {serial}?
~ action how do I change the address of my {retailer} order {serial}?
~ frame what was in my {retailer} order {serial}?
~ tense when was my {retailer} order {serial} paid?
~ principal who signed for my {retailer} order {serial}?
~ quantifier how many parcels does my {retailer} order {serial} consist of?
~ negation why can't I find my {retailer} order {serial} in my account?

# airline
= what does {airline} charge for a {baggage} on a {cabin} fare?
= how much is it to bring a {baggage} with {airline} on a {cabin} fare?
= I'm flying {airline} with a {baggage} on a {cabin} fare. What will it cost me extra?
= {airline}, {cabin} fare: what is the price for taking a {baggage}?
~ frame how heavy may a {baggage} be with {airline} on a {cabin} fare?
~ negation why does {airline} not accept a {baggage} on a {cabin} fare?
~ action how do I report a damaged {baggage} to {airline} on a {cabin} fare?
~ attribute what does {airline} charge for a second {baggage} on a {cabin} fare?
~ attribute what does {airline} charge for a {baggage} added at the gate on a {cabin} fare?
~ quantifier how many pieces besides a {baggage} does {airline} allow on a {cabin} fare?
~ tense what did {airline} charge for a {baggage} on a {cabin} fare last summer?
~ antonym what does {airline} pay back for a {baggage} on a {cabin} fare if I leave it at home?

# airline
= when does the first {airline} flight from {airport} to {airport2} leave on {weekday}?
= at what time does the earliest {airline} plane from {airport} to {airport2} take off on {weekday}?
= I want to fly {airline} from {airport} to {airport2} on {weekday}, as early as possible. When is the departure?
= first {airline} departure from {airport} to {airport2} on {weekday}, what time is it?
@order
~ antonym when does the last {airline} flight from {airport} to {airport2} leave on {weekday}?
~ action when does the first {airline} flight from {airport} to {airport2} land on {weekday}?
~ frame from which terminal does the first {airline} flight from {airport} to {airport2} leave on {weekday}?
~ tense when did the first {airline} flight from {airport} to {airport2} leave last {weekday}?
~ negation why is there no {airline} flight from {airport} to {airport2} on {weekday}?
~ quantifier how many {airline} flights from {airport} to {airport2} are there on {weekday}?
~ freshness are there seats left right now on the first {airline} flight from {airport} to {airport2} on {weekday}?
~ attribute when does the first {airline} flight from {airport} to {airport2} with a free seat in business class leave on {weekday}?

# airline
= what am I entitled to if my {airline} flight to {airport} is {delay} late?
= what does {airline} owe me for a delay of {delay} on a flight to {airport}?
= when a flight to {airport} with {airline} is delayed by {delay}, what can passengers ask for?
= my {airline} flight to {airport} came in {delay} late. What are my rights?
~ attribute what am I entitled to if my {airline} flight to {airport} is {delay} late because of a storm?
~ antonym what am I entitled to if my {airline} flight to {airport} leaves {delay} early?
~ frame how do I file a claim if my {airline} flight to {airport} is {delay} late?
~ negation why am I not entitled to anything if my {airline} flight to {airport} is {delay} late?
~ principal what is a baby without a seat entitled to if the {airline} flight to {airport} is {delay} late?
~ action may I change to another company if my {airline} flight to {airport} is {delay} late?
~ attribute what am I entitled to if my suitcase on the {airline} flight to {airport} is {delay} late?
~ quantifier how many of the {airline} flights to {airport} are {delay} late?
~ freshness is my {airline} flight to {airport} still {delay} late as of now?
~ tense will my {airline} flight to {airport} be {delay} late?

# visas
= do {nationality} citizens need a visa to go to {destination} for {purpose}?
= is a visa required of {nationality} nationals who go to {destination} for {purpose}?
= my passport is {nationality} and I'm going to {destination} for {purpose}. Must I get a visa?
= does {destination} ask {nationality} citizens for a visa when they come for {purpose}?
~ antonym can {nationality} citizens go to {destination} for {purpose} without a visa?
~ frame where do {nationality} citizens get a visa to go to {destination} for {purpose}?
~ attribute do {nationality} citizens with an EU residence permit need a visa to go to {destination} for {purpose}?
~ tense did {nationality} citizens need a visa to go to {destination} for {purpose} ten years ago?
~ action do {nationality} citizens need a vaccination to go to {destination} for {purpose}?
~ principal do foreign spouses of {nationality} citizens need a visa to go to {destination} for {purpose}?
~ quantifier how many {nationality} citizens were given a visa to go to {destination} for {purpose}?
~ negation why do {nationality} citizens not need a visa to go to {destination} for {purpose}?
~ freshness how long is the wait today for {nationality} citizens who need a visa to go to {destination} for {purpose}?

# visas
= what does a visa for {destination} cost {nationality} citizens who stay for {stay}?
= how high is the visa fee of {destination} for {nationality} nationals and a stay of {stay}?
= I am a {nationality} citizen and will spend {stay} in {destination}. How much is the visa?
= {nationality} passport, {stay} in {destination}: what do I pay for the visa?
@timely
~ frame how long does it take {nationality} citizens to get a visa for {destination} to stay for {stay}?
~ attribute what does a multiple-entry visa for {destination} cost {nationality} citizens who stay for {stay}?
~ action what does it cost {nationality} citizens to extend a visa for {destination} by {stay}?
~ negation why do {nationality} citizens pay nothing for a visa for {destination} to stay for {stay}?
~ tense what did a visa for {destination} cost {nationality} citizens who stayed for {stay} in 2010?
~ antonym what fine do {nationality} citizens pay who overstay a visa for {destination} by {stay}?
~ principal what does a visa for {destination} cost the children of {nationality} citizens who stay for {stay}?

# visas
= what should I do if I lose my {document} in {destination}?
= I lost my {document} in {destination}. What steps do I take now?
= my {document} has gone missing here in {destination}, what do I do about it?
= what is there to do for a traveller whose {document} gets lost in {destination}?
~ attribute what should I do if I lose my expired {document} in {destination}?
~ antonym what should I do if I find someone's {document} in {destination}?
~ action what should I do to renew my {document} in {destination}?
~ frame how much is the fine if I lose my {document} in {destination}?
~ negation what happens if I do not report that I lost my {document} in {destination}?
~ tense what should I have done before I lost my {document} in {destination}?
~ attribute what should I do if I lose my {document} in {destination} an hour before my flight home?
~ principal whom should my family call if I lose my {document} in {destination}?

# university
= when is the application deadline for the {degree} in {subject} at {uni} for the {intake} intake?
= until what date can I apply for the {intake} intake of the {degree} in {subject} at {uni}?
= by when must {uni} have my application for the {degree} in {subject} for the {intake} intake?
= I'd like to start the {degree} in {subject} at {uni} with the {intake} intake. What is the last day to apply?
~ antonym when does the application period open for the {degree} in {subject} at {uni} for the {intake} intake?
~ frame how do I apply for the {degree} in {subject} at {uni} for the {intake} intake?
~ attribute when is the scholarship deadline for the {degree} in {subject} at {uni} for the {intake} intake?
~ tense when was the application deadline for last year's {degree} in {subject} at {uni} for the {intake} intake?
~ action by when can I withdraw my application for the {degree} in {subject} at {uni} for the {intake} intake?
~ negation what if I miss the application deadline for the {degree} in {subject} at {uni} for the {intake} intake?
~ quantifier how many apply for the {degree} in {subject} at {uni} for the {intake} intake?
~ freshness are there still places left today for the {degree} in {subject} at {uni} for the {intake} intake?
~ principal when is the application deadline for refugees for the {degree} in {subject} at {uni} for the {intake} intake?

# university
= are {subject} credits from {uni} recognised at {uni2}?
= does {uni2} accept the {subject} credits I earned at {uni}?
= I studied {subject} at {uni}. Will {uni2} count those credits?
= can credits in {subject} be transferred from {uni} to {uni2}?
@order
~ frame who decides whether {subject} credits from {uni} are recognised at {uni2}?
~ negation why are {subject} credits from {uni} not recognised at {uni2}?
~ quantifier how many {subject} credits from {uni} are recognised at {uni2}?
~ attribute are {subject} credits from an online course of {uni} recognised at {uni2}?
~ tense were {subject} credits from {uni} recognised at {uni2} before the reform?
~ action are the grades of {subject} credits from {uni} converted at {uni2}?
~ attribute are {subject} credits from {uni} recognised at {uni2} after more than ten years?

# university
= how many times may I retake a failed {examtype} in {subject}?
= if I fail the {examtype} in {subject}, how often can I repeat it?
= I didn't pass my {examtype} in {subject}. How many more tries do I have?
= what is the number of permitted repeats of a failed {examtype} in {subject}?
~ frame when may I retake a failed {examtype} in {subject}?
~ antonym how many times may I retake a passed {examtype} in {subject} for a better grade?
~ action how many times may I postpone a {examtype} in {subject}?
~ principal how many times may an exchange student retake a failed {examtype} in {subject}?
~ negation what if I do not retake a failed {examtype} in {subject}?
~ tense how many times have I retaken the failed {examtype} in {subject}?
~ attribute how many times may I retake a failed {examtype} in {subject} free of charge?

# university
= what was the tuition fee for a {degree} in {subject} at {uni} in {year}?
= how much did {uni} charge in {year} for a {degree} in {subject}?
= in {year}, what did studying for a {degree} in {subject} cost at {uni}?
= {uni}, {degree} in {subject}: how high was the tuition in {year}?
~ frame why did the tuition fee for a {degree} in {subject} at {uni} go up in {year}?
~ quantifier how many people finished a {degree} in {subject} at {uni} in {year}?
~ attribute what was the tuition fee for a part-time {degree} in {subject} at {uni} in {year}?
~ principal what was the tuition fee for non-EU students for a {degree} in {subject} at {uni} in {year}?
~ action what grade was needed for a {degree} in {subject} at {uni} in {year}?
~ negation who did not have to pay the tuition fee for a {degree} in {subject} at {uni} in {year}?
~ tense what will the tuition fee for a {degree} in {subject} be at {uni} five years from now?

# airline
= how much is a one-way {cabin} ticket from {airport} to {airport2} with {airline}?
= what does {airline} ask for a {cabin} ticket from {airport} to {airport2}, one way?
= I only need to get from {airport} to {airport2} with {airline}, not back. What is the {cabin} fare?
= single {cabin} fare, {airport} to {airport2}, {airline}: what price?
@order
@timely
~ antonym how much is a {cabin} return ticket from {airport} to {airport2} with {airline}?
~ frame how long is the {cabin} ticket from {airport} to {airport2} with {airline} valid?
~ action how much does it cost to rebook a one-way {cabin} ticket from {airport} to {airport2} with {airline}?
~ principal how much is a one-way {cabin} ticket for a child from {airport} to {airport2} with {airline}?
~ attribute how much is a one-way {cabin} ticket with a stopover from {airport} to {airport2} with {airline}?
~ quantifier how many miles do I earn with a one-way {cabin} ticket from {airport} to {airport2} with {airline}?
~ tense how much was my one-way {cabin} ticket from {airport} to {airport2} with {airline}?
~ negation what is not included in a one-way {cabin} ticket from {airport} to {airport2} with {airline}?

# airline
= how long do people queue for {checkpoint} at {airport} airport?
= what is the waiting time for {checkpoint} at the airport of {airport}?
= how much time does one have to plan for the line at {checkpoint} at {airport} airport?
= {airport} airport: how long is the wait for {checkpoint}?
@timely
~ negation how do I skip the queue for {checkpoint} at {airport} airport?
~ frame where is the queue for {checkpoint} at {airport} airport?
~ action how long do people queue for a taxi at {airport} airport?
~ principal how long do wheelchair users queue for {checkpoint} at {airport} airport?
~ quantifier what is the longest that people have ever queued for {checkpoint} at {airport} airport?
~ attribute how long do people queue for {checkpoint} at {airport} airport with a fast-lane ticket?
~ tense how long did people queue for {checkpoint} at {airport} airport during the strike?
~ date how long do people queue for {checkpoint} at {airport} airport on Christmas Eve?

# returns
= what does the cheapest {goods} at {retailer} cost?
= how much do I pay at {retailer} for their lowest-priced {goods}?
= I need a {goods} from {retailer} for as little money as possible. What's the price?
= the least expensive {goods} {retailer} sells, how much is that?
@timely
~ antonym what does the most expensive {goods} at {retailer} cost?
~ attribute what does the lightest {goods} at {retailer} cost?
~ action what does it cost to have the cheapest {goods} at {retailer} delivered?
~ frame who makes the cheapest {goods} at {retailer}?
~ tense what did the cheapest {goods} at {retailer} cost two years ago?
~ quantifier what does the average {goods} at {retailer} cost?
~ principal what does the cheapest {goods} at {retailer} cost for employees of the company?
`

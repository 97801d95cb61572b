/**
 * Topics of half A. `#` domain; `=` wordings of one question; `~ kind` another question with the same slots;
 * `@order`: exchanging {x} and {x2} makes another question. A blank line ends a topic. Slots: `vocabulary.ts`.
 * @module
 */
export const topicsA = `
# banking
= How much does it cost to replace a lost {bankcard} card?
= What is the replacement fee for a lost {bankcard} card?
= My {bankcard} card is lost, what will a new one cost me?
~ frame How do I replace a lost {bankcard} card?
~ frame How long does it take to replace a lost {bankcard} card?
~ antonym How much does it cost to replace a found {bankcard} card?
~ action How much does it cost to cancel a lost {bankcard} card?

# banking
= What is the exchange fee when I convert {currency} to {currency2}?
= How high is the fee for changing {currency} into {currency2}?
= Which fee applies to a conversion from {currency} to {currency2}?
@order
~ frame How do I convert {currency} to {currency2}?
~ negation Why is there no exchange fee when I convert {currency} to {currency2}?

# banking
= Can I withdraw {amount} at once from a {plan} account?
= Is it possible to take {amount} out of a {plan} account in one go?
= Does a {plan} account let me withdraw {amount} at once?
~ action Can I deposit {amount} at once to a {plan} account?
~ negation Why can't I withdraw {amount} at once from a {plan} account?
~ tense Should I withdraw {amount} at once from a {plan} account?
~ quantifier Can I withdraw more than {amount} at once from a {plan} account?
~ quantifier Can I withdraw at most {amount} at once from a {plan} account?

# banking
= Who may sign a {bankform} for a {plan} customer?
= Which persons can sign the {bankform} of a {plan} customer?
= For a {plan} customer, who is allowed to sign a {bankform}?
~ frame When must a {plan} customer sign a {bankform}?
~ frame Where does a {plan} customer sign a {bankform}?
~ negation Who may not sign a {bankform} for a {plan} customer?

# shop
= How do I return a {goods} bought more than {days} ago?
= What should I do to send back a {goods} that I bought over {days} ago?
= How can I return a {goods} if I bought it over {days} ago?
~ quantifier How do I return a {goods} bought less than {days} ago?
~ action How do I exchange a {goods} bought more than {days} ago?
~ negation Why can I not return a {goods} bought more than {days} ago?
~ frame Where do I return a {goods} bought more than {days} ago?

# shop
= Is the {goods} with article number {sku} waterproof?
= Can the {goods} {sku} get wet, is it waterproof?
= {goods}, article {sku}: is it waterproof?
~ negation Is the {goods} with article number {sku} not waterproof?
~ attribute Is the {goods} with article number {sku} fireproof?
~ attribute Is the {goods} with article number {sku} machine washable?

# shop
= Does the warranty cover a broken {part} on the {device}?
= Is a broken {part} of the {device} covered by the warranty?
= If the {part} of my {device} breaks, does the warranty pay?
~ negation Does the warranty exclude a broken {part} on the {device}?
~ frame How long does the warranty cover a broken {part} on the {device}?
~ quantifier Does the warranty cover only a broken {part} on the {device}?

# shop
= How much is shipping to {country} for a parcel of {weight}?
= What does it cost to ship a parcel of {weight} to {country}?
= Shipping price for {weight} to {country}?
~ frame How long does shipping to {country} take for a parcel of {weight}?
~ action How much is a return from {country} for a parcel of {weight}?
~ tier How much is express shipping to {country} for a parcel of {weight}?

# travel
= How long is the train ride from {city} to {city2}?
= How much time does the train from {city} to {city2} take?
= What is the travel time by train from {city} to {city2}?
~ product How long is the bus ride from {city} to {city2}?
~ frame How much is the train ride from {city} to {city2}?
~ place How long is the train ride from {city} via {city2}?
@order

# travel
= Do citizens of {country} need a visa for {country2}?
= Is a visa required to enter {country2} with a passport of {country}?
= With a {country} passport, do I need a visa for {country2}?
@order
~ negation Do citizens of {country} need no visa for {country2}?
~ product Do citizens of {country} need a vaccination for {country2}?
~ frame How do citizens of {country} get a visa for {country2}?

# travel
= Can I bring a {bagitem} in my hand luggage?
= Is a {bagitem} allowed in carry-on baggage?
= Am I allowed to take a {bagitem} on board in my hand luggage?
~ antonym Is a {bagitem} forbidden in carry-on baggage?
~ product Can I bring a {bagitem} in my checked luggage?
~ tense Must I bring a {bagitem} in my hand luggage?
~ principal Can my daughter bring a {bagitem} in her hand luggage?

# telecom
= How do I activate {feature} on an {phone}?
= What is the way to turn on {feature} on an {phone}?
= Steps to enable {feature} on an {phone}?
~ antonym How do I deactivate {feature} on an {phone}?
~ frame Why should I activate {feature} on an {phone}?
~ frame What does {feature} do on an {phone}?
~ tense Did I need to activate {feature} on an {phone}?

# telecom
= Why is my {feature} so slow with the {plan} tariff in {country}?
= What makes my {feature} so slow on the {plan} tariff in {country}?
= What is the reason that {feature} is slow in {country} with the {plan} tariff?
~ antonym Why is my {feature} so fast with the {plan} tariff in {country}?
~ frame How slow is my {feature} with the {plan} tariff in {country}?
~ principal Why is my husband's {feature} so slow with the {plan} tariff in {country}?

# medicine
= What are the symptoms of {illness} in adults?
= Which signs of {illness} do adults show?
= How does {illness} show itself in adults, what are the symptoms?
~ attribute What are the causes of {illness} in adults?
~ attribute What are the complications of {illness} in adults?
~ antonym What are the symptoms of {illness} in children?
~ quantifier Do all adults show symptoms of {illness}?

# medicine
= Is {illness} contagious after {days}?
= Can one still spread {illness} after {days}?
= After {days}, is a person with {illness} still contagious?
~ antonym Is {illness} contagious before {days}?
~ negation Is {illness} not contagious after {days}?
~ attribute Is {illness} painful after {days}?

# medicine
= Which doctor treats {illness}?
= What kind of specialist should I see for {illness}?
= Who treats {illness}, which specialist?
~ frame How is {illness} treated?
~ frame When is {illness} treated?
~ principal Which doctor treats {illness} in my dog?

# software
= How do I sort a {structure} in {codelang}?
= What is the way to sort a {structure} using {codelang}?
= Sorting a {structure} in {codelang}, how does it go?
~ action How do I reverse a {structure} in {codelang}?
~ action How do I copy a {structure} in {codelang}?
~ frame Why is a {structure} sorted in {codelang}?
~ attribute How do I sort a {structure} in {codelang} in descending order?

# software
= What does error {errorcode} mean in {tool}?
= Meaning of the error code {errorcode} in {tool}?
= {tool} shows error {errorcode}, what does that mean?
~ frame How do I fix error {errorcode} in {tool}?
~ frame Why does error {errorcode} occur in {tool}?
~ action How do I suppress error {errorcode} in {tool}?

# software
= Is {tool} {version} compatible with {tool2}?
= Does {tool} {version} work together with {tool2}?
= Can I use {tool} {version} with {tool2}?
~ antonym Is {tool} {version} incompatible with {tool2}?
~ tense Was {tool} {version} compatible with {tool2}?
~ frame Since when is {tool} {version} compatible with {tool2}?

# software
= What does the function {identifier} return in {tool}?
= In {tool}, what is the return value of {identifier}?
= Which value does {identifier} of {tool} return?
~ frame When was the function {identifier} added to {tool}?
~ attribute What does the function {identifier} accept in {tool}?
~ negation Why does the function {identifier} return nothing in {tool}?

# hr
= How many days of {leave} do {worker} get per year?
= What is the yearly number of {leave} days for {worker}?
= How much {leave} are {worker} given per year?
~ date How many days of {leave} do {worker} get per month?
~ frame Why do {worker} get {leave}?
~ frame How do {worker} request {leave}?
~ negation Why do {worker} not get {leave} days per year?

# hr
= Who approves the travel expenses of {person}?
= Which manager approves the travel expenses of {person}?
= The travel expenses of {person}: who has to approve them?
~ frame When were the travel expenses of {person} approved?
~ antonym Who rejects the travel expenses of {person}?
~ order Whose travel expenses does {person} approve?

# school
= How do I calculate the {measure} of a {shape}?
= What is the formula for the {measure} of a {shape}?
= Formula to work out the {measure} of a {shape}?
~ frame Why do we calculate the {measure} of a {shape}?
~ number How do I calculate the {measure} of two {shape}s?

# school
= When is the {exam} for students of grade {grade}?
= On which date do students in grade {grade} write the {exam}?
= What day does grade {grade} have the {exam}?
~ frame Where is the {exam} for students of grade {grade}?
~ frame Who corrects the {exam} for students of grade {grade}?
~ tense When was the {exam} for students of grade {grade}?

# school
= Did {person} pass the {exam} in {year}?
= Was the {exam} in {year} passed by {person}?
= In {year}, did {person} succeed in the {exam}?
~ antonym Did {person} fail the {exam} in {year}?
~ tense Will {person} pass the {exam} in {year}?
~ frame How did {person} pass the {exam} in {year}?

# geography
= What is the {countryfact} of {country}?
= Which {countryfact} does {country} have?
= {country}: what is its {countryfact}?
~ tense What was the {countryfact} of {country}?
~ frame Why is that the {countryfact} of {country}?

# geography
= Is {city} further north than {city2}?
= Does {city} lie further north than {city2}?
= Compared with {city2}, is {city} further north than it?
@order
~ antonym Is {city} further south than {city2}?
~ attribute Is {city} further east than {city2}?

# geography
= Which countries border {country}?
= What are the neighbours of {country}, which countries border it?
= Name the countries that have a border with {country}.
~ negation Which countries do not border {country}?
~ number How many countries border {country}?
~ quantifier Do all countries border {country}?

# sports
= Who beat {person} at the {event} in {year}?
= To whom did {person} lose at the {event} of {year}?
= Which player beat {person} at the {event} {year}?
~ order Whom did {person} beat at the {event} in {year}?
~ frame When did someone beat {person} at the {event} in {year}?

# cooking
= How long should I boil {food} for {guests}?
= What is the boiling time of {food} for {guests}?
= For {guests}, how long does {food} need to boil?
~ action How long should I fry {food} for {guests}?
~ action How long should I soak {food} for {guests}?
~ frame Why should I boil {food} for {guests}?
~ antonym How long should I freeze {food} for {guests}?
`

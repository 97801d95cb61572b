/**
 * Topics of half B, in the form of `topics-a.ts`: other questions and, by `vocabulary.ts`, other words. Kept apart for
 * the report: rules are mended on half A only.
 * @module
 */
export const topicsB = `
# banking
= What interest do I earn on {amount} in a {plan} deposit?
= How much interest does {amount} bring in a {plan} deposit?
= Interest on a {plan} deposit of {amount}, how much is it?
~ antonym What interest do I pay on {amount} in a {plan} loan?
~ frame When do I earn interest on {amount} in a {plan} deposit?
~ negation Why do I earn no interest on {amount} in a {plan} deposit?

# banking
= How do I dispute a {bankform} over {amount}?
= What are the steps to contest a {bankform} over {amount}?
= In what way can I dispute a {bankform} of {amount}?
~ action How do I confirm a {bankform} over {amount}?
~ frame Why would I dispute a {bankform} over {amount}?
~ principal How does my mother dispute a {bankform} over {amount}?

# banking
= Does sending money from {country} to {country2} cost more with a {bankcard}?
= Is it more expensive with a {bankcard} to send money from {country} to {country2}?
= With a {bankcard}, do transfers from {country} to {country2} cost more?
@order
~ antonym Does sending money from {country} to {country2} cost less with a {bankcard}?
~ negation Does sending money from {country} to {country2} cost nothing with a {bankcard}?

# shop
= Can I pick up the {goods} from order {id} in the {city} store?
= Is pick-up of the {goods} of order {id} possible in your {city} shop?
= Order {id}: may I collect the {goods} at the {city} store?
~ tense Must I pick up the {goods} from order {id} in the {city} store?
~ principal Can my colleague pick up the {goods} from order {id} in the {city} store?
~ negation Why can I not pick up the {goods} from order {id} in the {city} store?

# shop
= How big is the {goods} in size {size}?
= What are the measurements of the {goods} in size {size}?
= Measurements for the {goods}, size {size}?
~ attribute How heavy is the {goods} in size {size}?
~ attribute What is the colour of the {goods} in size {size}?
~ frame Who makes the {goods} in size {size}?

# shop
= Do you price match {goods} within {days} of purchase?
= Is there a price match for {goods} up to {days} after buying?
= Will you match the price of {goods} if it is within {days} of purchase?
~ antonym Do you price match {goods} before {days} of purchase?
~ quantifier Do you price match all {goods} within {days} of purchase?
~ negation Do you never price match {goods} within {days} of purchase?

# travel
= Is breakfast included in a {room} room at the hotel in {city}?
= Does the price of a {room} room in {city} include breakfast?
= Do I get breakfast with a {room} room in the {city} hotel?
~ antonym Is breakfast excluded from a {room} room at the hotel in {city}?
~ product Is dinner included in a {room} room at the hotel in {city}?
~ product Is parking included in a {room} room at the hotel in {city}?
~ tense Was breakfast included in a {room} room at the hotel in {city}?

# travel
= What is the best month to fly from {city} to {city2}?
= In which month should I fly from {city} to {city2}?
= Best month for flying from {city} to {city2}?
@order
~ antonym What is the worst month to fly from {city} to {city2}?
~ date What is the best weekday to fly from {city} to {city2}?
~ action What is the best month to sail from {city} to {city2}?

# travel
= How early must I be at the airport for a flight to {country} with {luggage}?
= How long before a flight to {country} do I have to be at the airport with {luggage}?
= When should I arrive at the airport if I fly to {country} with {luggage}?
~ antonym How late may I be at the airport for a flight to {country} with {luggage}?
~ negation Why must I not be at the airport early for a flight to {country} with {luggage}?
~ product How early must I be at the harbour for a ferry to {country} with {luggage}?

# telecom
= How much does {feature} cost in {country} per {timeunit}?
= What is the price of {feature} per {timeunit} in {country}?
= Price per {timeunit} for {feature} in {country}?
~ frame How do I get {feature} in {country} per {timeunit}?
~ antonym How much does {feature} save in {country} per {timeunit}?
~ negation Does {feature} cost nothing in {country} per {timeunit}?

# telecom
= Can I keep my number when I switch from {provider} to {provider2}?
= Is it possible to keep the number if I change from {provider} to {provider2}?
= Switching from {provider} to {provider2}: can I keep my phone number?
@order
~ antonym Can I lose my number when I switch from {provider} to {provider2}?
~ product Can I keep my contract when I switch from {provider} to {provider2}?
~ principal Can your father keep his number when he switches from {provider} to {provider2}?
~ tense Should I keep my number when I switch from {provider} to {provider2}?

# medicine
= How do doctors diagnose {illness}?
= By which tests do doctors diagnose {illness}?
= What tests are used to diagnose {illness}?
~ action How do doctors treat {illness}?
~ action How do doctors prevent {illness}?
~ frame When do doctors diagnose {illness}?
~ frame Where do doctors diagnose {illness}?

# medicine
= Does {illness} affect men more than women?
= Are men affected by {illness} more often than women?
= Is {illness} more common in men than in women?
~ order Does {illness} affect women more than men?
~ antonym Does {illness} affect men less than women?
~ frame Why does {illness} affect men more than women?

# medicine
= How many people get {illness} in {country} each {timeunit}?
= What is the number of {illness} cases per {timeunit} in {country}?
= In {country}, how many cases of {illness} are there per {timeunit}?
~ frame Why do people get {illness} in {country} each {timeunit}?
~ attribute How many people die of {illness} in {country} each {timeunit}?

# software
= How can I undo the last {vcs} in {tool}?
= What is the command to undo the last {vcs} in {tool}?
= Undoing the most recent {vcs} in {tool}, which command?
~ antonym How can I redo the last {vcs} in {tool}?
~ number How can I undo the first {vcs} in {tool}?
~ frame What is a {vcs} in {tool}?

# software
= How do I read a {fileformat} file in {codelang}?
= What is the usual way to load a {fileformat} file with {codelang}?
= Reading a {fileformat} file using {codelang}, how?
~ antonym How do I write a {fileformat} file in {codelang}?
~ action How do I delete a {fileformat} file in {codelang}?
~ negation How do I read a {fileformat} file without {codelang}?

# software
= Since which version does {tool} support the flag {flag}?
= In which release was the flag {flag} added to {tool}?
= The flag {flag} of {tool}: since what version is it there?
~ action In which release was the flag {flag} removed from {tool}?
~ frame What does the flag {flag} do in {tool}?
~ frame Why does {tool} support the flag {flag}?

# software
= Is {codelang} faster than {codelang2} for parsing?
= For parsing, does {codelang} run faster than {codelang2}?
= Does {codelang} beat {codelang2} in parsing speed, is it faster than it?
@order
~ antonym Is {codelang} slower than {codelang2} for parsing?
~ attribute Is {codelang} easier than {codelang2} for parsing?
~ negation Is {codelang} not faster than {codelang2} for parsing?

# hr
= May {worker} work from home on {weekday}s?
= Is home office allowed for {worker} on {weekday}s?
= Are {worker} permitted to work from home on {weekday}s?
~ tense Must {worker} work from home on {weekday}s?
~ negation May {worker} not work from home on {weekday}s?
~ quantifier May only {worker} work from home on {weekday}s?
~ place May {worker} work from abroad on {weekday}s?

# hr
= What salary did {person} get in {year}?
= How much was {person} paid in {year}?
= The salary of {person} in {year}, how high was it?
~ tense What salary will {person} get in {year}?
~ attribute What bonus did {person} get in {year}?
~ frame Who decided the salary of {person} in {year}?

# school
= What is the difference between a {element} and a {element2}?
= How does a {element} differ from a {element2}?
= {element} and {element2}: what is the difference?
~ attribute What do a {element} and a {element2} have in common?
~ frame Why is there a difference between a {element} and a {element2}?

# school
= How many credits is the {subject} course in semester {grade}?
= What number of credits does the {subject} course of semester {grade} give?
= Credits for {subject} in semester {grade}, how many?
~ attribute How many hours is the {subject} course in semester {grade}?
~ frame Who teaches the {subject} course in semester {grade}?
~ frame When is the {subject} course in semester {grade}?

# school
= May pupils use a {allowed} in the {subject} exam?
= Is a {allowed} allowed in the {subject} exam?
= In the {subject} exam, are we allowed to use a {allowed}?
~ antonym Is a {allowed} prohibited in the {subject} exam?
~ tense Should pupils use a {allowed} in the {subject} exam?
~ quantifier May all pupils use a {allowed} in the {subject} exam?
~ antonym May teachers use a {allowed} in the {subject} exam?

# geography
= How far is {city} from the {landmark}?
= What is the distance between {city} and the {landmark}?
= Distance from {city} to the {landmark}?
~ frame How do I get from {city} to the {landmark}?
~ frame When was the {landmark} built near {city}?

# geography
= Did {country} colonize {country2}?
= Was {country2} colonized by {country}?
= Is it true that {country} colonized {country2}?
@order
~ frame When did {country} colonize {country2}?
~ negation Did {country} never colonize {country2}?
~ action Did {country} liberate {country2}?

# geography
= What language is spoken in the north of {country}?
= Which language do people in the north of {country} speak?
= In northern {country}, what language do people speak?
~ antonym What language is spoken in the south of {country}?
~ attribute What religion is practised in the north of {country}?
~ tense What language was spoken in the north of {country}?

# gardening
= How often do I water a {plant} in {month}?
= What is the right number of waterings for a {plant} in {month}?
= In {month}, how often does a {plant} need water?
~ action How often do I prune a {plant} in {month}?
~ frame Why do I water a {plant} in {month}?
~ negation Why should I not water a {plant} in {month}?

# cars
= What tyre pressure does the {carmodel} need with {guests}?
= Which tyre pressure is right for the {carmodel} with {guests}?
= {carmodel} with {guests}: recommended tyre pressure?
~ attribute What oil level does the {carmodel} need with {guests}?
~ product What tyre size does the {carmodel} need with {guests}?
~ frame Why does the {carmodel} need tyre pressure with {guests}?
`

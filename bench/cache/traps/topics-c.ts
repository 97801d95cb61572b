/**
 * Topics of half C, in the form of `topics-a.ts`: written after the vetoes were finished, and never used to mend them.
 * @module
 */
export const topicsC = `
# library
= How long can I keep a borrowed {loanitem} from the {branch} library?
= For how long may a {loanitem} be borrowed at the {branch} library?
= What is the loan period of a {loanitem} at the {branch} library?
~ frame Why can't I borrow a {loanitem} at the {branch} library?
~ attribute How long can I keep a borrowed {loanitem} with a torn cover from the {branch} library?
~ quantifier How long can I keep two borrowed {loanitem}s from the {branch} library?
~ action How long can I reserve a {loanitem} at the {branch} library?

# library
= What is the fine for a {loanitem} that is {days} late?
= How much is the fine if I return a {loanitem} {days} late?
= Which fine do I pay for bringing a {loanitem} back {days} late?
~ antonym What is the fine for a {loanitem} that is returned {days} early?
~ attribute What is the fine for a damaged {loanitem} that is {days} late?
~ frame Why is there a fine for a {loanitem} that is {days} late?

# housing
= Who has to repair a broken {fixture} in a rented {dwelling}?
= In a rented {dwelling}, whose job is it to repair a broken {fixture}?
= If a {fixture} breaks in a rented {dwelling}, who must repair it?
~ action Who has to insure a {fixture} in a rented {dwelling}?
~ frame How do I repair a broken {fixture} in a rented {dwelling}?
~ negation Who does not have to repair a broken {fixture} in a rented {dwelling}?
~ attribute Who has to repair a broken {fixture} in the shared cellar of a rented {dwelling}?

# housing
= By how much may the rent of a {dwelling} in {city} go up per {timeunit}?
= What is the highest rent increase per {timeunit} for a {dwelling} in {city}?
= How large a rent increase is allowed per {timeunit} for a {dwelling} in {city}?
~ antonym By how much may the rent of a {dwelling} in {city} go down per {timeunit}?
~ attribute By how much may the rent of a furnished {dwelling} in {city} go up per {timeunit}?
~ negation Why may the rent of a {dwelling} in {city} not go up?

# insurance
= Does my {policy} insurance pay when {mishap} happens?
= Is {mishap} covered by {policy} insurance?
= Will the {policy} insurance cover {mishap}?
~ negation Is {mishap} not covered by {policy} insurance?
~ principal Does my landlord's {policy} insurance pay when {mishap} happens?
~ tense Did my {policy} insurance pay when {mishap} happened?
~ frame How much does {policy} insurance pay for {mishap}?

# insurance
= How do I report {mishap} to {insurer}?
= What is the way to notify {insurer} of {mishap}?
= Which steps are needed to report {mishap} to {insurer}?
~ frame Why should I report {mishap} to {insurer}?
~ tense Did I have to report {mishap} to {insurer}?
~ action How do I prove {mishap} to {insurer}?
~ attribute How do I report {mishap} at a holiday home to {insurer}?

# museum
= What does a {ticket} ticket for the {museum} cost for {guests}?
= How much is a {ticket} ticket to the {museum} for {guests}?
= For {guests}, what is the price of a {ticket} ticket for the {museum}?
~ frame Where do I buy a {ticket} ticket for the {museum} for {guests}?
~ attribute What does a {ticket} ticket with audio guide for the {museum} cost for {guests}?
~ freshness What does a {ticket} ticket for the {museum} cost for {guests} tomorrow?

# museum
= May visitors take pictures with a {camera} in the {museum}?
= Is it allowed to photograph with a {camera} inside the {museum}?
= Can guests use a {camera} to take photos in the {museum}?
~ antonym Is it forbidden to photograph with a {camera} inside the {museum}?
~ quantifier May only visitors take pictures with a {camera} in the {museum}?
~ tense Must visitors take pictures with a {camera} in the {museum}?
~ attribute May visitors take flash pictures with a {camera} in the {museum}?

# pets
= How often should I feed a {pet} of {months}?
= How many times a day does a {pet} of {months} need food?
= At what intervals does one feed a {pet} that is {months} old?
~ action How often should I wash a {pet} of {months}?
~ frame Why should I feed a {pet} of {months}?
~ attribute How often should I feed a pregnant {pet} of {months}?

# pets
= Can a {pet} eat {petfood}?
= Is {petfood} safe for a {pet} to eat?
= Am I allowed to give {petfood} to my {pet}?
~ negation Why can a {pet} not eat {petfood}?
~ attribute Can a {pet} eat spoiled {petfood}?
~ frame When can a {pet} eat {petfood}?
~ quantifier Can a {pet} eat only {petfood}?

# parking
= How much is parking for {hours} near the {place} in {city}?
= What do I pay to park for {hours} by the {place} in {city}?
= What are the parking charges for {hours} close to the {place} in {city}?
~ frame Where can I park for {hours} near the {place} in {city}?
~ attribute How much is motorbike parking for {hours} near the {place} in {city}?
~ tense How much was parking for {hours} near the {place} in {city}?

# transport
= When does the last {line} leave from {stop} to {stop2}?
= At what time is the last {line} from {stop} to {stop2}?
= What time does the final {line} depart from {stop} for {stop2}?
@order
~ antonym When does the first {line} leave from {stop} to {stop2}?
~ frame Why does the last {line} leave from {stop} to {stop2}?
~ order When does the last {line} leave from {stop2} to {stop}?
~ date When does the last {line} leave from {stop} to {stop2} on Sundays?

# post
= How long does a {mailing} from {country} to {country2} take?
= How many days is a {mailing} under way from {country} to {country2}?
= What is the delivery time of a {mailing} sent from {country} to {country2}?
@order
~ frame How much is a {mailing} from {country} to {country2}?
~ attribute How long does a registered {mailing} from {country} to {country2} take?
~ product How long does a postcard from {country} to {country2} take?

# tax
= Can I deduct {expense} from my taxes as a {trade}?
= Is {expense} tax deductible for a {trade}?
= As a {trade}, may I claim {expense} on my tax return?
~ negation Why can I not deduct {expense} from my taxes as a {trade}?
~ attribute Can I deduct private {expense} from my taxes as a {trade}?
~ tense Did I deduct {expense} from my taxes as a {trade}?
~ quantifier Can I deduct all {expense} from my taxes as a {trade}?

# tax
= By when must a {trade} file the return for {year}?
= What is the deadline of a {trade} for the return of {year}?
= Until when does a {trade} have time to hand in the return for {year}?
~ frame How does a {trade} file the return for {year}?
~ attribute By when must a {trade} file the amended return for {year}?
~ action By when must a {trade} appeal the return for {year}?

# dentistry
= Does it hurt to have a {toothwork} done?
= Is a {toothwork} painful?
= Will I feel pain during a {toothwork}?
~ frame How long does a {toothwork} take?
~ principal Does it hurt my son to have a {toothwork} done?
~ attribute Does it hurt to have a second {toothwork} done?
~ antonym Is a {toothwork} painless?

# music
= How do I tune a {instrument} to {pitch}?
= What is the way to tune a {instrument} to {pitch}?
= Tuning a {instrument} to {pitch}, how is that done?
~ action How do I clean a {instrument}?
~ attribute How do I tune a broken {instrument} to {pitch}?
~ frame Why do I tune a {instrument} to {pitch}?
~ attribute How do I tune a {instrument} to {pitch} by ear?

# music
= Who composed the {work} for {instrument}?
= Which composer wrote the {work} for {instrument}?
= By whom was the {work} for {instrument} composed?
~ action Who recorded the {work} for {instrument}?
~ frame When was the {work} for {instrument} composed?
~ negation Who did not compose the {work} for {instrument}?

# astronomy
= How far is {body} from {body2}?
= What is the distance between {body} and {body2}?
= How many kilometres lie between {body} and {body2}?
~ frame How long does light take from {body} to {body2}?
~ quantifier What is the average distance between {body} and {body2}?
~ attribute What is the smallest distance between {body} and {body2}?

# astronomy
= Is {body} heavier than {body2}?
= Does {body} weigh more than {body2}?
= Compared with {body2}, is {body} heavier?
@order
~ antonym Is {body} lighter than {body2}?
~ attribute Is {body} hotter than {body2}?

# streaming
= On how many {screen}s can I watch at once with the {streamplan} plan of {service}?
= How many {screen}s at the same time does the {streamplan} plan of {service} allow?
= With the {streamplan} plan of {service}, how many {screen}s may play at the same time?
~ frame Which {screen}s can I watch on with the {streamplan} plan of {service}?
~ action On how many {screen}s can I download at once with the {streamplan} plan of {service}?
~ language Auf wie vielen Geräten kann ich {service} gleichzeitig ansehen?

# streaming
= How do I cancel {service} on a {screen}?
= What must I do to cancel {service} using a {screen}?
= How can I end my {service} subscription on a {screen}?
~ action How do I restart {service} on a {screen}?
~ negation Why can't I cancel {service} on a {screen}?
~ attribute How do I cancel {service} for a late relative on a {screen}?
~ antonym How do I subscribe to {service} on a {screen}?

# gym
= May members bring {amountguests} guests to the {facility} with a {gymplan} membership?
= With a {gymplan} membership, can I take {amountguests} guests to the {facility}?
= Does a {gymplan} membership allow {amountguests} guests in the {facility}?
~ attribute May members bring {amountguests} paying guests to the {facility} with a {gymplan} membership?
~ frame When may members bring {amountguests} guests to the {facility} with a {gymplan} membership?
~ negation May members not bring {amountguests} guests to the {facility} with a {gymplan} membership?

# coffee
= How do I descale a {maker} with {agent}?
= What is the right way to descale a {maker} using {agent}?
= Which steps does it take to descale a {maker} with {agent}?
~ attribute How do I descale the milk frother of a {maker} with {agent}?
~ action How do I polish a {maker} with {agent}?
~ frame How often do I descale a {maker} with {agent}?
~ negation Why should I not descale a {maker} with {agent}?

# coffee
= What does light {code} mean on a {maker}?
= What is the meaning of {code} on the display of a {maker}?
= My {maker} shows {code}, what does it mean?
~ frame How do I clear {code} on a {maker}?
~ attribute What does a blinking {code} mean on a {maker}?
~ action What triggers {code} on a {maker}?

# elections
= Where do I vote in {town} on {date}?
= At which place can I cast my vote in {town} on {date}?
= In {town}, where is my polling place on {date}?
~ frame Who can vote in {town} on {date}?
~ attribute Where do I vote early in {town} on {date}?
~ principal Where does my wife vote in {town} on {date}?

# elections
= Which party does {politician} belong to?
= What party is {politician} a member of?
= Of which party is {politician} a member?
~ tense Which party did {politician} belong to?
~ attribute Which trade union does {politician} belong to?
~ frame Why does {politician} belong to a party?

# camping
= Is it allowed to make a {fire} in {park}?
= May campers light a {fire} in {park}?
= Am I permitted to have a {fire} in {park}?
~ antonym Is it banned to make a {fire} in {park}?
~ attribute Is it allowed to make a {fire} in {park} after a drought?
~ freshness Is it allowed to make a {fire} in {park} this week?
~ frame Where may I make a {fire} in {park}?

# chess
= How does a {piece} move?
= In which way can a {piece} be moved?
= What are the moves of a {piece}?
~ action How does a {piece} capture?
~ attribute How does a pinned {piece} move?
~ frame When does a {piece} move?

# optics
= Which {lens} fits a {camera} with serial number {serial}?
= What {lens} do I need for the {camera} with serial number {serial}?
= For a {camera} with serial number {serial}, which {lens} fits?
~ negation Which {lens} does not fit a {camera} with serial number {serial}?
~ attribute Which waterproof {lens} fits a {camera} with serial number {serial}?
~ frame How do I mount a {lens} on a {camera} with serial number {serial}?

# spreadsheets
= What does {formulaname} return for an empty cell in {sheetapp}?
= In {sheetapp}, what is the result of {formulaname} for an empty cell?
= Which result does {formulaname} of {sheetapp} give for an empty cell?
~ frame Why does {formulaname} return nothing for an empty cell in {sheetapp}?
~ attribute What does {formulaname} return for an empty merged cell in {sheetapp}?
~ action What does {formulaname} round for an empty cell in {sheetapp}?
`

/** Topics of half D: energy, payroll, healthplan, mortgage. */
export const topicsDMoney = `
# energy
= what does a kilowatt hour cost on the {tariff} tariff of {energyco} in {region}?
= how much does {energyco} charge per kWh in {region} with the {tariff} tariff?
= I live in {region} and have the {tariff} tariff of {energyco}. What do I pay for each kilowatt hour?
= {tariff} tariff from {energyco} in {region}: what is the price of one kWh?
@timely
~ attribute what is the monthly standing charge of the {tariff} tariff of {energyco} in {region}?
~ tense what did a kilowatt hour cost on the {tariff} tariff of {energyco} in {region} in 2021?
~ frame who can get the {tariff} tariff of {energyco} in {region}?
~ action how do I switch to the {tariff} tariff of {energyco} in {region}?
~ antonym what does {energyco} pay me per kilowatt hour fed into the grid in {region} on the {tariff} tariff?
~ negation why is the {tariff} tariff of {energyco} not offered in {region}?
~ quantifier how many kilowatt hours are included in the {tariff} tariff of {energyco} in {region}?

# energy
= by which day must I send my {meter} meter reading to {energyco}?
= until when does {energyco} accept my {meter} meter reading?
= {energyco} has asked for my {meter} meter reading. What is the deadline for it?
= what is the last day on which I can hand in my {meter} reading to {energyco}?
~ frame how do I send my {meter} meter reading to {energyco}?
~ action by which day must I pay the bill that follows my {meter} meter reading to {energyco}?
~ principal by which day must my tenant send the {meter} meter reading to {energyco}?
~ negation what happens if I do not send my {meter} meter reading to {energyco}?
~ antonym from which day on can I send my {meter} meter reading to {energyco}?
~ tense on which day did I send my {meter} meter reading to {energyco}?
~ attribute by which day must I send the final {meter} meter reading to {energyco} when I move out?
~ quantifier how many times a year must I send my {meter} meter reading to {energyco}?

# energy
= what will {meter} cost me per {billperiod} if {energyco} raises its price by {percent}?
= how high will my {meter} costs per {billperiod} be once {energyco} puts the price up by {percent}?
= {energyco} is raising its {meter} price by {percent}. What will my bill come to per {billperiod} then?
= with a price rise of {percent} at {energyco}, what will I have to pay for {meter} each {billperiod}?
~ antonym what will {meter} cost me per {billperiod} if {energyco} cuts its price by {percent}?
~ principal what will {meter} cost my tenants per {billperiod} if {energyco} raises its price by {percent}?
~ frame may I end my {meter} contract early if {energyco} raises its price by {percent}?
~ tense what did {meter} cost me per {billperiod} before {energyco} raised its price by {percent}?
~ attribute how much extra will {meter} cost me per {billperiod} if {energyco} raises its price by {percent}?
~ negation what will {meter} cost me per {billperiod} if {energyco} does not raise its price by {percent} after all?
~ action how much {meter} must I save per {billperiod} to pay the same if {energyco} raises its price by {percent}?
~ quantifier what will {meter} cost an average household per {billperiod} if {energyco} raises its price by {percent}?

# payroll
= what rate do we pay {staff} for {payitem}?
= how much do {staff} get per hour for {payitem}?
= which hourly rate applies to {payitem} of {staff}?
= for {payitem}, what is the hourly pay of {staff}?
~ frame when do we pay {staff} for {payitem}?
~ quantifier how many {payitem} may {staff} do per month?
~ action how do {staff} record {payitem}?
~ tense what rate did we pay {staff} for {payitem} before the new agreement?
~ attribute what rate do we pay {staff} for cancelled {payitem}?
~ negation why do we not pay {staff} for {payitem}?
~ tense must {staff} do {payitem} when asked to?

# payroll
= how much was {paycode} on my payslip for {paymonth}?
= what amount stands next to {paycode} on the payslip I got for {paymonth}?
= there is a line {paycode} on my {paymonth} payslip. How big is the sum?
= my payslip of {paymonth}, line {paycode}: which amount was it?
~ frame what does {paycode} on my payslip for {paymonth} stand for?
~ action how do I object to {paycode} on my payslip for {paymonth}?
~ negation why is there no {paycode} on my payslip for {paymonth}?
~ principal how much was {paycode} on my wife's payslip for {paymonth}?
~ quantifier why does {paycode} appear twice on my payslip for {paymonth}?
~ tense how much will {paycode} be on my payslip for {paymonth} next year?
~ attribute how much tax was taken off {paycode} on my payslip for {paymonth}?

# payroll
= how much notice must {staff} give when they resign after {serviceyears}?
= how long is the notice period if {staff} resign after {serviceyears} with us?
= after {serviceyears} in the company, how many weeks ahead do {staff} have to hand in their resignation?
= what notice do {staff} owe us when they quit after {serviceyears}?
~ principal how much notice must the company give {staff} when it dismisses them after {serviceyears}?
~ attribute how much notice must {staff} give when they resign after {serviceyears} because of bullying?
~ negation what happens if {staff} give no notice when they resign after {serviceyears}?
~ frame to whom must {staff} give notice when they resign after {serviceyears}?
~ action how much severance do {staff} get when they resign after {serviceyears}?
~ tense how much notice did {staff} have to give under the old contract when they resigned after {serviceyears}?
~ antonym how soon can {staff} be hired again when they resigned after {serviceyears}?

# payroll
= do {staff} have to work on {date} at the {office} office?
= is {date} a working day for {staff} in the {office} office?
= are {staff} in {office} expected at the office on {date}?
= must {staff} come in on {date} if they belong to the {office} office?
~ antonym are {staff} off on {date} at the {office} office?
~ frame who decides whether {staff} have to work on {date} at the {office} office?
~ quantifier how many {staff} have to work on {date} at the {office} office?
~ tense did {staff} have to work on {date} last year at the {office} office?
~ attribute do {staff} with small children have to work on {date} at the {office} office?
~ action do {staff} have to clock out on {date} at the {office} office?
~ negation which {staff} do not have to work on {date} at the {office} office?

# healthplan
= what is the copay for {care} on the {hplan} plan of {healthco}?
= how much do I have to pay myself for {care} with the {hplan} plan of {healthco}?
= my own share of the cost of {care} under the {hplan} plan of {healthco}, how high is it?
= I'm on the {hplan} plan of {healthco}. What do I owe out of pocket for {care}?
~ quantifier how many times a year does the {hplan} plan of {healthco} pay for {care}?
~ attribute what is the copay for {care} abroad on the {hplan} plan of {healthco}?
~ attribute what is the copay for {care} at an out-of-network clinic on the {hplan} plan of {healthco}?
~ frame where can I get {care} on the {hplan} plan of {healthco}?
~ principal what is the copay for {care} for my daughter on the {hplan} plan of {healthco}?
~ negation why does the {hplan} plan of {healthco} not pay for {care}?
~ tense what was the copay for {care} on the {hplan} plan of {healthco} last year?
~ action how do I claim back the copay for {care} on the {hplan} plan of {healthco}?
~ freshness how much of my deductible is left today for {care} on the {hplan} plan of {healthco}?

# healthplan
= do I need a referral to see {specialist} with {healthco}?
= does {healthco} require a referral before I visit {specialist}?
= is a referral from my GP necessary for seeing {specialist} with {healthco}?
= I'm insured with {healthco} and want to go to {specialist}. Must I get a referral first?
~ antonym can I see {specialist} with {healthco} without a referral?
~ tense did I need a referral to see {specialist} with {healthco} back in 2018?
~ principal does my son need a referral to see {specialist} with {healthco}?
~ frame where do I get a referral to see {specialist} with {healthco}?
~ attribute do I need a new referral to see {specialist} a second time with {healthco}?
~ action do I need to pay a deposit to see {specialist} with {healthco}?
~ quantifier for how many visits to {specialist} is one referral good with {healthco}?
~ negation what if I have no referral but have already seen {specialist} with {healthco}?

# healthplan
= how much more or less do I pay a month if I switch from the {hplan} to the {hplan2} plan of {healthco}?
= what does moving from the {hplan} plan of {healthco} to the {hplan2} plan do to my monthly premium?
= I have the {hplan} plan of {healthco}. If I go over to the {hplan2} plan, how does my monthly premium change?
= {healthco}, from {hplan} to {hplan2}: by what amount does the monthly premium change?
@order
~ date how much more or less do I pay a year if I switch from the {hplan} to the {hplan2} plan of {healthco}?
~ frame when can I switch from the {hplan} to the {hplan2} plan of {healthco}?
~ negation why can I not switch from the {hplan} to the {hplan2} plan of {healthco}?
~ principal how much more or less does my employer pay a month if I switch from the {hplan} to the {hplan2} plan of {healthco}?
~ attribute how does my deductible change if I switch from the {hplan} to the {hplan2} plan of {healthco}?
~ action can I combine the {hplan} with the {hplan2} plan of {healthco}?
~ quantifier how often can I switch from the {hplan} to the {hplan2} plan of {healthco}?
~ tense how much more or less did I pay a month after I switched from the {hplan} to the {hplan2} plan of {healthco}?

# mortgage
= what is the interest rate of {lender} on a mortgage fixed for {rateterm}?
= how much interest does {lender} charge if I fix my mortgage for {rateterm}?
= I'd like a mortgage from {lender} with the rate fixed for {rateterm}. What rate would I get?
= {lender} mortgage, fixed for {rateterm}: what's the rate of interest?
@timely
~ attribute what is the interest rate of {lender} on a mortgage with a variable rate for {rateterm}?
~ tense what was the interest rate of {lender} on a mortgage fixed for {rateterm} in 2012?
~ frame who qualifies for a mortgage of {lender} fixed for {rateterm}?
~ action how do I refinance a mortgage of {lender} fixed for {rateterm}?
~ antonym what is the interest rate of {lender} on savings fixed for {rateterm}?
~ quantifier what is the total interest I pay {lender} on a mortgage fixed for {rateterm}?
~ negation why does {lender} not offer a mortgage fixed for {rateterm}?

# mortgage
= may I repay {loansum} {currency} of my {lender} mortgage early without a penalty?
= does {lender} let me pay off {loansum} {currency} of the mortgage ahead of schedule free of charge?
= is an early repayment of {loansum} {currency} on my {lender} home loan penalty-free?
= I inherited some money and want to put {loansum} {currency} towards my {lender} mortgage before it is due. Can I do that at no cost?
~ antonym may I repay {loansum} {currency} of my {lender} mortgage late without a penalty?
~ frame how is the penalty worked out if I repay {loansum} {currency} of my {lender} mortgage early?
~ principal may my parents repay {loansum} {currency} of my {lender} mortgage early without a penalty?
~ attribute may I repay {loansum} {currency} of my {lender} mortgage early without a penalty after selling the house?
~ action may I borrow another {loansum} {currency} on my {lender} mortgage without a fee?
~ quantifier may I repay {loansum} {currency} of my {lender} mortgage early every year without a penalty?
~ tense did I repay {loansum} {currency} of my {lender} mortgage early without a penalty?
~ negation why may I not repay {loansum} {currency} of my {lender} mortgage early without a penalty?

# mortgage
= which documents does {lender} want from a {borrower} for a mortgage on a {home}?
= as a {borrower}, what papers do I have to bring to {lender} to get a mortgage on a {home}?
= what paperwork must a {borrower} hand in to {lender} for a {home} mortgage?
= I'm applying to {lender} for a mortgage on a {home} as a {borrower}. What documents are needed?
~ frame how long does {lender} take to check the documents of a {borrower} for a mortgage on a {home}?
~ attribute which documents does {lender} want from a {borrower} for a second mortgage on a {home}?
~ action which documents does {lender} give back to a {borrower} after a mortgage on a {home}?
~ negation which documents does {lender} no longer want from a {borrower} for a mortgage on a {home}?
~ principal which documents does {lender} want from the guarantor of a {borrower} for a mortgage on a {home}?
~ quantifier how many copies of the documents does {lender} want from a {borrower} for a mortgage on a {home}?
~ tense which documents did {lender} lose when a {borrower} applied for a mortgage on a {home}?

# energy
= what does it cost to charge an electric car at a public {energyco} charger in {region}?
= how much do I pay at the public chargers of {energyco} in {region} to charge an electric car?
= I'd like to charge my electric car at a public charging station of {energyco} in {region}. What's the price?
= public charging with {energyco} in {region}, what do they charge for electric cars?
@timely
~ frame where in {region} can I charge an electric car at a public {energyco} charger?
~ attribute what does it cost to charge an electric car at a fast motorway charger of {energyco} in {region}?
~ action how do I pay for charging an electric car at a public {energyco} charger in {region}?
~ quantifier how many public chargers for electric cars does {energyco} have in {region}?
~ tense what did it cost in 2020 to charge an electric car at a public {energyco} charger in {region}?
~ principal may taxis charge for nothing at a public {energyco} charger in {region}?
~ antonym what does {energyco} pay me for power from the battery of my electric car in {region}?
~ negation why can't I charge my electric car at a public {energyco} charger in {region}?

# healthplan
= how long is the wait for an appointment with {specialist} in {office} through {healthco}?
= with {healthco}, how soon do I get an appointment with {specialist} in {office}?
= I need to see {specialist} in {office} via {healthco}. How long will I have to wait for an appointment?
= waiting time for {specialist} in {office} with {healthco}, how long is it?
@timely
~ action how do I cancel an appointment with {specialist} in {office} through {healthco}?
~ frame what does an appointment with {specialist} in {office} cost through {healthco}?
~ attribute how long is the wait for a video appointment with {specialist} in {office} through {healthco}?
~ principal how long do private patients wait for an appointment with {specialist} in {office} compared with {healthco} members?
~ quantifier what is the longest anyone waited for an appointment with {specialist} in {office} through {healthco}?
~ tense how long was the wait for my last appointment with {specialist} in {office} through {healthco}?
~ negation what if I do not show up for an appointment with {specialist} in {office} through {healthco}?
`

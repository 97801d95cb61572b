/**
 * Families of everyday, living and natural things (the format is that of `families-money.ts`). Our own lists.
 * @module
 */
export const worldFamilies = `
date! month: january=jan, february=feb, march, april=apr, june=jun, july=jul, august=aug, september=sep=sept, october=oct, november=nov, december=dec
date! weekday: monday=mondays, tuesday=tuesdays, wednesday=wednesdays, thursday=thursdays, friday=fridays, saturday=saturdays, sunday=sundays
date! dayname: yesterday, tomorrow, tonight, last night, last week, next week, this week, last month, next month, this month, last year, next year, this year, this morning, this afternoon, this evening
date daypart: morning, noon, afternoon, evening, midnight
date season: winter, spring, summer, autumn=fall season
date! holiday: christmas, easter, thanksgiving, halloween, ramadan, diwali, hanukkah, new year=new years, independence day, labor day, valentine
date period: hourly, daily=per day=each day=every day, weekly=per week=each week=every week, biweekly, monthly=per month=each month=every month, quarterly, yearly=annually=annual=per year=each year=every year
quantity ordinal: first=1st, second one=2nd, third=3rd, fourth=4th, fifth=5th, sixth=6th, seventh=7th, eighth=8th, ninth=9th, tenth=10th, last=final
product colour: red, blue, green, yellow, black, white, orange colour, purple=violet, pink, brown, grey=gray, beige, turquoise
product animal: dog=puppy, cat=kitten, horse, cow, pig, sheep, goat, chicken, duck, goose, rabbit, hamster, parrot, fish, goldfish, turtle=tortoise, snake, lizard, frog, spider, bee, wasp, ant, mosquito, fly insect, butterfly, lion, tiger, elephant, bear, wolf, fox, deer, monkey, gorilla, whale, shark, dolphin, penguin, owl, eagle, crocodile, alligator, camel, giraffe, zebra, rat, mouse animal, bat, squirrel, octopus, crab, lobster, cheetah, leopard, panda, koala, kangaroo, flamingo, salmon, trout
product food: rice, pasta, bread, potato, tomato, onion, garlic, carrot, spinach, broccoli, lettuce, cucumber, mushroom, apple, banana, orange, grape, lemon, lime, mango, strawberry, blueberry, pineapple, peach, pear, cherry, avocado, egg, milk, cheese, butter, yogurt, cream, beef=steak, pork, lamb, ham, bacon, shrimp, tofu, bean, lentil, corn, oat, flour, sugar, salt, honey, oil, vinegar, chocolate, coffee, tea, beer, wine, whiskey, vodka, juice, pizza, burger, soup, salad, cake, cookie, pancake, sushi, quinoa, almond, peanut, walnut
action cook: boil, fry, bake, roast, grill, steam, freeze, thaw=defrost, peel, chop, marinate, reheat, ferment, smoke, soak, simmer, poach, microwave
action garden: water plant=watering, prune, fertilize=fertilise, repot, harvest, sow
attribute proof: waterproof=water resistant, fireproof, windproof, dustproof, shockproof, bulletproof, dishwasher safe, machine washable, microwave safe
attribute course-of-illness: contagious=infectious, painful, hereditary=genetic, fatal=deadly, curable, treatable, chronic, preventable
product meal: breakfast, lunch, dinner=supper, snack, dessert
product body: head, eye, ear, nose, mouth, tooth=teeth, tongue, neck, shoulder, arm, elbow, wrist, hand, finger, chest, back pain, stomach=belly=abdominal, hip, leg, knee, ankle, foot, toe, heart, lung, liver, kidney, brain, skin, hair, bone, muscle, spine, throat, bladder, pancreas, thyroid, gallbladder, spleen, colon
product illness: flu=influenza, cold virus, covid=coronavirus, asthma, diabetes, cancer, stroke, migraine, headache, anemia, arthritis, allergy=allergies, eczema, psoriasis, acne, depression, anxiety, autism, adhd, epilepsy, malaria, measles, mumps, chickenpox, hepatitis, pneumonia, bronchitis, tuberculosis, hypertension=high blood pressure, hypotension=low blood pressure, hypothyroidism, hyperthyroidism, obesity, insomnia, gout, shingles, dementia=alzheimer=alzheimers, parkinson=parkinsons, heart attack, appendicitis, tonsillitis, conjunctivitis, sinusitis, diarrhea, constipation, fever, cough, nausea, rash, dengue, typhoid, hiv
product medicine: ibuprofen=advil, paracetamol=acetaminophen=tylenol, aspirin, naproxen, amoxicillin, penicillin, antibiotic, antihistamine, metformin, insulin, statin=statins, vitamin c, vitamin d, vitamin a, vitamin b, vitamin e, vitamin k, iron supplement, zinc, magnesium, calcium, omega 3, melatonin, steroid, antidepressant, vaccine=vaccination
attribute medical: symptom=symptoms=sign=signs, cause=causes=reason, treatment=cure=remedy=treat, prevention=prevent, diagnosis=diagnose=diagnosed, side effect=side effects, risk factor, complication=complications, recovery, dosage=dose, survival
product doctor: dentist, dermatologist, cardiologist, pediatrician, psychiatrist, psychologist, neurologist, surgeon, gynecologist, optometrist, ophthalmologist, physiotherapist, nurse, pharmacist, veterinarian=vet, oncologist, radiologist
product vitals: blood pressure, blood sugar, heart rate, cholesterol, temperature, weight, bmi, pulse
product sport: football=soccer, cricket, tennis, basketball, baseball, volleyball, rugby, hockey, golf, swimming, boxing, badminton, squash, chess, cycling, wrestling, judo, karate, yoga, skiing, surfing, rowing, marathon, table tennis
product instrument: guitar, piano, violin, drum=drums, flute, trumpet, cello, saxophone, clarinet, harp, ukulele, bass guitar
product subject: math=maths=mathematics, physics, chemistry, biology, history, geography, economics, psychology, sociology, philosophy, computer science, accounting, literature, statistics, astronomy, geology, anthropology, medicine, law, engineering, finance, marketing, art, music, linguistics, botany, zoology
product engineering: mechanical, electrical, civil, chemical, aerospace, biomedical, industrial, electronics
product exam: sat, act test, gre, gmat, toefl, ielts, lsat, mcat, upsc, cat exam, gate exam, neet, jee, cfa, cpa, ielts
product metal: iron, copper, silver, aluminum=aluminium, zinc, lead metal, tin, nickel, platinum, steel, titanium, lithium, sodium, potassium, calcium, magnesium, mercury, uranium
product gas: oxygen, nitrogen, hydrogen, helium, carbon dioxide, carbon monoxide, methane, ammonia, chlorine, argon, neon, ozone
product particle: proton, neutron, electron, photon, quark, neutrino, atom, molecule, ion
product planet: mercury planet, venus, mars, jupiter, saturn, uranus, neptune, pluto, moon, sun, earth
product quantity: velocity, acceleration, force, mass, momentum, energy, power, pressure, density, voltage, current, resistance, frequency, wavelength, torque, entropy
product shape: circle, square, triangle, rectangle, sphere, cube, cylinder, cone, pyramid, hexagon, pentagon, ellipse, trapezoid, rhombus, parallelogram
attribute measure: area, perimeter, circumference, volume, radius, diameter, diagonal, height=tall, length, width=wide, depth=deep, weight=heavy, speed, age, distance=far, size=big=dimension=dimensions=measurement=measurements, angle, surface area, slope, colour=color
attribute country: capital, population=inhabitants, area, currency, official language, president, prime minister, flag, anthem, gdp, climate, timezone=time zone, religion, highest mountain, longest river, area code, dialing code, national animal, king, queen
attribute! sequence: ascending, descending, alphabetical=alphabetically, chronological=chronologically, numerical order=numerically
attribute statistics: mean, median, mode, variance, standard deviation, average, range, correlation
product religion: christianity=christian=christians, islam=muslim=muslims, hinduism=hindu=hindus, buddhism=buddhist=buddhists, judaism=jewish=jew=jews, sikhism=sikh=sikhs, atheism=atheist=atheists
product vehicle: car, truck, bus, train, plane=airplane=flight, bicycle=bike, motorcycle=motorbike, scooter, boat, ship, taxi=cab, van, tram, subway=metro, ferry, helicopter, yacht
product transport-class: one-way=one way, round-trip=round trip=return ticket, direct flight=nonstop, connecting flight
product lodging: hotel, hostel, apartment=flat, villa, resort, motel, campsite, house, condo, dormitory
product travel: flight, hotel, car rental, cruise, tour, visa, luggage=baggage, seat, boarding pass, itinerary, layover
product baggage: carry-on=hand luggage=cabin bag, checked bag=checked baggage=hold luggage, stroller, wheelchair, oversized, ski
product room: kitchen, bathroom, bedroom, living room, garage, basement, attic, garden, balcony, office
product family: husband, wife, son, daughter, mother=mom=mum, father=dad, brother, sister, uncle, aunt, grandmother=grandma, grandfather=grandpa, cousin, nephew, niece, boyfriend, girlfriend, fiance
person role: teacher, student, doctor, nurse, lawyer, engineer, manager, employee, employer, customer, tenant, landlord, citizen, immigrant, tourist, resident, parent, child, adult, teenager=teen, toddler, baby=infant, pregnant, elderly, veteran, programmer=developer, designer, pilot, chef, police, soldier, farmer, writer=author, actor, accountant
product element-of-language: noun, verb, adjective, adverb, pronoun, preposition, conjunction, vowel, consonant, prefix, suffix, synonym, antonym, simile, metaphor
product plant: rose, tulip, orchid, cactus, fern, basil, mint, lavender, sunflower, lily, bamboo, oak, pine, maple, palm
product school: assignment, exam=test, homework, essay, lecture, scholarship, grade, tuition, thesis=dissertation, library, dorm, syllabus, semester, quiz, attendance
product weather: rain, snow, hail, thunder, lightning, tornado, hurricane, earthquake, tsunami, flood, drought, volcano, fog, wind, rainbow, avalanche, blizzard
product material: wood, plastic, glass, leather, cotton, wool, silk, paper, rubber, concrete, brick, ceramic, granite, marble, linen, polyester, suede
product direction: north, south, east, west
`

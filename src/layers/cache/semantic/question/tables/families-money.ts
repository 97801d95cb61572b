/**
 * Families: things of one kind that stand in the same place of a sentence, so that taking one for another gives
 * another answer. `kind name: member=other spelling, …`; `!` behind the kind: also where one side alone has a member.
 * Money, trade, insurance and work. Our own lists.
 * @module
 */
export const moneyFamilies = `
tier! share: part time=part-time, full time=full-time
tier! plan: basic=entry-level, standard=regular, premium, plus, pro=professional, gold, silver, platinum, bronze, diamond, black card, elite, enterprise, business=corporate, student, senior=senior citizen, junior, personal=individual, family, starter, deluxe, ultimate, unlimited, prepaid, postpaid, economy, business class, first class, joint, teen, military=veteran
tier! level: type 1=type one, type 2=type two, beginner, intermediate, advanced, expert, undergraduate=bachelor=bachelors, postgraduate=graduate=master=masters, phd=doctorate=doctoral, kindergarten=preschool, elementary, primary, secondary, freshman, sophomore, entry level
product account: checking=chequing=current account, savings=saving account, brokerage, money market, retirement=ira=401k=pension, mortgage=home loan, auto loan=car loan, personal loan, student loan, credit card, debit card, gift card, certificate of deposit=cd, line of credit=credit line, payday loan, escrow
product transfer: wire, ach, zelle, paypal, venmo, cash app, western union, sepa, swift, check=cheque, direct deposit, standing order, direct debit, money order, cash, bitcoin, ethereum, apple pay, google pay, stripe, wise
product insurer: fdic, sipc, ncua
product insurance: life insurance, health insurance, car insurance=auto insurance, home insurance=homeowners insurance, travel insurance, dental, vision, disability insurance, pet insurance, liability insurance, renters insurance
product investment: stock=stocks=share=shares, bond=bonds, mutual fund=mutual funds, etf=etfs, option contract, future contract, real estate=property, crypto=cryptocurrency, gold, commodity=commodities, annuity
product tax: income tax, sales tax, property tax, vat, gst, capital gain tax=capital gains tax, estate tax, inheritance tax, payroll tax, corporate tax
product card: visa, mastercard, amex=american express, discover card, rupay
attribute charge: rate, limit=cap, balance, interest, penalty, discount, refund, deposit, tax, tip, commission, salary=wage, bonus, rent, price=cost=fee=charge=charges, fine, tariff, margin, dividend, premium payment
attribute document: passport, visa, driver license=driving license=driver’s license=driving licence, birth certificate, social security, id card=identity card, invoice, receipt, contract=agreement, statement, prescription, transcript, resume=cv, cover letter, warranty, proof of address, reference letter
action reversal: refund, exchange, replacement=replace, repair, cancel=cancellation
action money: transfer, withdraw=withdrawal, deposit, dispute, borrow, lend, invest, donate, budget, insure
action shop: order=buy=purchase, return=send back, exchange=swap, track, sell, rent=lease, gift wrap, ship=deliver, pick up, preorder, review, assemble, wash=clean, compare
product goods: shirt, shoe, jacket=coat, trouser=pants, dress, skirt, sock, hat, glove, scarf, jean, boot, sandal, sneaker, sweater=jumper, hoodie, belt, bag=handbag, backpack, suitcase, wallet, watch, ring, necklace, earring, bracelet, sunglasses
product furniture: sofa=couch, chair, table, desk, bed, mattress, lamp, shelf=bookshelf, wardrobe=closet, dresser, carpet=rug, curtain, mirror, cabinet, stool, bench
product appliance: fridge=refrigerator, freezer, oven, microwave, dishwasher, washing machine=washer, dryer, vacuum, toaster, kettle, blender, air conditioner, heater, fan, iron, stove, coffee machine, grill
product device: laptop=notebook computer, desktop, tablet, phone=smartphone=mobile phone=cellphone, smartwatch, headphone=headphones, earbuds, speaker, monitor, keyboard, mouse, printer, router, modem, camera, projector, scanner, television=tv, console, drone, webcam, charger, hard drive, ssd, usb stick, gpu=graphics card, cpu=processor
product leave: maternity=maternity leave, paternity=paternity leave, sick leave=sick day, annual leave=vacation=holiday, parental leave, study leave, bereavement, sabbatical, jury duty, unpaid leave
product contract: full-time=full time, part-time=part time, contractor=freelancer=freelance, intern=internship, temporary worker, apprentice
product! delivery: express=expedited, standard shipping, express shipping=express delivery, overnight, next-day=next day, same-day=same day, two-day, pickup, courier, mail=post
attribute policy: return policy, privacy policy, shipping policy, refund policy, cancellation policy, dress code, warranty
action work: resign=quit, apply, hire, promote, fire=dismiss, train, interview, negotiate, relocate, retire
product paper: passport photo, letter, parcel=package, postcard, envelope
`

/** Of `phrases.ts`: phrases that say the same, a comma between two, a semicolon behind the last. Our own list. */
export const phrases5 = `
made of, consist of, composed of; on top of, in addition to;
for beginners, for dummies, for novices, for newbies; old people, elderly, seniors, older people;
wheelchair accessible, accessible by wheelchair, suitable for wheelchairs;
close to me, in area, nearby, close by, around here; close to, in vicinity of;
open now, currently open; open 24 hours, open all night, open around clock, 24 7;
directions to, how to reach; on foot, walking;
allowed on board, permitted on plane, allowed on plane, allowed on airplane;
nonrefundable, non refundable, not refundable; nonrefundable, non refundable;
travel with pets, take pets along, bring pets; pet carrier, pet transport box;
plug adapter, travel adapter, power plug adapter, outlet adapter, travel adaptor;
drinking water safe, drink tap water, drinkable tap water; need visa, visa requirement;
visa application, get visa; visa free, without visa, no visa;
proof of identity, id document, identification document, identity document;
stand in line, queue up, wait in line; drop off, dropoff; under 25, younger than 25, below 25;
international driving permit, idp, international driving licence, international driver's license;
car overheating, engine overheating, car runs hot;
car shaking, car vibrates, car shakes, vibration when driving; tread depth, tire tread, tyre tread;
tailpipe, exhaust pipe; car ac, car air conditioning;
foggy windows, windows fog up, misted windows, windows steam up; take out, remove;
leave on overnight, leave running overnight;
use most electricity, consume most power, biggest electricity users;
moving house, move home, moving out, relocate; get back, recover, regain; go back, return;
get rid of, remove, eliminate, throw out; pull up, show, display, open; bring up, display;
put on, wear; no longer, stop, any more, anymore;
fee waived, fees waived, free, free of charge, no fee, without fee, no charge, fee free;
waive fee, waive fees, free of charge, no fee, without fee;
by what time, by when, until when, until what time, what is latest, deadline, cutoff, cut off;
business day, working day, business days, working days; way to tell, signs, sign, how to know;
pass away, die, death
`

/**
 * Schemas for the tools that the recorded airline agent calls: names and arguments are those of its calls, all words
 * are ours. The recordings carry none.
 * @module
 */
import type { Tool } from '../rig/prompt.ts'

const text = (description: string) => ({ type: 'string', description })
const whole = (description: string) => ({ type: 'integer', minimum: 0, description })
const userId = text('Id of the customer, such as sara_doe_496')
const reservationId = text('Id of the reservation, such as 8JX2WO')
const airport = (end: string) => text(`Three-letter code of the airport of ${end}`)
const day = text('Day of the flight as YYYY-MM-DD')
const cabin = {
  type: 'string',
  enum: ['basic_economy', 'economy', 'business'],
  description: 'Class, the same for all flights of a reservation',
}
const flights = {
  type: 'array',
  description:
    'The legs in order, each with its number and day; legs that stay as they are as well',
  items: {
    type: 'object',
    properties: { flight_number: text('Number such as HAT001'), date: day },
    required: ['flight_number', 'date'],
  },
}
const passengers = {
  type: 'array',
  description: 'Everyone who travels',
  items: {
    type: 'object',
    properties: {
      first_name: text('Given name'),
      last_name: text('Family name'),
      dob: text('Date of birth as YYYY-MM-DD'),
    },
    required: ['first_name', 'last_name', 'dob'],
  },
}

function tool(
  name: string,
  description: string,
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = Object.keys(properties),
): Tool {
  return { name, description, schema: { type: 'object', properties, required } }
}

export const airlineTools: readonly Tool[] = [
  tool('get_user_details', 'Looks a customer up: address, membership, ways to pay, reservations.', {
    user_id: userId,
  }),
  tool(
    'get_reservation_details',
    'Looks a reservation up: legs, class, passengers, bags, payments.',
    {
      reservation_id: reservationId,
    },
  ),
  tool(
    'search_direct_flight',
    'Lists the flights without a stop between two airports on a day, with seats and prices.',
    {
      origin: airport('departure'),
      destination: airport('arrival'),
      date: day,
    },
  ),
  tool(
    'search_onestop_flight',
    'Lists the connections with one stop between two airports on a day, with seats and prices.',
    {
      origin: airport('departure'),
      destination: airport('arrival'),
      date: day,
    },
  ),
  tool(
    'book_reservation',
    'Books a trip. Changes the booking system: only after the customer has agreed to the details.',
    {
      user_id: userId,
      origin: airport('departure'),
      destination: airport('arrival'),
      flight_type: {
        type: 'string',
        enum: ['one_way', 'round_trip'],
        description: 'Whether there is a way back',
      },
      cabin,
      flights,
      passengers,
      payment_methods: {
        type: 'array',
        description: 'What is paid with what; the amounts add up to the price',
        items: {
          type: 'object',
          properties: {
            payment_id: text('Way to pay as it stands in the profile of the customer'),
            amount: { type: 'number', description: 'US dollars' },
          },
          required: ['payment_id', 'amount'],
        },
      },
      total_baggages: whole('Checked bags in all'),
      nonfree_baggages: whole('Checked bags that cost extra'),
      insurance: {
        type: 'string',
        enum: ['yes', 'no'],
        description: 'Whether the trip is insured',
      },
    },
  ),
  tool(
    'update_reservation_flights',
    'Changes the legs or the class of a reservation. Only after the customer has agreed.',
    {
      reservation_id: reservationId,
      cabin,
      flights,
      payment_id: text('Way to pay the difference, or to get it back, as it stands in the profile'),
    },
  ),
  tool(
    'update_reservation_baggages',
    'Changes how many bags a reservation has. Only after the customer has agreed.',
    {
      reservation_id: reservationId,
      total_baggages: whole('Checked bags in all, after the change'),
      nonfree_baggages: whole('Checked bags that cost extra, after the change'),
      payment_id: text('Way to pay for added bags, as it stands in the profile'),
    },
  ),
  tool(
    'update_reservation_passengers',
    'Corrects the data of passengers. Their number cannot change.',
    {
      reservation_id: reservationId,
      passengers,
    },
  ),
  tool('cancel_reservation', 'Cancels a whole reservation. Only after the customer has agreed.', {
    reservation_id: reservationId,
  }),
  tool('send_certificate', 'Gives a customer a voucher.', {
    user_id: userId,
    amount: { type: 'number', description: 'US dollars' },
  }),
  tool(
    'list_all_airports',
    'Lists the cities that are served, with the codes of their airports.',
    {},
    [],
  ),
  tool('calculate', 'Works an expression of numbers out.', {
    expression: text('Numbers, the four operators, parentheses and spaces'),
  }),
  tool('think', 'Notes a thought. Looks nothing up and changes nothing.', {
    thought: text('The thought'),
  }),
  tool(
    'transfer_to_human_agents',
    'Hands the customer to a person: where they insist on it, or where the tools cannot help.',
    {
      summary: text('What the customer wants and what was done so far'),
    },
  ),
]

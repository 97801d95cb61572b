/**
 * Whether conversations of a kind go on after their first answer. What selection leaves out of a first turn comes again
 * whole with the second, and the prefix that was written for the first is lost: 35 recorded meetings with six questions
 * each cost 9 % more with it than without. So selection is for kinds of traffic that mostly end with their first answer.
 * @module
 */
import { createBoundedMap } from '../../maps/bounded-map.ts'

export interface GoesOn {
  /** A call of a conversation was seen; `spoken`: the assistant has answered before. */
  seen(kind: string, conversation: string, spoken: boolean): void
  /** Whether a conversation of this kind is to be expected to go on. */
  expected(kind: string): boolean
}

const mostKinds = 5_000
const mostConversations = 20_000
/** Conversations that are taken for granted before any was seen, half of which go on. */
const usual = 1
/** Nine tenths of the prompt would have been read from the cache; more than half of them going on costs more. */
const most = 0.55

export function createGoesOn(): GoesOn {
  const kinds = createBoundedMap<{ opened: number; followed: number }>(mostKinds)
  const conversations = createBoundedMap<{ followed: boolean }>(mostConversations)
  return {
    seen(kind, conversation, spoken) {
      let counts = kinds.get(kind)
      if (counts === undefined) kinds.set(kind, (counts = { opened: 0, followed: 0 }))
      const known = conversations.get(conversation)
      if (known === undefined) counts.opened++
      if (spoken && known?.followed !== true) counts.followed++
      if (known === undefined || spoken) conversations.set(conversation, { followed: spoken })
    },
    expected(kind) {
      const { opened, followed } = kinds.get(kind) ?? { opened: 0, followed: 0 }
      return (followed + usual / 2) / (opened + usual) > most
    },
  }
}

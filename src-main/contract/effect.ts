/**
 * What an operation does to the world outside this machine. The guard, the journal, confirmations and retries all
 * follow from this one word.
 * - `local`: touches nothing outside this machine
 * - `read`: asks AWS and changes nothing
 * - `look`: a receive; raises receive counts and may hide or move messages
 * - `write`: adds or changes something that can be put right again
 * - `destroy`: removes something for good
 */
export const effects = ['local', 'read', 'look', 'write', 'destroy'] as const
export type Effect = (typeof effects)[number]

/** How much a connection lets through. Each level includes those before it; `confirm` asks first, `open` asks only before destruction. */
export const guardLevels = ['read-only', 'look', 'confirm', 'open'] as const
export type GuardLevel = (typeof guardLevels)[number]

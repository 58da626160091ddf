import type { MoveId, QueueUrl } from '#contract'
import { composeForTest } from './composed-weir.ts'

/**
 * The composed program, moving from one queue to another until it is killed or done: begun where no move is known yet,
 * gone on with otherwise. Says a line for each count that it sees, and `end` when the move has ended.
 */
const [endpoint = '', folder = '', from = '', to = ''] = process.argv.slice(2)
const connectionId = 'sandbox'
const { client, weir } = composeForTest(endpoint, { folder, random: () => 0 })
const [connection] = weir.connections.list()
if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')
const { moves } = await client.moves.list({ connectionId })
const [known] = moves

async function begin(): Promise<MoveId> {
  if (known !== undefined) return (await client.moves.goOn({ connectionId, moveId: known.id })).id
  const { id } = await client.moves.redrive({
    ...{ kind: 'redrive', connectionId, queueUrl: from as QueueUrl, shape: {} }, // as the test gave it
    ...{ to: { kind: 'queue', queueUrl: to as QueueUrl }, pace: { kind: 'fast' } }, // as above
  })
  return id
}

const moveId = await begin()
for (;;) {
  const { moves: now } = await client.moves.list({ connectionId })
  const move = now.find(({ id }) => id === moveId)
  process.stdout.write(`${String(move?.counts.done ?? 0)}\n`)
  if (move?.running === undefined) break
  await new Promise((resolve) => setTimeout(resolve, 5))
}
process.stdout.write('end\n')
await weir.dispose()
process.exit(0)

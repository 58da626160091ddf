import type { WeirClient } from './composed-weir.ts'
import { composeForTest } from './composed-weir.ts'
import { followMove } from './followed-move.ts'

/**
 * The composed program, moving from a queue or a capture to a queue until it is killed or done: begun where no move is known
 * yet, gone on with otherwise.
 */
const [endpoint = '', folder = '', from = '', to = ''] = process.argv.slice(2)
const connectionId = 'sandbox'
const { client, weir } = composeForTest(endpoint, { folder, random: () => 0 })
const [connection] = weir.connections.list()
if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')

/** A number is a capture's. */
function begin({ moves }: WeirClient) {
  const move = {
    ...{ connectionId, shape: {}, pace: { kind: 'fast' as const } },
    to: { kind: 'queue' as const, queueUrl: to },
  }
  const captureId = Number(from)
  return Number.isNaN(captureId)
    ? moves.redrive({ ...move, kind: 'redrive', queueUrl: from })
    : moves.replay({ ...move, kind: 'replay', choice: { captureId } })
}

const [known] = (await client.moves.list({ connectionId })).moves
const { id } =
  known === undefined
    ? await begin(client)
    : await client.moves.goOn({ connectionId, moveId: known.id })
await followMove(client, id)
await weir.dispose()
process.exit(0)

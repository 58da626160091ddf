import { composeForTest } from './composed-weir.ts'
import { followMove } from './followed-move.ts'

/**
 * The composed program, moving from one queue to another until it is killed or done: begun where no move is known yet, gone
 * on with otherwise.
 */
const [endpoint = '', folder = '', from = '', to = ''] = process.argv.slice(2)
const connectionId = 'sandbox'
const { client, weir } = composeForTest(endpoint, { folder, random: () => 0 })
const [connection] = weir.connections.list()
if (connection !== undefined) weir.connections.setGuard(connection.id, 'open')
const [known] = (await client.moves.list({ connectionId })).moves
const { id } =
  known === undefined
    ? await client.moves.redrive({
        ...{ kind: 'redrive', connectionId, queueUrl: from, shape: {} },
        ...{ to: { kind: 'queue', queueUrl: to }, pace: { kind: 'fast' } },
      })
    : await client.moves.goOn({ connectionId, moveId: known.id })
await followMove(client, id)
await weir.dispose()
process.exit(0)

import { connectionIdSchema, topicArnSchema } from '#contract'
import { composeForTest } from './composed-weir.ts'

// A Weir that taps a topic and stops the tap, until it is killed: tells its parent when the tap is there, and when gone.
const [folder = '', endpoint = '', arn = ''] = process.argv.slice(2)
const connectionId = connectionIdSchema.parse('sandbox')
const { client, weir } = composeForTest(endpoint, { folder })
weir.connections.setGuard(connectionId, 'open')
const at = { connectionId, topicArn: topicArnSchema.parse(arn) }
const { tapId } = await client.taps.plan({ ...at, delivery: 'enveloped' })
const { tap } = await client.taps.start({ ...at, delivery: 'enveloped', tapId })
process.send?.(tap.state)
await client.taps.stop({ ...at, tapId })

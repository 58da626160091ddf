import { connectionIdSchema, topicArnSchema } from '#contract'
import { composeForTest } from './composed-weir.ts'

// A Weir that taps a topic, or traces a message by a tap, and ends the tap, until it is killed.
const [folder = '', endpoint = '', arn = '', traced = ''] = process.argv.slice(2)
const connectionId = connectionIdSchema.parse('sandbox')
const { client, weir } = composeForTest(endpoint, { folder })
weir.connections.setGuard(connectionId, 'open')
const at = { connectionId, topicArn: topicArnSchema.parse(arn) }
if (traced === '') await tap()
else await trace(traced)

async function tap(): Promise<void> {
  const { tapId } = await client.taps.plan({ ...at, delivery: 'enveloped' })
  const { tap: made } = await client.taps.start({ ...at, delivery: 'enveloped', tapId })
  process.send?.(made.state)
  await client.taps.stop({ ...at, tapId })
}

/** By a tap that stands in for the subscription. */
async function trace(id: string): Promise<void> {
  const { traceId } = await client.traces.plan(at)
  const wish = { ...at, traceId, body: 'x', watch: [], taps: [id], seconds: 5 }
  await client.traces.start(wish)
  await client.traces.stop({ ...at, traceId })
}

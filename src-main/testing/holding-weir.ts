import { queueUrlSchema } from '#contract'
import { composeForTest } from './composed-weir.ts'
import { showQueue } from './shown-queue.ts'

// A Weir that holds messages until it is killed: tells its parent how many.
const [folder = '', endpoint = '', url = ''] = process.argv.slice(2)
const queueUrl = queueUrlSchema.parse(url)
const { client } = composeForTest(endpoint, { folder })
await showQueue(client, queueUrl)
const { messages } = await client.messages.hold({
  connectionId: 'sandbox',
  queueUrl,
  max: 10,
  hideSeconds: 600,
})
process.send?.(messages.length)

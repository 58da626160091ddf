import { queueUrlSchema } from '#contract'
import { composeForTest } from './composed-weir.ts'
import { scanQueue } from './followed-scan.ts'

/** The composed program, scanning a queue until it is killed or done. */
const [endpoint = '', folder = '', url = ''] = process.argv.slice(2)
const { client, weir } = composeForTest(endpoint, { folder, random: () => 0 })
await scanQueue(client, queueUrlSchema.parse(url), { plan: { hideSeconds: 10, concurrency: 2 } })
await weir.dispose()
process.exit(0)

import { queueUrlSchema } from '#contract'
import { composeForTest } from './composed-weir.ts'
import { followScan, startScan } from './followed-scan.ts'

// A Weir that scans until it is killed: tells its parent when it is in the midst of it.
const [folder = '', endpoint = '', url = ''] = process.argv.slice(2)
const queueUrl = queueUrlSchema.parse(url)
const { client } = composeForTest(endpoint, { folder })
await startScan(client, queueUrl, { plan: { concurrency: 1, whenLeft: 'go-on' } })
const { held } = await followScan(client, queueUrl, (scan) => scan.held >= 500)
process.send?.(held)

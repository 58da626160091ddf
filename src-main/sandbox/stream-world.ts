import { KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { openClickEvents } from './click-events.ts'
import { createPace } from './pace.ts'
import { createRandom } from './random.ts'
import type { WorldOptions } from './world.ts'
import { openWorldStream } from './world-stream.ts'

/** What lives in Kinesis. It is a world of its own: the other one does not wait for it, and goes on without it. */
export interface StreamWorld {
  stop(): Promise<void>
}

const statusEveryMs = 100

/** Makes the stream `click-events` and lets visitors click in it until `stop`. */
export async function startStreamWorld(options: WorldOptions): Promise<StreamWorld> {
  const { clock, speed, seed, endpoint } = options
  const client = new KinesisClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    maxAttempts: 1,
    // The SDK's own handler speaks HTTP/2, which fails on plain http.
    requestHandler: new NodeHttpHandler({ requestTimeout: 10_000, throwOnRequestTimeout: true }),
  })
  const pace = createPace({ clock, speed, onFailure: () => undefined })
  const stream = openWorldStream(client, 'click-events', () => clock.sleep(statusEveryMs))
  await openClickEvents({ clock, pace, random: createRandom(seed), stream })
  return {
    async stop() {
      await pace.stop()
      client.destroy()
    },
  }
}

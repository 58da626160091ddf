import { fileURLToPath } from 'node:url'
import type { FilledStream } from './stream-ground.ts'
import { openSubject } from './page-subject.ts'
import { paintedAt, watchPaints } from './painted.ts'
import { benchConnectionId, saveConnection } from './saved-connection.ts'

const weirApp = fileURLToPath(new URL('..', import.meta.url))
/** Longer than any run takes. */
const patience = { timeout: 600_000 }

export interface StreamWindow {
  /** The timeline of a stream, from now on. */
  tail(stream: Pick<FilledStream, 'name' | 'streamArn'>): Promise<void>
  /** The same from its oldest record, instead of from now on. */
  fromOldest(): Promise<void>
  /** Resolves once that many records were read. */
  untilRead(count: number): Promise<void>
  /** Resolves once records are shown. */
  untilRows(): Promise<void>
  /** When a text was first painted in a row. */
  shown(text: string): Promise<number>
  /** How long each frame took of those that were painted in this time. */
  frames(forMs: number): Promise<number[]>
  memoryMb(): Promise<number>
  close(): Promise<void>
}

/** The real application on the timeline of a stream. */
export async function openStreamWindow(endpoint: string): Promise<StreamWindow> {
  const { page, memoryMb, close } = await openSubject([weirApp], (folder) => {
    saveConnection(folder, endpoint)
  })
  await watchPaints(page)
  const main = page.getByRole('main')
  return {
    async tail({ name, streamArn }) {
      const at = `#/c/${benchConnectionId}/streams/${name}?arn=${encodeURIComponent(streamArn)}`
      await page.evaluate((hash) => {
        location.hash = hash
      }, at)
      await main.getByText('Nothing yet').waitFor()
    },
    fromOldest: () => main.getByRole('button', { name: 'Read from the oldest' }).click(),
    async untilRead(count) {
      await main.getByText(`${count.toLocaleString('en-GB')} records read`).waitFor(patience)
    },
    untilRows: () => main.getByText('Nothing yet').waitFor({ state: 'detached' }),
    shown: (text) => paintedAt(page, text),
    frames: (forMs) =>
      page.evaluate(
        (spanMs) =>
          new Promise<number[]>((resolve) => {
            const took: number[] = []
            const startedAt = performance.now()
            let last = startedAt
            const next = (now: number): void => {
              took.push(now - last)
              last = now
              if (now - startedAt < spanMs) requestAnimationFrame(next)
              else resolve(took.slice(1))
            }
            requestAnimationFrame(next)
          }),
        forMs,
      ),
    ...{ memoryMb, close },
  }
}

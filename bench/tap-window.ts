import { fileURLToPath } from 'node:url'
import { openSubject } from './page-subject.ts'
import { paintedAt, watchPaints } from './painted.ts'
import { benchConnectionId, saveConnection } from './saved-connection.ts'

const weirApp = fileURLToPath(new URL('..', import.meta.url))

export interface TapWindow {
  /** Taps a topic as its user does; resolves once messages would be shown. */
  start(topicName: string, topicArn: string): Promise<void>
  /** When a text was first painted in a row, on the clock of this machine. */
  shown(text: string): Promise<number>
  /** Stops the tap, which removes what it made. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** The real application with one connection, whose window is asked when it has painted a message. */
export async function openTapWindow(endpoint: string): Promise<TapWindow> {
  const { page, close } = await openSubject([weirApp], (folder) => {
    saveConnection(folder, endpoint)
  })
  await watchPaints(page)
  const main = page.getByRole('main')
  return {
    async start(name, topicArn) {
      const at = `#/c/${benchConnectionId}/topics/${name}?arn=${encodeURIComponent(topicArn)}&tab=tap`
      await page.evaluate((hash) => {
        location.hash = hash
      }, at)
      await main.getByText('Raw', { exact: true }).click()
      await main.getByRole('button', { name: /^Start the tap/ }).click()
      await main.getByText('Nothing was published yet').waitFor()
    },
    shown: (text) => paintedAt(page, text),
    async stop() {
      await main.getByRole('button', { name: 'Stop and remove' }).click()
      await page.getByText('Stopped. The queue and the subscription are removed.').waitFor()
    },
    close,
  }
}

import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import './mantine-styles.ts'
import './tokens.css'
import './global.css'
import { messageIdSchema } from '#contract'
import { startI18n } from '../lib/i18n.ts'
import { MessageTable } from '../parts/message-table.tsx'
import type { Seen } from '../parts/seen-messages.ts'
import { resolveColors } from './mantine-colors.ts'
import { theme } from './theme.ts'

const START_MS = 1_763_800_000_000

function manyMessages(count: number): Seen {
  const messages = Array.from({ length: count }, (_, at) => ({
    messageId: messageIdSchema.parse(`message-${String(at)}`),
    preview: `{"order":"o-${String(at)}","total":${String(at % 997)},"city":"Seoul","items":[1,2,3]}`,
    bodyBytes: 200 + (at % 4000),
    receiveCount: at % 3,
    sentAtMs: START_MS + at,
    expiresAtMs: START_MS + 345_600_000 + at,
    attributeCount: at % 4,
    atReceiveLimit: at % 50 === 0,
    lastSeenAtMs: START_MS + count,
  }))
  return { messages, lastLook: undefined }
}

const nothing = new Set<never>()
const ignore = (): void => undefined

/** For the bench: Weir's own table of messages, alone in a page, as large as the figure wants it. */
export async function mount(count: number): Promise<HTMLElement> {
  startI18n('en')
  const place = document.createElement('div')
  place.style.cssText = 'position:fixed;inset:0;display:flex;flex-direction:column'
  document.body.append(place)
  const seen = manyMessages(count)
  createRoot(place).render(
    <MantineProvider theme={theme} cssVariablesResolver={resolveColors}>
      <MessageTable
        seen={seen}
        isFifo={false}
        maxReceiveCount={3}
        checked={nothing}
        onCheck={ignore}
        selectedId={undefined}
        onSelect={ignore}
        onOpen={ignore}
      />
    </MantineProvider>,
  )
  return new Promise((resolve) => {
    const look = (): void => {
      const grid = place.querySelector<HTMLElement>('[role=grid]')
      if (grid !== null && grid.querySelector('[data-index]') !== null) resolve(grid)
      else requestAnimationFrame(look)
    }
    look()
  })
}

import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconHandGrab } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { HeldMessage, MessageId } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import styles from './held-bar.module.css'
import type { QueueMemory } from './queue-memory.ts'
import { useKept } from './use-kept.ts'
import type { Returns } from './use-returns.ts'

/** From a minute to the 12 hours that SQS hides a message for at most. */
const hideOptions = [60, 300, 900, 3600, 21_600, 43_200]

interface HeldBarProps {
  memory: QueueMemory
  returns: Returns
}

function HideMenu({ onPick, disabled }: { onPick: (seconds: number) => void; disabled: boolean }) {
  const { t } = useTranslation('looks')
  const format = useFormat()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          disabled={disabled}
          title={t('held.hideForHint')}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          {t('held.hideFor')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {hideOptions.map((seconds) => (
          <Menu.Item
            key={seconds}
            onClick={() => {
              onPick(seconds)
            }}
          >
            {format.duration(seconds)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The ticked ones among the held; all of them where none is ticked. */
function chosen(held: readonly HeldMessage[], checked: ReadonlySet<MessageId>): MessageId[] {
  const ticked = held.filter(({ messageId }) => checked.has(messageId))
  return (ticked.length > 0 ? ticked : held).map(({ messageId }) => messageId)
}

function HeldNotes({ held, memory }: { held: readonly HeldMessage[]; memory: QueueMemory }) {
  const { t } = useTranslation('looks')
  const wordError = useErrorWords()
  const format = useFormat()
  const seen = useKept(memory.seen)
  const ids = new Set(held.map(({ messageId }) => messageId))
  const atLimit = seen.messages.filter((each) => each.atReceiveLimit && ids.has(each.messageId))
  const failing = held.find(({ renewError }) => renewError !== undefined)
  return (
    <>
      {atLimit.length > 0 && (
        <AttentionLine>{t('held.atLimit', { count: atLimit.length })}</AttentionLine>
      )}
      {failing?.renewError !== undefined && (
        <AttentionLine>
          {t('held.renewFailed', {
            title: wordError(fromErrorValue(failing.renewError)).title,
            time: format.clock(failing.untilMs),
          })}
        </AttentionLine>
      )}
    </>
  )
}

/** What is held of this queue, until when, and the two ways to let go of it. */
export function HeldBar({ memory, returns }: HeldBarProps) {
  const { t } = useTranslation('looks')
  const all = [...useKept(memory.held).values()]
  const checked = useKept(memory.checked)
  const held = all.filter(({ state }) => state === 'held')
  if (all.length === 0) return null
  const parked = all.length - held.length
  const ids = chosen(held.length > 0 ? held : all, checked)
  return (
    <section className={styles.bar} aria-label={t('list.title')}>
      <IconHandGrab size={16} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {held.length > 0 && (
          <p>
            <strong>{t('held.line', { count: held.length })}</strong>{' '}
            <span className={styles.dim}>{t('held.renewed')}</span>
          </p>
        )}
        {parked > 0 && <p className={styles.dim}>{t('held.parked', { count: parked })}</p>}
        <HeldNotes held={all} memory={memory} />
      </div>
      <Button
        variant="default"
        title={t('held.returnHint')}
        disabled={returns.pending}
        onClick={() => void returns.change(ids, 0)}
      >
        {t('held.return', { count: ids.length })}
      </Button>
      <HideMenu
        disabled={returns.pending}
        onPick={(seconds) => void returns.change(ids, seconds)}
      />
    </section>
  )
}

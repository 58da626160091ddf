import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { MessageId } from '#contract'
import { useKept } from './use-kept.ts'
import { isGuardAtLeast } from '../../parts/guard-rank.ts'
import { deletable, nothingSeen } from '../../parts/seen-messages.ts'
import type { Seen } from '../../parts/seen-messages.ts'
import { KeepMessages } from './keep-messages.tsx'
import { LookReport } from './look-report.tsx'
import styles from './messages-tab.module.css'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import type { Deletes } from './use-deletes.ts'

/** `DeleteMessageBatch` takes 10 at most, and one confirmation covers one call. */
const DELETE_MAX = 10

interface MessageBarProps {
  facts: QueueFacts
  memory: QueueMemory
  deletes: Deletes
  inFlight: number
}

function whyNoDelete(
  { rules, connection, isGone }: QueueFacts,
  { count, areHeld }: { count: number; areHeld: boolean },
  t: TFunction<['messages', 'common']>,
): string | undefined {
  if (isGone) return t('gone.why')
  if (rules.type === 'fifo' && !areHeld) return t('delete.whyFifo')
  if (count === 0) return t('delete.whyNothing')
  if (count > DELETE_MAX) return t('delete.whyTooMany', { max: DELETE_MAX })
  if (isGuardAtLeast(connection.guard, 'confirm')) return undefined
  const levels = {
    level: t(`common:guard.${connection.guard}`),
    needs: t('common:guard.confirm'),
  }
  return t('guard.delete', levels)
}

/** What is ticked, or else everything that is shown. */
function keepable({ messages }: Seen, checked: ReadonlySet<MessageId>): MessageId[] {
  const ticked = messages.filter(({ messageId }) => checked.has(messageId))
  return (ticked.length > 0 ? ticked : messages).map(({ messageId }) => messageId)
}

function SelectAll({ memory, ids }: { memory: QueueMemory; ids: readonly MessageId[] }) {
  const { t } = useTranslation('messages')
  const checked = useKept(memory.checked)
  const isAll = ids.length > 0 && ids.every((id) => checked.has(id))
  return (
    <Checkbox
      size="xs"
      aria-label={t('table.selectAll')}
      title={t('table.selectAll')}
      checked={isAll}
      indeterminate={!isAll && checked.size > 0}
      onChange={() => {
        memory.checked.set(new Set(isAll ? [] : ids))
      }}
    />
  )
}

/** Between panel and table: what the last look did, and what can be done with the messages it brought. */
export function MessageBar({ facts, memory, deletes, inFlight }: MessageBarProps) {
  const { t } = useTranslation(['messages', 'common'])
  const seen = useKept(memory.seen)
  const checked = useKept(memory.checked)
  const sentId = useKept(memory.sentId)
  const ids = deletable(seen, checked)
  const held = useKept(memory.held)
  const areHeld = held.size > 0 && ids.every((id) => held.has(id))
  const why = whyNoDelete(facts, { count: ids.length, areHeld }, t)
  const all = deletable(seen, new Set(seen.messages.map(({ messageId }) => messageId)))
  const clear = (): void => {
    memory.seen.set(nothingSeen)
    memory.checked.set(new Set())
    memory.selectedId.set(undefined)
    deletes.dismiss()
  }
  return (
    <div className={styles.bar}>
      {facts.rules.type === 'standard' && all.length > 0 && <SelectAll memory={memory} ids={all} />}
      <span className={styles.report}>
        <LookReport seen={seen} inFlight={inFlight} sentId={sentId} />
      </span>
      {seen.messages.length > 0 && (
        <>
          <KeepMessages facts={facts} messageIds={keepable(seen, checked)} />
          <span title={why}>
            <Button
              variant="default"
              // No spinner: most of this time the user reads the confirmation.
              disabled={why !== undefined || deletes.pending}
              onClick={() => void deletes.remove(ids)}
            >
              {ids.length === 0 ? t('delete.verbNone') : t('delete.verb', { count: ids.length })}
            </Button>
          </span>
          <Button variant="subtle" color="gray" title={t('look.clearHint')} onClick={clear}>
            {t('look.clear')}
          </Button>
        </>
      )}
    </div>
  )
}

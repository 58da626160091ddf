import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconEraser, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { QueueFacts } from '../queue-facts.ts'
import { useWhyNot } from './why-not.ts'
import { useSecondsToPurge } from './purge-times.ts'
import type { Removal } from './use-remove-queue.ts'

/** Why it cannot be purged now: the guard, or the minute that SQS wants between two purges. */
function useWhyNoPurge(facts: QueueFacts): string | undefined {
  const { t } = useTranslation('queue-change')
  const why = useWhyNot(facts)
  const left = useSecondsToPurge(facts)
  return why ?? (left > 0 ? t('remove.purgeAgain', { seconds: left }) : undefined)
}

interface QueueMenuProps {
  facts: QueueFacts
  isPending: boolean
  onRemove: (removal: Removal) => void
}

/** Purging and deleting a queue: out of the way, and red only in the question before it. */
export function QueueMenu({ facts, isPending, onRemove }: QueueMenuProps) {
  const { t } = useTranslation('queue-change')
  const why = useWhyNot(facts)
  const whyNoPurge = useWhyNoPurge(facts)
  const purge = (): void => {
    onRemove('purge')
  }
  const deletion = (): void => {
    onRemove('delete')
  }
  usePageActions([
    { label: t('remove.purgeOf', { queue: facts.name }), disabled: whyNoPurge, run: purge },
    { label: t('remove.deleteOf', { queue: facts.name }), disabled: why, run: deletion },
  ])
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('remove.menu')}
          title={t('remove.menu')}
          loading={isPending}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconEraser size={14} aria-hidden />}
          disabled={whyNoPurge !== undefined}
          title={whyNoPurge}
          onClick={purge}
        >
          {t('remove.purge')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={14} aria-hidden />}
          disabled={why !== undefined}
          title={why}
          onClick={deletion}
        >
          {t('remove.delete')}
        </Menu.Item>
        {whyNoPurge !== undefined && <Menu.Label>{whyNoPurge}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}

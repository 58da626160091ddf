import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { StreamFacts } from '../stream-facts.ts'
import { useWhyNoChange } from './stream-guarded.ts'
import { useStreamChange } from './use-stream-change.ts'

/** Deletes a stream after saying in numbers what ends with it, and keeps what came of it. */
export function useRemoveStream(facts: StreamFacts) {
  const { t } = useTranslation('stream-change')
  const { connection, streamArn, name, detail } = facts
  const changing = useStreamChange(facts, 'streams.delete')
  const consumers = detail?.consumers ?? 0
  const remove = (): void => {
    const words = { stream: name, connection: connection.name }
    const body = [
      t('remove.body', words),
      detail === undefined
        ? t('remove.unknown')
        : t('remove.shards', { count: detail.openShards, days: detail.retentionHours / 24 }),
      ...(consumers > 0 ? [t('remove.consumers', { count: consumers })] : []),
    ].join(' ')
    void changing.change(
      { connectionId: connection.id, streamArn, withConsumers: consumers > 0 },
      {
        title: t('remove.title', words),
        body,
        verb: t('remove.verb'),
        done: t('remove.done', words),
        danger: true,
      },
    )
  }
  return { ...changing, remove }
}

interface StreamMenuProps {
  facts: StreamFacts
  removal: ReturnType<typeof useRemoveStream>
}

/** Deleting a stream: out of the way, and red only in the question before it. */
export function StreamMenu({ facts, removal }: StreamMenuProps) {
  const { t } = useTranslation('stream-change')
  const why = useWhyNoChange(facts)
  const run = removal.remove
  usePageActions([{ label: t('remove.deleteOf', { stream: facts.name }), disabled: why, run }])
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('remove.menu')}
          title={t('remove.menu')}
          loading={removal.pending}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTrash size={14} aria-hidden />}
          disabled={why !== undefined}
          title={why}
          onClick={run}
        >
          {t('remove.delete')}
        </Menu.Item>
        {why !== undefined && <Menu.Label>{why}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}

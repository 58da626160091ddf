import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { useWhyNoChange } from './topic-guarded.ts'
import type { RemoveTopic } from './use-remove-topic.ts'

/** Deleting a topic: out of the way, and red only in the question before it. */
export function TopicMenu({ facts, remove }: { facts: TopicFacts; remove: RemoveTopic }) {
  const { t } = useTranslation('topic-change')
  const why = useWhyNoChange(facts)
  const run = (): void => void remove.remove()
  usePageActions([{ label: t('remove.deleteOf', { topic: facts.name }), disabled: why, run }])
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('remove.menu')}
          title={t('remove.menu')}
          loading={remove.pending}
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

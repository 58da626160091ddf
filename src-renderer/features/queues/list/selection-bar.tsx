import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconCopy, IconPinnedOff, IconStar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Queue } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { useCopy } from '../../../parts/use-copy.ts'
import { queueArn } from './queue-arn.ts'
import styles from './queue-list.module.css'

export interface SelectionBarProps {
  queues: readonly Queue[]
  region: string
  areFavourites: boolean
  /** How many of them were added by hand. */
  pinned: number
  onFavourite: () => void
  onUnpin: () => void
  onClear: () => void
}

function CopyMenu({ queues, region }: Pick<SelectionBarProps, 'queues' | 'region'>) {
  const { t } = useTranslation(['queues', 'common'])
  const { state, copy } = useCopy()
  const count = queues.length
  const words = {
    idle: t('common:copy'),
    copied: t('common:copied'),
    refused: t('list.selection.refused'),
  }
  const items = [
    [t('list.selection.names', { count }), ({ name }: Queue) => name],
    [t('list.selection.urls', { count }), ({ queueUrl }: Queue) => queueUrl],
    [t('list.selection.arns', { count }), ({ queueUrl }: Queue) => queueArn(queueUrl, region)],
  ] as const
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={state === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words[state]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(([label, textOf]) => (
          <Menu.Item
            key={label}
            onClick={() => {
              copy(queues.map(textOf).join('\n'))
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be done with the ticked queues, in the place of the count. */
export function SelectionBar(props: SelectionBarProps) {
  const { queues, region, areFavourites, pinned } = props
  const { t } = useTranslation('queues')
  const format = useFormat()
  const count = queues.length
  const n = format.number(count)
  return (
    <div className={styles.selection} role="group" aria-label={t('list.selection.label')}>
      <span role="status" className={styles.selected}>
        {t('list.selection.count', { count, n })}
      </span>
      <CopyMenu queues={queues} region={region} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconStar size={14} aria-hidden />}
        onClick={props.onFavourite}
      >
        {t(areFavourites ? 'list.selection.unfavourite' : 'list.selection.favourite')}
      </Button>
      {pinned > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPinnedOff size={14} aria-hidden />}
          onClick={props.onUnpin}
        >
          {t('list.selection.unpin', { count: pinned, n: format.number(pinned) })}
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" onClick={props.onClear}>
        {t('list.selection.clear')}
      </Button>
    </div>
  )
}

import { memo } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePageActions } from '../../../lib/page-actions.ts'
import { SearchField } from '../../../ui/search-field.tsx'
import { StartField } from './start-field.tsx'
import { newTailId, paces } from './timeline-memory.ts'
import type { TimelineWish } from './timeline-memory.ts'
import styles from './timeline.module.css'

interface TimelineBarProps {
  wish: TimelineWish
  onWish: (change: Partial<TimelineWish>) => void
  isPaused: boolean
  onPause: (isPaused: boolean) => void
}

function Pause({ isPaused, onPause }: Pick<TimelineBarProps, 'isPaused' | 'onPause'>) {
  const { t } = useTranslation('timeline')
  const words = t(isPaused ? 'bar.resume' : 'bar.pause')
  const toggle = (): void => {
    onPause(!isPaused)
  }
  usePageActions([{ label: words, keys: 'p', run: toggle }])
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause
  return (
    <Button
      variant="default"
      aria-keyshortcuts="p"
      leftSection={<Icon size={14} aria-hidden />}
      onClick={toggle}
    >
      {words}
    </Button>
  )
}

function PlainBar({ wish, onWish, isPaused, onPause }: TimelineBarProps) {
  const { t } = useTranslation('timeline')
  return (
    <div className={styles.bar}>
      <StartField
        start={wish.start}
        onStart={(start) => {
          // What the last one read is of another place: this is another tail.
          onWish({ start, tailId: newTailId() })
        }}
      />
      <SearchField
        label={t('bar.text')}
        className={styles.search}
        value={wish.text}
        onChange={(text) => {
          onWish({ text })
        }}
      />
      <TextInput
        size="xs"
        className={styles.key ?? ''}
        aria-label={t('bar.key')}
        placeholder={t('bar.key')}
        spellCheck={false}
        value={wish.partitionKey}
        onChange={(event) => {
          onWish({ partitionKey: event.currentTarget.value })
        }}
      />
      <TextInput
        size="xs"
        className={styles.expression ?? ''}
        aria-label={t('bar.expression')}
        placeholder={t('bar.expression')}
        title={t('bar.expressionHint')}
        spellCheck={false}
        autoComplete="off"
        value={wish.expression}
        onChange={(event) => {
          onWish({ expression: event.currentTarget.value })
        }}
      />
      <Select
        size="xs"
        className={styles.pace ?? ''}
        aria-label={t('bar.pace')}
        title={t('bar.paceHint')}
        allowDeselect={false}
        value={String(wish.readsPerSecond)}
        data={paces.map((pace) => ({ value: String(pace), label: t('bar.reads', { n: pace }) }))}
        onChange={(value) => {
          onWish({ readsPerSecond: Number(value) })
        }}
      />
      <Pause isPaused={isPaused} onPause={onPause} />
    </div>
  )
}

/** Where from, how fast, and what for. It has nothing to do with what comes, which is many times a second. */
export const TimelineBar = memo(PlainBar)

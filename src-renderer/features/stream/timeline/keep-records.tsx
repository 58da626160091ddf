import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeepWhere, OutputOf, RecordFilter } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useRefreshCaptures } from '../../../parts/capture-reads.ts'
import { KeepDialog, KeptLine } from '../../../parts/keep-dialog.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import styles from './timeline.module.css'
import type { TimelineWish } from './timeline-memory.ts'

type Kept = OutputOf<'records.keep'>

/** Local times as their fields have them; empty for none. */
interface Span {
  from: string
  until: string
}

function toMs(name: 'fromMs' | 'untilMs', text: string) {
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? {} : { [name]: atMs }
}

interface KeepRecordsProps {
  facts: StreamFacts
  wish: TimelineWish
  /** What the timeline is narrowed to. */
  filter: RecordFilter
}

function useKeep({ facts, wish, filter }: KeepRecordsProps, onKept: (kept: Kept) => void) {
  const refresh = useRefreshCaptures()
  const { run, pending, error } = useOperation('records.keep')
  const keep = async (to: KeepWhere, { from, until }: Span): Promise<void> => {
    const { connection, streamArn } = facts
    const of = { connectionId: connection.id, streamArn, tailId: wish.tailId }
    const span = { ...toMs('fromMs', from), ...toMs('untilMs', until) }
    const outcome = await run({ ...of, ...span, filter, to })
    if (outcome.state !== 'done') return
    onKept(outcome.output)
    await refresh()
  }
  return { keep, pending, error }
}

function SpanFields({ span, onSpan }: { span: Span; onSpan: (span: Span) => void }) {
  const { t } = useTranslation('timeline')
  return (
    <div className={styles.span}>
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="datetime-local"
          step={1}
          label={t(`keep.${end}`)}
          value={span[end]}
          onChange={(event) => {
            onSpan({ ...span, [end]: event.currentTarget.value })
          }}
        />
      ))}
    </div>
  )
}

/** What the timeline has read and still holds is kept as a capture, whole or a span of it: to be found in, and replayed. */
export function KeepRecords(props: KeepRecordsProps) {
  const { facts } = props
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const [kept, setKept] = useState<Kept>()
  const [span, setSpan] = useState<Span>({ from: '', until: '' })
  const { keep, pending, error } = useKeep(props, (done) => {
    setKept(done)
    setAsking(false)
  })
  const { letGo = 0, unjudged = 0 } = kept ?? {}
  const rests = [
    ...(letGo > 0 ? [t('keep.letGo', { count: letGo, n: format.number(letGo) })] : []),
    ...(unjudged > 0 ? [t('keep.unjudged', { count: unjudged, n: format.number(unjudged) })] : []),
  ]
  const rest = rests.length === 0 ? undefined : rests.join(' · ')
  const ask = (): void => {
    setAsking(true)
  }
  usePageActions([{ label: t('keep.verb'), run: ask }])
  return (
    <>
      {kept !== undefined && (
        <KeptLine
          words={t('keep.done', { count: kept.kept, n: format.number(kept.kept) })}
          rest={rest}
          capture={kept.capture}
          connectionId={facts.connection.id}
        />
      )}
      <Button size="compact-xs" variant="default" title={t('keep.hint')} onClick={ask}>
        {t('keep.verb')}
      </Button>
      {isAsking && (
        <KeepDialog
          title={t('keep.title')}
          suggest={() =>
            t('keep.suggested', { name: facts.name, time: format.dateTime(Date.now()) })
          }
          pending={pending}
          error={error}
          onKeep={(to) => void keep(to, span)}
          onClose={() => {
            setAsking(false)
          }}
        >
          <SpanFields span={span} onSpan={setSpan} />
        </KeepDialog>
      )}
    </>
  )
}

import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Capture, SavedFilter } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import styles from '../../../parts/moves/moves.module.css'

export interface Choice {
  isAll: boolean
  captureId: number | undefined
  text: string
  /** A filter that was kept, as it was when it was chosen; it narrows, too. */
  saved: SavedFilter | undefined
}

interface ChoiceFieldProps {
  choice: Choice
  onChoice: (change: Partial<Choice>) => void
  /** Of this queue, newest first. */
  captures: readonly Capture[]
  filters: readonly SavedFilter[]
  /** Messages in the queue, at about. */
  about: number | undefined
  /** Entries that were chosen; on `failed` others the filter's expression failed, so that they stay. */
  found: { count: number; isMore: boolean; failed: number } | undefined
}

function Captured({ choice, onChoice, captures, filters, found }: ChoiceFieldProps) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const ownText = choice.saved?.filter.text
  return (
    <div className={styles.row}>
      <Select
        size="xs"
        className={styles.grow}
        label={t('redrive.capture')}
        allowDeselect={false}
        data={captures.map(({ id, name, createdAtMs }) => ({
          value: String(id),
          label: `${name} · ${format.dateTime(createdAtMs)}`,
        }))}
        value={choice.captureId === undefined ? null : String(choice.captureId)}
        onChange={(value) => {
          onChoice({ captureId: Number(value) })
        }}
      />
      <TextInput
        size="xs"
        className={styles.grow}
        label={t('redrive.text')}
        disabled={ownText !== undefined}
        value={ownText ?? choice.text}
        onChange={(event) => {
          onChoice({ text: event.currentTarget.value })
        }}
      />
      {filters.length > 0 && (
        <Select
          size="xs"
          clearable
          className={styles.grow}
          label={t('redrive.filter')}
          placeholder={t('redrive.noFilter')}
          data={filters.map(({ name }) => name)}
          value={choice.saved?.name ?? null}
          onChange={(name) => {
            onChoice({ saved: filters.find((each) => each.name === name) })
          }}
        />
      )}
      <span role="status" className={styles.dim}>
        {found !== undefined &&
          t('redrive.found', {
            count: found.count,
            n: `${format.number(found.count)}${found.isMore ? '+' : ''}`,
          })}
        {(found?.failed ?? 0) > 0 &&
          ` · ${t('redrive.failed', { count: found?.failed ?? 0, n: format.number(found?.failed ?? 0) })}`}
      </span>
    </div>
  )
}

/** Which messages go: all of them, or those of a capture that fit. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { choice, onChoice, captures, about } = props
  const { t } = useTranslation('moves')
  const format = useFormat()
  const n = about === undefined ? '?' : format.number(about)
  return (
    <section className={styles.section} aria-label={t('redrive.what')}>
      <h2 className={styles.title}>{t('redrive.what')}</h2>
      <SegmentedControl
        size="xs"
        aria-label={t('redrive.what')}
        data={[
          { value: 'all', label: t('redrive.all', { n }) },
          {
            value: 'captured',
            label: t('redrive.captured'),
            disabled: captures.length === 0,
          },
        ]}
        value={choice.isAll ? 'all' : 'captured'}
        onChange={(value) => {
          onChoice({ isAll: value === 'all' })
        }}
      />
      {captures.length === 0 && <p className={styles.dim}>{t('redrive.noCapture')}</p>}
      {!choice.isAll && captures.length > 0 && <Captured {...props} />}
    </section>
  )
}

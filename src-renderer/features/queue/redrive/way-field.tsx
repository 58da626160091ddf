import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../../api/error-words.ts'
import styles from '../../../parts/moves/moves.module.css'
import { toShape } from '../../../parts/moves/move-draft.ts'
import type { MoveDraft } from '../../../parts/moves/move-draft.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { Choice } from './choice-field.tsx'
import type { Tasks } from './use-tasks.ts'

export type Way = 'weir' | 'aws'
type WhyNot = 'onlyAll' | 'onlyUnchanged' | NonNullable<Tasks['whyNone']>

/** Why SQS cannot move these by itself; undefined when it can. */
export function findWhyNotAws(
  { choice, draft }: { choice: Pick<Choice, 'isAll'>; draft: MoveDraft },
  { whyNone }: Pick<Tasks, 'whyNone'>,
): WhyNot | undefined {
  if (whyNone !== undefined) return whyNone
  if (!choice.isAll) return 'onlyAll'
  return Object.keys(toShape(draft)).length > 0 ? 'onlyUnchanged' : undefined
}

interface WayFieldProps {
  way: Way
  onWay: (way: Way) => void
  whyNot: WhyNot | undefined
  tasks: Tasks
}

/** Who moves them: Weir message by message, or SQS all at once. */
export function WayField({ way, onWay, whyNot, tasks }: WayFieldProps) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const canAws = whyNot === undefined && tasks.isKnown
  return (
    <section className={styles.section} aria-label={t('way.label')}>
      <h2 className={styles.title}>{t('way.label')}</h2>
      <SegmentedControl
        size="xs"
        aria-label={t('way.label')}
        data={[
          { value: 'weir', label: t('way.weir') },
          { value: 'aws', label: t('way.aws'), disabled: !canAws },
        ]}
        value={way}
        onChange={(value) => {
          onWay(value === 'aws' ? 'aws' : 'weir')
        }}
      />
      {whyNot !== undefined && <p className={styles.dim}>{t(`way.whyNot.${whyNot}`)}</p>}
      {whyNot === 'unread' && tasks.error !== undefined && (
        <ErrorNotice compact words={wordError(tasks.error)} onRetry={tasks.reread} />
      )}
    </section>
  )
}

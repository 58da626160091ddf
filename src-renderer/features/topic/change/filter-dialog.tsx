import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { filterSpread } from '#contract'
import type { SubscriptionDetail } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { fromErrorValue } from '../../../api/weir-error.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './change.module.css'
import { FilterFields } from './filter-fields.tsx'
import { isFilterText } from './subscribe-draft.ts'
import { useTopicReread } from './use-topic-reread.ts'

const WIDTH = 640
const { minutes } = filterSpread

interface FilterDialogProps {
  facts: TopicFacts
  detail: SubscriptionDetail
  endpoint: string
  onClose: () => void
}

type Filter = Pick<SubscriptionDetail, 'filterPolicy' | 'filterScope'>

/** What differs, with what it was when the dialog was opened. */
function toChange(before: Filter, after: Filter) {
  const policy = after.filterPolicy !== before.filterPolicy
  const scope = after.filterScope !== before.filterScope
  const of = ({ filterPolicy, filterScope }: Filter) => ({
    ...(policy ? { FilterPolicy: filterPolicy } : {}),
    ...(scope ? { FilterPolicyScope: filterScope } : {}),
  })
  return { changes: of(after), expected: of(before), isChanged: policy || scope }
}

function useSaveFilter({ facts, detail, endpoint }: FilterDialogProps) {
  const { t } = useTranslation('topic-change')
  const { run, pending } = useOperation('subscriptions.setAttributes')
  const reread = useTopicReread(facts.connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  const save = async (before: Filter, after: Filter): Promise<void> => {
    setOutcome(undefined)
    const { changes, expected } = toChange(before, after)
    const confirm = {
      title: t('filter.confirmTitle', { endpoint }),
      body: t(after.filterPolicy === '' ? 'filter.confirmNone' : 'filter.confirmBody'),
      verb: t('filter.save'),
    }
    const at = { connectionId: facts.connection.id, subscriptionArn: detail.subscriptionArn }
    const result = await run({ ...at, changes, expected }, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { failure, requestId } = result.output
      if (failure !== undefined) setOutcome({ state: 'failed', error: fromErrorValue(failure) })
      else setOutcome({ state: 'done', words: t('filter.saved', { minutes }), requestId })
    }
    if (result.state !== 'declined') await reread()
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { save, pending, outcome, dismiss, reread }
}

/** The filter of one subscription, edited; it stays until what came of it was read. */
export function FilterDialog(props: FilterDialogProps) {
  const { detail, endpoint, onClose } = props
  const { t } = useTranslation(['topic-change', 'common'])
  // What it was when the dialog was opened: another value meanwhile is a conflict.
  const [before] = useState<Filter>(detail)
  const [draft, setDraft] = useState({ filter: detail.filterPolicy, scope: detail.filterScope })
  const { save, pending, outcome, dismiss, reread } = useSaveFilter(props)
  const after = { filterPolicy: draft.filter.trim(), filterScope: draft.scope }
  const isDone = outcome?.state === 'done'
  const isReady = isFilterText(draft.filter) && toChange(before, after).isChanged
  return (
    <Dialog title={t('filter.title', { endpoint })} width={WIDTH} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !pending && !isDone) void save(before, after)
        }}
      >
        <FilterFields
          {...draft}
          onChange={(change) => {
            setDraft({ ...draft, ...change })
          }}
        />
        <p className={styles.dim}>{t('filter.note', { minutes })}</p>
        <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {isDone ? t('common:close') : t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady || pending || isDone}>
            {t('filter.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

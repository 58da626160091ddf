import { useState } from 'react'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { confirmationDays, findToken } from '#contract'
import { useOperation } from '../../../api/use-operation.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import type { Outcome } from '../../../parts/change-outcome.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import styles from './change.module.css'
import { useWhyNoChange } from './topic-guarded.ts'
import { useTopicReread } from './use-topic-reread.ts'

const WIDTH = 640

interface ConfirmSubscriptionProps {
  facts: TopicFacts
  endpoint: string
}

interface Draft {
  pasted: string
  isAuthenticated: boolean
}

function useConfirmSubscription({ facts, endpoint }: ConfirmSubscriptionProps) {
  const { t } = useTranslation('subscription-change')
  const { run, pending } = useOperation('subscriptions.confirm')
  const reread = useTopicReread(facts.connection.id)
  const [outcome, setOutcome] = useState<Outcome>()
  const confirmToken = async (token: string, isAuthenticated: boolean): Promise<void> => {
    setOutcome(undefined)
    const confirm = {
      title: t('confirm.confirmTitle', { endpoint }),
      body: t('confirm.confirmBody', { topic: facts.name }),
      verb: t('confirm.verb'),
    }
    const at = { connectionId: facts.connection.id, topicArn: facts.topicArn }
    const authenticated = isAuthenticated ? { authenticateOnUnsubscribe: true } : {}
    const result = await run({ ...at, token, ...authenticated }, { confirm })
    if (result.state === 'failed') setOutcome(result)
    if (result.state === 'done') {
      const { subscriptionArn, requestId } = result.output
      setOutcome({ state: 'done', words: t('confirm.done', { subscriptionArn }), requestId })
    }
  }
  const dismiss = (): void => {
    setOutcome(undefined)
  }
  return { confirmToken, pending, outcome, dismiss, reread }
}

function Fields({
  facts,
  draft,
  onDraft,
}: Pick<ConfirmSubscriptionProps, 'facts'> & {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
}) {
  const { t } = useTranslation('subscription-change')
  const found = findToken(draft.pasted, facts.topicArn)
  const problem = 'problem' in found && found.problem !== 'empty' ? found.problem : undefined
  return (
    <>
      <p className={styles.dim}>{t('confirm.note', confirmationDays)}</p>
      <Textarea
        size="xs"
        autosize
        minRows={3}
        maxRows={8}
        data-autofocus
        label={t('confirm.token')}
        description={t('confirm.tokenHint')}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: styles.mono ?? '' }}
        value={draft.pasted}
        error={problem === undefined ? undefined : t(`confirm.problem.${problem}`)}
        onChange={(event) => {
          onDraft({ pasted: event.currentTarget.value })
        }}
      />
      <Checkbox
        size="xs"
        label={t('confirm.authenticated')}
        description={t('confirm.authenticatedHint')}
        checked={draft.isAuthenticated}
        onChange={(event) => {
          onDraft({ isAuthenticated: event.currentTarget.checked })
        }}
      />
    </>
  )
}

/** It reads nothing again before it is closed: the subscription, and with it this dialog, would turn into another. */
function ConfirmSubscriptionDialog({
  onClose,
  ...subject
}: ConfirmSubscriptionProps & { onClose: () => void }) {
  const { facts, endpoint } = subject
  const { t } = useTranslation(['subscription-change', 'common'])
  const [draft, setDraft] = useState<Draft>({ pasted: '', isAuthenticated: false })
  const { confirmToken, pending, outcome, dismiss, reread } = useConfirmSubscription(subject)
  const found = findToken(draft.pasted, facts.topicArn)
  const isDone = outcome?.state === 'done'
  const isReady = 'token' in found && !pending && !isDone
  const close = (): void => {
    if (outcome !== undefined) void reread()
    onClose()
  }
  return (
    <Dialog title={t('confirm.title', { endpoint })} width={WIDTH} onClose={close}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void confirmToken(found.token, draft.isAuthenticated)
        }}
      >
        <Fields
          facts={facts}
          draft={draft}
          onDraft={(change) => {
            setDraft({ ...draft, ...change })
          }}
        />
        <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {isDone ? t('common:close') : t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {t('confirm.verb')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The way to confirm a pending subscription by the token that its endpoint was sent. */
export function ConfirmSubscription(props: ConfirmSubscriptionProps) {
  const { t } = useTranslation('subscription-change')
  const why = useWhyNoChange(props.facts)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.inline}>
      <Button
        variant="default"
        size="xs"
        disabled={why !== undefined}
        title={why}
        onClick={() => {
          setOpen(true)
        }}
      >
        {t('confirm.button')}
      </Button>
      {isOpen && (
        <ConfirmSubscriptionDialog
          {...props}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </div>
  )
}

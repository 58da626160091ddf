import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TAP_SECONDS } from '#contract'
import type { OutputOf } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { noteTap } from '../../../api/taps.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { GuardOffer } from '../../../parts/guard-offer.tsx'
import { isGuardAtLeast } from '../../../parts/guard-rank.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { TopicFacts } from '../topic-facts.ts'
import { PlanFacts } from './plan-facts.tsx'
import styles from './tap.module.css'
import { tapPoints, useTapWish } from './use-tap-wish.ts'

type Wish = ReturnType<typeof useTapWish>
type Plan = OutputOf<'taps.plan'>

const hours = TAP_SECONDS / 3600
/** One receive waits 2 s. */
const receivesAnHour = 1800

function Makes({ plan }: { plan: Plan }) {
  const { t } = useTranslation('tap')
  const tags = plan.tags.map(({ key }) => key).join(', ')
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t('before.makes')}</h3>
      <ul className={styles.makes}>
        <li>{t('before.queue', { name: plan.queueName, hours })}</li>
        <li>{t('before.policy')}</li>
        <li>{t('before.subscription')}</li>
        <li>{t('before.tags', { tags })}</li>
      </ul>
      <p className={styles.dim}>{t('before.ends', { hours })}</p>
    </section>
  )
}

function Choices({ wish }: { wish: Wish }) {
  const { t } = useTranslation('tap')
  const { delivery, setDelivery, point, setPoint, archive } = wish
  return (
    <>
      <section className={styles.part}>
        <h3 className={styles.heading}>{t('before.delivery')}</h3>
        <div className={styles.choices}>
          <SegmentedControl
            size="xs"
            aria-label={t('before.delivery')}
            value={delivery}
            data={[
              { value: 'enveloped', label: t('before.enveloped') },
              { value: 'raw', label: t('before.raw') },
            ]}
            onChange={(value) => {
              setDelivery(value) // one of the two above
            }}
          />
          <span className={styles.dim}>{t(`before.${delivery}Hint`)}</span>
        </div>
      </section>
      {archive !== undefined && (
        <section className={styles.part}>
          <h3 className={styles.heading}>{t('before.from')}</h3>
          <div className={styles.choices}>
            <SegmentedControl
              size="xs"
              aria-label={t('before.from')}
              value={point}
              data={tapPoints.map((value) => ({ value, label: t(`before.${value}`) }))}
              onChange={(value) => {
                setPoint(value) // one of those above
              }}
            />
            <span className={styles.dim}>
              {t('before.fromHint', { days: archive.retentionDays })}
            </span>
          </div>
        </section>
      )}
    </>
  )
}

function Cost() {
  const { t } = useTranslation('tap')
  const format = useFormat()
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t('before.cost')}</h3>
      <p className={styles.dim}>{t('before.costBody', { n: format.number(receivesAnHour) })}</p>
    </section>
  )
}

function useStart({ connection, topicArn, name }: TopicFacts, wish: Wish) {
  const { t } = useTranslation('tap')
  const { run, pending, error } = useOperation('taps.start')
  const start = async (plan: Plan): Promise<void> => {
    const fromMs = wish.fromMs()
    const outcome = await run(
      {
        connectionId: connection.id,
        topicArn,
        delivery: wish.delivery,
        tapId: plan.tapId,
        ...(fromMs === undefined ? {} : { fromMs }),
      },
      {
        confirm: {
          title: t('confirm.title', { name }),
          body: t('confirm.body'),
          verb: t('before.start'),
        },
      },
    )
    if (outcome.state === 'done') noteTap(outcome.output.tap)
    else if (outcome.state === 'failed') void wish.planned.refetch()
  }
  return { start, pending, error }
}

interface BeforeProps {
  facts: TopicFacts
  wish: Wish
  plan: Plan
}

function Start({ facts, wish, plan }: BeforeProps) {
  const { t } = useTranslation(['tap', 'common', 'messages'])
  const wordError = useErrorWords()
  const { start, pending, error } = useStart(facts, wish)
  const { connection, topicArn } = facts
  const mayChange = isGuardAtLeast(connection.guard, 'confirm')
  const [blocker] = plan.blockers
  const words = {
    level: t(`common:guard.${connection.guard}`),
    needs: t('common:guard.confirm'),
  }
  const why =
    blocker === undefined
      ? mayChange
        ? undefined
        : t('messages:guard.tap', words)
      : t(`blocker.${blocker}`, { key: plan.kmsKeyId, account: topicArn.split(':')[4] })
  const run = (): void => void start(plan)
  usePageActions([{ label: t('before.start'), keys: 'mod+Enter', disabled: why, run }])
  return (
    <section className={styles.part}>
      {!mayChange && <GuardOffer connection={connection} needs="confirm" what="tap" />}
      {blocker !== undefined && <AttentionLine>{why}</AttentionLine>}
      {error !== undefined && <ErrorNotice words={wordError(error)} />}
      <div className={styles.choices}>
        <Button disabled={why !== undefined} title={why} loading={pending} onClick={run}>
          {t('before.start')}&nbsp;
          <Kbd keys="mod+Enter" />
        </Button>
      </div>
    </section>
  )
}

/** Before a tap: what it makes, what it costs, what it needs, how to undo it; and the button. */
export function TapBefore({ facts }: { facts: TopicFacts }) {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  const wish = useTapWish(facts)
  const { data: plan, error, isPending, refetch } = wish.planned
  return (
    <div className={styles.before}>
      <div className={styles.column}>
        <section className={styles.part}>
          <h2 className={styles.title}>{t('before.title')}</h2>
          <p className={styles.dim}>{t('before.why')}</p>
        </section>
        {error !== null && <ErrorNotice words={wordError(error)} onRetry={() => void refetch()} />}
        {isPending && <SkeletonRows count={8} />}
        {plan !== undefined && error === null && (
          <>
            <Choices wish={wish} />
            <Makes plan={plan} />
            <Cost />
            <Start facts={facts} wish={wish} plan={plan} />
          </>
        )}
      </div>
      {plan !== undefined && error === null && <PlanFacts plan={plan} />}
    </div>
  )
}

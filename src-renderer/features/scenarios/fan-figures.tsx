import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FanOutView } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { NumberCell } from '../../ui/number-cell.tsx'
import { Summary } from './scenario-summary.tsx'
import styles from './scenarios.module.css'

const columns = ['wanted', 'received', 'waiting', 'missed', 'unwanted'] as const

/** What each service needs of what was published, and what became of it. */
export function FanFigures({ view }: { view: FanOutView }) {
  const { t } = useTranslation('scenarios')
  return (
    <section aria-label={t('figures')}>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('fan.services')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`fan.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.subscribers.map((each) => (
            <tr key={each.name}>
              <th scope="row">{t(`fan.service.${each.name}`)}</th>
              {columns.map((column) => (
                <td key={column} data-testid={`${each.name}-${column}`}>
                  <NumberCell
                    value={each[column]}
                    attention={column === 'missed' && each.missed > 0}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Where in Weir to look at the topic, and the filters it has now. */
export function FanPlaces({ view }: { view: FanOutView }) {
  const { t } = useTranslation('scenarios')
  const { topicArn } = view
  if (topicArn === undefined) return null
  const topicName = topicArn.slice(topicArn.lastIndexOf(':') + 1)
  const tabs = [
    ['publish', t('fan.whoGets')],
    ['filters', t('fan.lab')],
    ['tap', t('fan.tap')],
  ] as const
  return (
    <section aria-label={t('fan.places')}>
      <div className={styles.places}>
        {tabs.map(([tab, label]) => (
          <Link
            key={tab}
            to="/c/$connectionId/topics/$topicName"
            params={{ connectionId: 'sandbox', topicName }}
            search={{ arn: topicArn, tab }}
          >
            {label}
          </Link>
        ))}
      </div>
      {view.subscribers.map(({ name, filter }) => (
        <p key={name} className={styles.filter}>
          {t(`fan.service.${name}`)}: {filter ?? t('fan.noFilter')}
        </p>
      ))}
    </section>
  )
}

/** A run of the fan-out that has ended. */
export function FanSummary({ view }: { view: FanOutView }) {
  const { t } = useTranslation('scenarios')
  const { number: n } = useFormat()
  return (
    <Summary view={view}>
      <p>{t('fan.summary', { published: n(view.published) })}</p>
      {view.subscribers.map(({ name, wanted, received, missed }) => (
        <p key={name}>
          {t('fan.line', {
            ...{ name: t(`fan.service.${name}`), wanted: n(wanted) },
            ...{ received: n(received), missed: n(missed) },
          })}
        </p>
      ))}
    </Summary>
  )
}

import { useTranslation } from 'react-i18next'
import type { TwoWaysView } from '#contract'
import { NumberCell } from '../../ui/number-cell.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'
import styles from './scenarios.module.css'
import { lostOf } from './use-scenario.ts'

interface Row {
  name: 'asked' | 'accepted' | 'done' | 'waiting' | 'inFlight' | 'lost' | 'dead' | 'redelivered'
  direct?: number
  queued: number
  alarming?: boolean
}

function rowsOf(view: TwoWaysView): Row[] {
  const { direct, queued } = view
  return [
    { name: 'asked', direct: direct.asked, queued: queued.asked },
    { name: 'accepted', direct: direct.done, queued: queued.accepted },
    { name: 'done', direct: direct.done + direct.doneUnknown, queued: queued.done },
    { name: 'waiting', direct: direct.waiting, queued: queued.waiting },
    { name: 'inFlight', queued: queued.inFlight },
    { name: 'lost', direct: lostOf(view), queued: queued.refused + queued.missing, alarming: true },
    { name: 'dead', queued: queued.dead, alarming: true },
    { name: 'redelivered', queued: queued.redelivered },
  ]
}

function Cell({ row, half }: { row: Row; half: 'direct' | 'queued' }) {
  const value = row[half]
  return (
    <td data-testid={`${half}-${row.name}`}>
      {value === undefined ? (
        ''
      ) : (
        <NumberCell value={value} attention={row.alarming === true && value > 0} />
      )}
    </td>
  )
}

function Response({ ms }: { ms: number | undefined }) {
  const { t } = useTranslation('scenarios')
  return <td>{ms === undefined ? '–' : t('ms', { count: Math.round(ms) })}</td>
}

/** The two ways side by side, in numbers. */
export function ScenarioFigures({ view }: { view: TwoWaysView }) {
  const { t } = useTranslation('scenarios')
  return (
    <section aria-label={t('figures')}>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t(`${view.scenario}.things`)}</th>
            <th scope="col">{t('column.direct')}</th>
            <th scope="col">{t('column.queued')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(view).map((row) => (
            <tr key={row.name}>
              <th scope="row" title={t(`rowHint.${row.name}`)}>
                {t(`row.${row.name}`)}
              </th>
              <Cell row={row} half="direct" />
              <Cell row={row} half="queued" />
            </tr>
          ))}
          <tr>
            <th scope="row" title={t('rowHint.response')}>
              {t('row.response')}
            </th>
            <Response ms={view.direct.responseMs} />
            <Response ms={view.queued.responseMs} />
          </tr>
          <tr>
            <th scope="row">{t('row.trend')}</th>
            <td />
            <td>
              <Sparkline values={view.queued.depths} label={t('row.trend')} />
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

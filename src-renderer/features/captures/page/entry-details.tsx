import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { CopiedFact, FactRow } from '../../../parts/fact-row.tsx'
import { visibleText } from '../../../parts/visible-text.ts'
import styles from '../captures.module.css'

export type Entry = OutputOf<'captures.getEntry'>

const identifiers = [
  ['messageId', 'messageId'],
  ['group', 'groupId'],
  ['deduplication', 'deduplicationId'],
  ['partitionKey', 'partitionKey'],
  ['hashKey', 'explicitHashKey'],
  ['shard', 'shardId'],
  ['sequence', 'sequenceNumber'],
  ['trace', 'traceHeader'],
  ['source', 'deadLetterSourceArn'],
] as const
const moments = [
  ['sent', 'sentAtMs'],
  ['firstReceived', 'firstReceivedAtMs'],
  ['taken', 'takenAtMs'],
] as const

function Moments({ entry }: { entry: Entry }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  return moments.map(([name, field]) => {
    const atMs = entry[field]
    return atMs === undefined ? null : (
      <FactRow key={name} label={t(`entry.${name}`)}>
        {format.dateTime(atMs)}
      </FactRow>
    )
  })
}

/** Everything of an entry but its body and its sender's attributes. */
export function EntryDetails({ entry }: { entry: Entry }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { position, receiveCount, subSequence, bodyBytes, systemAttributes } = entry
  return (
    <div className={styles.facts} tabIndex={0} role="group" aria-label={t('entry.details')}>
      <dl>
        <FactRow label={t('entry.position')}>{format.number(position)}</FactRow>
        <Moments entry={entry} />
        {receiveCount !== undefined && (
          <FactRow label={t('entry.receives')}>{format.number(receiveCount)}</FactRow>
        )}
        {identifiers.map(([name, field]) => {
          const label = t(`entry.${name}`)
          const copyLabel = t('entry.copy', { what: label })
          return <CopiedFact key={name} label={label} value={entry[field]} copyLabel={copyLabel} />
        })}
        {subSequence !== undefined && (
          <FactRow label={t('entry.subSequence')}>{format.number(subSequence)}</FactRow>
        )}
        <FactRow label={t('entry.size')}>{format.bytes(bodyBytes)}</FactRow>
      </dl>
      {systemAttributes.length > 0 && (
        <>
          <h2 className={styles.heading}>{t('entry.system')}</h2>
          <dl>
            {systemAttributes.map(({ name, value }) => (
              <FactRow key={name} label={name}>
                {visibleText(value)}
              </FactRow>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}

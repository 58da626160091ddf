import { useTranslation } from 'react-i18next'
import type { QueueDetail } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import { attributeRows } from './attribute-rows.ts'
import type { AttributeRow, AttributeValue } from './attribute-rows.ts'
import styles from './attributes-tab.module.css'

/** From here on seconds alone say little. */
const MINUTE_SECONDS = 60

function useValueText(): (value: AttributeValue) => string {
  const { t } = useTranslation('messages')
  const format = useFormat()
  return (value) => {
    switch (value.kind) {
      case 'text':
        return value.value
      case 'count':
        return format.number(value.value)
      case 'seconds':
        return value.value < MINUTE_SECONDS
          ? t('attribute.seconds', { count: value.value })
          : t('attribute.secondsMore', {
              count: value.value,
              duration: format.duration(value.value),
            })
      case 'bytes':
        return t('attribute.bytes', { count: value.value, size: format.bytes(value.value) })
      case 'moment':
        return format.dateTime(value.value)
      case 'flag':
        return value.value ? t('attribute.yes') : t('attribute.no')
      case 'unset':
        return t('attribute.unset')
    }
  }
}

function AttributeLine({ name, value }: AttributeRow) {
  const { t } = useTranslation('messages')
  const text = useValueText()(value)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.value} data-kind={value.kind}>
        {value.kind === 'text' ? (
          <span className={styles.copied}>
            <MiddleTruncate mono text={text} />
            <CopyButton text={text} label={t('attribute.copyValue', { name })} />
          </span>
        ) : (
          text
        )}
      </td>
      <td className={styles.meaning}>{t(`attribute.${name}`)}</td>
    </tr>
  )
}

/** Every attribute as AWS spells it, with its unit and what it means. */
export function AttributesTab({ detail }: { detail: QueueDetail }) {
  const { t } = useTranslation('messages')
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('tab.attributes')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {t('attribute.name')}
            </th>
            <th scope="col">{t('attribute.value')}</th>
            <th scope="col">{t('attribute.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {attributeRows(detail).map((row) => (
            <AttributeLine key={row.name} {...row} />
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{t('attribute.note')}</p>
    </div>
  )
}

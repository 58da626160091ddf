import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageAttribute } from '#contract'
import { CopyButton } from './copy-button.tsx'
import { findBase64Bytes, hexDump } from './hex-dump.ts'
import styles from './message-attributes.module.css'
import { visibleText } from './visible-text.ts'

function BinaryValue({ value }: { value: string }) {
  const { t } = useTranslation('messages')
  const [form, setForm] = useState('hex')
  const bytes = findBase64Bytes(value)
  return (
    <div className={styles.binary}>
      <SegmentedControl
        size="xs"
        data={[
          { value: 'hex', label: t('view.hex') },
          { value: 'base64', label: t('view.base64') },
        ]}
        value={form}
        onChange={setForm}
      />
      <pre className={form === 'hex' ? styles.hex : styles.value}>
        {form === 'hex' && bytes !== undefined ? hexDump(bytes) : value}
      </pre>
    </div>
  )
}

interface MessageAttributesProps {
  attributes: readonly MessageAttribute[]
}

/** The attributes that the sender gave, each with its type; binary ones as bytes. */
export function MessageAttributes({ attributes }: MessageAttributesProps) {
  const { t } = useTranslation('messages')
  if (attributes.length === 0) return <p className={styles.none}>{t('view.noAttributes')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('view.attributes')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('view.name')}</th>
            <th scope="col">{t('view.type')}</th>
            <th scope="col">{t('view.value')}</th>
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {attributes.map(({ name, dataType, value, encoding }) => (
            <tr key={name}>
              <th scope="row">{visibleText(name)}</th>
              <td className={styles.type}>{visibleText(dataType)}</td>
              <td>
                {encoding === 'base64' ? (
                  <BinaryValue value={value} />
                ) : (
                  <pre className={styles.value}>{visibleText(value)}</pre>
                )}
              </td>
              <td>
                <CopyButton text={value} label={t('attribute.copyValue', { name })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

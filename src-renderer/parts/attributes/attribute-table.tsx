import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttributeRule } from '#contract'
import { classNames } from '../../lib/class-names.ts'
import { MiddleTruncate } from '../../ui/middle-truncate.tsx'
import { CopyButton } from '../copy-button.tsx'
import { AttributeField, useLimitWords } from './attribute-field.tsx'
import styles from './attribute-table.module.css'

function Head() {
  const { t } = useTranslation(['messages', 'editing'])
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.name}>
          {t('attribute.name')}
        </th>
        <th scope="col" className={styles.valueHead}>
          {t('attribute.value')}
        </th>
        <th scope="col" className={styles.allowedHead}>
          {t('editing:allowed')}
        </th>
        <th scope="col">{t('attribute.meaning')}</th>
      </tr>
    </thead>
  )
}

/** Every attribute as AWS spells it, with its unit, what is allowed and what it means. */
export function AttributeTable({ children, label }: { children: ReactNode; label: string }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table}>
        <Head />
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

interface ReadOnlyAttributeProps {
  name: string
  text: string
  meaning: string
  /** `text`: something to be copied; `unset`: AWS has none. */
  kind: 'text' | 'plain' | 'unset'
}

/** What is so and cannot be set. */
export function ReadOnlyAttribute({ name, text, meaning, kind }: ReadOnlyAttributeProps) {
  const { t } = useTranslation('messages')
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.value} data-kind={kind} colSpan={2}>
        {kind === 'text' ? (
          <span className={styles.copied}>
            <MiddleTruncate mono text={text} />
            <CopyButton text={text} label={t('attribute.copyValue', { name })} />
          </span>
        ) : (
          text
        )}
      </td>
      <td className={styles.meaning}>{meaning}</td>
    </tr>
  )
}

interface EditableAttributeRowProps {
  name: string
  rule: AttributeRule
  meaning: string
  /** As AWS has it, and as it is edited to. */
  edit: { from: string; value: string }
  disabled: boolean
  onEdit: (edit: { from: string; value: string }) => void
}

/** The cells of an attribute that can be set; a field of its own where the rule's would not do. */
export function AttributeRow(
  props: Omit<EditableAttributeRowProps, 'disabled' | 'onEdit'> & {
    limit?: string
    children: ReactNode
  },
) {
  const { name, rule, meaning, edit, limit, children } = props
  const limitWords = useLimitWords()
  return (
    <tr className={classNames(edit.value !== edit.from && styles.edited)}>
      <th scope="row">{name}</th>
      <td className={styles.value}>{children}</td>
      <td className={styles.meaning} title={rule.source}>
        {limit ?? limitWords(rule)}
      </td>
      <td className={styles.meaning}>{meaning}</td>
    </tr>
  )
}

export function EditableAttributeRow(props: EditableAttributeRowProps) {
  const { name, rule, edit, disabled, onEdit } = props
  return (
    <AttributeRow {...props}>
      <AttributeField
        name={name}
        rule={rule}
        value={edit.value}
        disabled={disabled}
        onChange={(value) => {
          onEdit({ from: edit.from, value })
        }}
      />
    </AttributeRow>
  )
}

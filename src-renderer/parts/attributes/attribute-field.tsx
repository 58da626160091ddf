import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findRuleProblem } from '#contract'
import type { AttributeRule } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import styles from './attribute-field.module.css'

interface AttributeFieldProps {
  name: string
  rule: AttributeRule
  value: string
  disabled?: boolean
  onChange: (value: string) => void
}

function choicesOf(rule: AttributeRule): string[] | undefined {
  if (rule.kind === 'flag') return ['false', 'true']
  return rule.kind === 'choice' ? [...rule.choices] : undefined
}

/** What the value means for people: 345600 is 4 d. */
function Meaning({ rule, value }: { rule: AttributeRule; value: string }) {
  const { t } = useTranslation('editing')
  const format = useFormat()
  if (rule.kind !== 'number' || !/^\d+$/.test(value)) return null
  const number = Number(value)
  const spoken = rule.unit === 'seconds' ? format.duration(number) : format.bytes(number)
  const isPlain = rule.unit === 'seconds' && number < 60
  return (
    <span className={styles.unit}>
      {isPlain ? t('unit.seconds') : t(`unit.${rule.unit}Spoken`, { spoken })}
    </span>
  )
}

/** One attribute to be edited, judged by the table of limits as one types. */
export function AttributeField(props: AttributeFieldProps) {
  const { name, rule, value, disabled = false, onChange } = props
  const { t } = useTranslation('editing')
  const problem = findRuleProblem(rule, value)
  const choices = choicesOf(rule)
  if (choices !== undefined)
    return (
      <NativeSelect
        size="xs"
        className={styles.field}
        aria-label={name}
        data={choices}
        disabled={disabled}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value)
        }}
      />
    )
  return (
    <span className={styles.whole}>
      <TextInput
        size="xs"
        className={styles.field}
        data-kind={rule.kind}
        aria-label={name}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        value={value}
        error={problem === undefined ? undefined : t(`problem.${problem}`)}
        onChange={(event) => {
          const typed = event.currentTarget.value
          onChange(rule.kind === 'text' ? typed : typed.trim())
        }}
        onBlur={() => {
          // Words may have spaces between them; what was pasted with spaces around it was not meant so.
          if (value !== value.trim()) onChange(value.trim())
        }}
      />
      <Meaning rule={rule} value={value} />
    </span>
  )
}

/** What AWS takes, in words: `0–43,200 s, default 30`. */
export function useLimitWords(): (rule: AttributeRule) => string {
  const { t } = useTranslation('editing')
  const format = useFormat()
  return (rule) => {
    const preset = rule.whenCreated ?? rule.standard
    const standard = preset === '' ? t('limit.none') : preset
    switch (rule.kind) {
      case 'number':
        return t(`limit.${rule.unit}`, {
          min: format.number(rule.min),
          max: format.number(rule.max),
          standard: format.number(Number(rule.standard)),
        })
      case 'flag':
        return t('limit.choice', { choices: 'true, false', standard })
      case 'choice':
        return t('limit.choice', { choices: rule.choices.join(', '), standard })
      case 'text':
        return t('limit.text', { max: format.number(rule.maxCharacters), standard })
      case 'json':
        return t('limit.json', { max: format.number(rule.maxBytes) })
    }
  }
}

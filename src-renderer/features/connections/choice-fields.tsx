import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { connectionColors } from '#contract'
import type { ConnectionColor } from '#contract'
import styles from './choice-fields.module.css'
import type { FieldsProps } from './emulator-fields.tsx'

function Swatch({ color, chosen, onPick }: SwatchProps) {
  const { t } = useTranslation('connections')
  const label = color === undefined ? t('choice.colorDefault') : t(`choice.color.${color}`)
  return (
    <label className={styles.swatch} data-color={color} title={label}>
      <input
        type="radio"
        name="color"
        aria-label={label}
        checked={chosen === color}
        onChange={() => {
          onPick(color)
        }}
      />
      <span className={styles.dot} aria-hidden />
      {color === undefined && <span className={styles.word}>{label}</span>}
    </label>
  )
}
interface SwatchProps {
  color: ConnectionColor | undefined
  chosen: ConnectionColor | undefined
  onPick: (color: ConnectionColor | undefined) => void
}

function ColorField({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  return (
    <fieldset className={styles.colors}>
      <legend>{t('choice.colorLabel')}</legend>
      {[undefined, ...connectionColors].map((color) => (
        <Swatch
          key={color ?? ''}
          color={color}
          chosen={fields.color}
          onPick={(picked) => {
            onChange({ color: picked })
          }}
        />
      ))}
    </fieldset>
  )
}

/** Colour and call budget: what a person may choose and need not. */
export function ChoiceFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  return (
    <>
      {fields.environment === 'production' ? (
        <p className={styles.hint}>{t('choice.colorProduction')}</p>
      ) : (
        <ColorField fields={fields} onChange={onChange} />
      )}
      <NumberInput
        size="xs"
        label={t('choice.budget')}
        description={t(fields.kind === 'emulator' ? 'choice.budgetEmulator' : 'choice.budgetAws')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        classNames={{ description: styles.description }}
        placeholder={t('choice.budgetNone')}
        value={fields.budget ?? ''}
        min={1}
        max={60_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={(value) => {
          onChange({ budget: typeof value === 'number' ? value : undefined })
        }}
      />
    </>
  )
}

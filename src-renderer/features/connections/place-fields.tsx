import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { environments } from '#contract'
import styles from './connection-dialog.module.css'
import type { FieldsProps } from './emulator-fields.tsx'
import { RegionField } from './region-field.tsx'

function NameField({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  return (
    <TextInput
      size="xs"
      label={t('add.name')}
      value={fields.name}
      maxLength={80}
      autoComplete="off"
      onChange={(event) => {
        onChange({ name: event.currentTarget.value })
      }}
    />
  )
}

/** Region, environment and name: what both kinds of connection have. */
export function PlaceFields({ fields, onChange, isNew }: FieldsProps & { isNew: boolean }) {
  const { t } = useTranslation(['connections', 'common'])
  return (
    <>
      <div className={styles.pair}>
        <RegionField fields={fields} onChange={onChange} />
        <NativeSelect
          size="xs"
          label={t('add.environment')}
          data={environments.map((value) => ({ value, label: t(`common:environment.${value}`) }))}
          value={fields.environment}
          onChange={(event) => {
            const picked = environments.find((each) => each === event.currentTarget.value)
            if (picked !== undefined) onChange({ environment: picked })
          }}
        />
      </div>
      <p className={styles.hint}>{t('add.environmentHint')}</p>
      <NameField fields={fields} onChange={onChange} />
      {isNew && (
        <p className={styles.hint}>
          {fields.kind === 'emulator'
            ? t('add.guardStartEmulator', { level: t('common:guard.open') })
            : t('add.guardStart')}
        </p>
      )}
    </>
  )
}

import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { environments } from '#contract'
import styles from './add-connection.module.css'
import { fieldProblems } from './connection-draft.ts'
import type { FieldsProps } from './emulator-fields.tsx'

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
export function PlaceFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation(['connections', 'common'])
  const problem = fieldProblems(fields).region
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          label={t('add.region')}
          value={fields.region}
          error={problem === undefined ? undefined : t('add.regionInvalid')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            onChange({ region: event.currentTarget.value.trim() })
          }}
        />
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
      <p className={styles.hint}>
        {fields.kind === 'profile'
          ? t('add.guardStart')
          : t('add.guardStartEmulator', { level: t('common:guard.open') })}
      </p>
    </>
  )
}

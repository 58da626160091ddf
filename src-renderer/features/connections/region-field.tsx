import { useId } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldProblems } from './connection-draft.ts'
import type { FieldsProps } from './emulator-fields.tsx'
import { knownRegions } from './regions.ts'

export function RegionField({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const listId = useId()
  const problem = fieldProblems(fields).region
  return (
    <>
      <TextInput
        size="xs"
        label={t('add.region')}
        value={fields.region}
        error={problem === undefined ? undefined : t('add.regionInvalid')}
        autoComplete="off"
        spellCheck={false}
        list={listId}
        onChange={(event) => {
          onChange({ region: event.currentTarget.value.trim() })
        }}
      />
      <datalist id={listId}>
        {knownRegions.map((region) => (
          <option key={region} value={region} />
        ))}
      </datalist>
    </>
  )
}

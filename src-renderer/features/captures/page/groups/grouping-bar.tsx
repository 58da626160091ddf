import { useState } from 'react'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { GROUP_FIELDS_MAX, groupingSchema } from '#contract'
import { DismissButton } from '../../../../ui/dismiss-button.tsx'
import styles from './groups.module.css'
import type { Grouping } from './use-groups.ts'

export const ways = ['source', 'shape', 'fields'] as const
export type Way = (typeof ways)[number]

/** What is typed into the fields. */
export interface FieldsDraft {
  paths: string
  names: string
}

function splitAt(text: string): string[] {
  const names = text.split(',').map((each) => each.trim())
  return [...new Set(names)].filter((each) => each !== '')
}

function toFields({ paths, names }: FieldsDraft): unknown[] {
  return [
    ...splitAt(paths).map((path) => ({ in: 'body', path })),
    ...splitAt(names).map((name) => ({ in: 'attribute', name })),
  ]
}

/** Undefined where no field is named, or too many are. */
export function findGrouping(way: Way, draft: FieldsDraft): Grouping | undefined {
  if (way !== 'fields') return { by: way }
  return groupingSchema.safeParse({ by: way, fields: toFields(draft) }).data
}

interface FieldsFormProps {
  draft: FieldsDraft
  onDraft: (draft: FieldsDraft) => void
}

/** By which fields: counted when they are all typed, since half a name is a name, too. */
function FieldsForm({ draft, onDraft }: FieldsFormProps) {
  const { t } = useTranslation('captures')
  const [typed, setTyped] = useState(draft)
  const count = toFields(typed).length
  const isGood = findGrouping('fields', typed) !== undefined
  const field = (name: keyof FieldsDraft) => ({
    size: 'xs' as const,
    className: styles.field,
    label: t(`groups.${name}`),
    placeholder: t(`groups.${name}Example`),
    title: t(`groups.${name}Hint`),
    value: typed[name],
    spellCheck: false,
    autoComplete: 'off',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      setTyped({ ...typed, [name]: value })
    },
  })
  return (
    <form
      className={styles.form}
      aria-label={t('groups.fieldsForm')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) onDraft(typed)
      }}
    >
      <TextInput {...field('paths')} />
      <TextInput {...field('names')} />
      <Button
        size="xs"
        type="submit"
        variant="default"
        disabled={!isGood}
        title={
          count > GROUP_FIELDS_MAX ? t('groups.tooMany', { max: GROUP_FIELDS_MAX }) : undefined
        }
      >
        {t('groups.run')}
      </Button>
    </form>
  )
}

interface GroupingBarProps extends FieldsFormProps {
  way: Way
  onWay: (way: Way) => void
  onClose: () => void
}

/** What makes entries alike. */
export function GroupingBar({ way, onWay, onClose, ...form }: GroupingBarProps) {
  const { t } = useTranslation('captures')
  return (
    <>
      <header className={styles.head}>
        <SegmentedControl
          size="xs"
          aria-label={t('groups.like')}
          data={ways.map((value) => ({ value, label: t(`groups.by.${value}`) }))}
          value={way}
          onChange={(value) => {
            const picked = ways.find((each) => each === value)
            if (picked !== undefined) onWay(picked)
          }}
        />
        <span className={styles.gap} />
        <DismissButton label={t('groups.close')} onClick={onClose} />
      </header>
      {way === 'fields' && <FieldsForm {...form} />}
    </>
  )
}

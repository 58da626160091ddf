import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ATTRIBUTES_MAX } from '#contract'
import { attributeKinds, binaryForms } from './draft-attribute.ts'
import type { DraftAttribute } from './draft-attribute.ts'
import type { DraftProblem } from './send-draft.ts'
import styles from './send-form.module.css'

interface AttributeEditorProps {
  attributes: readonly DraftAttribute[]
  problems: readonly DraftProblem[]
  wordProblem: (problem: DraftProblem) => string
  onAttributes: (attributes: DraftAttribute[]) => void
}

interface AttributeFieldsProps {
  attribute: DraftAttribute
  problem: string | undefined
  onChange: (change: Partial<DraftAttribute>) => void
  onRemove: () => void
}

function TypeFields({ attribute, onChange }: Pick<AttributeFieldsProps, 'attribute' | 'onChange'>) {
  const { t } = useTranslation('messages')
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('send.attributeType')}
        data={[...attributeKinds]}
        value={attribute.kind}
        onChange={(event) => {
          const kind = attributeKinds.find((each) => each === event.currentTarget.value)
          if (kind !== undefined) onChange({ kind })
        }}
      />
      <TextInput
        size="xs"
        aria-label={t('send.attributeSuffix')}
        placeholder={t('send.attributeSuffixHint')}
        value={attribute.suffix}
        onChange={(event) => {
          onChange({ suffix: event.currentTarget.value })
        }}
      />
    </>
  )
}

/** How a binary value is typed; what is sent is always its bytes. */
function FormField({ attribute, onChange }: Pick<AttributeFieldsProps, 'attribute' | 'onChange'>) {
  const { t } = useTranslation('send')
  return (
    <NativeSelect
      size="xs"
      className={styles.binaryForm}
      aria-label={t('binaryForm')}
      data={binaryForms.map((form) => ({ value: form, label: t(`form.${form}`) }))}
      value={attribute.form ?? 'base64'}
      onChange={(event) => {
        const form = binaryForms.find((each) => each === event.currentTarget.value)
        if (form !== undefined) onChange({ form })
      }}
    />
  )
}

function AttributeFields({ attribute, problem, onChange, onRemove }: AttributeFieldsProps) {
  const { t } = useTranslation('messages')
  const isBinary = attribute.kind === 'Binary'
  const isBase64 = isBinary && (attribute.form ?? 'base64') === 'base64'
  const valueLabel = isBase64 ? t('send.attributeValueBase64') : t('send.attributeValue')
  return (
    <li className={styles.attribute}>
      <TextInput
        size="xs"
        aria-label={t('send.attributeName')}
        placeholder={t('send.attributeName')}
        value={attribute.name}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value })
        }}
      />
      <TypeFields attribute={attribute} onChange={onChange} />
      <TextInput
        size="xs"
        aria-label={valueLabel}
        placeholder={valueLabel}
        className={isBinary ? styles.binaryValue : styles.value}
        value={attribute.value}
        onChange={(event) => {
          onChange({ value: event.currentTarget.value })
        }}
      />
      {isBinary && <FormField attribute={attribute} onChange={onChange} />}
      <ActionIcon
        variant="subtle"
        color="gray"
        className={styles.removeAttribute}
        aria-label={t('send.removeAttribute', { name: attribute.name })}
        onClick={onRemove}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
    </li>
  )
}

function newAttribute(): DraftAttribute {
  return { id: crypto.randomUUID(), name: '', kind: 'String', suffix: '', value: '' }
}

/** Rows of attributes: name, type with its custom suffix, value. */
export function AttributeEditor(props: AttributeEditorProps) {
  const { attributes, problems, wordProblem, onAttributes } = props
  const { t } = useTranslation('messages')
  const isFull = attributes.length >= ATTRIBUTES_MAX
  const problemOf = ({ id, name, value }: DraftAttribute): string | undefined => {
    const found = problems.find(({ attributeId }) => attributeId === id)
    // A row just added is not wrong yet.
    return found === undefined || (name === '' && value === '') ? undefined : wordProblem(found)
  }
  return (
    <section aria-label={t('send.attributes')}>
      <header className={styles.sectionHead}>
        <h2 className={styles.title}>{t('send.attributes')}</h2>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={isFull}
          title={isFull ? t('send.addAttributeWhy', { max: ATTRIBUTES_MAX }) : undefined}
          onClick={() => {
            onAttributes([...attributes, newAttribute()])
          }}
        >
          {t('send.addAttribute')}
        </Button>
      </header>
      <ul className={styles.attributes}>
        {attributes.map((attribute) => (
          <AttributeFields
            key={attribute.id}
            attribute={attribute}
            problem={problemOf(attribute)}
            onChange={(change) => {
              onAttributes(
                attributes.map((each) =>
                  each.id === attribute.id ? { ...each, ...change } : each,
                ),
              )
            }}
            onRemove={() => {
              onAttributes(attributes.filter(({ id }) => id !== attribute.id))
            }}
          />
        ))}
      </ul>
    </section>
  )
}

import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { findPace, newMask } from './move-draft.ts'
import type { MaskDraft, MoveDraft } from './move-draft.ts'
import styles from './moves.module.css'

interface FieldsProps {
  draft: MoveDraft
  onDraft: (change: Partial<MoveDraft>) => void
}

interface MaskProps {
  mask: MaskDraft
  number: number
  onMask: (mask: MaskDraft | undefined) => void
}

function Mask({ mask, number, onMask }: MaskProps) {
  const { t } = useTranslation('moves')
  const field = (name: keyof MaskDraft) => ({
    size: 'xs' as const,
    className: styles.grow ?? '',
    classNames: { input: styles.mono ?? '' },
    'aria-label': t(`shape.${name}`),
    placeholder: t(`shape.${name}`),
    value: mask[name],
    spellCheck: false,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      onMask({ ...mask, [name]: value })
    },
  })
  return (
    <div className={styles.row}>
      <TextInput {...field('path')} />
      <TextInput {...field('pattern')} />
      <TextInput {...field('replacement')} />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('shape.removeMask', { n: number })}
        onClick={() => {
          onMask(undefined)
        }}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Masks({ draft, onDraft }: FieldsProps) {
  const { t } = useTranslation('moves')
  const { masks } = draft
  return (
    <>
      {masks.map((mask, at) => (
        <Mask
          key={at}
          mask={mask}
          number={at + 1}
          onMask={(changed) => {
            onDraft({
              masks: masks.flatMap((each, index) => (index === at ? (changed ?? []) : each)),
            })
          }}
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            onDraft({ masks: [...masks, newMask] })
          }}
        >
          {t('shape.addMask')}
        </Button>
      </div>
    </>
  )
}

function Edits({ draft, onDraft }: FieldsProps) {
  const { t } = useTranslation('moves')
  if (draft.edits.length === 0) return null
  return (
    <div className={styles.row}>
      <p className={styles.dim}>{t('shape.edits', { count: draft.edits.length })}</p>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => {
          onDraft({ edits: [] })
        }}
      >
        {t('shape.noEdits')}
      </Button>
    </div>
  )
}

/** How messages are changed on their way. */
export function ShapeFields({ draft, onDraft, isFifo }: FieldsProps & { isFifo: boolean }) {
  const { t } = useTranslation('moves')
  return (
    <section className={styles.section} aria-label={t('shape.label')}>
      <h2 className={styles.title}>{t('shape.label')}</h2>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        label={t('shape.transform')}
        classNames={{ input: styles.mono ?? '' }}
        spellCheck={false}
        value={draft.transform}
        onChange={(event) => {
          onDraft({ transform: event.currentTarget.value })
        }}
      />
      <Masks draft={draft} onDraft={onDraft} />
      <Edits draft={draft} onDraft={onDraft} />
      {isFifo && (
        <>
          <TextInput
            size="xs"
            label={t('shape.groupId')}
            maxLength={128}
            value={draft.groupId}
            onChange={(event) => {
              onDraft({ groupId: event.currentTarget.value })
            }}
          />
          <p className={styles.dim}>{t('shape.deduplication')}</p>
        </>
      )}
    </section>
  )
}

interface PaceProps extends FieldsProps {
  kinds: readonly MoveDraft['pace'][]
}

/** How fast they go. */
export function PaceFields({ draft, onDraft, kinds }: PaceProps) {
  const { t } = useTranslation('moves')
  const isWrong = draft.pace !== 'fast' && findPace(draft) === undefined
  return (
    <div className={styles.row}>
      <Select
        size="xs"
        className={styles.grow}
        label={t('shape.pace')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`shape.${kind}`) }))}
        value={draft.pace}
        onChange={(value) => {
          const pace = kinds.find((kind) => kind === value)
          if (pace !== undefined) onDraft({ pace })
        }}
      />
      {draft.pace !== 'fast' && (
        <TextInput
          size="xs"
          w={120}
          aria-label={t(`shape.${draft.pace}`)}
          inputMode="decimal"
          value={draft.number}
          error={isWrong ? t('shape.badPace') : undefined}
          onChange={(event) => {
            onDraft({ number: event.currentTarget.value })
          }}
        />
      )}
    </div>
  )
}

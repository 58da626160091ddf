import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RESERVED_TAG_PREFIX, tagLimits } from '#contract'
import type { Connection, Tag, TagProblem } from '#contract'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { AttentionLine } from '../attention-line.tsx'
import { ChangeOutcome } from '../change-outcome.tsx'
import styles from '../editing.module.css'
import { Guarded } from '../guarded.tsx'
import { SaveBar } from '../save-bar.tsx'
import type { Saving } from '../saving.ts'
import { addLine, findTagProblems, toLines, toTagChange } from './tags-draft.ts'
import type { TagLine } from './tags-draft.ts'
import type { TagChange } from './tag-words.ts'
import tagStyles from './tags.module.css'

interface LineProps {
  line: TagLine
  problem: TagProblem | undefined
  disabled: boolean
  onChange: (change: Partial<Tag>) => void
  onRemove: () => void
}

function Line({ line, problem, disabled, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('editing')
  const isReserved = line.key.toLowerCase().startsWith(RESERVED_TAG_PREFIX)
  const words = problem === undefined ? undefined : t(`tags.problem.${problem}`, { ...tagLimits })
  return (
    <tr>
      <td>
        <TextInput
          size="xs"
          aria-label={t('tags.key')}
          disabled={disabled}
          value={line.key}
          error={words}
          onChange={(event) => {
            onChange({ key: event.currentTarget.value })
          }}
        />
      </td>
      <td>
        <TextInput
          size="xs"
          aria-label={t('tags.valueOf', { key: line.key })}
          disabled={disabled}
          value={line.value}
          onChange={(event) => {
            onChange({ value: event.currentTarget.value })
          }}
        />
      </td>
      <td>
        <DismissButton
          label={t('tags.remove', { key: line.key })}
          disabled={disabled || (isReserved && problem === undefined)}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}

interface LinesProps {
  lines: readonly TagLine[]
  problems: ReadonlyMap<number, TagProblem>
  disabled: boolean
  onLines: (lines: TagLine[]) => void
}

function Lines({ lines, problems, disabled, onLines }: LinesProps) {
  const { t } = useTranslation('editing')
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('tags.title')}>
      <table className={tagStyles.table}>
        <thead>
          <tr>
            <th scope="col">{t('tags.key')}</th>
            <th scope="col">{t('tags.value')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line
              key={line.id}
              line={line}
              problem={problems.get(line.id)}
              disabled={disabled}
              onChange={(change) => {
                onLines(lines.map((each) => (each.id === line.id ? { ...each, ...change } : each)))
              }}
              onRemove={() => {
                onLines(lines.filter(({ id }) => id !== line.id))
              }}
            />
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p className={styles.note}>{t('tags.empty')}</p>}
      <Button
        className={tagStyles.add}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={disabled || lines.length >= tagLimits.count}
        title={
          lines.length >= tagLimits.count ? t('tags.full', { count: tagLimits.count }) : undefined
        }
        onClick={() => {
          onLines(addLine(lines))
        }}
      >
        {t('tags.add')}
      </Button>
    </div>
  )
}

interface TagsEditorProps {
  connection: Connection
  saved: readonly Tag[]
  /** Why nothing can be changed here now. */
  whyNot: string | undefined
  saving: Saving<TagChange>
}

/** Tags as lines of key and value: those that differ are sent, the others stay as they are. */
export function TagsEditor({ connection, saved, whyNot, saving }: TagsEditorProps) {
  const { t } = useTranslation('editing')
  const [draft, setDraft] = useState<readonly TagLine[]>()
  const lines = draft ?? toLines(saved)
  const { save, pending, outcome, dismiss, reread } = saving
  const problems = findTagProblems(saved, lines)
  const change = toTagChange(saved, lines)
  const count = change.set.length + change.remove.length
  const isWrong = problems.byId.size > 0 || problems.isTooMany
  const onSave = async (): Promise<void> => {
    // Who typed on while it was read anew keeps that.
    if (await save(change)) setDraft((now) => (now === draft ? undefined : now))
  }
  return (
    <div className={styles.tab}>
      <Guarded connection={connection} />
      <Lines
        lines={lines}
        problems={problems.byId}
        disabled={whyNot !== undefined || pending}
        onLines={setDraft}
      />
      <ChangeOutcome outcome={outcome} onReread={() => void reread()} onDismiss={dismiss} />
      <SaveBar
        verb={t('tags.save')}
        isChanged={count > 0}
        why={whyNot ?? (isWrong ? t('fieldProblem') : undefined)}
        pending={pending}
        onSave={() => void onSave()}
        onDiscard={() => {
          setDraft(undefined)
        }}
      >
        {problems.isTooMany ? (
          <AttentionLine>{t('tags.full', { count: tagLimits.count })}</AttentionLine>
        ) : (
          count > 0 && t('tags.differs', { set: change.set.length, removed: change.remove.length })
        )}
      </SaveBar>
    </div>
  )
}

import { useState } from 'react'
import { Button, Menu, Textarea, TextInput } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { CAPTURE_NAME_MAX, CAPTURE_NOTE_MAX } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { usePageActions } from '../../../lib/page-actions.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useRefreshCaptures } from '../../../parts/capture-reads.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import styles from '../captures.module.css'
import { Coverage, sourceOf } from '../list/capture-columns.tsx'
import type { CaptureActions } from '../use-capture-actions.ts'
import type { Filter } from './use-entries.ts'

interface CaptureHeaderProps {
  capture: Capture
  /** What is sought in it. */
  filter: Filter | undefined
  actions: CaptureActions
  isReplaying: boolean
  onReplaying: (isReplaying: boolean) => void
  onRenamed: (name: string) => void
  onDeleted: () => void
}

interface EditDialogProps {
  capture: Capture
  onRenamed: (name: string) => void
  onClose: () => void
}

function EditDialog({ capture, onRenamed, onClose }: EditDialogProps) {
  const { t } = useTranslation('captures')
  const wordError = useErrorWords()
  const refresh = useRefreshCaptures()
  const { run, pending, error } = useOperation('captures.change')
  const [name, setName] = useState(capture.name)
  const [note, setNote] = useState(capture.note)
  const save = async (): Promise<void> => {
    const outcome = await run({ captureId: capture.id, name, note })
    if (outcome.state !== 'done') return
    onClose()
    if (outcome.output.name !== capture.name) onRenamed(outcome.output.name)
    await refresh()
  }
  return (
    <Dialog title={t('page.editTitle')} width={480} onClose={onClose}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          data-autofocus
          label={t('page.name')}
          maxLength={CAPTURE_NAME_MAX}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value)
          }}
        />
        <Textarea
          label={t('page.note')}
          rows={5}
          maxLength={CAPTURE_NOTE_MAX}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value)
          }}
        />
        {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
        <Button type="submit" loading={pending} disabled={name.trim() === ''}>
          {t('page.save')}
        </Button>
      </form>
    </Dialog>
  )
}

/** Where it is from, how much of that it is, and how much there is. */
function About({ capture }: { capture: Capture }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { entryCount, bodyBytes, unindexed, createdAtMs } = capture
  const n = format.number(entryCount)
  return (
    <div className={styles.aboutLine} role="group" aria-label={t('page.facts')}>
      <span className={styles.cell}>{sourceOf(capture, t)}</span>
      <Coverage capture={capture} />
      <span>{t('page.entries', { count: entryCount, n })}</span>
      <span>{format.bytes(bodyBytes)}</span>
      <span>{t('page.taken', { time: format.dateTime(createdAtMs) })}</span>
      {unindexed > 0 && <span>{t('page.indexing', { n: format.number(unindexed) })}</span>}
    </div>
  )
}

const formats = [
  ['ndjson', 'Ndjson'],
  ['csv', 'Csv'],
] as const

/** All ways to export: what is found, where something is sought, and the whole. */
function useExports({ capture, filter, actions }: ExportProps) {
  const { t } = useTranslation('captures')
  const found = formats.map(([kind, name]) => ({
    label: t(`page.found${name}`),
    run: () => void actions.takeOut(capture, kind, filter),
  }))
  const whole = formats.map(([kind, name]) => ({
    label: t(`page.export${name}`),
    run: () => void actions.takeOut(capture, kind),
  }))
  return { found: filter === undefined ? [] : found, whole }
}

type ExportProps = Pick<CaptureHeaderProps, 'capture' | 'filter' | 'actions'>

function ExportMenu(props: ExportProps) {
  const { t } = useTranslation('captures')
  const { found, whole } = useExports(props)
  const item = ({ label, run }: (typeof whole)[number]) => (
    <Menu.Item key={label} onClick={run}>
      {label}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={props.actions.isExporting}
          leftSection={<IconDownload size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('page.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {found.map(item)}
        {found.length > 0 && <Menu.Divider />}
        {whole.map(item)}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What the capture is, where it is from, and what can be done with the whole of it. */
export function CaptureHeader(props: CaptureHeaderProps) {
  const { capture, filter, actions, isReplaying, onReplaying, onRenamed, onDeleted } = props
  const { found, whole } = useExports(props)
  const { t } = useTranslation(['captures', 'moves'])
  const [isEditing, setEditing] = useState(false)
  const edit = (): void => {
    setEditing(true)
  }
  const remove = async (): Promise<void> => {
    if (await actions.remove([capture])) onDeleted()
  }
  usePageActions([
    { label: t('page.edit'), keys: 'e', run: edit },
    {
      label: t('moves:replay.open'),
      run: () => {
        onReplaying(!isReplaying)
      },
    },
    ...found,
    ...whole,
    { label: t('page.delete'), run: () => void remove() },
  ])
  return (
    <>
      <header className={styles.header}>
        {/* The page's heading is the breadcrumb, which says the same name. */}
        <span className={styles.name}>{capture.name}</span>
        <Button
          size="xs"
          variant={isReplaying ? 'filled' : 'default'}
          aria-pressed={isReplaying}
          onClick={() => {
            onReplaying(!isReplaying)
          }}
        >
          {t('moves:replay.open')}
        </Button>
        <Button size="xs" variant="default" onClick={edit}>
          {t('page.edit')}
        </Button>
        <ExportMenu capture={capture} filter={filter} actions={actions} />
        <Button size="xs" variant="default" onClick={() => void remove()}>
          {t('page.delete')}
        </Button>
      </header>
      <About capture={capture} />
      {capture.note !== '' && <p className={styles.note}>{capture.note}</p>}
      {isEditing && (
        <EditDialog
          capture={capture}
          onRenamed={onRenamed}
          onClose={() => {
            setEditing(false)
          }}
        />
      )}
    </>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Capture, InputOf, OperationName } from '#contract'
import { useConfirm } from '../../api/confirm.ts'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { Outcome } from '../../api/use-operation.ts'
import type { NoticeWords } from '../../lib/notice-words.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useRefreshCaptures } from '../../parts/capture-reads.ts'

type Format = 'ndjson' | 'csv'
type Filter = NonNullable<InputOf<'captures.export'>['filter']>

/** What the last action did, or why it did not. */
interface Said {
  text: string
  problem?: NoticeWords
}

function entriesOf(captures: readonly Capture[]): number {
  return captures.reduce((sum, { entryCount }) => sum + entryCount, 0)
}

function useDeletionWords() {
  const { t } = useTranslation('captures')
  const format = useFormat()
  return (captures: readonly Capture[], isAll: boolean) => {
    const count = captures.length
    const entries = entriesOf(captures)
    return {
      title: isAll ? t('confirm.wipeTitle') : t('confirm.deleteTitle', { count }),
      body: t('confirm.deleteBody', { count: entries, n: format.number(entries) }),
      verb: isAll ? t('confirm.wipeVerb') : t('list.delete', { count }),
      danger: true,
    }
  }
}

/** Says how an operation ended; true when it was done. */
function useSaid() {
  const wordError = useErrorWords()
  const refresh = useRefreshCaptures()
  const [said, setSaid] = useState<Said>({ text: '' })
  const tell = async <N extends OperationName>(
    outcome: Outcome<N>,
    text: string,
  ): Promise<boolean> => {
    const problem = outcome.state === 'failed' ? wordError(outcome.error) : undefined
    setSaid(problem === undefined ? { text } : { text: '', problem })
    await refresh()
    return outcome.state === 'done'
  }
  const dismiss = (): void => {
    setSaid({ text: '' })
  }
  return { said, tell, dismiss }
}

/** Deletes after it was confirmed here: nothing outside this computer is touched, so no guard asks. */
function useDeletion(tell: ReturnType<typeof useSaid>['tell']) {
  const { t } = useTranslation('captures')
  const confirm = useConfirm()
  const wordDeletion = useDeletionWords()
  const deletion = useOperation('captures.delete')
  const wiping = useOperation('captures.wipe')
  const run = async (captures: readonly Capture[], isAll: boolean): Promise<boolean> => {
    const words = wordDeletion(captures, isAll)
    const answer = await confirm({ connectionId: undefined, typedName: undefined, words })
    if (answer === undefined) return false
    const captureIds = captures.map(({ id }) => id)
    const outcome = isAll ? await wiping.run({}) : await deletion.run({ captureIds })
    return tell(outcome, t('did.deleted', { count: captures.length }))
  }
  return {
    remove: (captures: readonly Capture[]) => run(captures, false),
    wipe: (captures: readonly Capture[]) => run(captures, true),
  }
}

function useMerge(tell: ReturnType<typeof useSaid>['tell']) {
  const { t } = useTranslation('captures')
  const confirm = useConfirm()
  const merging = useOperation('captures.merge')
  /** Into the oldest: it is the one that has its name for longest. */
  return async (captures: readonly Capture[]): Promise<boolean> => {
    const ordered = captures.toSorted((a, b) => a.id - b.id)
    const name = ordered[0]?.name ?? ''
    const count = ordered.length
    const words = {
      title: t('confirm.mergeTitle', { count }),
      body: t('confirm.mergeBody', { name }),
      verb: t('list.merge', { count }),
    }
    const answer = await confirm({ connectionId: undefined, typedName: undefined, words })
    if (answer === undefined) return false
    const outcome = await merging.run({ captureIds: ordered.map(({ id }) => id) })
    return tell(outcome, t('did.merged', { name }))
  }
}

function useFiles(tell: ReturnType<typeof useSaid>['tell']) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const exporting = useOperation('captures.export')
  const importing = useOperation('captures.import')
  return {
    isImporting: importing.pending,
    isExporting: exporting.pending,
    /** The capture that came in; nothing where no file was chosen. */
    bringIn: async (): Promise<Capture | undefined> => {
      const outcome = await importing.run({})
      const capture = outcome.state === 'done' ? outcome.output.capture : undefined
      const count = capture?.entryCount ?? 0
      const words = t('did.imported', { count, n: format.number(count) })
      await tell(outcome, capture === undefined ? '' : words)
      return capture
    },
    /** All of it, or what fits. */
    takeOut: async ({ id }: Capture, kind: Format, filter?: Filter): Promise<void> => {
      const some = filter === undefined ? {} : { filter }
      const outcome = await exporting.run({ captureId: id, format: kind, ...some })
      if (outcome.state !== 'done' || outcome.output.path === undefined) {
        await tell(outcome, '')
        return
      }
      const { path, entries: count, failed = 0 } = outcome.output
      const words = [t('did.exported', { count, n: format.number(count), path })]
      if (failed > 0) words.push(t('did.leftOut', { count: failed, n: format.number(failed) }))
      await tell(outcome, words.join(' '))
    },
  }
}

/** Everything that is done with whole captures, and what it said last. */
export function useCaptureActions() {
  const { said, tell, dismiss } = useSaid()
  return { said, dismiss, ...useDeletion(tell), merge: useMerge(tell), ...useFiles(tell) }
}
export type CaptureActions = ReturnType<typeof useCaptureActions>

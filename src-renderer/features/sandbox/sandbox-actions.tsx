import { Button } from '@mantine/core'
import { IconCheck, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SandboxState } from '#contract'
import { useConfirm } from '../../api/confirm.ts'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { useState } from 'react'
import styles from './sandbox-page.module.css'

/** Resetting is `local`, so the guard does not ask; but it destroys, so the page does. */
function useReset() {
  const { t } = useTranslation('sandbox')
  const confirm = useConfirm()
  const queries = useQueryClient()
  const { run, pending, error } = useOperation('sandbox.reset')
  const [isDone, setDone] = useState(false)
  const reset = async (): Promise<void> => {
    setDone(false)
    const answer = await confirm({
      connectionId: 'sandbox',
      typedName: undefined,
      words: {
        title: t('resetTitle'),
        body: t('resetBody'),
        verb: t('resetVerb'),
        danger: true,
      },
    })
    if (answer === undefined) return
    const outcome = await run({})
    setDone(outcome.state === 'done')
    // Nothing that was read before is true any more.
    await queries.resetQueries({ queryKey: ['sandbox'] })
  }
  return { reset, pending, error, isDone }
}

/** Start again after a failure, keeping the data; or begin anew, losing it. */
export function SandboxActions({ state }: { state: SandboxState }) {
  const { t } = useTranslation('sandbox')
  const wordError = useErrorWords()
  const restart = useOperation('sandbox.restart')
  const { reset, pending, error, isDone } = useReset()
  const failure = error ?? restart.error
  const isDown = state.state === 'failed' || state.state === 'stopped'
  return (
    <section className={styles.section}>
      <div className={styles.actions}>
        {isDown && (
          <Button
            title={t('restartHint')}
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={restart.pending}
            onClick={() => void restart.run({})}
          >
            {t('restart')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconTrash size={14} aria-hidden />}
          loading={pending}
          onClick={() => void reset()}
        >
          {t('reset')}…
        </Button>
        {isDone && (
          <span className={styles.done} role="status">
            <IconCheck size={14} aria-hidden /> {t('resetDone')}
          </span>
        )}
      </div>
      {failure !== undefined && <ErrorNotice words={wordError(failure)} />}
    </section>
  )
}

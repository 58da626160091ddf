import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ScanProgress } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { QueueFacts } from '../queue-facts.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { ScanCost } from '../scan/scan-cost.tsx'
import { newScanDraft, toPlan } from '../scan/scan-draft.ts'
import { ScanRefusal } from '../scan/scan-refusal.tsx'
import { ScanReport } from '../scan/scan-report.tsx'
import { isUnderWay } from '../scan/use-scans.ts'
import { useScanStart } from '../scan/use-scan-start.ts'
import { useKept } from '../use-kept.ts'
import styles from './capture-first.module.css'
import type { Removal } from './use-remove-queue.ts'

const WIDTH = 720

interface CaptureFirstProps {
  facts: QueueFacts
  memory: QueueMemory
  removal: Removal
  /** On to the confirmation; with the name of the capture that was made before, where one was. */
  onGo: (capture?: string) => void
  onClose: () => void
}

/** The scan that was begun here, as distinct from those there were before. */
function useOwnScan({ memory }: CaptureFirstProps) {
  const [newest] = useKept(memory.scans)
  const [before] = useState(newest?.scanId)
  const isBusy = isUnderWay(newest) && newest.scanId === before
  return { own: newest?.scanId === before ? undefined : newest, isBusy }
}

function useCost({ facts }: CaptureFirstProps) {
  const { connection, queueUrl } = facts
  const plan = toPlan(newScanDraft)
  return useQuery(read('scans.estimate', { connectionId: connection.id, queueUrl, plan }))
}

/** What a capture costs, and the ways on with one and without. */
function Offer(props: CaptureFirstProps & { isBusy: boolean }) {
  const { facts, removal, onGo, onClose, isBusy } = props
  const { t } = useTranslation(['queue-change', 'scan'])
  const format = useFormat()
  const wordError = useErrorWords()
  const cost = useCost(props)
  const [openedMs] = useState(() => Date.now())
  const time = format.dateTime(openedMs)
  const name = t('scan:form.suggested', { queue: facts.name, time })
  const about = cost.data?.messages ?? 0
  const starting = useScanStart({ facts, draft: newScanDraft, name, about })
  return (
    <>
      <p className={styles.words}>{t('offer.body')}</p>
      {cost.error !== null && cost.data === undefined ? (
        <ErrorNotice words={wordError(cost.error)} onRetry={() => void cost.refetch()} />
      ) : (
        <ScanCost ledger={cost.data} whenFull={newScanDraft.whenFull} />
      )}
      <ScanRefusal starting={starting} isDrain={false} />
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('offer.cancel')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            onGo()
          }}
        >
          {t(`offer.without.${removal}`)}
        </Button>
        <Button
          data-autofocus
          disabled={isBusy}
          title={isBusy ? t('scan:form.whyRunning') : undefined}
          loading={starting.pending}
          onClick={() => void starting.start()}
        >
          {t('offer.capture')}
        </Button>
      </div>
    </>
  )
}

/** How the capture gets on and what it holds; what it lacks is said before one goes on. */
function Captured(props: CaptureFirstProps & { scan: ScanProgress; onStop: () => void }) {
  const { facts, removal, scan, onGo, onStop } = props
  const { t } = useTranslation('queue-change')
  const hasEnded = scan.state === 'ended'
  return (
    <>
      <div className={styles.report}>
        <ScanReport scan={scan} connectionId={facts.connection.id} onHide={onStop} />
      </div>
      {hasEnded && !scan.isWhole && <AttentionLine>{t('offer.notWhole')}</AttentionLine>}
      {hasEnded && <p className={styles.words}>{t('offer.since')}</p>}
      <div className={styles.actions}>
        <Button variant="default" data-autofocus onClick={onStop}>
          {t(hasEnded ? 'offer.keep' : 'offer.cancel')}
        </Button>
        {hasEnded && (
          <Button
            onClick={() => {
              onGo(scan.captureName)
            }}
          >
            {t(`remove.${removal}`)}
          </Button>
        )}
      </div>
    </>
  )
}

/** Before a queue is purged or deleted: a capture of what can be seen of it is offered, and nothing goes until it is read. */
export function CaptureFirst(props: CaptureFirstProps) {
  const { facts, removal, onClose } = props
  const { t } = useTranslation('queue-change')
  const { own, isBusy } = useOwnScan(props)
  const stop = useOperation('scans.stop')
  const close = (): void => {
    // Nobody would see it go on.
    if (isUnderWay(own)) {
      void stop.run({ connectionId: facts.connection.id, scanId: own.scanId })
    }
    onClose()
  }
  const title = t(`offer.title.${removal}`, { queue: facts.name })
  return (
    <Dialog title={title} width={WIDTH} onClose={close}>
      {own === undefined ? (
        <Offer {...props} isBusy={isBusy} />
      ) : (
        <Captured {...props} scan={own} onStop={close} />
      )}
    </Dialog>
  )
}

import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Capture, DecoderStep } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { CopyButton } from '../../../parts/copy-button.tsx'
import { MessageAttributes } from '../../../parts/message-attributes.tsx'
import { PayloadBody } from '../../../parts/payload-body.tsx'
import type { BodyMode } from '../../../parts/payload-body.tsx'
import type { BodyOrigin } from '../../../parts/read-as.tsx'
import { DismissButton } from '../../../ui/dismiss-button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import styles from '../captures.module.css'
import { EntryDetails } from './entry-details.tsx'
import type { Entry } from './entry-details.tsx'

/** What is read by the user's schemas, and where it is from. Entries of merged captures stand in the order of their parts. */
function findOrigin({ parts }: Capture, position: number): BodyOrigin | undefined {
  let end = 0
  const part = parts.find(({ entryCount }) => position <= (end += entryCount))
  if (part === undefined || part.source.kind === 'file') return undefined
  return { service: part.source.kind, address: part.source.address }
}

interface OpenedProps {
  entry: Entry
  origin: BodyOrigin | undefined
  onToggle: (step: DecoderStep) => void
  onClose: () => void
}

function Opened({ entry, origin, onToggle, onClose }: OpenedProps) {
  const { t } = useTranslation('captures')
  const [mode, setMode] = useState<BodyMode>('decoded')
  const { position, body, bodyBytes, decoded, attributes } = entry
  const isText = body.encoding === 'text'
  const payload = {
    ...{ id: String(position), bytes: bodyBytes, decoded, isDamaged: false },
    text: isText ? body.value : undefined,
    ...(isText ? {} : { base64: body.value }),
  }
  return (
    <Tabs defaultValue="body" className={styles.tabs} keepMounted={false}>
      <header className={styles.head}>
        <Tabs.List className={styles.list} aria-label={t('entry.label')}>
          <Tabs.Tab value="body">{t('entry.body')}</Tabs.Tab>
          <Tabs.Tab value="attributes">
            {t('entry.attributes', { count: attributes.length })}
          </Tabs.Tab>
          <Tabs.Tab value="details">{t('entry.details')}</Tabs.Tab>
        </Tabs.List>
        <CopyButton text={body.value} label={t('entry.copyBody')} />
        <DismissButton label={t('entry.close')} onClick={onClose} />
      </header>
      <Tabs.Panel value="body" className={styles.panel}>
        <PayloadBody
          payload={payload}
          origin={origin}
          wanted={mode}
          onMode={setMode}
          onToggle={onToggle}
        />
      </Tabs.Panel>
      <Tabs.Panel value="attributes" className={styles.panel}>
        <MessageAttributes attributes={attributes} />
      </Tabs.Panel>
      <Tabs.Panel value="details" className={styles.panel}>
        <EntryDetails entry={entry} />
      </Tabs.Panel>
    </Tabs>
  )
}

interface EntryViewProps {
  capture: Capture
  position: number
  onClose: () => void
}

/** The whole of an entry, decoded as far as it can be. */
export function EntryView({ capture, position, onClose }: EntryViewProps) {
  const { t } = useTranslation('captures')
  const wordError = useErrorWords()
  const [off, setOff] = useState<readonly DecoderStep[]>([])
  const opened = useQuery({
    ...read('captures.getEntry', { captureId: capture.id, position, off: [...off] }),
    staleTime: Infinity,
    placeholderData: (previous) => previous,
  })
  const toggle = (step: DecoderStep): void => {
    setOff((now) => (now.includes(step) ? now.filter((each) => each !== step) : [...now, step]))
  }
  const retry = (): void => void opened.refetch()
  return (
    <article className={styles.opened} aria-label={t('entry.label')}>
      {opened.error !== null && <ErrorNotice words={wordError(opened.error)} onRetry={retry} />}
      {opened.isPending && <SkeletonRows count={4} />}
      {opened.data !== undefined && (
        <Opened
          entry={opened.data}
          origin={findOrigin(capture, opened.data.position)}
          onToggle={toggle}
          onClose={onClose}
        />
      )}
    </article>
  )
}

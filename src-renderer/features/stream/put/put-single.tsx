import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../../api/use-operation.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useStore } from '../../../lib/store.ts'
import { draftBytes, toRecord } from '../../../parts/send-draft.ts'
import { SendForm } from '../../../parts/send-form.tsx'
import type { SendPlace } from '../../../parts/send-many/send-place.ts'
import { keepSent } from '../../../parts/send-many/sent-messages.ts'
import { toTemplate } from '../../../parts/send-many/template-draft.ts'
import type { StreamFacts } from '../stream-facts.ts'
import type { PutMemory, PutPlace } from './put-memory.ts'
import { PutResult } from './put-result.tsx'

interface PutSingleProps {
  facts: StreamFacts
  place: SendPlace
  memory: PutMemory
  isAllowed: boolean
  fields: ReactNode
  onShow: (place: PutPlace) => void
}

function usePut({ facts, place, memory }: PutSingleProps) {
  const { t } = useTranslation('put')
  const format = useFormat()
  const { run, pending, error } = useOperation('records.put')
  const { connection, streamArn, name } = facts
  const put = async (): Promise<void> => {
    const draft = memory.draft.get()
    memory.place.set(undefined)
    const size = format.bytes(draftBytes(draft, place.rules))
    const outcome = await run(
      { connectionId: connection.id, streamArn, ...toRecord(draft) },
      {
        confirm: {
          title: t('confirmTitle'),
          body: t('confirmBody', { size, stream: name, connection: connection.name }),
          verb: t('verb'),
        },
      },
    )
    if (outcome.state !== 'done') return
    memory.place.set(outcome.output)
    keepSent(connection.id, { queue: name, count: 1, message: toTemplate(draft, place) })
  }
  return { put, pending, error }
}

/** Puts one record. The draft stays as it was, also after it was put. */
export function PutSingle(props: PutSingleProps) {
  const { place, memory, isAllowed, fields, onShow } = props
  const { t } = useTranslation('put')
  const draft = useStore(memory.draft)
  const put = useStore(memory.place)
  const { put: run, pending, error } = usePut(props)
  return (
    <SendForm
      draft={draft}
      rules={place.rules}
      queueDelaySeconds={undefined}
      isAllowed={isAllowed}
      pending={pending}
      onDraft={memory.draft.set}
      own={{
        kind: 'stream',
        verb: t('verb'),
        problem: undefined,
        fields,
        preview: null,
        asSent: (next) => next,
      }}
      onSend={() => void run()}
      result={<PutResult place={put} error={error} onShow={onShow} />}
    />
  )
}

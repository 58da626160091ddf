import { Suspense, lazy, useState } from 'react'
import type { ReactNode } from 'react'
import { ConfirmContext } from '../api/confirm.ts'
import type { Confirm, ConfirmAnswer, ConfirmRequest } from '../api/confirm.ts'

const ConfirmDialog = lazy(() =>
  import('./confirm-dialog.tsx').then((module) => ({ default: module.ConfirmDialog })),
)

interface Question {
  request: ConfirmRequest
  answer: (answer: ConfirmAnswer | undefined) => void
}

/** Asks for every guarded change in one dialog, one at a time: a second question while one is open is a no. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>()
  const confirm: Confirm = (request) =>
    new Promise((resolve) => {
      if (question !== undefined) {
        resolve(undefined)
        return
      }
      setQuestion({
        request,
        answer: (answer) => {
          setQuestion(undefined)
          resolve(answer)
        },
      })
    })
  return (
    <ConfirmContext value={confirm}>
      {children}
      <Suspense>
        {question !== undefined && (
          <ConfirmDialog request={question.request} onAnswer={question.answer} />
        )}
      </Suspense>
    </ConfirmContext>
  )
}

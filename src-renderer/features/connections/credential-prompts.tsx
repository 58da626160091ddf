import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { CredentialPrompt, PromptAnswer } from '#contract'
import { useFeed } from '../../api/use-feed.ts'
import { useOperation } from '../../api/use-operation.ts'
import { CodePrompt } from './code-prompt.tsx'
import { EndedPrompt } from './ended-prompt.tsx'

/** What main waits for a person to say about credentials, one question at a time. */
export function CredentialPrompts() {
  const queries = useQueryClient()
  const [prompts, setPrompts] = useState<readonly CredentialPrompt[]>([])
  useFeed(
    'prompts.watch',
    {},
    {
      onItem: (item) => {
        setPrompts(item.prompts)
      },
    },
  )
  const { run } = useOperation('prompts.answer')
  const [prompt] = prompts
  if (prompt === undefined) return null
  const onAnswer = async (answer: PromptAnswer): Promise<void> => {
    await run({ promptId: prompt.id, answer })
    // What failed for want of credentials is asked again; what did not is only as old as before.
    if (answer.kind === 'again') {
      await queries.invalidateQueries({ queryKey: [prompt.connectionId] })
    }
  }
  return prompt.kind === 'code' ? (
    <CodePrompt key={prompt.id} prompt={prompt} onAnswer={onAnswer} />
  ) : (
    <EndedPrompt key={prompt.id} prompt={prompt} onAnswer={onAnswer} />
  )
}

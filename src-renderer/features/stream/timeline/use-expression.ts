import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ExpressionTrouble } from '#contract'
import { read } from '../../../api/read.ts'

/** An expression is judged once nobody types; each would look through everything again. */
const TYPING_MS = 400

/** What is typed, once it is known to be JSONata, and else why it is not. Until then nothing is filtered by it. */
export function useExpression(typed: string): {
  expression: string
  trouble: ExpressionTrouble | undefined
} {
  const [settled] = useDebouncedValue(typed.trim(), TYPING_MS)
  const { data } = useQuery({
    ...read('expressions.check', { expression: settled }),
    enabled: settled !== '',
    staleTime: Infinity,
  })
  const trouble = settled === '' ? undefined : data?.trouble
  const isGood = settled !== '' && data !== undefined && trouble === undefined
  return { expression: isGood ? settled : '', trouble }
}

import { useTranslation } from 'react-i18next'
import { deliveryLimits, findDeliveryProblems } from '#contract'
import type { DeliveryProblem } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'

/** What SNS would refuse about a delivery policy, in words. */
export function useDeliveryProblemWords(): (problem: DeliveryProblem) => string {
  const { t } = useTranslation(['topic-manage', 'editing'])
  const format = useFormat()
  return ({ field, problem }) => {
    if (field === 'delays' || field === 'phases' || field === 'total')
      return t(`delivery.problem.${field}`, { max: format.number(deliveryLimits.totalSeconds) })
    return t('delivery.problem.field', {
      field: t(`delivery.${field}`),
      problem: t(`editing:problem.${problem}`),
    })
  }
}

/** The first thing that is wrong with the text. */
export function useDeliveryProblem(): (text: string) => string | undefined {
  const wordsOf = useDeliveryProblemWords()
  return (text) => {
    const [problem] = findDeliveryProblems(text)
    return problem === undefined ? undefined : wordsOf(problem)
  }
}

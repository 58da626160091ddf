import type { WiringProblem } from '#contract'
import { z } from '#contract/z'

/** What the rules need of a queue: its ARN, and which sources it lets name it. */
export interface WiringEnd {
  arn: string
  /** `RedriveAllowPolicy` as SQS gave it; absent or empty allows all. */
  allowPolicy?: string | undefined
}

const allowPolicySchema = z.object({
  redrivePermission: z.enum(['allowAll', 'denyAll', 'byQueue']),
  sourceQueueArns: z.array(z.string()).optional(),
})

/** A policy that cannot be read allows: SQS is the one to refuse, and emulators hold any text here. */
export function allowsSource(allowPolicy: string | undefined, sourceArn: string): boolean {
  if (allowPolicy === undefined || allowPolicy === '') return true
  try {
    const { redrivePermission, sourceQueueArns = [] } = allowPolicySchema.parse(
      JSON.parse(allowPolicy),
    )
    if (redrivePermission === 'byQueue') return sourceQueueArns.includes(sourceArn)
    return redrivePermission === 'allowAll'
  } catch {
    return true // see above
  }
}

/** `arn:partition:sqs:region:account:name` */
function partsOf(arn: string): { region: string; account: string; isFifo: boolean } {
  const [, , , region = '', account = ''] = arn.split(':')
  return { region, account, isFifo: arn.endsWith('.fifo') }
}

/** Why the one cannot be the dead-letter queue of the other. Source: SQS Developer Guide, dead-letter queues. */
export function wiringProblems(source: WiringEnd, deadLetter: WiringEnd): WiringProblem[] {
  const [from, to] = [partsOf(source.arn), partsOf(deadLetter.arn)]
  const found: [WiringProblem, boolean][] = [
    ['itself', source.arn === deadLetter.arn],
    ['other-type', from.isFifo !== to.isFifo],
    ['other-region', from.region !== to.region],
    ['other-account', from.account !== to.account],
    ['not-allowed', !allowsSource(deadLetter.allowPolicy, source.arn)],
  ]
  return found.flatMap(([problem, isSo]) => (isSo ? [problem] : []))
}

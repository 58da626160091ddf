import type { Session } from '../connections/session.ts'
import { resolveQueueAddress } from './queue-address.ts'
import { setAttributes } from './queue-attributes.ts'
import type { AttributeParts } from './queue-attributes.ts'

/** What subscriptions of topics need of SQS, joined to them by compose. */
export function queueAccess({ reader, clock }: Omit<AttributeParts, 'session'>) {
  return {
    readPolicy: async (session: Session, queueArn: string): Promise<string> => {
      const queueUrl = await resolveQueueAddress(session, queueArn)
      // The ARN as well: a question about attributes that are all unset has no answer at all.
      const { Policy = '' } = await reader.readAttributes(session, queueUrl, ['QueueArn', 'Policy'])
      return Policy
    },
    setPolicy: async (
      session: Session,
      queueArn: string,
      { policy, expected }: { policy: string; expected: string },
    ) => {
      const queueUrl = await resolveQueueAddress(session, queueArn)
      const { requestId, pending } = await setAttributes(
        { session, reader, clock },
        {
          queueUrl,
          changes: { Policy: policy },
          expected: { Policy: expected },
          mayShortenRetention: false,
        },
      )
      return { requestId, isPending: pending.length > 0 }
    },
  }
}

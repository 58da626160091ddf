import type { ParsedInput } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { isSameJson } from '../lib/same-json.ts'
import { findRepair, judgeAdmission } from './queue-admission.ts'

/** What subscriptions need of SQS. Filled by compose: topics know nothing of queues. */
export interface QueueAccess {
  /** The access policy, empty where there is none. @throws not-found, access-denied, invalid-input `other-region` */
  readPolicy(session: Session, queueArn: string): Promise<string>
  /** Once. @throws conflict when it is no longer what was expected */
  setPolicy(
    session: Session,
    queueArn: string,
    change: { policy: string; expected: string },
  ): Promise<{ requestId: string | undefined; isPending: boolean }>
}

type Wish = Pick<ParsedInput<'subscriptions.checkQueue'>, 'topicArn' | 'queueArn'>

/** Whether the queue lets the topic in, and what would make it so. */
export async function checkQueue(queues: QueueAccess, session: Session, wish: Wish) {
  const policy = await queues.readPolicy(session, wish.queueArn)
  const repaired = findRepair(policy, wish)
  return {
    ...judgeAdmission(policy, wish),
    policy,
    ...(repaired === undefined ? {} : { repaired }),
  }
}

/**
 * Adds the statement that lets the topic in to the policy that the user saw.
 * @throws conflict when it changed meanwhile or when a statement would not help; nothing is sent then
 */
export async function admitTopic(
  queues: QueueAccess,
  session: Session,
  wish: Wish & { expected: string },
) {
  const { policy: found, repaired, admission } = await checkQueue(queues, session, wish)
  if (!isSameJson(found, wish.expected)) {
    throw new AppError('conflict', 'the policy of the queue changed meanwhile', {
      params: { reason: 'changed-meanwhile', attribute: 'Policy', found: found.slice(0, 500) },
    })
  }
  if (repaired === undefined) {
    throw new AppError('conflict', `no statement would help: ${admission}`, {
      params: { reason: 'not-admitted', admission },
    })
  }
  return queues.setPolicy(session, wish.queueArn, { policy: repaired, expected: found })
}

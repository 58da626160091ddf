import {
  ConfirmSubscriptionCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns'
import { subscriptionArnSchema } from '#contract'
import type { ParsedInput, SubscriptionArn } from '#contract'
import { z } from '#contract/z'
import type { Session } from '../connections/session.ts'
import { AppError, toAppError } from '../lib/app-error.ts'
import { snsClient, snsFacts } from './sns.ts'
import { checkFilter } from './subscription-attributes.ts'
import type { TopicReader } from './topic-reader.ts'

type Wanted = Pick<
  ParsedInput<'subscriptions.create'>,
  'topicArn' | 'protocol' | 'endpoint' | 'attributes'
>

interface SubscriberParts {
  session: Session
  reader: TopicReader
}

/** Pages of 100 that are looked through for the endpoint. */
const MAX_PAGES = 20

async function isListed({ session, reader }: SubscriberParts, wanted: Wanted): Promise<boolean> {
  const { topicArn, protocol, endpoint } = wanted
  let token: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await reader.listSubscriptions(session, { topicArn, token })
    const isThere = answer.subscriptions.some(
      (each) =>
        each.state === 'confirmed' && each.protocol === protocol && each.endpoint === endpoint,
    )
    if (isThere) return true
    if (answer.nextToken === undefined) return false
    token = answer.nextToken
  }
  return false
}

/** Subscribe answers for what is subscribed as if it had done it, and sets nothing. Weir says so where it may look. */
async function checkFree(parts: SubscriberParts, wanted: Wanted): Promise<void> {
  const isTaken = await isListed(parts, wanted).catch((thrown: unknown) => {
    if (toAppError(thrown).code === 'access-denied') return false
    throw thrown
  })
  if (!isTaken) return
  throw new AppError('conflict', `${wanted.endpoint} is subscribed`, {
    params: { reason: 'subscribed', endpoint: wanted.endpoint },
  })
}

function attributesOf({ attributes }: Wanted): Record<string, string> {
  const set = Object.entries(attributes).filter(([, value]) => value !== '')
  return Object.fromEntries(set)
}

/** Subscribes, once. The answer has no ARN while the endpoint has to confirm. */
export async function subscribe(parts: SubscriberParts, wanted: Wanted) {
  const { attributes } = wanted
  checkFilter(attributes.FilterPolicy, attributes.FilterPolicyScope)
  await checkFree(parts, wanted)
  const { session } = parts
  const command = new SubscribeCommand({
    TopicArn: wanted.topicArn,
    Protocol: wanted.protocol,
    Endpoint: wanted.endpoint,
    Attributes: attributesOf(wanted),
    // Without it SNS says `pending confirmation` in the place of the ARN, and with it an ARN that is not yet one.
    ReturnSubscriptionArn: false,
  })
  const client = snsClient(session, 'change')
  return session.call(snsFacts('Subscribe', 'change'), async () => {
    const answer = await client.send(command)
    // Read inside the call: an answer without any text here is a damaged one, and the subscription may be there.
    const arnOrWords = z.string().min(1).parse(answer.SubscriptionArn)
    return {
      subscriptionArn: subscriptionArnSchema.safeParse(arnOrWords).data,
      requestId: answer.$metadata.requestId,
    }
  })
}

type Confirming = Pick<
  ParsedInput<'subscriptions.confirm'>,
  'topicArn' | 'token' | 'authenticateOnUnsubscribe'
>

export async function confirmSubscription(
  session: Session,
  { topicArn, token, authenticateOnUnsubscribe }: Confirming,
) {
  const command = new ConfirmSubscriptionCommand({
    TopicArn: topicArn,
    Token: token,
    ...(authenticateOnUnsubscribe === true && { AuthenticateOnUnsubscribe: 'true' }),
  })
  const client = snsClient(session, 'change')
  return session.call(snsFacts('ConfirmSubscription', 'change'), async () => {
    const answer = await client.send(command)
    return {
      subscriptionArn: subscriptionArnSchema.parse(answer.SubscriptionArn),
      requestId: answer.$metadata.requestId,
    }
  })
}

/** Ends a subscription, once. */
export async function endSubscription(session: Session, subscriptionArn: SubscriptionArn) {
  const command = new UnsubscribeCommand({ SubscriptionArn: subscriptionArn })
  const client = snsClient(session, 'change')
  const answer = await session.call(snsFacts('Unsubscribe', 'change'), () => client.send(command))
  return answer.$metadata.requestId
}

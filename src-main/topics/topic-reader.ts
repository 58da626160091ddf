import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
} from '@aws-sdk/client-sns'
import type { ListSubscriptionsByTopicResponse, SNSClient } from '@aws-sdk/client-sns'
import { isAws } from '#contract'
import type {
  Subscription,
  SubscriptionArn,
  SubscriptionDetail,
  Topic,
  TopicArn,
  TopicDetail,
} from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import { RateGate } from '../polling/rate-gate.ts'
import { snsClient, snsFacts } from './sns.ts'
import { toSubscription, toSubscriptionDetail } from './subscription-mapping.ts'
import { toTopic, toTopicDetail } from './topic-mapping.ts'

/**
 * SNS's lists and reads of attributes are throttled at 30 a second for the account ([sdk] ListSubscriptions; others are
 * seen to be alike), and others need some of them: never more than 30 go out in any one second, 20 in the long run.
 */
const snsReadRate = { perSecond: 20, burst: 10 }

export interface TopicPage {
  topics: Topic[]
  nextToken: string | undefined
}

export interface SubscriptionPage {
  subscriptions: Subscription[]
  nextToken: string | undefined
}

interface PageOf {
  topicArn?: TopicArn | undefined
  token?: string | undefined
  signal?: AbortSignal
}

/** SNS ends its lists without a token, some emulators with an empty one. */
function tokenOf({ NextToken }: { NextToken?: string | undefined }): string | undefined {
  return NextToken === '' ? undefined : NextToken
}

function ended(): AppError {
  return new AppError('cancelled', 'nobody waits for this any more', { retryable: true })
}

/** Reads topics and subscriptions; makes no call that changes anything. */
export class TopicReader {
  readonly #clock: Clock
  readonly #gates = new WeakMap<Session, RateGate>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Up to 100 topics, and the token of the next page where there is one. */
  async listPage(session: Session, { token, signal }: PageOf): Promise<TopicPage> {
    const page = await this.#read(session, 'ListTopics', {
      signal,
      run: (client) => client.send(new ListTopicsCommand({ NextToken: token })),
    })
    const arns = (page.Topics ?? []).flatMap(({ TopicArn }) => TopicArn ?? [])
    return { topics: arns.map(toTopic), nextToken: tokenOf(page) }
  }

  /** Up to 100 subscriptions, of one topic or of all, and the token of the next page where there is one. */
  async listSubscriptions(
    session: Session,
    { topicArn: TopicArn, token: NextToken, signal }: PageOf,
  ): Promise<SubscriptionPage> {
    const ofAll = TopicArn === undefined
    const action = ofAll ? 'ListSubscriptions' : 'ListSubscriptionsByTopic'
    const page = await this.#read<ListSubscriptionsByTopicResponse>(session, action, {
      signal,
      run: (client) =>
        ofAll
          ? client.send(new ListSubscriptionsCommand({ NextToken }))
          : client.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken })),
    })
    return {
      subscriptions: (page.Subscriptions ?? []).map(toSubscription),
      nextToken: tokenOf(page),
    }
  }

  /** @throws not-found when the topic was deleted */
  async describe(session: Session, topicArn: TopicArn, signal?: AbortSignal): Promise<TopicDetail> {
    const attributes = await this.readAttributes(session, topicArn, signal)
    return toTopicDetail(topicArn, attributes, this.#clock.now())
  }

  /** Attributes as SNS spells them. @throws not-found when the topic was deleted */
  async readAttributes(
    session: Session,
    topicArn: TopicArn,
    signal?: AbortSignal,
  ): Promise<Readonly<Record<string, string>>> {
    const { Attributes = {} } = await this.#read(session, 'GetTopicAttributes', {
      signal,
      run: (client) => client.send(new GetTopicAttributesCommand({ TopicArn: topicArn })),
    })
    return Attributes
  }

  /** @throws not-found when the subscription was removed */
  async describeSubscription(
    session: Session,
    subscriptionArn: SubscriptionArn,
    signal?: AbortSignal,
  ): Promise<SubscriptionDetail> {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn })
    const { Attributes = {} } = await this.#read(session, 'GetSubscriptionAttributes', {
      signal,
      run: (client) => client.send(command),
    })
    return toSubscriptionDetail(subscriptionArn, Attributes, this.#clock.now())
  }

  async #read<T>(
    session: Session,
    action: string,
    { signal, run }: { signal: AbortSignal | undefined; run: (client: SNSClient) => Promise<T> },
  ): Promise<T> {
    await this.#gateOf(session)?.pass(signal)
    if (signal?.aborted === true) throw ended()
    return session.call(snsFacts(action, 'read'), () => run(snsClient(session, 'read')))
  }

  /** Emulators throttle nobody. */
  #gateOf(session: Session): RateGate | undefined {
    if (!isAws(session.connection.target)) return undefined
    const gate = this.#gates.get(session) ?? new RateGate(this.#clock, snsReadRate)
    this.#gates.set(session, gate)
    return gate
  }
}

/** How a pending subscription is confirmed: by the token that SNS sent to its endpoint. */
import { z } from './z.ts'

export const TOKEN_MAX = 2_048

export type TokenProblem = 'empty' | 'no-token' | 'other-topic'
export type FoundToken = { token: string } | { problem: TokenProblem }

/** What a confirm URL and a `SubscriptionConfirmation` message both say, each in its own form. */
interface Named {
  token: string | undefined
  topicArn: string | undefined
}

/** An http(s) endpoint and a queue get it as JSON. Source: SNS Developer Guide, SubscriptionConfirmation format. */
const messageSchema = z.object({ Token: z.string(), TopicArn: z.string().optional() })

function readMessage(text: string): Named {
  try {
    const { data } = messageSchema.safeParse(JSON.parse(text))
    return { token: data?.Token, topicArn: data?.TopicArn }
  } catch {
    return { token: undefined, topicArn: undefined } // text that is no JSON names none
  }
}

function findParameter(url: string, name: string): string | undefined {
  const found = new RegExp(`[?&]${name}=([^&#]*)`).exec(url)?.[1]
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    return found // a stray % stands for itself
  }
}

/** The address is taken apart and never asked. */
function readUrl(text: string): Named {
  return { token: findParameter(text, 'Token'), topicArn: findParameter(text, 'TopicArn') }
}

function readNamed(text: string): Named {
  if (text.startsWith('{')) return readMessage(text)
  return /^https?:/i.test(text) ? readUrl(text) : { token: text, topicArn: undefined }
}

/** The token in what was pasted: the token itself, the confirm URL, or the whole message that asks for it. */
export function findToken(pasted: string, topicArn: string): FoundToken {
  const text = pasted.trim()
  if (text === '') return { problem: 'empty' }
  const named = readNamed(text)
  const token = named.token?.trim() ?? ''
  if (token === '' || token.length > TOKEN_MAX || /\s/.test(token)) return { problem: 'no-token' }
  const isOther = named.topicArn !== undefined && named.topicArn !== topicArn
  return isOther ? { problem: 'other-topic' } : { token }
}

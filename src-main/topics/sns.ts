import { SNSClient } from '@aws-sdk/client-sns'
import { watchRequests } from '../connections/request-watch.ts'
import type { CallPurpose, Session } from '../connections/session.ts'
import { snsErrors } from './sns-errors.ts'

/** The SNS client of a session: one that may retry for reads, one that never does for changes. */
export function snsClient(session: Session, purpose: CallPurpose): SNSClient {
  return session.client('sns', purpose, (settings) =>
    watchRequests(new SNSClient(settings), 'sns', session),
  )
}

/** Facts of an SNS call for its error. IAM has no batch actions: the single one covers them. */
export function snsFacts(action: string, purpose: CallPurpose) {
  const iamAction = `sns:${action.replace(/Batch$/, '')}`
  return { action, iamAction, changes: purpose === 'change', table: snsErrors }
}

import { SQSClient } from '@aws-sdk/client-sqs'
import { watchRequests } from '../connections/request-watch.ts'
import type { CallPurpose, Session } from '../connections/session.ts'
import { sqsErrors } from './sqs-errors.ts'

/** The SQS client of a session: one that may retry for reads, one that never does for looks and changes. */
export function sqsClient(session: Session, purpose: CallPurpose): SQSClient {
  return session.client('sqs', purpose, (settings) => {
    // The host in a queue URL is the emulator's opinion of its own name and often does not resolve.
    const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false })
    return watchRequests(client, 'sqs', session)
  })
}

/**
 * Receives: never tried again, and without the SDK's own check, which throws all ten messages away, handles and all,
 * when the checksum of one does not fit. `message-mapping.ts` checks each by itself.
 */
export function receiveClient(session: Session): SQSClient {
  return session.client('sqs receive', 'change', (settings) => {
    const client = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false, md5: false })
    return watchRequests(client, 'sqs', session)
  })
}

/** Facts of an SQS call for its error. IAM has no batch actions: the single one covers them. */
export function sqsFacts(action: string, purpose: CallPurpose) {
  const iamAction = `sqs:${action.replace(/Batch$/, '')}`
  return { action, iamAction, changes: purpose === 'change', table: sqsErrors }
}

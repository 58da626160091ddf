import type { QueueAttributeName } from '@aws-sdk/client-sqs'

/** What Weir reads of each queue for its list; the bare loops read the same. */
export const readAttributes: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'RedrivePolicy',
]

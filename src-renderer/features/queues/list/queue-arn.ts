const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
] as const

/** The ARN that a queue's URL and region stand for; emulators use the account in the URL as well. */
export function queueArn(queueUrl: string, region: string): string {
  const [account = '', name = ''] = queueUrl.split('/').slice(-2)
  const special = partitions.find(([prefix]) => region.startsWith(prefix))
  return `arn:${special?.[1] ?? 'aws'}:sqs:${region}:${account}:${name}`
}

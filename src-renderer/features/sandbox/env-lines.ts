import type { SandboxState } from '#contract'

/**
 * What the AWS SDKs and the CLI read. The service's own variable, so that code which also calls other services still
 * finds those. Any key is accepted; without one an SDK would look for real ones.
 */
export function envLines({ sqsEndpoint, kinesisEndpoint }: SandboxState): string[] {
  return [
    ...(sqsEndpoint === undefined ? [] : [`export AWS_ENDPOINT_URL_SQS=${sqsEndpoint}`]),
    ...(kinesisEndpoint === undefined
      ? []
      : [`export AWS_ENDPOINT_URL_KINESIS=${kinesisEndpoint}`]),
    'export AWS_REGION=us-east-1',
    'export AWS_ACCESS_KEY_ID=sandbox',
    'export AWS_SECRET_ACCESS_KEY=sandbox',
  ]
}

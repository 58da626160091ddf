import {
  DecreaseStreamRetentionPeriodCommand,
  IncreaseStreamRetentionPeriodCommand,
} from '@aws-sdk/client-kinesis'
import { AppError } from '../../lib/app-error.ts'
import { streamParams } from '../kinesis.ts'
import { changeOnce, describeIdle, refuse } from './stream-change.ts'
import type { ChangeParts } from './stream-change.ts'

interface Retention {
  hours: number
  expectedHours: number
}

async function checkUnchanged(parts: ChangeParts, { expectedHours }: Retention): Promise<void> {
  const { retentionHours } = await describeIdle(parts)
  if (retentionHours === expectedHours) return
  throw refuse('changed-meanwhile', {
    attribute: 'RetentionPeriodHours',
    found: String(retentionHours),
  })
}

function wrongWay(): AppError {
  return new AppError('invalid-input', 'the other way', { params: { field: 'hours' } })
}

/** Keeps records for longer. @throws conflict when it is not what the user saw */
export async function lengthenRetention(
  parts: ChangeParts,
  wanted: Retention,
): Promise<string | undefined> {
  if (wanted.hours <= wanted.expectedHours) throw wrongWay()
  await checkUnchanged(parts, wanted)
  const command = new IncreaseStreamRetentionPeriodCommand({
    ...streamParams(parts.session, parts.streamArn),
    RetentionPeriodHours: wanted.hours,
  })
  const action = 'IncreaseStreamRetentionPeriod'
  return changeOnce(parts.session, action, (client) => client.send(command))
}

/** Keeps records for less time: what is older is lost. @throws conflict when it is not what the user saw */
export async function shortenRetention(
  parts: ChangeParts,
  wanted: Retention,
): Promise<string | undefined> {
  if (wanted.hours >= wanted.expectedHours) throw wrongWay()
  await checkUnchanged(parts, wanted)
  const command = new DecreaseStreamRetentionPeriodCommand({
    ...streamParams(parts.session, parts.streamArn),
    RetentionPeriodHours: wanted.hours,
  })
  const action = 'DecreaseStreamRetentionPeriod'
  return changeOnce(parts.session, action, (client) => client.send(command))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRepair, judgeAdmission } from './queue-admission.ts'

const topicArn = 'arn:aws:sns:eu-west-1:123456789012:orders'
const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:billing'
const delivery = { topicArn, queueArn }
const allow = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queueArn,
  Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
}
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const judge = (...statements: object[]) =>
  judgeAdmission(policyOf(...statements), delivery).admission

describe('judgeAdmission', () => {
  it.each([
    ['the usual one', allow],
    ['a single statement of everybody', { ...allow, Principal: '*' }],
    ['everybody as AWS', { ...allow, Principal: { AWS: '*' } }],
    ['lists', { ...allow, Principal: { Service: ['s3.amazonaws.com', 'sns.amazonaws.com'] } }],
    ['an older spelling of the action', { ...allow, Action: ['SQS:SendMessage'] }],
    ['every action', { ...allow, Action: 'sqs:*' }],
    ['every resource', { ...allow, Resource: '*' }],
    ['a pattern of queues', { ...allow, Resource: 'arn:aws:sqs:*:123456789012:bill*' }],
    ['no condition', { ...allow, Condition: undefined }],
    ['what it does not forbid', { ...allow, Action: undefined, NotAction: 'sqs:PurgeQueue' }],
  ])('lets in by %s', (_, statement) => {
    expect(judge(statement)).toBe('admits')
  })

  it.each([
    ['another principal', { ...allow, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }],
    ['another service', { ...allow, Principal: { Service: 's3.amazonaws.com' } }],
    ['another action', { ...allow, Action: 'sqs:ReceiveMessage' }],
    ['another queue', { ...allow, Resource: `${queueArn}-2` }],
    ['no resource', { ...allow, Resource: undefined }],
    ['everybody but SNS', { ...allow, Principal: undefined, NotPrincipal: allow.Principal }],
  ])('says that nothing lets it in by %s', (_, statement) => {
    expect(judge(statement)).toBe('silent')
  })

  it.each([
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } }, 'admits'],
    [{ ArnEquals: { 'AWS:SourceArn': ['arn:aws:sns:*:*:others', topicArn] } }, 'admits'],
    [{ StringEquals: { 'aws:SourceAccount': '123456789012' } }, 'admits'],
    [{ StringLike: { 'aws:SourceArn': 'arn:aws:sns:*orders' } }, 'admits'],
    [{ Bool: { 'aws:SecureTransport': true } }, 'admits'],
    [{ 'ForAnyValue:ArnLikeIfExists': { 'aws:SourceArn': topicArn } }, 'admits'],
    [{ ArnNotEquals: { 'aws:SourceArn': topicArn } }, 'silent'],
    [{ StringEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } }, 'silent'],
    // A star does not reach over a colon of an ARN.
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:*orders' } }, 'silent'],
    [{ ...allow.Condition, StringEquals: { 'aws:SourceAccount': '1' } }, 'silent'],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'depends'],
    [{ DateLessThan: { 'aws:CurrentTime': '2030-01-01' } }, 'depends'],
    ['no condition', 'depends'],
  ])('judges the condition %j: %s', (condition, admission) => {
    expect(judge({ ...allow, Condition: condition })).toBe(admission)
  })

  it('lets a refusal win, and says which statement it is', () => {
    const deny = { ...allow, Sid: 'NoTopics', Effect: 'Deny' }
    expect(judgeAdmission(policyOf(allow, deny), delivery)).toEqual({
      admission: 'denies',
      statement: 'NoTopics',
    })
    const insecure = { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
    expect(judge(allow, insecure)).toBe('admits')
    const maybe = { ...deny, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } }
    expect(judge(allow, maybe)).toBe('depends')
  })

  it.each(['{', '[]', '"text"', '{"Statement":"x"}', 'null'])('reads %s as no policy', (text) => {
    expect(judgeAdmission(text, delivery).admission).toBe('unreadable')
  })

  it('takes a policy of 256 KiB and of patterns that go back and forth', () => {
    const Resource = Array.from({ length: 2_000 }, () => `${'*a'.repeat(60)}b`)
    const beganMs = performance.now()
    expect(judge({ ...allow, Resource })).toBe('silent')
    expect(performance.now() - beganMs).toBeLessThan(1_000)
  })
})

describe('findRepair', () => {
  it('adds one statement and leaves the others as they are', () => {
    const other = { Sid: 'WeirTopicToQueue', Effect: 'Allow', Principal: '*', Action: 'sqs:*' }
    const repaired = findRepair(policyOf(other), delivery) ?? ''
    expect(JSON.parse(repaired)).toMatchObject({
      Statement: [other, { ...allow, Sid: 'WeirTopicToQueue2' }],
    })
  })

  it('makes a policy where there is none', () => {
    expect(judgeAdmission(findRepair('', delivery) ?? '', delivery).admission).toBe('admits')
  })

  it.each([
    ['it is let in already', policyOf(allow)],
    ['a statement refuses', policyOf({ ...allow, Effect: 'Deny' })],
    ['the text is no policy', '{'],
    [
      'it would be longer than SQS takes',
      policyOf({ ...allow, Sid: 'x'.repeat(8_000), Action: 'sqs:x' }),
    ],
  ])('offers nothing where %s', (_, policy) => {
    expect(findRepair(policy, delivery)).toBeUndefined()
  })

  it('never throws, and a repair always helps', () => {
    const statement = fc.record(
      {
        Sid: fc.string(),
        Effect: fc.constantFrom('Allow', 'Deny', 'allow'),
        Principal: fc.oneof(fc.constant('*'), fc.jsonValue()),
        Action: fc.oneof(fc.constant('sqs:*'), fc.jsonValue()),
        Resource: fc.oneof(fc.constant('*'), fc.jsonValue()),
        Condition: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.array(statement), fc.jsonValue()), (Statement) => {
        const repaired = findRepair(JSON.stringify({ Statement }), delivery)
        if (repaired !== undefined) {
          expect(judgeAdmission(repaired, delivery).admission).toBe('admits')
        }
      }),
    )
  })
})

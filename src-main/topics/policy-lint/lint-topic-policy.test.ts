import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintTopicPolicy } from './lint-topic-policy.ts'

const topicArn = 'arn:aws:sns:eu-west-1:123456789012:orders'
const other = '999999999999'
const own = {
  Sid: 'own',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: ['sns:Publish', 'sns:Subscribe'],
  Resource: topicArn,
}
const s3 = { ...own, Principal: { Service: 's3.amazonaws.com' } }
const everyone = { ...own, Principal: '*' }
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const lint = (...statements: object[]) =>
  lintTopicPolicy({ topicArn, policy: policyOf(...statements) })
const rulesOf = (...statements: object[]) => lint(...statements).findings.map(({ rule }) => rule)
const when = (Condition: unknown) => ({ ...everyone, Condition })

describe('what is doubtful about a topic’s access policy', () => {
  it.each([
    ['this account', own],
    // As SNS writes it for every new topic.
    ['everybody of this account', when({ StringEquals: { 'AWS:SourceOwner': '123456789012' } })],
    ['an organisation', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    ['a bucket', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::photos' } })],
    ['a network', when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    [
      'a service for this account',
      { ...s3, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
    ],
    [
      'a refusal of what is not TLS',
      { ...when({ Bool: { 'aws:SecureTransport': false } }), Effect: 'Deny' },
    ],
    ['another spelling of an action', { ...own, Action: 'SNS:PUBLISH' }],
  ])('nothing about one for %s', (_, statement) => {
    expect(rulesOf(statement)).toEqual([])
  })

  it.each([
    ['open', everyone],
    ['open', { ...everyone, Principal: { AWS: ['*'] } }],
    ['open-but-for', when({ Bool: { 'aws:SecureTransport': 'true' } })],
    ['open-but-for', when({ StringEquals: { 'sns:Protocol': 'https' } })],
    // Met by a request that does not carry the key at all.
    ['open-but-for', when({ StringEqualsIfExists: { 'aws:SourceAccount': '123456789012' } })],
    ['open-but-for', when({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } })],
    ['open-but-for', when({ StringNotEquals: { 'aws:SourceAccount': other } })],
    ['open-but-for', when({ StringLike: { 'aws:SourceArn': '*' } })],
    ['open-but-for', when({ ArnLike: { 'aws:SourceArn': ['arn:aws:sns:*:*:*', topicArn] } })],
    ['open-but-for', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
    ['service-unconfined', s3],
    ['service-unconfined', { ...s3, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['denies-everyone', { ...everyone, Effect: 'Deny' }],
    ['all-but-principal', { ...own, Principal: undefined, NotPrincipal: own.Principal }],
    ['all-but-action', { ...own, Action: undefined, NotAction: 'sns:DeleteTopic' }],
    ['wildcard-action', { ...own, Action: 'sns:*' }],
    ['wildcard-action', { ...own, Action: '*' }],
    ['never-resource', { ...own, Resource: `${topicArn}-2` }],
    // What never applies is not open, either.
    ['never-resource', { ...everyone, Resource: `${topicArn}-2` }],
    ['never-resource', { ...own, Resource: undefined }],
    ['never-action', { ...own, Action: 'sqs:SendMessage' }],
    ['never-action', { ...own, Action: undefined }],
    ['unknown-action', { ...own, Action: ['sns:Publish', 'sns:Receive'] }],
    ['many-resources', { ...own, Resource: [topicArn, `${topicArn}-2`] }],
    ['no-principal', { ...own, Principal: undefined }],
    ['no-principal', { ...own, Principal: {} }],
    ['no-effect', { ...own, Effect: 'allow' }],
    ['other-account', { ...own, Principal: { AWS: other } }],
    ['other-account', { ...own, Principal: { AWS: `arn:aws:iam::${other}:role/publisher` } }],
    ['other-account', when({ StringEquals: { 'aws:SourceAccount': other } })],
  ])('%s', (rule, statement) => {
    expect(rulesOf(statement)).toEqual([rule])
  })

  it('what only the whole shows', () => {
    expect(rulesOf(own, own)).toEqual(['sid-twice'])
    const many = Array.from({ length: 101 }, (_, index) => ({ ...own, Sid: String(index) }))
    expect(rulesOf(...many)).toEqual(['too-many-statements'])
  })

  it('with the worst first, the statement and a page of AWS’s', () => {
    const { findings } = lint({ ...own, Principal: { AWS: other } }, { ...everyone, Sid: 'wide' })
    expect(findings).toMatchObject([
      { rule: 'open', severity: 'attention', statement: 'wide' },
      { rule: 'other-account', severity: 'note', statement: 'own', params: { accounts: other } },
    ])
    for (const { source } of findings) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//)
  })
})

describe('who may, by a topic’s access policy', () => {
  it('publishes and subscribes, and how far that reaches', () => {
    const confined = { ...s3, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::photos' } } }
    const { publish, subscribe } = lint(
      own,
      { ...confined, Action: 'sns:Publish' },
      { ...everyone, Effect: 'Deny', Action: 'sns:Subscribe', Sid: undefined },
      { ...own, Resource: 'arn:aws:sns:eu-west-1:123456789012:others', Action: 'sns:*' },
    )
    expect(publish).toEqual([
      {
        effect: 'allow',
        statement: 'own',
        who: { kind: 'account', value: '123456789012' },
        conditions: [],
        reach: 'own',
      },
      {
        effect: 'allow',
        statement: 'own',
        who: { kind: 'service', value: 's3.amazonaws.com' },
        conditions: ['aws:SourceArn ArnLike arn:aws:s3:::photos'],
        reach: 'confined',
      },
    ])
    expect(subscribe.map(({ effect, statement, who }) => [effect, statement, who.kind])).toEqual([
      ['allow', 'own', 'account'],
      ['deny', '3', 'everyone'],
    ])
  })

  it.each(['{', '[]', 'null', '{"Statement":1}', '{"Statement":[1]}'])(
    '%s cannot be read',
    (policy) => {
      expect(lintTopicPolicy({ topicArn, policy }).state).toBe('unreadable')
    },
  )

  it('is nobody by no policy', () => {
    expect(lintTopicPolicy({ topicArn, policy: ' ' })).toMatchObject({ state: 'read', publish: [] })
  })
})

it('takes whatever is JSON without falling over', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
      const wild = { ...own, Principal: one, Action: two, Resource: one, Condition: two }
      const { findings, publish } = lint(own, wild, { Condition: { StringEquals: one } })
      return findings.length <= 200 && publish.length <= 200
    }),
  )
})

it('reads a policy of 256 KiB in less than a second, and shows the first of many', () => {
  const Statement = Array.from({ length: 2_500 }, () => ({
    Effect: 'Allow',
    Action: 'sns:*'.repeat(8),
  }))
  const began = performance.now()
  expect(lint(...Statement).findings).toHaveLength(200)
  expect(performance.now() - began).toBeLessThan(1_000)
})

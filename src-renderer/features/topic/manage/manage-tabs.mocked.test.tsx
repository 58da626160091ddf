import type { ReactElement } from 'react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection, GuardLevel, TopicArn } from '#contract'
import { call } from '../../../api/client.ts'
import { ConfirmContext } from '../../../api/confirm.ts'
import type { ConfirmRequest } from '../../../api/confirm.ts'
import { createQueryClient } from '../../../api/query-client.ts'
import { WeirError } from '../../../api/weir-error.ts'
import { startI18n } from '../../../lib/i18n.ts'
import { topicFacts } from '../topic-facts.ts'
import type { TopicFacts } from '../topic-facts.ts'
import { AttributesTab } from './attributes-tab.tsx'
import { PolicyTab } from './policy-tab.tsx'
import { TagsTab } from './tags-tab.tsx'

startI18n('en')
vi.mock(import('../../../api/client.ts'))
// The editor needs a layout, which jsdom has not.
vi.mock('../../../ui/code-view.tsx', () => ({
  CodeView: ({ text, label, onChange }: CodeViewProps): ReactElement => (
    <textarea
      aria-label={label}
      value={text}
      readOnly={onChange === undefined}
      onChange={(event) => onChange?.(event.currentTarget.value)}
    />
  ),
}))
interface CodeViewProps {
  text: string
  label: string
  onChange?: (text: string) => void
}

const arn = 'arn:aws:sns:us-east-1:000000000000:orders'

function factsAt(guard: GuardLevel, suffix: '' | '.fifo' = ''): TopicFacts {
  const connection: Connection = {
    // Branded by the contract; here it only has to be a string.
    id: 'c' as Connection['id'],
    name: 'prod-eu',
    target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
    region: 'us-east-1',
    environment: 'production',
    guard,
  }
  const topicArn = `${arn}${suffix}` as TopicArn // the brand is main's to give
  return topicFacts({ connection, topicArn, detail: undefined, isGone: false })
}

type Answers = Partial<Record<string, unknown>>

/** What main answers, by operation; an error is thrown. */
function answer(answers: Answers): void {
  vi.mocked(call).mockImplementation((name) => {
    const given = answers[name]
    // What each operation answers is the test's own business.
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given as never)
  })
}

function show(element: ReactElement): ConfirmRequest[] {
  const asked: ConfirmRequest[] = []
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext
          value={(request) => {
            asked.push(request)
            return Promise.resolve({})
          }}
        >
          {element}
        </ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return asked
}

function failure(code: 'access-denied' | 'invalid-input' | 'guarded' | 'timed-out', more: object) {
  return new WeirError(code, { params: {}, retryable: false, effectUnknown: false, ...more })
}

const inputOf = (name: string): unknown =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .at(-1)?.[1]

const type = (name: string, value: string): void => {
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })
}
const save = async (name: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name }))
}
const statement = { Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: arn }
const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })

beforeEach(() => {
  vi.mocked(call).mockReset()
})

describe('the attributes of a topic', () => {
  it('say what was set, what failed and what was not tried, and keep the rest of the draft', async () => {
    const value = { code: 'invalid-input', params: {}, retryable: false, effectUnknown: false }
    answer({
      'topics.attributes': { attributes: { DisplayName: 'Old' } },
      'topics.setAttributes': { set: ['DisplayName'], pending: [], failure: value },
    })
    show(<AttributesTab facts={factsAt('open')} />)
    await screen.findByRole('textbox', { name: 'DisplayName' })
    type('DisplayName', 'Two words')
    type('MaximumMessageSize', '2048')
    type('KmsMasterKeyId', 'alias/k')
    await save('Save 3 attributes')
    const words = await screen.findByText(/Set: DisplayName. MaximumMessageSize was not/)
    expect(words.textContent).toContain('not tried: KmsMasterKeyId')
    const why = screen.getByRole('alert').textContent
    expect(why).toContain('this emulator does not take MaximumMessageSize')
    // It is no wrong value, so there is nothing to be corrected.
    expect(why).not.toContain('Correct the value')
    expect(inputOf('topics.setAttributes')).toMatchObject({
      changes: { DisplayName: 'Two words', MaximumMessageSize: '2048', KmsMasterKeyId: 'alias/k' },
      expected: { DisplayName: 'Old', MaximumMessageSize: '262144', KmsMasterKeyId: '' },
    })
    expect(screen.getByRole('button', { name: 'Save 2 attributes' })).toBeTruthy()
  })

  it('say that it is not known whether the one whose answer was lost was set', async () => {
    const lost = { code: 'timed-out', params: {}, retryable: false, effectUnknown: true }
    answer({
      'topics.attributes': { attributes: {} },
      'topics.setAttributes': { set: ['DisplayName'], pending: [], failure: lost },
    })
    show(<AttributesTab facts={factsAt('open')} />)
    await screen.findByRole('textbox', { name: 'DisplayName' })
    type('DisplayName', 'New')
    type('KmsMasterKeyId', 'alias/k')
    await save('Save 2 attributes')
    expect(await screen.findByText(/Whether KmsMasterKeyId was set is not known/)).toBeTruthy()
    const reads = () => vi.mocked(call).mock.calls.filter(([name]) => name === 'topics.attributes')
    const before = reads().length
    await save('Read again')
    await waitFor(() => {
      expect(reads().length).toBeGreaterThan(before)
    })
  })

  it('have their limits, and are not sent beyond them', async () => {
    answer({ 'topics.attributes': { attributes: {} } })
    show(<AttributesTab facts={factsAt('open', '.fifo')} />)
    await screen.findByRole('textbox', { name: 'ArchivePolicy' })
    type('ArchivePolicy', '366')
    type('MaximumMessageSize', '1023')
    expect(screen.getByText('Too large')).toBeTruthy()
    expect(screen.getByText('Too small')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save 2 attributes' })).toHaveProperty(
      'disabled',
      true,
    )
    type('ArchivePolicy', 'abc')
    expect(screen.getByDisplayValue('abc')).toBeTruthy()
    expect(screen.getByText('A whole number')).toBeTruthy()
    expect(screen.queryByText('TracingConfig')).toBeNull()
  })

  it('ask before an archive ends, under the name that destroys', async () => {
    answer({
      'topics.attributes': { attributes: { ArchivePolicy: '{"MessageRetentionPeriod":"30"}' } },
      'topics.shortenArchive': failure('guarded', { refusal: { reason: 'confirm', token: 't' } }),
    })
    const asked = show(<AttributesTab facts={factsAt('confirm', '.fifo')} />)
    await screen.findByDisplayValue('30')
    type('ArchivePolicy', '')
    await save('Save 1 attribute')
    await waitFor(() => {
      expect(asked[0]?.words?.body).toContain('The archive ends')
    })
    expect(asked[0]?.words?.danger).toBe(true)
    expect(inputOf('topics.shortenArchive')).toMatchObject({ changes: { ArchivePolicy: '' } })
  })

  it('show where deliveries are logged, and hostile values as text', async () => {
    const attributes = {
      SQSFailureFeedbackRoleArn: 'arn:aws:iam::1:role/<img src=x>',
      SQSSuccessFeedbackSampleRate: '10',
    }
    answer({ 'topics.attributes': { attributes } })
    show(<AttributesTab facts={factsAt('open')} />)
    expect(await screen.findByRole('rowheader', { name: 'SQSFailureFeedbackRoleArn' })).toBeTruthy()
    expect(screen.getByText(/logs failed deliveries/)).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })

  it('name the permission where they may not be read, and cannot be edited below the level', async () => {
    const params = { action: 'sns:GetTopicAttributes' }
    answer({ 'topics.attributes': failure('access-denied', { params }) })
    show(<AttributesTab facts={factsAt('open')} />)
    expect((await screen.findByRole('alert')).textContent).toContain('sns:GetTopicAttributes')
    answer({ 'topics.attributes': { attributes: {} } })
    show(<AttributesTab facts={factsAt('look')} />)
    expect(await screen.findByRole('textbox', { name: 'DisplayName' })).toHaveProperty(
      'disabled',
      true,
    )
    expect(screen.getByRole('note').textContent).toContain('Changes need')
  })
})

describe('the policy of a topic', () => {
  const lint = {
    state: 'read',
    publish: [
      {
        effect: 'allow',
        statement: '1',
        who: { kind: 'everyone', value: '*' },
        conditions: [],
        reach: 'open',
      },
    ],
    subscribe: [],
    findings: [
      {
        rule: 'open',
        severity: 'attention',
        statement: '1',
        params: {},
        source: 'https://docs.aws.amazon.com/sns/latest/dg/x.html',
      },
    ],
  }

  it('says who may publish and subscribe, what is doubtful and where AWS says so', async () => {
    answer({ 'topics.attributes': { attributes: { Policy } }, 'topics.lintPolicy': lint })
    show(<PolicyTab facts={factsAt('open')} />)
    const doubtful = await screen.findByRole('region', { name: 'What is doubtful' })
    expect(doubtful.textContent).toContain('Open to everybody')
    expect(within(doubtful).getByRole('link').getAttribute('href')).toContain('docs.aws.amazon.com')
    const may = (name: string) => screen.getByRole('region', { name }).textContent
    expect(may('Who may publish')).toContain('everybody (*)')
    expect(may('Who may subscribe')).toContain('nobody')
  })

  it('is judged as it is typed, saved small, and cannot be empty', async () => {
    answer({
      'topics.attributes': { attributes: { Policy } },
      'topics.lintPolicy': lint,
      'topics.setAttributes': { set: ['Policy'], pending: [], requestId: 'r-1' },
    })
    show(<PolicyTab facts={factsAt('open')} />)
    await screen.findByRole('region', { name: 'What is doubtful' })
    type('Policy', '')
    expect(screen.getByRole('button', { name: 'Save policy' })).toHaveProperty('disabled', true)
    type('Policy', '{ "Statement": [] }')
    await waitFor(() => {
      expect(inputOf('topics.lintPolicy')).toMatchObject({ policy: '{ "Statement": [] }' })
    })
    await save('Save policy')
    expect((await screen.findByRole('status')).textContent).toContain('request id r-1')
    expect(inputOf('topics.setAttributes')).toMatchObject({
      changes: { Policy: '{"Statement":[]}' },
      expected: { Policy },
    })
  })

  it('sets retries by fields, which write the JSON and are judged together', async () => {
    answer({
      'topics.attributes': { attributes: { DeliveryPolicy: '{"x":1}' } },
      'topics.lintPolicy': lint,
      'topics.setAttributes': { set: ['DeliveryPolicy'], pending: [] },
    })
    show(<PolicyTab facts={factsAt('open')} />)
    await userEvent.click(await screen.findByRole('radio', { name: 'HTTP/S retries' }))
    type('Retries in all', '5')
    type('Shortest delay (s)', '60')
    expect(screen.getByText('The shortest delay is longer than the longest.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Save retries' })).toHaveProperty('disabled', true)
    type('Longest delay (s)', '60')
    expect(screen.getByText('The last retry comes 5 min after the first failure.')).toBeTruthy()
    await save('Save retries')
    const retry = { numRetries: 5, minDelayTarget: 60, maxDelayTarget: 60 }
    expect(inputOf('topics.setAttributes')).toMatchObject({
      changes: {
        DeliveryPolicy: JSON.stringify({ x: 1, http: { defaultHealthyRetryPolicy: retry } }),
      },
    })
  })
})

describe('the tags of a topic', () => {
  it('send what differs, and say that the removal failed after tags were set', async () => {
    const value = { code: 'access-denied', params: { action: 'sns:UntagResource' } }
    const tags = [{ key: 'team', value: 'shop' }]
    answer({
      'topics.listTags': { tags },
      'topics.setTags': {
        set: 1,
        removed: 0,
        failure: { ...value, retryable: false, effectUnknown: false },
      },
    })
    show(<TagsTab facts={factsAt('open')} />)
    fireEvent.change(await screen.findByDisplayValue('team'), { target: { value: 'owner' } })
    await save('Save tags')
    expect(await screen.findByText('1 tag was set; then the removal failed.')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('sns:UntagResource')
    expect(inputOf('topics.setTags')).toMatchObject({
      set: [{ key: 'owner', value: 'shop' }],
      remove: ['team'],
    })
  })

  it('name the permission where they may not be read', async () => {
    const params = { action: 'sns:ListTagsForResource' }
    answer({ 'topics.listTags': failure('access-denied', { params }) })
    show(<TagsTab facts={factsAt('open')} />)
    expect((await screen.findByRole('alert')).textContent).toContain('sns:ListTagsForResource')
  })
})

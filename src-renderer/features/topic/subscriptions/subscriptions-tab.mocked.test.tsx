import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { GuardLevel, Subscription } from '#contract'
import { WeirError } from '../../../api/weir-error.ts'
import {
  detail,
  hook,
  hookArn,
  pending,
  queueArn,
  queues,
  showSubscriptions,
  topicArn,
} from './subscriptions-tab.fixture.tsx'

const { call } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: unknown) => Promise<unknown>>(),
}))
vi.mock('../../../api/client.ts', () => ({ call }))
// The editor needs a layout, which jsdom has not.
vi.mock('../../../ui/code-view.tsx', () => ({ CodeView: ({ text }: { text: string }) => text }))

type Answers = Record<string, unknown>
let answers: Answers

function failure(code: 'access-denied' | 'timed-out' | 'invalid-input', more: object = {}) {
  return new WeirError(code, { params: {}, retryable: false, effectUnknown: false, ...more })
}

const show = (subscriptions: Subscription[], guard: GuardLevel = 'open') => {
  answers['subscriptions.listPage'] ??= { subscriptions }
  return showSubscriptions(guard)
}
const settingsOf = (input: unknown) =>
  // What the window asked for; the contract's own tests check the rest of it.
  input as { changes: unknown; expected: unknown }

/** The only row below the header. */
const pick = async () => {
  const [, row] = within(await screen.findByRole('grid')).getAllByRole('row')
  if (row !== undefined) await userEvent.click(row)
}
type Dialog = Pick<typeof screen, 'getByRole' | 'findByRole' | 'getByText' | 'findByText'>
const press = async (name: string | RegExp, at: Pick<Dialog, 'findByRole'> = screen) =>
  userEvent.click(await at.findByRole('button', { name }))
/** A setting's dialog, opened by the button of its name. */
async function open(button: string | RegExp): Promise<Dialog> {
  await pick()
  await press(button)
  return within(await screen.findByRole('dialog'))
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const inputsOf = (name: string) =>
  call.mock.calls.filter(([called]) => called === name).map(([, input]) => input)
const fieldOf = (dialog: Dialog, name: string | RegExp) => dialog.getByRole('textbox', { name })
const isDisabled = (element: HTMLElement) => element.hasAttribute('disabled')

beforeEach(() => {
  answers = {
    'subscriptions.describe': detail,
    'queues.listPage': { queues },
    'subscriptions.checkQueue': { admission: 'silent', policy: '', repaired: '{}' },
    'subscriptions.setAttributes': { set: [], requestId: 'r-1' },
  }
  call.mockReset()
  call.mockImplementation((name) => {
    const given = answers[name]
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given)
  })
})

describe('one subscription', () => {
  it('shows all that SNS says of it', async () => {
    answers['subscriptions.describe'] = {
      ...detail,
      replayPolicy: '{"PointType":"Timestamp"}',
      attributes: {
        ConfirmationWasAuthenticated: 'true',
        ReplayStatus: 'Replaying',
        RedrivePolicy: '{"x":1}',
        EffectiveDeliveryPolicy: '{"guaranteed":false}',
      },
    }
    show([hook])
    await pick()
    const all = await screen.findByText('Replaying')
    const list = all.closest('dl')?.textContent ?? ''
    expect(list).toContain('its owners only: the confirmation was authenticated')
    expect(list).toContain('a policy that names no queue: {"x":1}')
    expect(screen.getByRole('region', { name: 'Delivery policy in effect' })).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Replay policy' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try this filter on messages' })).toBeTruthy()
  })

  it('offers nothing on a read-only connection, and says why', async () => {
    show([hook], 'read-only')
    await pick()
    for (const name of [/^Edit filter/, /^Raw/, /^Dead-letter/, /^Delivery policy/, /^Unsub/]) {
      const button = await screen.findByRole('button', { name })
      expect(isDisabled(button)).toBe(true)
      expect(button.title).toContain('changes need')
    }
  })

  it('says what may not be read, and offers no change of what it does not know', async () => {
    answers['subscriptions.describe'] = failure('access-denied', {
      params: { action: 'sns:GetSubscriptionAttributes' },
    })
    show([hook])
    await pick()
    expect((await screen.findByRole('alert')).textContent).toContain('Access denied')
    expect(screen.queryByRole('button', { name: /^Dead-letter/ })).toBeNull()
  })

  it('spells out what hides in an endpoint, in its dialogs as well', async () => {
    const endpoint = 'https://example.com/\u202egpj.hook'
    show([{ ...hook, endpoint }])
    await pick()
    await press(/^Dead-letter/)
    const dialog = await screen.findByRole('dialog')
    expect(dialog.getAttribute('aria-label')).toContain('⟨U+202E⟩gpj.hook')
  })
})

describe('confirming a pending subscription', () => {
  const url = `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37`
  async function openConfirm() {
    await pick()
    await press('Confirm…')
    return within(await screen.findByRole('dialog', { name: `Confirm ${pending.endpoint}` }))
  }

  it('takes the token out of the confirm URL and asks nothing but SNS', async () => {
    answers['subscriptions.confirm'] = { subscriptionArn: hookArn, requestId: 'r-1' }
    const fetched = vi.spyOn(globalThis, 'fetch')
    show([pending])
    const dialog = await openConfirm()
    expect(dialog.getByText(/good for 2 days/)).toBeTruthy()
    expect(isDisabled(dialog.getByRole('button', { name: 'Confirm subscription' }))).toBe(true)
    type(fieldOf(dialog, 'Token'), url)
    await userEvent.click(dialog.getByRole('checkbox', { name: /AuthenticateOnUnsubscribe/ }))
    answers['subscriptions.listPage'] = { subscriptions: [hook] }
    await press('Confirm subscription', dialog)
    expect(await dialog.findByText(`Confirmed: ${hookArn}.`)).toBeTruthy()
    expect(inputsOf('subscriptions.confirm')).toMatchObject([
      { topicArn, token: '2336412f37', authenticateOnUnsubscribe: true },
    ])
    expect(fetched).not.toHaveBeenCalled()
    await userEvent.click(dialog.getByText('Close'))
    // It has got an ARN, and is still the one that is shown.
    expect(await screen.findByRole('button', { name: /^Dead-letter/ })).toBeTruthy()
  })

  it('does not send a token of another topic, nor what is none', async () => {
    show([pending])
    const dialog = await openConfirm()
    type(fieldOf(dialog, 'Token'), url.replace(':orders&', ':other&'))
    expect(dialog.getByText('This token belongs to another topic')).toBeTruthy()
    type(fieldOf(dialog, 'Token'), 'https://example.com/')
    expect(dialog.getByText('There is no token in this')).toBeTruthy()
    fireEvent.submit(fieldOf(dialog, 'Token'))
    expect(inputsOf('subscriptions.confirm')).toEqual([])
  })

  it('keeps what was pasted when SNS refuses it, and says what was refused', async () => {
    answers['subscriptions.confirm'] = failure('access-denied')
    show([pending])
    const dialog = await openConfirm()
    type(fieldOf(dialog, 'Token'), 'abc')
    await press('Confirm subscription', dialog)
    expect((await dialog.findByRole('alert')).textContent).toContain('Access denied')
    expect(fieldOf(dialog, 'Token')).toHaveProperty('value', 'abc')
  })
})

describe('a dead-letter queue', () => {
  it('is picked among those that SNS takes, let in, and saved with what it was', async () => {
    answers['subscriptions.admitTopic'] = { isPending: false }
    answers['subscriptions.setAttributes'] = { set: ['RedrivePolicy'], requestId: 'r-1' }
    show([hook])
    const dialog = await open(/^Dead-letter/)
    await userEvent.click(dialog.getByRole('combobox', { name: 'Queue' }))
    const offered = await screen.findAllByRole('option')
    expect(offered.map(({ textContent }) => textContent)).toEqual(['failures'])
    await userEvent.click(screen.getByRole('option', { name: 'failures' }))
    expect(await dialog.findByText(/does not let the topic in/)).toBeTruthy()
    await press('Let the topic in…', dialog)
    expect(inputsOf('subscriptions.admitTopic')).toMatchObject([{ topicArn, queueArn }])
    await press('Save dead-letter queue', dialog)
    expect(await dialog.findByText('What cannot be delivered goes to failures.')).toBeTruthy()
    expect(inputsOf('subscriptions.setAttributes')).toMatchObject([
      {
        subscriptionArn: hookArn,
        changes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn }) },
        expected: { RedrivePolicy: '' },
      },
    ])
  })

  it.each([
    ['orders', 'Not the ARN of an SQS queue'],
    [queueArn.replace('us-east-1', 'eu-west-1'), 'This queue is in another region'],
    [queueArn.replace('000000000000', '111111111111'), 'This queue is in another account'],
    [`${queueArn}.fifo`, 'A FIFO topic needs a FIFO queue, a standard topic a standard one'],
  ])('%s is refused: %s', async (arn, words) => {
    show([hook])
    const dialog = await open(/^Dead-letter/)
    type(fieldOf(dialog, 'ARN of the queue'), arn)
    expect(dialog.getByText(words)).toBeTruthy()
    expect(isDisabled(dialog.getByRole('button', { name: 'Save dead-letter queue' }))).toBe(true)
  })

  it('is taken away after a question that says what is lost', async () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn.replace('es', 'e') })
    answers['subscriptions.describe'] = {
      ...detail,
      deadLetterArn: queueArn.replace('es', 'e'),
      attributes: { RedrivePolicy },
    }
    answers['subscriptions.setAttributes'] = failure('access-denied', {
      refusal: { reason: 'confirm', token: 't' },
    })
    const asked = show([hook])
    const dialog = await open(/^Dead-letter/)
    type(fieldOf(dialog, 'ARN of the queue'), '')
    await press('Save dead-letter queue', dialog)
    await waitFor(() => {
      expect(asked[0]?.words?.body).toBe('What SNS cannot deliver is lost from now on.')
    })
    expect(inputsOf('subscriptions.setAttributes')[0]).toMatchObject({
      changes: { RedrivePolicy: '' },
      expected: { RedrivePolicy },
    })
  })

  it('may be one whose policy cannot be read: that is said, and it can be saved', async () => {
    answers['subscriptions.checkQueue'] = failure('access-denied')
    show([hook])
    const dialog = await open(/^Dead-letter/)
    type(fieldOf(dialog, 'ARN of the queue'), queueArn)
    expect(await dialog.findByText("The queue's policy could not be read.")).toBeTruthy()
    expect(isDisabled(dialog.getByRole('button', { name: 'Save dead-letter queue' }))).toBe(false)
  })
})

describe('a delivery policy', () => {
  it('is written by fields and as JSON, each showing the other', async () => {
    answers['subscriptions.setAttributes'] = { set: ['DeliveryPolicy'] }
    show([hook])
    const dialog = await open(/^Delivery policy/)
    type(fieldOf(dialog, 'Retries in all'), '5')
    expect(JSON.parse(fieldOf(dialog, 'As JSON').textContent)).toEqual({
      healthyRetryPolicy: { numRetries: 5 },
    })
    type(fieldOf(dialog, 'As JSON'), '{"throttlePolicy":{"maxReceivesPerSecond":7}}')
    expect(fieldOf(dialog, 'Deliveries a second, at most')).toHaveProperty('value', '7')
    await press('Save delivery policy', dialog)
    expect(await dialog.findByText('Delivery policy saved.')).toBeTruthy()
    expect(inputsOf('subscriptions.setAttributes')).toMatchObject([
      { changes: { DeliveryPolicy: '{"throttlePolicy":{"maxReceivesPerSecond":7}}' } },
    ])
  })

  it.each([
    ['{"healthyRetryPolicy":{"numRetries":101}}', /^Retries in all: /],
    ['{"throttlePolicy":{"maxReceivesPerSecond":0}}', /^Deliveries a second, at most: /],
    ['{"healthyRetryPolicy":{"minDelayTarget":60}}', /shortest delay is longer/],
    ['{', /Not a JSON object, or over/],
  ])('%s is not sent', async (text, words) => {
    show([hook])
    const dialog = await open(/^Delivery policy/)
    type(fieldOf(dialog, 'As JSON'), text)
    expect(dialog.getByText(words)).toBeTruthy()
    expect(isDisabled(dialog.getByRole('button', { name: 'Save delivery policy' }))).toBe(true)
  })

  it('is offered where SNS goes by it: for http and https', async () => {
    show([{ ...hook, protocol: 'email', endpoint: 'a@example.com' }])
    await pick()
    await screen.findByRole('button', { name: /^Dead-letter/ })
    expect(screen.queryByRole('button', { name: /^Delivery policy/ })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Raw/ })).toBeNull()
  })
})

describe('raw delivery', () => {
  it('is changed by a choice that says what a consumer sees', async () => {
    answers['subscriptions.setAttributes'] = { set: ['RawMessageDelivery'] }
    show([hook])
    const dialog = await open(/^Raw/)
    expect(isDisabled(dialog.getByRole('button', { name: 'Save delivery' }))).toBe(true)
    await userEvent.click(dialog.getByRole('radio', { name: 'as it is (raw)' }))
    await press('Save delivery', dialog)
    expect(await dialog.findByText(`${hook.endpoint} gets messages as they are.`)).toBeTruthy()
    expect(inputsOf('subscriptions.setAttributes')).toMatchObject([
      { changes: { RawMessageDelivery: 'true' }, expected: { RawMessageDelivery: 'false' } },
    ])
  })

  it('may have been changed when no answer came, and says so', async () => {
    answers['subscriptions.setAttributes'] = failure('timed-out', { effectUnknown: true })
    show([hook])
    const dialog = await open(/^Raw/)
    await userEvent.click(dialog.getByRole('radio', { name: 'as it is (raw)' }))
    await press('Save delivery', dialog)
    expect((await dialog.findByRole('alert')).textContent).toContain('It is not known')
    expect(inputsOf('subscriptions.setAttributes')).toHaveLength(1)
  })
})

describe('a filter', () => {
  const policy = '{"order":{"state":["paid"]}}'
  it('whose scope was set and whose policy was not is said to be so, and the rest can be sent', async () => {
    const { code, detail: facts } = failure('invalid-input')
    answers['subscriptions.setAttributes'] = {
      set: ['FilterPolicyScope'],
      failure: { code, ...facts },
    }
    show([hook])
    const dialog = await open('Edit filter')
    type(fieldOf(dialog, 'Filter policy'), policy)
    fireEvent.change(dialog.getByRole('combobox'), { target: { value: 'MessageBody' } })
    await press('Save filter', dialog)
    expect(await dialog.findByText('Set: FilterPolicyScope. Not set: FilterPolicy.')).toBeTruthy()
    await press('Save filter', dialog)
    await waitFor(() => {
      expect(inputsOf('subscriptions.setAttributes')).toHaveLength(2)
    })
    const { changes, expected } = settingsOf(inputsOf('subscriptions.setAttributes')[1])
    expect(changes).toEqual({ FilterPolicy: policy })
    expect(expected).toEqual({ FilterPolicy: '' })
  })
})

describe('subscribing and unsubscribing', () => {
  it('says that an endpoint has to confirm first', async () => {
    answers['subscriptions.create'] = { requestId: 'r-1' }
    show([hook])
    await press('Subscribe…')
    const dialog = within(await screen.findByRole('dialog', { name: 'Subscribe to orders' }))
    fireEvent.change(dialog.getByRole('combobox', { name: 'Protocol' }), {
      target: { value: 'email' },
    })
    type(fieldOf(dialog, 'Endpoint'), 'not an address')
    expect(dialog.getByText('Not an endpoint of this protocol')).toBeTruthy()
    type(fieldOf(dialog, 'Endpoint'), 'a@example.com')
    await press('Subscribe', dialog)
    expect(await dialog.findByText(/a@example.com has to confirm within 2 days/)).toBeTruthy()
  })

  it('ends nothing that was not confirmed, and says why where it may not', async () => {
    answers['subscriptions.remove'] = failure('access-denied', {
      params: { action: 'sns:Unsubscribe' },
    })
    show([hook])
    await pick()
    await press('Unsubscribe…')
    expect((await screen.findByRole('alert')).textContent).toContain('Access denied')
    expect(screen.getByRole('grid').textContent).toContain(hook.endpoint)
  })
})

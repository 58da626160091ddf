import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutputOf, SchemaFacts } from '#contract'
import { call } from '../../api/client.ts'
import { ConfirmContext } from '../../api/confirm.ts'
import type { Confirm } from '../../api/confirm.ts'
import { createQueryClient } from '../../api/query-client.ts'
import { WeirError } from '../../api/weir-error.ts'
import { startI18n } from '../../lib/i18n.ts'
import { ReadAs } from '../../parts/read-as.tsx'
import { SchemasPage } from './schemas-page.tsx'

startI18n('en')
vi.mock(import('../../api/client.ts'))

const order: SchemaFacts = {
  ...{ name: 'order.proto', kind: 'protobuf', bytes: 50 },
  types: [{ name: 'shop.Order', fields: 2 }],
}
const rule = {
  ...{ service: 'queue' as const, pattern: 'orders-*', framing: 'none' as const },
  ...{ schema: 'order.proto', type: 'shop.Order' },
}
const full: OutputOf<'schemas.list'> = { schemas: [order], rules: [rule] }
const empty: OutputOf<'schemas.list'> = { schemas: [], rules: [] }

let answers: Record<string, unknown>
let confirm: ReturnType<typeof vi.fn<Confirm>>
beforeEach(() => {
  confirm = vi.fn<Confirm>(() => Promise.resolve({}))
  answers = {
    'schemas.list': full,
    'schemas.get': { name: 'order.proto', text: 'message Order {}' },
    'schemas.check': order,
    'schemas.save': full,
    'schemas.remove': empty,
    'schemas.addRule': full,
    'schemas.removeRule': { schemas: [order], rules: [] },
  }
  vi.mocked(call).mockReset()
  vi.mocked(call).mockImplementation((name) => {
    const answer = answers[name]
    // What the operations answer is the test's own business.
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
  })
})

const inputsOf = (name: string) =>
  vi
    .mocked(call)
    .mock.calls.filter(([called]) => called === name)
    .map(([, input]) => input)

function show(page: React.ReactNode = <SchemasPage />) {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <ConfirmContext value={confirm}>{page}</ConfirmContext>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

async function openNew(): Promise<void> {
  answers['schemas.list'] = empty
  show()
  await userEvent.click(await screen.findByRole('button', { name: 'Add schema' }))
}

/** CodeMirror takes no typing in jsdom; a file brings a text as well. */
async function chooseFile(name: string, text: string): Promise<void> {
  await userEvent.upload(screen.getByLabelText('Choose file', { selector: 'input' }), [
    new File([text], name),
  ])
}

const saveButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save schema' })

describe('the schemas page', () => {
  it('says what it is for while there is none', async () => {
    answers['schemas.list'] = empty
    show()
    expect(await screen.findByRole('heading', { name: 'No schemas yet' })).toBeDefined()
  })

  it('that cannot be read says why and tries again', async () => {
    answers['schemas.list'] = new WeirError('unexpected', {
      ...{ params: {}, retryable: false, effectUnknown: false },
    })
    show()
    expect(await screen.findByRole('alert')).toBeDefined()
    answers['schemas.list'] = full
    await userEvent.click(screen.getByRole('button', { name: /again/i }))
    expect(await screen.findByRole('button', { name: /order\.proto/ })).toBeDefined()
  })

  it('takes a schema from a file and shows the types in it before it is saved', async () => {
    await openNew()
    await chooseFile('order.proto', 'message Order {}')
    const types = await screen.findByRole('list', { name: 'Types in it' })
    expect(types.textContent).toContain('shop.Order 2 fields')
    await userEvent.click(saveButton())
    expect(inputsOf('schemas.save')).toEqual([{ name: 'order.proto', text: 'message Order {}' }])
    expect(await screen.findByRole('button', { name: /order\.proto/ })).toBeDefined()
  })

  it('words what is wrong, with its line, and does not save it', async () => {
    const problem = { code: 'syntax', line: 12, detail: "illegal id ';'" } as const
    answers['schemas.check'] = { ...order, types: [], problem }
    await openNew()
    await chooseFile('order.proto', 'message Order {')
    await waitFor(() => {
      expect(screen.getByRole('status').textContent).toContain(
        "Line 12: this is no schema: illegal id ';'",
      )
    })
    expect(saveButton().disabled).toBe(true)
  })

  it('saves what lacks an import, and says which', async () => {
    const problem = { code: 'import', detail: 'common.proto' } as const
    answers['schemas.check'] = { ...order, problem }
    answers['schemas.save'] = { schemas: [{ ...order, problem }], rules: [] }
    await openNew()
    await chooseFile('order.proto', 'import "common.proto";')
    await waitFor(() => {
      expect(saveButton().disabled).toBe(false)
    })
    await userEvent.click(saveButton())
    expect(await screen.findByText('lacks common.proto')).toBeDefined()
  })

  it('does not take a file of more than is allowed', async () => {
    await openNew()
    await chooseFile('large.proto', 'x'.repeat(262_145))
    expect(await screen.findByText(/may have 256/)).toBeDefined()
    expect(inputsOf('schemas.check')).toEqual([])
  })

  it('removes a schema after saying how many rules go with it', async () => {
    show()
    await userEvent.click(await screen.findByRole('button', { name: /order\.proto/ }))
    await userEvent.click(await screen.findByRole('button', { name: 'Remove schema' }))
    expect(confirm.mock.calls[0]?.[0].words?.body).toContain('1 rule that reads by it goes')
    expect(inputsOf('schemas.remove')).toEqual([{ name: 'order.proto' }])
    expect(await screen.findByRole('heading', { name: 'No schemas yet' })).toBeDefined()
  })

  it('adds and removes rules', async () => {
    show()
    const form = within(await screen.findByRole('form', { name: 'New rule' }))
    const add = form.getByRole<HTMLButtonElement>('button', { name: 'Add rule' })
    expect(add.disabled).toBe(true)
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Where' }), 'Stream')
    await userEvent.type(form.getByRole('textbox', { name: 'Name or ARN' }), 'clicks-*')
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Frame' }), 'Confluent')
    await userEvent.type(form.getByRole('textbox', { name: 'Schema in the frame' }), '7')
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Read as' }), 'shop.Order')
    await userEvent.click(add)
    const framed = { ...rule, service: 'stream', pattern: 'clicks-*', framing: 'confluent' }
    expect(inputsOf('schemas.addRule')).toEqual([{ ...framed, frameId: '7' }])
    await userEvent.click(screen.getByRole('button', { name: /^Remove the rule for orders/ }))
    expect(inputsOf('schemas.removeRule')).toEqual([rule])
    expect(await screen.findByText(/^Nothing yet/)).toBeDefined()
  })
})

describe('the type that bodies of a source are read as', () => {
  const origin = { service: 'stream', address: 'arn:aws:kinesis:x:1:stream/orders' } as const
  const exact = { ...rule, service: 'stream' as const, pattern: origin.address }

  it('is not asked for while there is no schema', async () => {
    answers['schemas.list'] = empty
    show(<ReadAs {...origin} />)
    await waitFor(() => {
      expect(inputsOf('schemas.list')).toHaveLength(1)
    })
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('is chosen, kept as a rule, and taken back', async () => {
    answers['schemas.addRule'] = { schemas: [order], rules: [exact] }
    show(<ReadAs {...origin} />)
    const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Read as' })
    fireEvent.change(choice, { target: { value: '["order.proto","shop.Order"]' } })
    await waitFor(() => {
      expect(choice.selectedOptions[0]?.textContent).toBe('shop.Order')
    })
    expect(inputsOf('schemas.addRule')).toEqual([exact])
    fireEvent.change(choice, { target: { value: '' } })
    await waitFor(() => {
      expect(inputsOf('schemas.removeRule')).toEqual([exact])
    })
  })
})

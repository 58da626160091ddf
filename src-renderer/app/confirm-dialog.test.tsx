import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ConfirmRequest } from '../api/confirm.ts'
import { read } from '../api/read.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

const words = {
  title: 'Delete 3 messages?',
  body: 'Deletes 3 messages from orders-dlq. They cannot be brought back.',
  verb: 'Delete 3 messages',
  danger: true,
}

function renderDialog(request: Partial<ConfirmRequest> = {}) {
  const onAnswer = vi.fn()
  const client = new QueryClient()
  client.setQueryData(read('connections.list', {}).queryKey, {
    connections: [
      {
        id: 'p' as never, // the brand of an id is main's to give
        name: 'prod-eu',
        target: { kind: 'profile', profile: 'prod' },
        region: 'eu-west-1',
        environment: 'production',
        guard: 'confirm',
      },
    ],
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <ConfirmDialog
          request={{ connectionId: 'p', words, typedName: undefined, ...request }}
          onAnswer={onAnswer}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return onAnswer
}

const verb = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Delete 3 messages' })

describe('ConfirmDialog', () => {
  it('says what will happen, where, and gives the focus to the safe answer', async () => {
    const onAnswer = renderDialog()
    expect(screen.getByRole('dialog', { name: words.title }).textContent).toContain(words.body)
    expect(screen.getByText('prod-eu')).toBeTruthy()
    expect(screen.getByText('This is production.')).toBeTruthy()
    const safe = screen.getByRole('button', { name: "Don't do it" })
    await waitFor(() => {
      expect(document.activeElement).toBe(safe)
    })
    await userEvent.keyboard('{Enter}')
    expect(onAnswer).toHaveBeenCalledWith(undefined)
  })

  it('acts only after the name was typed where the guard asks for it', async () => {
    const onAnswer = renderDialog({ typedName: 'prod-eu' })
    expect(verb().disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox'), 'prod-eu')
    await userEvent.click(verb())
    expect(onAnswer).toHaveBeenCalledWith({ typedName: 'prod-eu' })
  })
})

import { useState } from 'react'
import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage, startI18n } from '../lib/i18n.ts'
import { emptyDraft } from './send-draft.ts'
import type { SendDraft, SendRules } from './send-draft.ts'
import { SendForm } from './send-form.tsx'

startI18n('en')

// The editor needs a layout, which jsdom has not; what it does with text is CodeMirror's own.
vi.mock('../ui/code-view.tsx', () => ({
  CodeView: ({
    text,
    label,
    onChange,
  }: {
    text: string
    label: string
    onChange: (text: string) => void
  }) => (
    <textarea aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
  ),
}))

const standard: SendRules = {
  type: 'standard',
  maximumMessageBytes: 1024,
  contentBasedDeduplication: false,
}

interface FormProps {
  rules?: SendRules
  draft?: Partial<SendDraft>
  isAllowed?: boolean
}

const onSend = vi.fn()

function Form({ rules = standard, draft = {}, isAllowed = true }: FormProps) {
  const [kept, setKept] = useState<SendDraft>({ ...emptyDraft, ...draft })
  return (
    <MantineProvider>
      <SendForm
        draft={kept}
        rules={rules}
        queueDelaySeconds={0}
        isAllowed={isAllowed}
        pending={false}
        onDraft={setKept}
        onSend={onSend}
        result={undefined}
      />
    </MantineProvider>
  )
}

function button(): HTMLElement {
  return screen.getByRole('button', { name: /^Send message/ })
}

function isDisabled(): boolean {
  return button().hasAttribute('disabled')
}

describe('SendForm', () => {
  beforeEach(() => {
    onSend.mockReset()
    setLanguage('en')
  })

  it('refuses an empty body and says why beside the button', () => {
    render(<Form />)
    expect(isDisabled()).toBe(true)
    expect(screen.getByText('SQS takes no empty body.')).toBeTruthy()
    fireEvent.change(screen.getByRole('textbox', { name: 'Message body' }), {
      target: { value: 'x' },
    })
    expect(isDisabled()).toBe(false)
  })

  it('names the character that SQS would refuse', () => {
    render(<Form draft={{ body: 'ab\u0000' }} />)
    const words = 'SQS does not take U+0000 (at character 3): only characters that XML allows.'
    expect(screen.getAllByText(words).length).toBeGreaterThan(0)
    expect(isDisabled()).toBe(true)
  })

  it('measures against the queue’s own limit', () => {
    render(<Form draft={{ body: 'x'.repeat(1030) }} />)
    expect(screen.getByTitle("Size against the queue's limit").textContent).toBe('1 KiB of 1 KiB')
    expect(screen.getAllByText("6 B more than the queue's limit of 1 KiB.").length).toBeGreaterThan(
      0,
    )
  })

  it('asks a standard queue’s message for a delay and for nothing of FIFO', () => {
    render(<Form draft={{ body: 'x' }} />)
    expect(screen.getByRole('textbox', { name: 'Delay' })).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Group id' })).toBeNull()
    expect(screen.queryByRole('textbox', { name: 'Deduplication id' })).toBeNull()
  })

  it('asks a FIFO queue’s message for its ids and for no delay', () => {
    render(<Form rules={{ ...standard, type: 'fifo' }} draft={{ body: 'x' }} />)
    expect(screen.queryByRole('textbox', { name: 'Delay' })).toBeNull()
    fireEvent.change(screen.getByRole('textbox', { name: 'Group id' }), { target: { value: 'g' } })
    expect(isDisabled()).toBe(true)
    fireEvent.change(screen.getByRole('textbox', { name: 'Deduplication id' }), {
      target: { value: 'd' },
    })
    expect(isDisabled()).toBe(false)
  })

  it('lets the deduplication id be where the queue makes one from the body', () => {
    const rules: SendRules = { ...standard, type: 'fifo', contentBasedDeduplication: true }
    render(<Form rules={rules} draft={{ body: 'x', groupId: 'g' }} />)
    expect(screen.getByText("Optional: this queue takes the body's SHA-256.")).toBeTruthy()
    expect(isDisabled()).toBe(false)
  })

  it('sends by Ctrl+Enter, but not what SQS would refuse', () => {
    const { unmount } = render(<Form draft={{ body: 'x' }} />)
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message body' }), {
      key: 'Enter',
      ctrlKey: true,
    })
    expect(onSend).toHaveBeenCalledTimes(1)
    unmount()
    render(<Form />)
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message body' }), {
      key: 'Enter',
      ctrlKey: true,
    })
    expect(onSend).toHaveBeenCalledTimes(1)
  })

  it('sends nothing while the guard would refuse', () => {
    render(<Form draft={{ body: 'x' }} isAllowed={false} />)
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Message body' }), {
      key: 'Enter',
      ctrlKey: true,
    })
    expect(onSend).not.toHaveBeenCalled()
    expect(isDisabled()).toBe(true)
  })

  it('says in Korean as well what is in the way', () => {
    setLanguage('ko')
    render(<Form />)
    expect(screen.getByText('SQS는 빈 본문을 받지 않습니다.')).toBeTruthy()
  })
})

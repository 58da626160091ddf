import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Decoded } from '#contract'
import { startI18n } from '../lib/i18n.ts'
import { PayloadBody } from './payload-body.tsx'

startI18n('en')

function show(decoded: Pick<Decoded, 'chain'> & Partial<Decoded>): void {
  render(
    <MantineProvider>
      <PayloadBody
        payload={{
          ...{ id: 'r', text: undefined, base64: 'T2JqAQ==', bytes: 4, isDamaged: false },
          decoded: { text: '', language: 'text', envelopes: [], binary: 'T2JqAQ==', ...decoded },
        }}
        wanted="decoded"
        onMode={vi.fn()}
        onToggle={vi.fn()}
      />
    </MantineProvider>,
  )
}

describe('a body that is read by a schema', () => {
  it('says which type, and how many records there are', () => {
    const schema = { name: 'shop.Order', records: 1_200 }
    show({ chain: [{ step: 'avro', state: 'on', bytes: 9, schema }] })
    expect(screen.getByRole('button', { name: 'Avro shop.Order × 1,200' })).toBeDefined()
  })

  it('that does not fit it says why, and shows its bytes', () => {
    const misfit = { code: 'codec', detail: 'snappy' } as const
    show({ chain: [{ step: 'avro', state: 'misfit', bytes: 4, misfit }] })
    expect(screen.getByText(/Not read as Avro/).textContent).toContain('“snappy”')
    expect(screen.getByText(/4f 62 6a 01/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Avro' }).hasAttribute('disabled')).toBe(true)
  })
})

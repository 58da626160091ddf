import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TEMPLATES_MAX } from '#contract'
import { openJsonFile } from '../lib/json-file.ts'
import { noSavedTemplates, savedTemplatesSchema, templateHandlers } from './templates.ts'

let folder: string

function open() {
  const file = openJsonFile({
    folder,
    name: 'templates',
    schema: savedTemplatesSchema,
    initial: noSavedTemplates,
    onSetAside: () => undefined,
    nowMs: () => 0,
  })
  return templateHandlers(file)
}

function names(): string[] {
  const { templates } = open()['templates.list']()
  return templates.map(({ name }) => name)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-templates-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('templates', () => {
  it('outlive the program, whole and by name', () => {
    const attributes = [{ name: 'kind', dataType: 'String', value: 'x', encoding: 'text' as const }]
    const whole = { name: 'b', body: '1', attributes, delaySeconds: 5, groupId: 'g' }
    open()['templates.save'](whole)
    open()['templates.save']({ name: 'a', body: '2', deduplicationId: 'd' })
    expect(open()['templates.list']().templates).toEqual([
      { name: 'a', body: '2', deduplicationId: 'd' },
      whole,
    ])
  })

  it('are replaced by one of the same name, and removed by name', () => {
    open()['templates.save']({ name: 'a', body: '1', delaySeconds: 5 })
    expect(open()['templates.save']({ name: 'a', body: '2' }).templates).toEqual([
      { name: 'a', body: '2' },
    ])
    open()['templates.remove']({ name: 'a' })
    expect(names()).toEqual([])
  })

  it('are bounded in number, but can be replaced when full', () => {
    const { 'templates.save': save } = open()
    for (let index = 0; index < TEMPLATES_MAX; index += 1) save({ name: String(index), body: 'x' })
    expect(() => save({ name: 'more', body: 'x' })).toThrow(
      expect.objectContaining({ code: 'quota-exceeded' }),
    )
    save({ name: '7', body: 'y' })
    expect(names()).toHaveLength(TEMPLATES_MAX)
  })

  it('are bounded in bytes', () => {
    const { 'templates.save': save } = open()
    const body = 'x'.repeat(1_048_000)
    for (let index = 0; index < 8; index += 1) save({ name: String(index), body })
    expect(() => save({ name: 'more', body })).toThrow(
      expect.objectContaining({ code: 'quota-exceeded' }),
    )
    expect(names()).toHaveLength(8)
  })
})

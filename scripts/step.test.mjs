import { describe, expect, it } from 'vitest'
import { runPool, runStep } from './step.mjs'

const node = (program, deadlineMs = 20_000) => ({ args: ['-e', program], deadlineMs })

describe('runStep', () => {
  it('gives exit code and the whole output, however long', async () => {
    const step = node('process.stdout.write("x".repeat(3e6)); process.exitCode = 3')
    const { code, output } = await runStep(step)
    expect(code).toBe(3)
    expect(output).toHaveLength(3e6)
  })
  it('ends a step that hangs and counts it as failed', async () => {
    const { code, output } = await runStep(node('setInterval(() => {}, 1000)', 300))
    expect(code).toBe(1)
    expect(output).toContain('ended by SIG')
  })
  it('says what cannot be started', async () => {
    const { code, output } = await runStep(node('require("nowhere")'))
    expect(code).toBe(1)
    expect(output).toContain('nowhere')
  })
})

describe('runPool', () => {
  it('runs every step, each reported once', async () => {
    const steps = [1, 0, 2].map((code) => ({ ...node(`process.exit(${code})`), code }))
    const ended = []
    await runPool(steps, 2, (step, result) => ended.push([step.code, result.code]))
    expect(ended.toSorted()).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
  })
})

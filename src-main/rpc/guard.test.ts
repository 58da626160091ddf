import { describe, expect, it } from 'vitest'
import { connectionIdSchema, connectionSchema, effects, environments, guardLevels } from '#contract'
import type { Connection, Effect, Environment, GuardLevel, GuardRefusal } from '#contract'
import { AppError } from '../lib/app-error.ts'
import { createSteppedClock } from '../testing/stepped-clock.ts'
import { Confirmations } from './confirmations.ts'
import { Guard } from './guard.ts'

const id = connectionIdSchema.parse('c-1')

function guardOf(change: Partial<Connection>) {
  const connection = connectionSchema.parse({
    id,
    name: 'Production',
    target: { kind: 'profile', profile: 'prod' },
    region: 'us-east-1',
    environment: 'local',
    guard: 'open',
    ...change,
  })
  const guard = new Guard(() => connection, new Confirmations(createSteppedClock()))
  return (effect: Effect, input: Record<string, unknown> = { connectionId: id }) => {
    guard.check({ operation: 'things.do', effect, input }, id)
  }
}

/** Undefined when the call is let through. */
function refusalOf(check: () => void): GuardRefusal | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof AppError && error.code === 'guarded') return error.refusal
    throw error
  }
}

type Verdict = 'passes' | 'asks' | 'asks for the name' | 'refused'

/** What each level lets through, written out; the last column is where the environment is production. */
const matrix: Record<Effect, Record<GuardLevel, [elsewhere: Verdict, production: Verdict]>> = {
  local: {
    'read-only': ['passes', 'passes'],
    look: ['passes', 'passes'],
    confirm: ['passes', 'passes'],
    open: ['passes', 'passes'],
  },
  read: {
    'read-only': ['passes', 'passes'],
    look: ['passes', 'passes'],
    confirm: ['passes', 'passes'],
    open: ['passes', 'passes'],
  },
  look: {
    'read-only': ['refused', 'refused'],
    look: ['passes', 'passes'],
    confirm: ['passes', 'passes'],
    open: ['passes', 'passes'],
  },
  write: {
    'read-only': ['refused', 'refused'],
    look: ['refused', 'refused'],
    confirm: ['asks', 'asks'],
    open: ['passes', 'passes'],
  },
  destroy: {
    'read-only': ['refused', 'refused'],
    look: ['refused', 'refused'],
    confirm: ['asks', 'asks for the name'],
    open: ['asks', 'asks for the name'],
  },
}

function verdictOn(refusal: GuardRefusal | undefined): Verdict {
  if (refusal === undefined) return 'passes'
  if (refusal.reason !== 'confirm') return 'refused'
  return refusal.typedName === undefined ? 'asks' : 'asks for the name'
}

interface Row {
  effect: Effect
  level: GuardLevel
  environment: Environment
  verdict: Verdict
}
const rows = effects.flatMap((effect) =>
  guardLevels.flatMap((level) =>
    environments.map((environment): Row => {
      const [elsewhere, production] = matrix[effect][level]
      return {
        effect,
        level,
        environment,
        verdict: environment === 'production' ? production : elsewhere,
      }
    }),
  ),
)

describe('the guard', () => {
  it.each(rows)('$effect at $level in $environment: $verdict', (row) => {
    const check = guardOf({ guard: row.level, environment: row.environment })
    expect(verdictOn(refusalOf(() => check(row.effect)))).toBe(row.verdict)
  })

  it('says which level it is at and which one is needed', () => {
    const check = guardOf({ guard: 'read-only' })
    expect(refusalOf(() => check('look'))).toEqual({
      reason: 'level',
      level: 'read-only',
      needs: 'look',
    })
    expect(refusalOf(() => check('destroy'))).toMatchObject({ needs: 'confirm' })
  })

  it('is asked nothing about a connection that is not there', () => {
    const gone = (): never => {
      throw new AppError('not-found', 'gone')
    }
    const guard = new Guard(gone, new Confirmations(createSteppedClock()))
    expect(() => guard.check({ operation: 'x', effect: 'read', input: {} }, id)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })
})

describe('a confirmed call', () => {
  const input = { connectionId: id, messageIds: ['a'] }

  function tokenOf(check: () => void): string {
    const refusal = refusalOf(check)
    if (refusal?.reason !== 'confirm') throw new Error('was not asked')
    return refusal.token
  }

  it('passes once with its token, and is asked again with a new one', () => {
    const check = guardOf({ guard: 'confirm' })
    const token = tokenOf(() => check('write', input))
    const confirmed = { ...input, confirmation: { token } }
    expect(refusalOf(() => check('write', confirmed))).toBeUndefined()
    expect(tokenOf(() => check('write', confirmed))).not.toBe(token)
  })

  it('in production passes only with the name of the connection', () => {
    const check = guardOf({ environment: 'production' })
    const ask = (): string => tokenOf(() => check('destroy', input))
    const given = (typedName: string) => ({
      ...input,
      confirmation: { token: ask(), typedName },
    })
    expect(verdictOn(refusalOf(() => check('destroy', given('prod'))))).toBe('asks for the name')
    expect(refusalOf(() => check('destroy', given('Production')))).toBeUndefined()
  })

  it.each([
    ['made up', { token: 'made-up' }],
    ['no token', {}],
    ['not even an object', 'yes'],
    ['missing', undefined],
  ])('does not pass with an answer that is %s', (_what, confirmation) => {
    const check = guardOf({ guard: 'confirm' })
    expect(verdictOn(refusalOf(() => check('write', { ...input, confirmation })))).toBe('asks')
  })

  it('does not pass at a level that has been lowered meanwhile', () => {
    let level: GuardLevel = 'open'
    const getConnection = () =>
      connectionSchema.parse({
        id,
        name: 'x',
        target: { kind: 'sandbox' },
        region: 'us-east-1',
        environment: 'local',
        guard: level,
      })
    const guard = new Guard(getConnection, new Confirmations(createSteppedClock()))
    const check = (more: object = {}) =>
      guard.check({ operation: 'x', effect: 'destroy', input: { ...input, ...more } }, id)
    const token = tokenOf(() => check())
    level = 'look'
    expect(refusalOf(() => check({ confirmation: { token } }))).toMatchObject({ reason: 'level' })
  })
})

import { hash } from 'node:crypto'
import { SHAPE_PATHS_MAX } from '#contract'
import type { CaptureSource, GroupFacts, Grouping } from '#contract'
import { bodyValueOf } from './body-value.ts'
import type { BodyValue } from './body-value.ts'
import type { NewEntry } from './entry-codec.ts'
import { fieldValues } from './group-fields.ts'
import { shapeOf, toShapePath } from './json-shape.ts'

/** The group of one entry. What is the same in two has the same `identity`; what is told of it is made when asked. */
export interface GroupOf {
  identity: string
  facts(): GroupFacts
}

/** Longer names and values are cut where they are shown, never where they are compared. */
const shownCharacters = 200

function shown(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters).toWellFormed()}…`
}

function bySource({ deadLetterSourceArn: arn }: NewEntry, source: CaptureSource): GroupOf {
  if (arn !== undefined) {
    const name = shown(arn.split(':').at(-1) ?? arn)
    return {
      identity: JSON.stringify(['dead-letter', arn]),
      facts: () => ({ kind: 'source', of: 'dead-letter', name }),
    }
  }
  return {
    identity: JSON.stringify([source.kind, source.address]),
    facts: () => ({ kind: 'source', of: source.kind, name: shown(source.name) }),
  }
}

function byShape(value: BodyValue): GroupOf {
  if ('not' in value) {
    return { identity: value.not, facts: () => ({ kind: 'other', of: value.not }) }
  }
  const lines = shapeOf(value.json)
  return {
    identity: `json\n${lines.join('\n')}`,
    facts: () => {
      const paths = lines.slice(0, SHAPE_PATHS_MAX).map((line) => {
        const { path, type } = toShapePath(line)
        return { path: shown(path), type }
      })
      return { kind: 'shape', paths, pathCount: lines.length }
    },
  }
}

type Fields = Extract<Grouping, { by: 'fields' }>['fields']

function byFields(entry: NewEntry, fields: Fields): GroupOf {
  const isOfBody = fields.some((field) => field.in === 'body')
  const value: BodyValue = isOfBody ? bodyValueOf(entry.body) : { not: 'text' }
  const values = fieldValues(entry, value, fields)
  return {
    identity: JSON.stringify(values.map((each) => each ?? null)),
    facts: () => ({
      kind: 'fields',
      values: values.map((json) => (json === undefined ? {} : { json: shown(json) })),
    }),
  }
}

export function groupOf(entry: NewEntry, source: CaptureSource, grouping: Grouping): GroupOf {
  if (grouping.by === 'source') return bySource(entry, source)
  if (grouping.by === 'shape') return byShape(bodyValueOf(entry.body))
  return byFields(entry, grouping.fields)
}

/** A shape may be as long as a message; its name is not. */
export function keyOf({ identity }: GroupOf): string {
  return hash('sha256', identity, 'base64url').slice(0, 22)
}

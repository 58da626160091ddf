import { describe, expect, it } from 'vitest'
import { wordsEn } from './words-en.ts'
import { wordsKo } from './words-ko.ts'

const PLURAL = /_(one|other)$/

type Words = Readonly<{ [name: string]: string | Words }>

function flatten(words: Words, path = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [name, value] of Object.entries(words)) {
    const key = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') flat.set(key, value)
    else for (const [inner, text] of flatten(value, key)) flat.set(inner, text)
  }
  return flat
}

/** What a key needs to be filled with: `{{count, number}}` needs `count`. */
function placeholders(text: string): string[] {
  const names = [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

const plain = (key: string): string => key.replace(PLURAL, '')
const en = flatten(wordsEn)
const ko = flatten(wordsKo)

describe('words', () => {
  it('have the same keys in both languages', () => {
    const keysOf = (words: Map<string, string>) => [...new Set([...words.keys()].map(plain))].sort()
    expect(keysOf(ko)).toEqual(keysOf(en))
  })

  it('have the form that Korean counts with wherever English counts', () => {
    const counted = [...en.keys()].filter((key) => PLURAL.test(key)).map(plain)
    const missing = counted.filter((key) => !ko.has(`${key}_other`))
    expect(missing).toEqual([])
  })

  it('take the same values in both languages', () => {
    const differing = [...ko].filter(([key, text]) => {
      const original = en.get(key) ?? en.get(`${plain(key)}_other`) ?? ''
      return placeholders(original).join() !== placeholders(text).join()
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('leave no text empty', () => {
    const empty = [...en, ...ko].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })
})

import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { click } from './clicks.ts'
import type { Click } from './clicks.ts'
import { createRandom } from './random.ts'

function clicks(count: number): Click[] {
  const random = createRandom(5)
  return Array.from({ length: count }, () => click(random, 0))
}

function startsWith(data: Uint8Array, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => data[index] === byte)
}

describe('clicks', () => {
  it('come mostly of a few users', () => {
    const byUser = new Map<string, number>()
    for (const { key } of clicks(5000)) byUser.set(key, (byUser.get(key) ?? 0) + 1)
    expect(byUser.get('u-7')).toBeGreaterThan(800)
    expect(byUser.get('u-23')).toBeGreaterThan(400)
    expect(byUser.size).toBeGreaterThan(150)
  })

  it('are JSON, and some of them gzip, some binary, some of several clicks', () => {
    const all = clicks(2000)
    const packed = all.filter(({ data }) => startsWith(data, 0xf3, 0x89, 0x9a, 0xc2))
    const zipped = all.filter(({ data }) => startsWith(data, 0x1f, 0x8b))
    const plain = all.filter(({ data }) => startsWith(data, 0x7b))
    expect(packed.length).toBeGreaterThan(40)
    expect(zipped.length).toBeGreaterThan(60)
    expect(plain.length).toBeGreaterThan(1500)
    expect(all.length - packed.length - zipped.length - plain.length).toBeGreaterThan(30)
    for (const { data } of zipped) expect(gunzipSync(data).toString()).toContain('"user":"u-')
  })
})

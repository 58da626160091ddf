/** Avro's own coding of one number. */
export function avroNumber(value: number): Buffer {
  const bytes: number[] = []
  let rest = value < 0 ? -value * 2 - 1 : value * 2
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}

/** Bytes with their length before them. */
export const avroSized = (text: string | Buffer): Buffer =>
  Buffer.concat([avroNumber(Buffer.byteLength(text)), Buffer.from(text)])
const sync = Buffer.from('0123456789abcdef')

interface Container {
  text: string
  blocks: { count: number; bytes: Buffer }[]
  codec?: string
}

/** An object container file of blocks as they are, right or wrong. */
export function avroContainer({ text, blocks, codec }: Container): Buffer {
  const more = codec === undefined ? [] : [avroSized('avro.codec'), avroSized(codec)]
  return Buffer.concat([
    Buffer.from('Obj\u0001'),
    ...[
      avroNumber(codec === undefined ? 1 : 2),
      avroSized('avro.schema'),
      avroSized(text),
      ...more,
    ],
    ...[avroNumber(0), sync],
    ...blocks.flatMap(({ count, bytes }) => [avroNumber(count), avroSized(bytes), sync]),
  ])
}

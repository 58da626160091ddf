import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CaFile } from '#contract'
import { AppError } from '../lib/app-error.ts'

/** Who named the file: a connection's own choice, or the variable that the AWS CLI knows. */
export type CaFileSource = 'caFile' | 'AWS_CA_BUNDLE'

/** Asks the user for a file that is there; undefined when they would rather not. Electron's dialog, or a test in its place. */
export type ChooseExistingFile = () => Promise<string | undefined>

/** No list of authorities is as long; the system's own has about 250 kB. */
const maxBytes = 8_000_000

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function refusal(source: CaFileSource, path: string, reason: 'ca-unreadable' | 'ca-empty') {
  return (cause?: unknown) =>
    new AppError('invalid-input', `the CA file ${path}: ${reason}`, {
      params: { field: source, reason, path },
      cause,
    })
}

function readText(path: string, source: CaFileSource): string {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length <= maxBytes) return text
  } catch (cause) {
    throw refusal(source, path, 'ca-unreadable')(cause)
  }
  throw refusal(source, path, 'ca-empty')()
}

function parseAll(blocks: readonly string[]): X509Certificate[] {
  return blocks.map((block) => new X509Certificate(block))
}

function parseFile(path: string, source: CaFileSource): X509Certificate[] {
  const blocks = readText(path, source).match(certificate) ?? []
  try {
    const parsed = parseAll(blocks)
    if (parsed.length > 0) return parsed
  } catch (cause) {
    throw refusal(source, path, 'ca-empty')(cause)
  }
  throw refusal(source, path, 'ca-empty')()
}

/**
 * The certificates of a file, to be trusted. TLS would silently pass over what it cannot read, and trust would be
 * another than was meant. @throws invalid-input that names the file and who named it
 */
export function readAuthorities(path: string, source: CaFileSource): string[] {
  return parseFile(path, source).map(String)
}

function nameOf({ subject }: X509Certificate): string {
  const parts = new Map(
    subject.split('\n').map((line) => {
      const [key = '', ...value] = line.split('=')
      return [key, value.join('=')] as const
    }),
  )
  return parts.get('CN') ?? parts.get('OU') ?? parts.get('O') ?? subject
}

/** Which authorities a file names. @throws invalid-input as above */
export function describeCaFile(path: string): CaFile {
  const authorities = parseFile(path, 'caFile').map((each) => ({
    name: nameOf(each),
    expiresAtMs: Date.parse(each.validTo),
  }))
  return { path, authorities }
}

/**
 * `node scripts/operations-doc.mjs [--check]`: writes docs/operations.md from the contract, or with `--check` fails
 * when it is not what the contract says. Needs a Node that runs TypeScript.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { contract } from '../src-main/contract/index.ts'
import { ROOT } from './project-node.mjs'

const FILE = join(ROOT, 'docs', 'operations.md')

const HEAD = `# Operations and feeds

Generated from \`src-main/contract\` by \`node scripts/operations-doc.mjs\`; do not edit. Effects are explained in
\`src-main/contract/effect.ts\`; a feed gives items for as long as the window grants credit.
`

function row(service, verb, procedure) {
  const { kind, effect, description } = procedure['~orpc'].meta
  return `| \`${service}.${verb}\` | ${kind} | ${effect} | ${description} |`
}

function example(service, verb, procedure) {
  const { input, output } = procedure['~orpc'].meta.example
  const block = (value) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
  return `### ${service}.${verb}\n\nAsks:\n\n${block(input)}\n\nAnswers:\n\n${block(output)}\n`
}

function render() {
  const all = Object.entries(contract).flatMap(([service, verbs]) =>
    Object.entries(verbs).map(([verb, procedure]) => [service, verb, procedure]),
  )
  const table = ['| name | kind | effect | what it does |', '| --- | --- | --- | --- |']
  const rows = all.map((each) => row(...each))
  const examples = all.map((each) => example(...each))
  return [HEAD, [...table, ...rows].join('\n'), '\n## Examples\n', ...examples].join('\n')
}

const config = await resolveConfig(FILE)
const wanted = await format(render(), { ...config, filepath: FILE })

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted)
} else {
  let found
  try {
    found = readFileSync(FILE, 'utf8')
  } catch {
    found = '' // not there yet: not what the contract says, either
  }
  if (found !== wanted) {
    console.error('docs/operations.md is out of date: run `node scripts/operations-doc.mjs`')
    process.exit(1)
  }
}

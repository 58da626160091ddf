import { rootCertificates } from 'node:tls'
import { readAuthorities } from './ca-files.ts'
import { isLoopback } from './loopback.ts'

/** Sockets to one endpoint: enough for a refresh of many queues beside a send. */
const maxSockets = 64

/** The variables that the AWS CLI and most others know, small letters too. */
const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const

function proxyOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const named = proxyNames.map((name) => {
    const value = environment[name.toLowerCase()] ?? environment[name] ?? ''
    return [name, value] as const
  })
  return Object.fromEntries(named.filter(([, value]) => value !== ''))
}

export interface WayOut {
  /** Undefined for AWS's own. */
  endpoint: string | undefined
  /** A file of authorities that this connection alone trusts beside the others. */
  caFile?: string | undefined
}

/** Undefined where only the usual authorities are trusted. */
function trusted(files: readonly string[][]): { ca: string[] } | undefined {
  return files.length === 0 ? undefined : { ca: [...rootCertificates, ...files.flat()] }
}

/**
 * How calls leave this machine: through the proxy of the environment, trusting the authorities of `AWS_CA_BUNDLE` and
 * of the connection's own file beside the usual ones. What is on this machine is always asked directly, and only the
 * connection's own file says more of whom to trust there.
 * @throws invalid-input that names a file which cannot be used
 */
export function agentOptions({ endpoint, caFile }: WayOut, environment = process.env) {
  const shared = { maxSockets, keepAlive: true }
  const own = caFile === undefined ? [] : [readAuthorities(caFile, 'caFile')]
  if (endpoint !== undefined && isLoopback(new URL(endpoint))) {
    return { httpAgent: shared, httpsAgent: { ...shared, ...trusted(own) } }
  }
  const proxyEnv = proxyOf(environment)
  const out = Object.keys(proxyEnv).length === 0 ? shared : { ...shared, proxyEnv }
  const bundle = environment['AWS_CA_BUNDLE'] ?? ''
  const all = bundle === '' ? own : [readAuthorities(bundle, 'AWS_CA_BUNDLE'), ...own]
  return { httpAgent: out, httpsAgent: { ...out, ...trusted(all) } }
}

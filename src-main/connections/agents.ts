import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { AppError } from '../lib/app-error.ts'
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

/** @throws invalid-input that names a file which cannot be read: without it trust would silently be another */
function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('invalid-input', `cannot read the CA file ${path}`, {
      params: { field: 'AWS_CA_BUNDLE', reason: 'ca-unreadable', path },
      cause,
    })
  }
}

/**
 * How calls leave this machine: through the proxy of the environment, trusting the authorities of `AWS_CA_BUNDLE`
 * beside the usual ones. What is on this machine is always asked directly. `endpoint` is undefined for AWS's own.
 */
export function agentOptions(endpoint: string | undefined, environment = process.env) {
  const shared = { maxSockets, keepAlive: true }
  if (endpoint !== undefined && isLoopback(new URL(endpoint))) {
    return { httpAgent: shared, httpsAgent: shared }
  }
  const proxyEnv = proxyOf(environment)
  const out = Object.keys(proxyEnv).length === 0 ? shared : { ...shared, proxyEnv }
  const path = environment['AWS_CA_BUNDLE'] ?? ''
  if (path === '') return { httpAgent: out, httpsAgent: out }
  return {
    httpAgent: out,
    httpsAgent: { ...out, ca: [...rootCertificates, readCertificates(path)] },
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { startFaultProxy } from '../src-main/testing/fault-proxy.ts'

const { endpoint } = await startFaultProxy(workerData as { target: string; delayMs: number }) // as delaying-proxy.ts gives it
parentPort?.postMessage(endpoint)

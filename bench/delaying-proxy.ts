import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface DelayingProxy {
  endpoint: string
  close(): Promise<unknown>
}

/** The project's proxy as a network of some delay, in a thread of its own: its work must not slow what is measured. */
export async function startDelayingProxy(target: string, delayMs: number): Promise<DelayingProxy> {
  const url = new URL('./proxy-thread.ts', import.meta.url)
  const worker = new Worker(url, { workerData: { target, delayMs } })
  const message: unknown[] = await once(worker, 'message')
  return { endpoint: String(message[0]), close: () => worker.terminate() }
}

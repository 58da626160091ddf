declare module 'kinesalite' {
  import type { Server } from 'node:http'

  interface KinesaliteOptions {
    readonly createStreamMs?: number
    readonly updateStreamMs?: number
    readonly deleteStreamMs?: number
    readonly shardLimit?: number
  }
  export default function kinesalite(options?: KinesaliteOptions): Server
}

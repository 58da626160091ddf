declare module 'kinesalite' {
  import type { Server } from 'node:http'

  interface KinesaliteOptions {
    readonly createStreamMs?: number
    readonly shardLimit?: number
  }
  export default function kinesalite(options?: KinesaliteOptions): Server
}

import { useQuery } from '@tanstack/react-query'
import { read } from '../api/read.ts'

/** The open connection as saved; `isMissing` once it is known that there is none of that id. */
export function useConnection(connectionId: string) {
  const { data } = useQuery(read('connections.list', {}))
  const connection = data?.connections.find((each) => each.id === connectionId)
  return { connection, isMissing: data !== undefined && connection === undefined }
}

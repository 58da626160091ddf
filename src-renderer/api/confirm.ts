import { createContext, useContext } from 'react'

/** What a confirmation says: what will happen, in numbers, and the verb that does it. */
export interface ConfirmWords {
  title: string
  body: string
  /** The label of the button that acts: "Delete 3 messages", not "OK". */
  verb: string
  /** True where something is lost for good: the button is then red. */
  danger?: boolean
}

export interface ConfirmRequest {
  connectionId: string | undefined
  /** Absent when the caller gave none; the dialog then says the bare minimum. */
  words: ConfirmWords | undefined
  /** What the user must type first, where the guard wants it. */
  typedName: string | undefined
}

export interface ConfirmAnswer {
  typedName?: string
}

/** Resolves to undefined when the user said no. */
export type Confirm = (request: ConfirmRequest) => Promise<ConfirmAnswer | undefined>

/** Without the app's dialog around it, nothing is ever confirmed. */
export const ConfirmContext = createContext<Confirm>(() => Promise.resolve(undefined))

export function useConfirm(): Confirm {
  return useContext(ConfirmContext)
}

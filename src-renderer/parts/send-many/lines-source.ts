/** Where the messages of a file send come from: typed or pasted, or a file as it was when it was chosen. */
export interface LinesSource {
  text: string
  /** Absent: typed. The text of a file is not put into the editor, which ten thousand lines would make slow. */
  fileName?: string
}

export const noLines: LinesSource = { text: '' }

export const sendModes = ['single', 'repeat', 'file'] as const
export type SendMode = (typeof sendModes)[number]

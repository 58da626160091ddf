/** An error in words, ready to be shown: `ui` shows it, `api` writes it, neither knows the other. */
export interface NoticeWords {
  title: string
  sentence: string
  /** What the user can do about it; empty where there is nothing. */
  remedy: string
  /** Said first and plainly: it is not known whether the change happened. */
  warning?: string
  /** Facts to read out or copy: IAM action, address, answer, reference. */
  facts: readonly { label: string; value: string }[]
}

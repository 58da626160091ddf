import type { WeirClient } from './composed-weir.ts'

/** Says "again" to every question about ended credentials, as a person would, so that calls go out once more. */
export async function sayAgain({ prompts }: WeirClient): Promise<void> {
  async function* once() {
    yield { open: {}, credit: 1 }
  }
  for await (const item of await prompts.watch(once())) {
    for (const { id } of item.prompts)
      await prompts.answer({ promptId: id, answer: { kind: 'again' } })
    return
  }
}

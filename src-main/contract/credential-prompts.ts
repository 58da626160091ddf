import { errorValueSchema } from './errors.ts'
import { connectionIdSchema } from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { z } from './z.ts'

const about = { id: z.string(), connectionId: connectionIdSchema, name: z.string() }

/** What main waits for a person to say. */
const promptSchema = z.discriminatedUnion('kind', [
  /** A role wants the code that the device with this serial number or ARN shows now. */
  z.object({
    kind: z.literal('code'),
    ...about,
    device: z.string(),
    /** The last code was refused. */
    wasWrong: z.boolean(),
  }),
  /** The credentials have ended: no call is made until somebody says `again`. */
  z.object({ kind: z.literal('ended'), ...about, error: errorValueSchema }),
])
export type CredentialPrompt = z.infer<typeof promptSchema>

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), code: z.string().regex(/^\d{6}$/) }),
  z.object({ kind: z.literal('again') }),
  z.object({ kind: z.literal('cancel') }),
])
export type PromptAnswer = z.infer<typeof answerSchema>

export const prompts = {
  watch: feed({
    effect: 'local',
    description:
      'Follows what main waits for a person to say about credentials, of all connections.',
    input: z.object({}),
    output: z.object({ prompts: z.array(promptSchema) }),
    example: {
      input: {},
      output: {
        prompts: [
          {
            kind: 'code',
            id: 'p-1',
            connectionId: 'c-1',
            name: 'prod',
            device: 'arn:aws:iam::123456789012:mfa/jo',
            wasWrong: false,
          },
        ],
      },
    },
  }),
  answer: operation({
    effect: 'local',
    description: 'Answers such a question: a code, that credentials are there again, or neither.',
    input: z.object({ promptId: z.string().max(64), answer: answerSchema }),
    output: z.object({}),
    example: { input: { promptId: 'p-1', answer: { kind: 'code', code: '123456' } }, output: {} },
  }),
}

export const vault = {
  isLasting: operation({
    effect: 'local',
    description: 'Says whether this system can keep a secret; otherwise it lives until Weir quits.',
    input: z.object({}),
    output: z.object({ isLasting: z.boolean() }),
    example: { input: {}, output: { isLasting: true } },
  }),
}

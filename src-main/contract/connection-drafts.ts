import { caFilePathSchema, connectionDraftSchema, testedConnectionSchema } from './connections.ts'
import { connectionIdSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { z } from './z.ts'

const caFileSchema = z.object({
  path: caFilePathSchema,
  /** The authorities it names, in its order. */
  authorities: z.array(z.object({ name: z.string(), expiresAtMs: z.number() })),
})
export type CaFile = z.infer<typeof caFileSchema>

/** What the form of a connection asks before anything is saved. */
export const connectionDrafts = {
  testDraft: operation({
    // There is no connection yet whose guard could be asked; what it asks changes nothing and needs no permission.
    effect: 'local',
    description:
      'Asks who a connection would be that is not saved (STS identity on AWS, a one-queue list on an emulator); keeps nothing of it.',
    input: connectionDraftSchema.extend({
      /** The connection that is edited: its kept secret is used where the draft brings none. */
      editing: connectionIdSchema.optional(),
    }),
    output: testedConnectionSchema,
    example: {
      input: {
        name: 'prod',
        target: { kind: 'profile', profile: 'prod' },
        region: 'eu-west-1',
        environment: 'production',
      },
      output: {
        identity: {
          account: '123456789012',
          arn: 'arn:aws:sts::123456789012:assumed-role/ops/jo',
          source: 'profile prod',
        },
        latencyMs: 84,
      },
    },
  }),
  chooseCaFile: operation({
    effect: 'local',
    description:
      'Lets the user choose a CA file and says which authorities it names; without a file when they would rather not.',
    input: z.object({}),
    output: z.object({ file: caFileSchema.optional() }),
    example: {
      input: {},
      output: {
        file: {
          path: '/etc/ssl/corp-ca.pem',
          authorities: [{ name: 'Corp Root CA', expiresAtMs: 1_893_456_000_000 }],
        },
      },
    },
  }),
}

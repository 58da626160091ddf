import { guardLevels } from './effect.ts'
import { connectionIdSchema } from './identifiers.ts'
import { feed, operation } from './operation.ts'
import { errorValueSchema } from './errors.ts'
import { paceSchema } from './prices.ts'
import { z } from './z.ts'

export const environments = ['local', 'development', 'staging', 'production'] as const
export type Environment = (typeof environments)[number]

const nameSchema = z.string().trim().min(1).max(80)
const regionSchema = z.string().regex(/^[a-z0-9-]{2,32}$/)
const endpointSchema = z.url({ protocol: /^https?$/ }).max(512)
/** A name and password in an address would be saved, shown and logged in the clear. */
const newEndpointSchema = endpointSchema.refine((text) => !/^[^/]*\/\/[^/?#\\]*@/.test(text))
/** Marks that a person gives connections to tell them apart. None is red: that is production's alone. */
export const connectionColors = ['slate', 'violet', 'teal', 'blue', 'pink', 'olive'] as const
export type ConnectionColor = (typeof connectionColors)[number]

const awsTargets = [
  z.object({ kind: z.literal('profile'), profile: z.string().min(1).max(128) }),
  /** `AWS_ACCESS_KEY_ID` and so on, as Weir itself was started with. */
  z.object({ kind: z.literal('environment') }),
  /** Static keys. Their secret part is in the vault, under the connection's id. */
  z.object({ kind: z.literal('keys'), keyId: z.string().regex(/^[A-Z0-9]{16,128}$/) }),
] as const

/** Where the credentials and the address come from. An emulator is signed with dummy keys, never with a profile. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sandbox') }),
  z.object({ kind: z.literal('emulator'), endpoint: endpointSchema }),
  ...awsTargets,
])
export type Target = z.infer<typeof targetSchema>

/** True where calls go to AWS itself: they are billed, signed with real keys, and nothing can be made anew. */
export function isAws(target: Pick<Target, 'kind'>): boolean {
  return target.kind !== 'sandbox' && target.kind !== 'emulator'
}

/** A file on this machine; the system's dialog gave its path. */
export const caFilePathSchema = z.string().min(1).max(1024)

/** None of it must be chosen, and a file that was saved without it opens. */
const choices = {
  /** Absent: the environment gives one. */
  color: z.enum(connectionColors).optional(),
  /** Calls a minute that polling keeps to. Absent: Weir's own pace on AWS, none on an emulator. */
  budget: z.int().min(1).max(60_000).optional(),
  /** Certificates of authorities that this connection trusts beside the usual ones. */
  caFile: caFilePathSchema.optional(),
}

export const connectionSchema = z.object({
  id: connectionIdSchema,
  name: nameSchema,
  target: targetSchema,
  region: regionSchema,
  environment: z.enum(environments),
  guard: z.enum(guardLevels),
  ...choices,
})
export type Connection = z.infer<typeof connectionSchema>

export const connectionDraftSchema = z.object({
  name: nameSchema,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('emulator'), endpoint: newEndpointSchema }),
    ...awsTargets,
  ]),
  region: regionSchema,
  environment: z.enum(environments),
  ...choices,
  /** The secret part of static keys: goes in once and never comes out. Left out of an edit, the saved one stays. */
  secrets: z
    .object({
      secretAccessKey: z.string().trim().min(16).max(256),
      sessionToken: z.string().trim().min(1).max(8192).optional(),
    })
    .optional(),
  /** Must be true for an `http:` endpoint that is not on this machine: bodies then cross the network in the clear. */
  allowPlainHttp: z.boolean().optional(),
})
export type ConnectionDraft = z.input<typeof connectionDraftSchema>

/** How a profile comes by its keys; `none` when it says nothing that gives any. */
export const profileKinds = [
  'keys',
  'role',
  'sso',
  'process',
  'web-identity',
  'login',
  'none',
] as const
export type ProfileKind = (typeof profileKinds)[number]

const identitySchema = z.object({
  account: z.string(),
  arn: z.string(),
  /** Which source gave the credentials: `profile prod`, `dummy keys`. */
  source: z.string(),
})
export type Identity = z.infer<typeof identitySchema>

/** Who a connection is, and how long the answer took. */
export const testedConnectionSchema = z.object({ identity: identitySchema, latencyMs: z.number() })
export type TestedConnection = z.infer<typeof testedConnectionSchema>

const sandboxConnection = {
  id: 'sandbox',
  name: 'Sandbox',
  target: { kind: 'sandbox' },
  region: 'us-east-1',
  environment: 'local',
  guard: 'open',
} as const
const draft = {
  name: 'LocalStack',
  target: { kind: 'emulator', endpoint: 'http://127.0.0.1:4566' },
  region: 'us-east-1',
  environment: 'local',
} as const
const byId = z.object({ connectionId: connectionIdSchema })
const example = { connectionId: 'sandbox' }

export const connections = {
  list: operation({
    effect: 'local',
    description: 'Lists the saved connections, the sandbox first.',
    input: z.object({}),
    output: z.object({ connections: z.array(connectionSchema) }),
    example: { input: {}, output: { connections: [sandboxConnection] } },
  }),
  add: operation({
    effect: 'local',
    description:
      'Saves a connection to an emulator or to an AWS profile; the guard starts read-only for AWS.',
    input: connectionDraftSchema,
    output: connectionSchema,
    example: { input: draft, output: { ...sandboxConnection, ...draft, id: 'c-1' } },
  }),
  update: operation({
    effect: 'local',
    description:
      'Saves the whole of an edited connection; a changed place ends what it was doing at the old one.',
    input: connectionDraftSchema.extend({ connectionId: connectionIdSchema }),
    output: connectionSchema,
    example: {
      input: { ...draft, connectionId: 'c-1', region: 'eu-west-1' },
      output: { ...sandboxConnection, ...draft, id: 'c-1', region: 'eu-west-1' },
    },
  }),
  duplicate: operation({
    effect: 'local',
    description: 'Saves a copy of a connection under another name, with the guard of a new one.',
    input: byId.extend({ name: nameSchema }),
    output: connectionSchema,
    example: {
      input: { connectionId: 'c-1', name: 'LocalStack 2' },
      output: { ...sandboxConnection, ...draft, id: 'c-2', name: 'LocalStack 2' },
    },
  }),
  remove: operation({
    effect: 'local',
    description: 'Forgets a saved connection and ends what it was doing; nothing in AWS changes.',
    input: byId,
    output: z.object({}),
    example: { input: { connectionId: 'c-1' }, output: {} },
  }),
  setGuard: operation({
    effect: 'local',
    description: 'Sets how much a connection lets through: read-only, look, confirm or open.',
    input: byId.extend({ guard: z.enum(guardLevels) }),
    output: connectionSchema,
    example: {
      input: { ...example, guard: 'confirm' },
      output: { ...sandboxConnection, guard: 'confirm' },
    },
  }),
  findEmulators: operation({
    effect: 'local',
    description:
      'Knocks on the usual emulator ports of this machine and says which answered like SQS.',
    input: z.object({}),
    output: z.object({ endpoints: z.array(z.object({ endpoint: z.string(), port: z.int() })) }),
    example: {
      input: {},
      output: { endpoints: [{ endpoint: 'http://127.0.0.1:4566', port: 4566 }] },
    },
  }),
  listProfiles: operation({
    effect: 'local',
    description:
      'Lists the profiles found in the AWS config and credentials files, without reading any secret.',
    input: z.object({}),
    output: z.object({
      profiles: z.array(
        z.object({
          name: z.string(),
          region: z.string().optional(),
          kind: z.enum(profileKinds),
          /** It asks for a code of this device each time it is used anew. */
          mfa: z.boolean(),
        }),
      ),
    }),
    example: {
      input: {},
      output: { profiles: [{ name: 'prod', region: 'eu-west-1', kind: 'role', mfa: true }] },
    },
  }),
  test: operation({
    effect: 'read',
    description:
      'Asks who this connection is (STS identity on AWS, a one-queue list on an emulator).',
    input: byId,
    output: testedConnectionSchema,
    example: {
      input: example,
      output: {
        identity: { account: '000000000000', arn: 'emulator', source: 'dummy keys' },
        latencyMs: 4,
      },
    },
  }),
  watch: feed({
    effect: 'local',
    description:
      'Follows how many calls a connection makes and the last one that failed; makes no call itself.',
    input: byId,
    output: z.object({
      /** Absent in the first seconds of a session: a 0 would be said of what is just being counted. */
      callsLastMinute: z.int().min(0).optional(),
      /** Absent on an emulator, where nothing is billed. */
      pace: paceSchema.optional(),
      lastError: z
        .object({ atMs: z.number(), action: z.string(), error: errorValueSchema })
        .optional(),
    }),
    example: { input: example, output: { callsLastMinute: 118 } },
  }),
}

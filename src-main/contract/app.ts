import { operation } from './operation.ts'
import { z } from './z.ts'

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'ko']),
  /** Older captures are removed; absent or 0: none is. */
  captureDays: z.int().min(0).max(3_650).optional(),
  /** Older entries of the journal are removed, save those without a known end; absent or 0: none is. */
  journalDays: z.int().min(0).max(3_650).optional(),
  /** The tour of the first start has been shown; it never is again unasked. */
  isTourShown: z.boolean().optional(),
})
export type Settings = z.infer<typeof settingsSchema>

/** Something that happened while starting and that the user must be told of. */
export const noticeSchema = z.object({
  code: z.enum(['captures-set-aside', 'file-set-aside', 'journal-set-aside', 'moves-set-aside']),
  params: z.record(z.string(), z.string()),
})
export type Notice = z.infer<typeof noticeSchema>

export const aboutSchema = z.object({
  version: z.string(),
  runtime: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }),
  /** `test-runtime` is an old Electron for tests and local trial only. */
  runtimeKind: z.enum(['pinned', 'test-runtime']),
  platform: z.string(),
  locale: z.string(),
  notices: z.array(noticeSchema),
})
export type About = z.infer<typeof aboutSchema>

const defaults = { theme: 'system', language: 'system' } as const

export const app = {
  info: operation({
    effect: 'local',
    description: 'Says which Weir this is, what it runs on, and what happened while it started.',
    input: z.object({}),
    output: aboutSchema,
    example: {
      input: {},
      output: {
        version: '0.1.0',
        runtime: { electron: '45.4.1', chrome: '150.0.0.0', node: '24.11.1' },
        runtimeKind: 'pinned',
        platform: 'linux',
        locale: 'en-GB',
        notices: [],
      },
    },
  }),
}

export const settings = {
  get: operation({
    effect: 'local',
    description: 'Reads the settings of this machine.',
    input: z.object({}),
    output: settingsSchema,
    example: { input: {}, output: defaults },
  }),
  update: operation({
    effect: 'local',
    description: 'Changes some settings and gives back all of them.',
    input: settingsSchema.partial(),
    output: settingsSchema,
    example: { input: { theme: 'dark' }, output: { ...defaults, theme: 'dark' } },
  }),
}

import { connectionIdSchema, topicArnSchema } from './identifiers.ts'
import { operation } from './operation.ts'
import { exampleTopic, topicSchema } from './topics.ts'
import { z } from './z.ts'

const ofConnection = z.object({ connectionId: connectionIdSchema })
const pinsSchema = z.object({ topics: z.array(topicSchema) })
const example = { connectionId: 'sandbox', topicArn: exampleTopic.topicArn }

/** Topics added by hand: of other accounts, or for identities that may not list. */
export const topicPins = {
  listPinned: operation({
    effect: 'local',
    description: 'Lists the topics that were added to a connection by ARN.',
    input: ofConnection,
    output: pinsSchema,
    example: { input: { connectionId: 'sandbox' }, output: { topics: [exampleTopic] } },
  }),
  pin: operation({
    effect: 'read',
    description:
      'Adds a topic by its ARN once SNS has answered for it; needs no right to list, nor to read attributes.',
    input: ofConnection.extend({ address: z.string().trim().min(1).max(2048) }),
    output: topicSchema,
    example: {
      input: { connectionId: 'sandbox', address: exampleTopic.topicArn },
      output: exampleTopic,
    },
  }),
  unpin: operation({
    effect: 'local',
    description: 'Takes a topic that was added by ARN off the list; the topic itself is untouched.',
    input: ofConnection.extend({ topicArn: topicArnSchema }),
    output: pinsSchema,
    example: { input: example, output: { topics: [] } },
  }),
}

import { explainedAssertion } from './explained-assertion.mjs'
import { fileName } from './file-name.mjs'
import { wordedText } from './worded-text.mjs'

/** The project's own ESLint rules; each has a test with a planted violation beside it. */
export const weirPlugin = {
  meta: { name: 'weir' },
  rules: {
    'explained-assertion': explainedAssertion,
    'file-name': fileName,
    'worded-text': wordedText,
  },
}

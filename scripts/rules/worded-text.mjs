/**
 * Every word on the screen goes through `t()`, or the Korean window shows English.
 * Punctuation, symbols and digits are the same in every language and pass.
 */

const WORDED_PROPS = new Set([
  'label',
  'title',
  'placeholder',
  'description',
  'alt',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
])

const hasLetters = (text) => /\p{L}/u.test(text)

/** Entities like `&nbsp;` are symbols, though spelt with letters. */
const withoutEntities = (text) => text.replaceAll(/&#?\w+;/gu, '')

/** What an expression may show: looks through conditions, so `{open ? 'Close' : 'Open'}` is seen. */
function shownParts(node) {
  switch (node?.type) {
    case 'ConditionalExpression':
      return [...shownParts(node.consequent), ...shownParts(node.alternate)]
    case 'LogicalExpression':
      return [...shownParts(node.left), ...shownParts(node.right)]
    case 'BinaryExpression':
      return node.operator === '+' ? [...shownParts(node.left), ...shownParts(node.right)] : []
    case 'JSXExpressionContainer':
      return shownParts(node.expression)
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return shownParts(node.expression)
    case 'Literal':
      return typeof node.value === 'string' ? [{ node, text: node.value }] : []
    case 'TemplateLiteral':
      return [{ node, text: node.quasis.map((quasi) => quasi.value.cooked).join(' ') }]
    default:
      return []
  }
}

export const wordedText = {
  meta: {
    type: 'problem',
    docs: { description: 'Text in components comes from t(), never from a bare string.' },
    messages: {
      bare: 'Bare text "{{text}}". Add a key to the word files (English and Korean) and show {t(\'…\')}.',
    },
    schema: [],
  },
  create(context) {
    const report = ({ node, text }) => {
      if (!hasLetters(text)) return
      context.report({ node, messageId: 'bare', data: { text: text.trim().slice(0, 40) } })
    }
    return {
      JSXText: (node) => report({ node, text: withoutEntities(node.raw) }),
      'JSXElement > JSXExpressionContainer': (node) => shownParts(node).forEach(report),
      'JSXFragment > JSXExpressionContainer': (node) => shownParts(node).forEach(report),
      JSXAttribute(node) {
        if (WORDED_PROPS.has(node.name.name)) shownParts(node.value).forEach(report)
      },
    }
  },
}

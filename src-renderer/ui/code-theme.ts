import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours are variables of the window's theme, so one theme serves light and dark. */
export const codeHighlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--weir-code-key)' },
  { tag: tags.string, color: 'var(--weir-code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--weir-code-atom)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--weir-dim)' },
  { tag: tags.invalid, color: 'var(--weir-danger)' },
])

export const codeTheme = EditorView.theme({
  '&': { flex: '1', minHeight: '0', color: 'var(--weir-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--weir-mono)', fontSize: '12px', lineHeight: '18px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--weir-accent)' },
  '.cm-line': { padding: '0 16px' },
  '.cm-cursor': { borderLeftColor: 'var(--weir-accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--weir-code-selection) !important' },
  '.cm-specialChar': {
    color: 'var(--weir-attention)',
    border: '1px solid var(--weir-line)',
    borderRadius: '2px',
    padding: '0 2px',
  },
  '.cm-placeholder': { color: 'var(--weir-faint)' },
})

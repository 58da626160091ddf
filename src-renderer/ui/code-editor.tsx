import { useEffect, useEffectEvent, useRef } from 'react'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { syntaxHighlighting } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  highlightSpecialChars,
  keymap,
  placeholder,
} from '@codemirror/view'
import { cspNonce } from '../lib/csp-nonce.ts'
import { codeHighlight, codeTheme } from './code-theme.ts'
import styles from './code-view.module.css'

/**
 * A longer text is shown without colours: the highlighter would take seconds for a megabyte on one line, and the
 * text itself is what is asked for.
 */
const HIGHLIGHT_CHARACTERS = 200_000

/** Direction marks, format characters and tags that CodeMirror's own list does not have; joiners stay, emoji need them. */
const moreInvisible = /[\u180e\u202a-\u202c\u2060-\u2065\u2068\u206a-\u206f\u{e0000}-\u{e007f}]/u

export interface CodeEditorProps {
  text: string
  language: 'json' | 'text'
  /** What the text is, for those who cannot see it. */
  label: string
  /** Makes it editable. */
  onChange?: (text: string) => void
  placeholder?: string
  autoFocus?: boolean
}

function extensionsFor(props: CodeEditorProps, onInput: (text: string) => void): Extension[] {
  const isReadOnly = props.onChange === undefined
  const isColoured = props.language === 'json' && props.text.length <= HIGHLIGHT_CHARACTERS
  return [
    EditorView.cspNonce.of(cspNonce()),
    codeTheme,
    // Bodies are foreign text: what a terminal would hide (NUL, bidi marks, zero-width) must be seen.
    highlightSpecialChars({ addSpecialChars: moreInvisible }),
    drawSelection(),
    EditorView.lineWrapping,
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': props.label,
      'aria-readonly': String(isReadOnly),
      tabindex: '0',
    }),
    isColoured ? [json(), syntaxHighlighting(codeHighlight)] : [],
    isReadOnly ? EditorState.readOnly.of(true) : history(),
    props.placeholder === undefined ? [] : placeholder(props.placeholder),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onInput(update.state.doc.toString())
    }),
  ]
}

/** Puts a text that came from outside into the editor, leaving the cursor alone when it is the same. */
function replaceText(view: EditorView, text: string): void {
  const current = view.state.doc.toString()
  if (current === text) return
  view.dispatch({ changes: { from: 0, to: current.length, insert: text } })
}

export function CodeEditor(props: CodeEditorProps) {
  const { text, language, label, autoFocus = false } = props
  const isReadOnly = props.onChange === undefined
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const onInput = useEffectEvent((next: string) => {
    if (next !== text) props.onChange?.(next)
  })
  const createView = useEffectEvent((parent: HTMLElement) => {
    const extensions = extensionsFor(props, (next) => onInput(next))
    return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) })
  })

  useEffect(() => {
    if (host.current === null) return
    const created = createView(host.current)
    view.current = created
    if (autoFocus) created.focus()
    return () => {
      created.destroy()
    }
  }, [language, label, isReadOnly, autoFocus])

  useEffect(() => {
    if (view.current !== undefined) replaceText(view.current, text)
  }, [text])

  return <div ref={host} className={styles.editor} />
}

import { useEffect, useEffectEvent, useRef } from 'react'
import { json } from '@codemirror/lang-json'
import { syntaxHighlighting } from '@codemirror/language'
import { MergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import type { EditorStateConfig } from '@codemirror/state'
import { EditorView, highlightSpecialChars } from '@codemirror/view'
import { cspNonce } from '../lib/csp-nonce.ts'
import { codeHighlight, codeTheme } from './code-theme.ts'
import styles from './diff-view.module.css'

/** After this long, or this many changed characters in one place, the rest is marked more roughly. */
const DIFF = { timeout: 500, scanLimit: 500 }

const diffTheme = EditorView.theme({
  '.cm-changedLine': { backgroundColor: 'var(--weir-code-selection) !important' },
  '.cm-changedText': {
    background: 'none !important',
    textDecoration: 'underline 2px var(--weir-attention)',
    textUnderlineOffset: '3px',
  },
  '.cm-collapsedLines': {
    padding: '4px 16px',
    color: 'var(--weir-dim)',
    background: 'transparent',
    borderBlock: '1px solid var(--weir-line)',
  },
  '.cm-gutters': { background: 'transparent', border: 'none' },
  '.cm-changeGutter .cm-changedLineGutter': { background: 'var(--weir-attention) !important' },
})

interface DiffSide {
  text: string
  /** What the text is, for those who cannot see it. */
  label: string
}

interface DiffViewProps {
  before: DiffSide
  after: DiffSide
  language: 'json' | 'text'
  /** What stands in the place of lines that are the same; `$` becomes their number. */
  unchangedWords: string
}

function sideState(
  { text, label }: DiffSide,
  { unchangedWords, language }: DiffViewProps,
): EditorStateConfig {
  return {
    doc: text,
    extensions: [
      EditorView.cspNonce.of(cspNonce()),
      codeTheme,
      diffTheme,
      language === 'json' ? [json(), syntaxHighlighting(codeHighlight)] : [],
      highlightSpecialChars(),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorState.phrases.of({ '$ unchanged lines': unchangedWords }),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-readonly': 'true',
        tabindex: '0',
      }),
    ],
  }
}

/** Two texts side by side with what differs marked. For texts of ordinary length: the caller judges that. */
export function DiffView(props: DiffViewProps) {
  const { before, after, language } = props
  const host = useRef<HTMLDivElement>(null)
  const createView = useEffectEvent((parent: HTMLElement) => {
    return new MergeView({
      parent,
      a: sideState(props.before, props),
      b: sideState(props.after, props),
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: DIFF,
    })
  })
  useEffect(() => {
    if (host.current === null) return
    const view = createView(host.current)
    return () => {
      view.destroy()
    }
  }, [before.text, before.label, after.text, after.label, language])
  return <div ref={host} className={styles.diff} />
}

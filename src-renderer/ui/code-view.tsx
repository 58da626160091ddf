import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeEditorProps } from './code-editor.tsx'
import styles from './code-view.module.css'

// CodeMirror is a third of a megabyte that the first screen does not need.
const CodeEditor = lazy(() =>
  import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

function Waiting() {
  const { t } = useTranslation()
  return <div role="status" aria-label={t('code.loading')} className={styles.waiting} />
}

/** A text with highlighting and visible control characters; editable where `onChange` is given. */
export function CodeView(props: CodeEditorProps) {
  return (
    <div className={styles.view}>
      <Suspense fallback={<Waiting />}>
        <CodeEditor {...props} />
      </Suspense>
    </div>
  )
}

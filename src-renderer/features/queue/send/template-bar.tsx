import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outgoing, Template } from '#contract'
import { usePageActions } from '../../../lib/page-actions.ts'
import type { QueueFacts } from '../queue-facts.ts'
import type { QueueMemory } from '../queue-memory.ts'
import { useKept } from '../use-kept.ts'
import { fromTemplate, toTemplate } from './template-draft.ts'
import { ChooseDialog, SaveDialog, TemplateProblem } from './template-dialogs.tsx'
import { useTemplates } from './use-templates.ts'
import styles from './template-bar.module.css'

interface TemplateBarProps {
  facts: QueueFacts
  memory: QueueMemory
}

/** What was just done, and how it is taken back. */
interface Done {
  text: string
  undo?: () => void
}

function useTemplateBar({ facts, memory }: TemplateBarProps) {
  const { t } = useTranslation('send')
  const kept = useTemplates()
  const [done, setDone] = useState<Done>()
  const [shown, setShown] = useState<'save' | 'choose'>()
  const use = (name: string, message: Outgoing): void => {
    const before = memory.draft.get()
    const { draft, leftOut } = fromTemplate(message, facts.rules)
    memory.draft.set(draft)
    setShown(undefined)
    const said = [
      t('templates.filled', { name }),
      ...leftOut.map((what) => t(`templates.left.${what}`)),
    ]
    const undo = (): void => {
      memory.draft.set(before)
      setDone(undefined)
    }
    setDone({ text: said.join(' '), undo })
  }
  const save = async (name: string): Promise<void> => {
    const message = toTemplate(memory.draft.get(), facts.rules)
    if (!(await kept.save({ ...message, name }))) return
    setShown(undefined)
    setDone({ text: t('templates.savedAs', { name }) })
  }
  const remove = async (template: Template): Promise<void> => {
    if (!(await kept.remove(template.name))) return
    setShown(undefined)
    const undo = (): void => {
      void kept.save(template)
      setDone(undefined)
    }
    setDone({ text: t('templates.removed', { name: template.name }), undo })
  }
  return { kept, done, shown, setShown, use, save, remove }
}

/** Messages kept or sent before, to fill the form with. Nothing asks first: what was there comes back with Undo. */
export function TemplateBar(props: TemplateBarProps) {
  const { facts, memory } = props
  const { t } = useTranslation('send')
  const { kept, done, shown, setShown, use, save, remove } = useTemplateBar(props)
  const isEmpty = useKept(memory.draft).body === ''
  const whyNot = isEmpty ? t('templates.noBody') : undefined
  const close = (): void => {
    setShown(undefined)
  }
  const choose = (): void => {
    setShown('choose')
  }
  const askName = (): void => {
    setShown('save')
  }
  usePageActions([
    { label: t('templates.save'), disabled: whyNot, run: askName },
    { label: t('templates.openOf'), run: choose },
  ])
  return (
    <>
      <Button variant="default" size="xs" aria-haspopup="dialog" onClick={choose}>
        {t('templates.open')}
      </Button>
      <Button variant="subtle" size="xs" disabled={isEmpty} title={whyNot} onClick={askName}>
        {t('templates.save')}
      </Button>
      <div role="status" className={styles.done} title={done?.text}>
        {done?.text}
      </div>
      {done?.undo !== undefined && (
        <Button variant="subtle" size="xs" onClick={done.undo}>
          {t('templates.undo')}
        </Button>
      )}
      {shown === undefined && <TemplateProblem error={kept.error} />}
      {shown === 'choose' && (
        <ChooseDialog
          templates={kept.templates}
          connectionId={facts.connection.id}
          onUse={use}
          onRemove={(template) => void remove(template)}
          onClose={close}
        />
      )}
      {shown === 'save' && (
        <SaveDialog
          names={kept.templates.map(({ name }) => name)}
          suggested={facts.name}
          error={kept.error}
          onSave={(name) => void save(name)}
          onClose={close}
        />
      )}
    </>
  )
}

import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeptMessage, Template } from '#contract'
import { usePageActions } from '../../lib/page-actions.ts'
import { useStore } from '../../lib/store.ts'
import { fillDraft } from './fill-draft.ts'
import type { SendMemory } from './send-memory.ts'
import type { SendPlace } from './send-place.ts'
import { toTemplate } from './template-draft.ts'
import { ChooseDialog, SaveDialog, TemplateProblem } from './template-dialogs.tsx'
import { useTemplates } from './use-templates.ts'
import styles from './template-bar.module.css'

interface TemplateBarProps {
  place: SendPlace
  memory: SendMemory
}

/** What was just done, and how it is taken back. */
interface Done {
  text: string
  undo?: () => void
}

/** What the form was filled from, wherever that was chosen. */
function useFilled({ filled, draft }: SendMemory): Done | undefined {
  const { t } = useTranslation('send')
  const now = useStore(filled)
  if (now === undefined) return undefined
  const { name, leftOut, before } = now
  const words = [t('templates.filled', { name })]
  for (const what of leftOut) words.push(t(`templates.left.${what}`))
  const undo = (): void => {
    draft.set(before)
    filled.set(undefined)
  }
  return { text: words.join(' '), undo }
}

function useTemplateBar({ place, memory }: TemplateBarProps) {
  const { t } = useTranslation('send')
  const kept = useTemplates()
  const filled = useFilled(memory)
  const [changed, setChanged] = useState<Done>()
  const setDone = (done: Done | undefined): void => {
    memory.filled.set(undefined)
    setChanged(done)
  }
  const [shown, setShown] = useState<'save' | 'choose'>()
  const use = (name: string, message: KeptMessage): void => {
    fillDraft(memory, { kind: place.to.kind, type: place.rules.type }, { name, message })
    setShown(undefined)
  }
  const save = async (name: string): Promise<void> => {
    const message = toTemplate(memory.draft.get(), place)
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
  return { kept, done: filled ?? changed, shown, setShown, use, save, remove }
}

/** Messages kept or sent before, to fill the form with. Nothing asks first: what was there comes back with Undo. */
export function TemplateBar(props: TemplateBarProps) {
  const { place, memory } = props
  const { t } = useTranslation('send')
  const { kept, done, shown, setShown, use, save, remove } = useTemplateBar(props)
  const isEmpty = useStore(memory.draft).body === ''
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
          connectionId={place.connection.id}
          onUse={use}
          onRemove={(template) => void remove(template)}
          onClose={close}
        />
      )}
      {shown === 'save' && (
        <SaveDialog
          names={kept.templates.map(({ name }) => name)}
          suggested={place.name}
          error={kept.error}
          onSave={(name) => void save(name)}
          onClose={close}
        />
      )}
    </>
  )
}

import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hasTagProblem } from './tag-text.ts'

/** The tags of something new, as lines. */
export function TagField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation('editing')
  return (
    <Textarea
      size="xs"
      rows={2}
      resize="vertical"
      label={t('tags.title')}
      description={t('tags.hint')}
      spellCheck={false}
      value={text}
      error={hasTagProblem(text) ? t('tags.textProblem') : undefined}
      onChange={(event) => {
        onText(event.currentTarget.value)
      }}
    />
  )
}

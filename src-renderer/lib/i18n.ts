import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { wordsEn } from './words-en.ts'
import { wordsKo } from './words-ko.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof wordsEn
    returnNull: false
  }
}

export type Language = 'en' | 'ko'

/** The language for a setting; `system` follows what the operating system prefers. */
export function languageFor(setting: 'system' | Language, systemLocale: string): Language {
  if (setting !== 'system') return setting
  return systemLocale.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

/** Both languages are bundled, so this is done when it returns and the first frame has its words. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: { en: wordsEn, ko: wordsKo },
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    initAsync: false,
    // React escapes; doing it twice would show entities in queue names.
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

export function setLanguage(language: Language): void {
  if (i18next.language === language) return
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

import { createRoot } from 'react-dom/client'
import { setNonce } from 'get-nonce'
import './app/mantine-styles.ts'
import './app/fonts.css'
import './app/tokens.css'
import './app/global.css'
import { App } from './app/app.tsx'
import { cspNonce } from './lib/csp-nonce.ts'
import { languageFor, startI18n } from './lib/i18n.ts'
import { findRemembered } from './lib/remembered.ts'

// Mantine's overlays make a style tag to lock the scroll; without the nonce the policy would refuse it.
setNonce(cspNonce())
startI18n(languageFor('system', findRemembered('language') ?? navigator.language))

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App />)

/* global document, location, MutationObserver -- of the page, where one function of this file runs */
/**
 * Loaded before the app, Weir or the bare one alike, by Electron's `-r`: watches the first window's page for its mark,
 * prints when it came, and lets the app quit. `WEIR_BENCH_PROBE` says which mark, and which address of the page.
 */
const { writeSync } = require('node:fs')
const { app } = require('electron')

/** Runs in the page from the moment it is committed, before its own scripts. Resolves with the time of the mark. */
function watch({ mark, hash }) {
  if (hash !== undefined) location.hash = hash
  return new Promise((resolve) => {
    const check = () => {
      const value = document.documentElement?.dataset[mark]
      if (value !== undefined && value !== '0') resolve(Date.now())
    }
    const options = { attributes: true, subtree: true, attributeFilter: [`data-${mark}`] }
    new MutationObserver(check).observe(document, options)
    check()
  })
}

app.once('web-contents-created', (_event, contents) => {
  contents.once('did-navigate', async () => {
    // The frame's own method: the window's waits until the page has loaded.
    const seen = await contents.mainFrame.executeJavaScript(
      `(${watch})(${process.env.WEIR_BENCH_PROBE})`,
    )
    writeSync(1, `weir-bench ${seen}\n`)
    app.quit()
  })
})

/**
 * The least that is an Electron app: one window of Weir's size and one local page. Weir is measured against it. With
 * `--answer` it also answers one invoke, for the measure of a call.
 */
const { join } = require('node:path')
const { app, BrowserWindow, ipcMain } = require('electron')

const answers = app.commandLine.hasSwitch('answer')
if (answers) ipcMain.handle('settings.get', () => ({ theme: 'system', language: 'system' }))
const preload = answers ? { preload: join(__dirname, 'preload.cjs') } : {}

app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: preload })
  void window.loadFile(join(__dirname, 'index.html'))
})

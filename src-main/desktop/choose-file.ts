import { BrowserWindow, dialog } from 'electron'
import type { ChooseExistingFile } from '../connections/ca-files.ts'
import type { ChooseFile } from '../journal/journal-handlers.ts'

function findWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
}

/** The system's dialog for a new file, over the window that is used now. */
export const chooseFile: ChooseFile = async (suggestedName) => {
  const options = { defaultPath: suggestedName }
  const window = findWindow()
  const { canceled, filePath } =
    window === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options)
  return canceled || filePath === '' ? undefined : filePath
}

/** The system's dialog for one file that is there. */
export const chooseExistingFile: ChooseExistingFile = async () => {
  const options = { properties: ['openFile' as const, 'showHiddenFiles' as const] }
  const window = findWindow()
  const { canceled, filePaths } =
    window === undefined
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options)
  return canceled ? undefined : filePaths[0]
}

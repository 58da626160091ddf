import { BrowserWindow, dialog } from 'electron'
import type { ChooseFile } from '../journal/journal-handlers.ts'

/** The system's dialog for a new file, over the window that is used now. */
export const chooseFile: ChooseFile = async (suggestedName) => {
  const options = { defaultPath: suggestedName }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePath } =
    window === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options)
  return canceled || filePath === '' ? undefined : filePath
}

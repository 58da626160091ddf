const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('bare', { getSettings: () => ipcRenderer.invoke('settings.get') })

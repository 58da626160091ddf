import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Electron's own stand-in for a missing app. It stays behind when `electronDist` is a folder. */
async function removeDefaultApp({ packager, appOutDir }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'dev.weir.app',
  productName: 'Weir',
  copyright: 'The Weir authors',
  directories: { output: 'dist', buildResources: 'resources' },
  // node_modules of `dependencies` come along by themselves; everything else is bundled in out/.
  files: [
    'out/**',
    'package.json',
    '!out/.built',
    '!**/*.map',
    '!**/*.d.{ts,mts,cts}',
    // For Alpine's C library, on which Electron does not run.
    '!node_modules/@libsql/*-musl*/**',
  ],
  asar: true,
  // A native add-on must be a real file for the system's loader; kinesis-local is a program of its
  // own that looks for the files beside it.
  asarUnpack: ['**/*.node', 'node_modules/kinesis-local/**'],
  // Only N-API add-ons with prebuilt binaries are allowed, so nothing is ever compiled.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  electronLanguages: ['en-US', 'ko'],
  afterPack: removeDefaultApp,
  publish: null,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Development',
    maintainer: 'The Weir authors',
  },
  mac: { target: ['dmg'], category: 'public.app-category.developer-tools' },
  win: { target: ['nsis'] },
}

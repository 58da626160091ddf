import { expect, test } from 'vitest'
import { parseMissingLibraries, pickPackages, toPackageChoices } from './linux-desktop.mjs'

const LDD = `
	linux-vdso.so.1 (0x00007ffd)
	libgtk-3.so.0 => not found
	libnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f2f)
	libasound.so.2 => not found
	libgtk-3.so.0 => not found
	libfuture.so.9 => not found
`

test('missing libraries are read from ldd, each once', () => {
  expect(parseMissingLibraries(LDD)).toEqual(['libgtk-3.so.0', 'libasound.so.2', 'libfuture.so.9'])
  expect(parseMissingLibraries('')).toEqual([])
})

test('a library becomes the package names it may have; one without is named as it is', () => {
  const { choices, unknown } = toPackageChoices(parseMissingLibraries(LDD))
  expect(choices).toEqual([
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libasound2t64', 'libasound2'],
  ])
  expect(unknown).toEqual(['libfuture.so.9'])
})

test('of several names the one that the distribution knows is installed, once', () => {
  const choices = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libnss3']]
  const debian12 = (name) => !name.endsWith('t64')
  expect(pickPackages(choices, debian12)).toEqual(['libgtk-3-0', 'libnss3'])
  expect(pickPackages(choices, () => true)).toEqual(['libgtk-3-0t64', 'libnss3'])
})

test('before the package lists are there the plain name is taken', () => {
  expect(pickPackages([['libgtk-3-0t64', 'libgtk-3-0']], () => false)).toEqual(['libgtk-3-0'])
})

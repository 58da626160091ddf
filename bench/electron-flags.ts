/** Chromium refuses to run as root with its own sandbox. The same for both apps. */
export function electronFlags(folder: string): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${folder}`, '--lang=en-GB']
}

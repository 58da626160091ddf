/** One word for a POSIX shell. Single quotes take everything literally; only the quote itself has to step outside. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

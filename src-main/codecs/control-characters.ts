/** What no text that a person wrote holds: control characters, beside those that set it in lines and columns. */
export const controlCharacters = /[\p{Cc}--[\t\n\r]]/v

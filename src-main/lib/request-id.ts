/** Absent rather than undefined, which the contract's optional fields are not. */
export function withId(requestId: string | undefined) {
  return requestId === undefined ? {} : { requestId }
}

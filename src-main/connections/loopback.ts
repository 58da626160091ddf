const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/

/** True for an address of this very machine: nothing crosses a network on the way. */
export function isLoopback(url: URL): boolean {
  return loopbackHost.test(url.hostname)
}

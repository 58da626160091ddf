import { z } from 'zod'

// zod's code generator probes for eval, which the window's CSP forbids and reports. Set before any schema exists,
// so every schema file imports zod from here and from nowhere else.
z.config({ jitless: true })

export { z }

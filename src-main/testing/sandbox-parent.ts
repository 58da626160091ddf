import { startSandboxProcess } from './sandbox-process.ts'

// A parent between a test and the sandbox: it can be killed without ending the test.
const sandbox = startSandboxProcess(process.argv[2] ?? '')
await sandbox.until('kinesis-ready')
process.send?.(sandbox.child.pid)

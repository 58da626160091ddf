/** `node scripts/budgets.mjs`: prints the measures of the code beside their budgets and fails over them. */
import { budgetReport } from './budget-report.mjs'
import { ROOT } from './project-node.mjs'

const { table, problems } = budgetReport(ROOT)
console.log(table)
for (const problem of problems) console.log(`over budget: ${problem}`)
process.exitCode = problems.length === 0 ? 0 : 1

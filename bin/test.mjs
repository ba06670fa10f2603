import { main } from './lib/lifecycle.mjs'
import { runTests } from './lib/tests.mjs'

await main(() => runTests(process.argv.slice(2)))

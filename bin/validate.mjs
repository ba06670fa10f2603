import { CommandFailed } from './lib/errors.mjs'
import { main } from './lib/lifecycle.mjs'
import { inRoot } from './lib/paths.mjs'
import { generate, install } from './lib/prepare.mjs'
import { run } from './lib/processes.mjs'
import { fail, say, step } from './lib/say.mjs'
import { readSettings } from './lib/settings.mjs'
import { runTests } from './lib/tests.mjs'

const checks = {
  'Format, lint, import cycles (biome)': ['@biomejs/biome/bin/biome', 'ci', '--colors=off'],
  'Types (tsc)': ['typescript/bin/tsc', '--project', 'tsconfig.json'],
  'Dead code, unused dependencies (knip)': ['knip/bin/knip.js'],
}

async function check([label, [file, ...args]]) {
  const script = inRoot('node_modules', ...file.split('/'))
  const parts = []
  const onOutput = (text) => parts.push(text)
  try {
    await step(label, () => run(process.execPath, [script, ...args], { name: label, cwd: inRoot(), onOutput }))
    return null
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    return { label, output: parts.join('') }
  }
}

await main(async () => {
  readSettings()
  await install()
  await generate({ isBuild: false })
  const failures = (await Promise.all(Object.entries(checks).map(check))).filter((failure) => failure !== null)
  const testsFailed = !process.argv.includes('--no-tests') && (await runTests([])) !== 0
  for (const { label, output } of failures) {
    fail(label)
    say(output)
  }
  if (testsFailed) fail('Tests')
  return failures.length > 0 || testsFailed ? 1 : 0
})

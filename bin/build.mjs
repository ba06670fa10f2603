import { main } from './lib/lifecycle.mjs'
import { generate, install } from './lib/prepare.mjs'
import { readSettings } from './lib/settings.mjs'

// For images: the same build as `npm start` makes, and nothing started.
await main(async () => {
  readSettings()
  await install()
  await generate({ isBuild: true })
})

// A Remix page on Express, as its template has it, without any middleware.
import { createRequestHandler } from '@remix-run/express'
import express from 'express'

const build = await import('./build/server/index.js')
express()
  .use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
  .all('*', createRequestHandler({ build, mode: 'production' }))
  .listen(Number(process.env.PORT), '127.0.0.1')

import { defineConfig } from 'vitest/config'

const serial = { fileParallelism: false, maxWorkers: 1 }

/**
 * `unit`: pure, beside its subject. `integration`: real Postgres and Redis, a database a file. `e2e` and `faults`:
 * real processes, one file after the other. `npm test` starts the servers; test/setup/global.ts makes the template.
 */
export default defineConfig({
  test: {
    globalSetup: 'test/setup/global.ts',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'jobs/**/*.test.ts', 'test/bench/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{domain,jobs,api,lib,web,routes,prisma,cli}/**/*.test.{ts,tsx}'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'processes',
          include: ['test/{bin,e2e,faults}/**/*.test.ts'],
          ...serial,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

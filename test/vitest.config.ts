import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [{ test: { name: 'unit', include: ['app/**/*.test.{ts,tsx}', 'jobs/**/*.test.ts'], root: '.' } }],
  },
})

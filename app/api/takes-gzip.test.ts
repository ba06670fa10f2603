import { expect, test } from 'vitest'
import { takesGzip } from './takes-gzip.ts'

test.each(['gzip', 'GZIP', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8, *;q=0.1', 'br , gzip ; q=0.05'])(
  'takes it: %s',
  (header) => expect(takesGzip(header)).toBe(true),
)

test.each([undefined, '', 'identity', 'br', 'x-gzip', 'gzip;q=0', 'gzip; q=0.000 ', 'notgzip', '*'])(
  'does not: %s',
  (header) => expect(takesGzip(header)).toBe(false),
)

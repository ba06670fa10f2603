import { expect, test } from 'vitest'
import { imagesFrom } from './draft-images.ts'

const kept = [{ id: 'one', key: 'k', alt: 'A river' }]

test('images that a form had are known again', () =>
  expect(imagesFrom(JSON.stringify(kept))).toMatchObject([{ post: 0, id: 'one', alt: 'A river', focus: [50, 50] }]))

test.each([undefined, '', 'no list', '{"id":"one"}', '[1, {"id":2}]'])('%j has none, and breaks nothing', (field) =>
  expect(imagesFrom(field)).toEqual([]),
)

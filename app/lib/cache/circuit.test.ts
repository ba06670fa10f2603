import { expect, test } from 'vitest'
import { createCircuit } from './circuit.ts'

test('who does not answer in time is not asked for a while', async () => {
  const circuit = createCircuit({ limitMs: 5, restMs: 60_000 })
  let asked = 0
  const ask = (): Promise<string> => {
    asked += 1
    return asked === 1 ? Promise.resolve('answer') : new Promise(() => {})
  }
  expect(await circuit.run(ask)).toBe('answer')
  await expect(circuit.run(ask)).rejects.toThrow('no answer within 5 ms')
  await expect(circuit.run(ask)).rejects.toThrow('it failed less than 60000 ms ago')
  expect(asked).toBe(2)
})

test('who has rested is asked again', async () => {
  const circuit = createCircuit({ limitMs: 1_000, restMs: 0 })
  await expect(circuit.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await circuit.run(async () => 'answer')).toBe('answer')
})

import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'

const timeoutMs = 5_000

const encode = (parts) =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`

/** One reply from the start of `text`: `{ value, rest }`, or null while it is incomplete. Bulk strings are ASCII here. */
function decode(text) {
  const end = text.indexOf('\r\n')
  if (end < 0) return null
  const head = text.slice(1, end)
  const rest = text.slice(end + 2)
  if (text[0] === '-') return { value: new Error(head), rest }
  if (text[0] === '+' || text[0] === ':') return { value: head, rest }
  const size = Number(head)
  if (size < 0) return { value: null, rest }
  if (text[0] === '$') return rest.length < size + 2 ? null : { value: rest.slice(0, size), rest: rest.slice(size + 2) }
  const value = []
  let left = rest
  while (value.length < size) {
    const item = decode(left)
    if (!item) return null
    value.push(item.value)
    left = item.rest
  }
  return { value, rest: left }
}

/**
 * Sends commands to a Redis and returns the replies: enough to start, check and stop one before
 * any package is installed.
 * @param {string} url redis:// or rediss://, with or without user and password
 * @param {string[][]} commands
 * @throws the first error of the connection or of a reply
 */
export function askRedis(url, commands) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const login = [username, password].filter(Boolean).map(decodeURIComponent)
  const all = password ? [['AUTH', ...login], ...commands] : commands
  return new Promise((resolve, reject) => {
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379), servername: hostname }
    const socket = protocol === 'rediss:' ? connectTls(target) : connectTcp(target)
    const replies = []
    let text = ''
    const fail = (error) => {
      socket.destroy()
      reject(error)
    }
    socket.setEncoding('latin1')
    socket.setTimeout(timeoutMs, () => fail(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    socket.once('error', fail)
    socket.once('close', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })))
    socket.on('data', (chunk) => {
      text += chunk
      for (let reply = decode(text); reply; reply = decode(text)) {
        if (reply.value instanceof Error) return fail(reply.value)
        replies.push(reply.value)
        text = reply.rest
      }
      if (replies.length < all.length) return
      resolve(replies.slice(all.length - commands.length))
      socket.destroy()
    })
    socket.write(all.map(encode).join(''))
  })
}

/** Whether this names a bucket and who may use it: `https://key:secret@host/bucket?region=…`. */
export function isS3Address(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, pathname } = new URL(address)
  return /^https?:$/.test(protocol) && username !== '' && password !== '' && /^\/[^/]+$/.test(pathname)
}

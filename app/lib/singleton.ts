/**
 * One value a process, however many bundles hold a copy of its module: the web server, the Remix build and a
 * dev reload each have their own, and must not each open their own connections.
 */
export function singleton<Name extends keyof Singletons>(name: Name, make: () => Singletons[Name]): Singletons[Name] {
  globalThis.tributarySingletons ??= {}
  const held: Partial<Singletons> = globalThis.tributarySingletons
  const value: Singletons[Name] = held[name] ?? make()
  held[name] = value
  return value
}

/** Whoever keeps a singleton declares its name and type here by declaration merging. @public */
// biome-ignore lint/suspicious/noEmptyInterface: filled where the singletons are
export interface Singletons {}

declare global {
  var tributarySingletons: Partial<Singletons> | undefined
}

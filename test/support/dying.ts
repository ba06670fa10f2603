/** The call that a process did not live to make. */
export class Died extends Error {
  override readonly name = 'Died'
}

/** As a process has them that dies at its so-and-so-many call to any of these: that one and all later ones are not made. */
export function dying<Ports extends Readonly<Record<string, object>>>(ports: Ports, calls: number): Ports {
  let left = calls
  const limit = (port: object): object =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: readonly unknown[]) => {
          left -= 1
          if (left < 0) throw new Died()
          return Reflect.apply(member, target, args)
        }
      },
    })
  const dead = new Map(Object.entries(ports).map(([name, port]) => [name, limit(port)]))
  return new Proxy(ports, { get: (target, name) => dead.get(String(name)) ?? Reflect.get(target, name) })
}

/** `make`, once for each object: what it made goes when the object does. */
export function derived<From extends object, To extends object>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, To>()
  return (from) => {
    const held = made.get(from)
    if (held) return held
    const fresh = make(from)
    made.set(from, fresh)
    return fresh
  }
}

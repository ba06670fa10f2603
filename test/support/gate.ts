/** A place to stop at: `reached` resolves when somebody has come, `open` lets everybody through. */
export function createGate() {
  let arrive = () => {}
  let open = () => {}
  const reached = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    reached,
    open: () => open(),
    pass(): Promise<void> {
      arrive()
      return opened
    },
  }
}

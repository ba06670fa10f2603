const rows = ['first', 'second', 'third']

/** The shape of posts that are coming; it shows only when they take longer than a moment. */
export function PostSkeletons() {
  return (
    <div className="late" aria-hidden="true">
      {rows.map((row) => (
        <div key={row} className="post">
          <div className="bone size-10 rounded-full" />
          <div className="pb-4">
            <div className="bone h-4 w-40" />
            <div className="bone mt-3 h-4" />
            <div className="bone mt-2 h-4 w-4/5" />
            <div className="bone mt-5 h-4 w-28" />
          </div>
        </div>
      ))}
    </div>
  )
}

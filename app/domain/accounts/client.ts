/** Where a sign-in comes from, for the list of sessions. */
export type Client = Readonly<{ address: string | null; userAgent: string | null }>

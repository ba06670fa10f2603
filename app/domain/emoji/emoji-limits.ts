// Numbers that browsers need, too: no schemas here.

export const emojiLimits = {
  /** Those that may be used. */
  maxOffered: 200,
  /** With those that are retired. */
  maxAll: 1_000,
  /** That one has and had. */
  maxNames: 10,
  minName: 2,
  maxName: 30,
  maxDescription: 200,
  maxCategory: 40,
  /** Of the file as it is sent. */
  maxBytes: 256 * 1024,
} as const

/** Further posts for which the form of a post has fields without scripts: enough for most threads. */
export const plainParts = 4

// Numbers that browsers need, too: no schemas here.

/** Images of one post. */
export const maxImages = 4
/** Of one file as it is sent. */
export const maxUploadBytes = 16 * 1024 * 1024
/** Of a form with one of them. */
export const maxPictureFormBytes = maxUploadBytes + 64 * 1024
/** Characters of a description. */
export const maxAltCharacters = 1_500
/**
 * Images that somebody has sent and not posted yet, at most: as many as a thread has. They are removed after a day,
 * but for what a draft names, or a post that waits for its time: those do not count.
 */
export const maxUnattached = 100
export const unattachedForMs = 24 * 60 * 60_000
/** What file pickers offer. What a file is, its first bytes say. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,image/avif,image/gif'

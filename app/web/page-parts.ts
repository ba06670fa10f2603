import { createContext } from 'react'

/**
 * Takes HTML that is ready as bytes, and answers a mark to be rendered in its place. Bytes go past React and past the
 * text of the page: putting them into one text and encoding that took as long as rendering the rest.
 */
export type AddPart = (html: readonly Uint8Array[]) => string

/** Only on the server, around the page. */
export const PartsContext = createContext<AddPart | null>(null)

import { createContext, useContext } from 'react'

/** The Content-Security-Policy nonce of this answer; browsers hide it from scripts, so it is empty there. */
export const NonceContext = createContext<string | undefined>(undefined)

export function useNonce(): string | undefined {
  return useContext(NonceContext)
}

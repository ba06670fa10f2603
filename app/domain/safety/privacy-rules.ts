/**
 * Whom one person asks to let them follow, and who asks one person, at most. An account that becomes public approves all
 * who ask in one request.
 */
export const requestLimits = { maxAsked: 1_000, maxWaiting: 5_000 } as const

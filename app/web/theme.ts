export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const yearS = 365 * 24 * 60 * 60

/** The theme chosen in this browser; what is not one of the three counts as none. */
export function themeOf(cookieHeader: string | null): Theme {
  const value = /(?:^|;\s*)theme=([a-z]+)/.exec(cookieHeader ?? '')?.[1]
  return toTheme(value)
}

export function toTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** The `Set-Cookie` that remembers a theme. Nothing secret: the page may read it. */
export function themeCookie(theme: Theme): string {
  return `theme=${theme}; Path=/; Max-Age=${yearS}; SameSite=Lax`
}

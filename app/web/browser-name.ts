const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/.*Safari\//],
] as const

const systems = [
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** A browser and its system by the names that people know, as far as its `User-Agent` tells; empty where it does not. */
export function describeBrowser(userAgent: string | null): { browser: string; system: string } {
  return { browser: nameIn(browsers, userAgent), system: nameIn(systems, userAgent) }
}

// In order: Edge calls itself Chrome, too, and Android Linux.
function nameIn(names: readonly (readonly [string, RegExp])[], userAgent: string | null): string {
  return names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? ''
}

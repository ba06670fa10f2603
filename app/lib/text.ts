// Texts that people write: how they are kept, and whether there is anything to see in them.

/** What no reader sees, beside spaces: joiners, fillers, variation selectors, the blank of Braille. */
const unseen = '\\s\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2800'
const seen = new RegExp(`[^${unseen}]`, 'u')

/**
 * The text as it is stored: one form of Unicode, no control or direction-override characters, no tower of accents, no
 * outer space. Twice is as good as once.
 */
export function normaliseText(text: string): string {
  const plain = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
  // Before NFC, which sorts a run of marks and is quadratic in its length, and after, since one mark can become two.
  return fewMarks(fewMarks(plain).normalize('NFC'))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Whether there is nothing to see: no text, or only what is ignored, such as joiners and fillers. */
export function isBlank(text: string): boolean {
  return !seen.test(text)
}

/** More than four marks on a character are in no script; a hundred grow over the lines around them. */
function fewMarks(text: string): string {
  return text.replace(/(\p{M}{4})\p{M}+/gu, '$1')
}

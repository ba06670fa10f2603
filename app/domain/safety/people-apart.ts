import { Invalid } from '#app/lib/errors.ts'

/** Whom one person blocks, and whom one mutes, at most: every read of theirs weighs all of them. */
export const maxPeopleApart = 5_000

/** @throws Invalid past the limit */
export function requireFewApart(count: number, refusal: string): void {
  if (count > maxPeopleApart) throw new Invalid(`${maxPeopleApart} people at most`, { handle: refusal })
}

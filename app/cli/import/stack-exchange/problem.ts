/** Something in a dump that could not be used. The rest of the dump is not touched by it. */
export type Problem = Readonly<{ file: string; line: number; message: string }>

/** Takes each problem once, in the order in which they are met. */
export type Report = (problem: Problem) => void

/** The 97.5th percentile of the normal distribution: 95 % of the intervals hold the true share. */
const z = 1.96

/**
 * The lower bound of Wilson's interval for a share of which `positive` of `total` are known: few votes count for little,
 * however good they are. 0 without any. E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", 1927; for rankings: https://www.evanmiller.org/how-not-to-sort-by-average-rating.html
 */
export function wilsonLowerBound(positive: number, total: number): number {
  if (total === 0) return 0
  const share = positive / total
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * total)) / total)
  return (share + (z * z) / (2 * total) - spread) / (1 + (z * z) / total)
}

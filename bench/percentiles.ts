/** The value below which `share` (0..1) of the sample lies, by nearest rank. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and 95th percentile, to a tenth of a millisecond. */
export function summary(sample: readonly number[]): { msP50: number; msP95: number } {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { msP50: round(percentile(sample, 0.5)), msP95: round(percentile(sample, 0.95)) };
}

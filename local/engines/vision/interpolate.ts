/** The value of a piecewise linear curve; beyond its ends it stays level. Points by rising abscissa. */
export function interpolate(curve: readonly (readonly [number, number])[], at: number): number {
  const after = curve.findIndex(([x]) => x >= at);
  if (after <= 0) return after === 0 ? curve[0]![1] : curve.at(-1)![1];
  const [x0, y0] = curve[after - 1]!;
  const [x1, y1] = curve[after]!;
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

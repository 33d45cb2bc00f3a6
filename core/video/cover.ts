/** Which frame becomes the cover. */

export interface FrameLook {
  /** Spread of what an edge filter finds, as sharp's `stats` gives it; grows with sharpness, a few units for a photo. */
  sharpness: number;
  /** Bits of the histogram, 0..8. */
  entropy: number;
  /** Mean lightness, 0..255. */
  light: number;
  share: number;
}

/** Index of the sharpest, richest and best exposed frame; the share of time that it stands for decides between equals. */
export function bestFrame(frames: readonly FrameLook[]): number {
  const sharpest = Math.max(...frames.map(({ sharpness }) => sharpness), Number.MIN_VALUE);
  const scores = frames.map(
    ({ sharpness, entropy, light, share }) =>
      0.4 * (sharpness / sharpest) + 0.3 * (entropy / 8) + 0.3 * exposure(light) + 0.1 * share,
  );
  return scores.indexOf(Math.max(...scores));
}

/** 1 for a middling light, 0 for black and for white. */
const exposure = (light: number) => 1 - Math.min(1, Math.abs(light - 118) / 118);

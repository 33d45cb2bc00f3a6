/** Thumbnails of a video at even times: how much changes between them, and how good each one looks. */

/** Thumbnails are this small: enough to see a cut and a blur, little enough for an hour of them. RGB, 3 bytes a pixel. */
export const SAMPLE = { width: 48, height: 27 } as const;
export const SAMPLE_BYTES = SAMPLE.width * SAMPLE.height * 3;
/** Thumbnails a second of the part that is taken. */
export const SAMPLES_PER_SECOND = 4;

/** Cuts a stream of raw thumbnails into single ones; a last incomplete one is left out. */
export function splitSamples(bytes: Uint8Array): Uint8Array[] {
  const count = Math.floor(bytes.length / SAMPLE_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * SAMPLE_BYTES, (i + 1) * SAMPLE_BYTES));
}

/** For each thumbnail how much it differs from the one before, 0 (the same) .. 1 (black to white); 0 for the first. */
export function differencesOf(samples: readonly Uint8Array[]): number[] {
  return samples.map((sample, i) => (i === 0 ? 0 : meanDifference(samples[i - 1]!, sample)));
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs(a[i]! - b[i]!);
  return a.length === 0 ? 0 : sum / a.length / 255;
}

/** Detail from which on a thumbnail is as good as any, 0..255 between neighbours. */
const RICH_DETAIL = 16;
/** Mean lightness outside of which a picture is nearly black or white. */
const LIGHT_ENOUGH = { from: 24, to: 236 };

/** How much there is to see in a thumbnail, 0..1: fine detail counts, near black and near white do not. */
export function sampleQuality(sample: Uint8Array): number {
  let light = 0;
  let detail = 0;
  let neighbours = 0;
  for (let y = 0; y < SAMPLE.height; y += 1) {
    for (let x = 0; x < SAMPLE.width; x += 1) {
      const at = (y * SAMPLE.width + x) * 3;
      const here = lightness(sample, at);
      light += here;
      if (x + 1 === SAMPLE.width) continue;
      detail += Math.abs(here - lightness(sample, at + 3));
      neighbours += 1;
    }
  }
  const mean = light / (SAMPLE.width * SAMPLE.height);
  const exposed = mean >= LIGHT_ENOUGH.from && mean <= LIGHT_ENOUGH.to ? 1 : 0.25;
  return exposed * Math.min(1, detail / neighbours / RICH_DETAIL);
}

const lightness = (sample: Uint8Array, at: number) => (2 * sample[at]! + 5 * sample[at + 1]! + sample[at + 2]!) / 8;

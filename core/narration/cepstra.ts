/** Mel-frequency cepstra of speech: what is said, mostly without who says it. */

/** Time between frames, seconds. */
export const HOP_SECONDS = 0.01;
const WINDOW_SECONDS = 0.025;
const BANDS = 26;
/** Cepstra 1..12: the 0th is loudness, higher ones the voice's pitch. */
const CEPSTRA = 12;
const MEL_RANGE = { from: 80, to: 7600 } as const;

const toMel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);
const toHertz = (mel: number) => 700 * (10 ** (mel / 2595) - 1);

/**
 * One row of 13 numbers each 10 ms: twelve cepstra and the log energy, each with mean 0 and variance 1 over the text, so that
 * voices and loudness can be compared. Davis & Mermelstein (1980); any sample rate from 8 kHz.
 */
export function cepstra(samples: ArrayLike<number>, sampleRate: number): Float64Array[] {
  const window = Math.round(WINDOW_SECONDS * sampleRate);
  const size = 2 ** Math.ceil(Math.log2(window));
  const filters = melFilters(size, sampleRate);
  const rows: Float64Array[] = [];
  for (let centre = 0; centre < samples.length; centre += HOP_SECONDS * sampleRate) {
    const from = Math.round(centre) - (window >> 1);
    const [real, imaginary] = [new Float64Array(size), new Float64Array(size)];
    let energy = 1e-9;
    for (let at = 0; at < window; at++) {
      const sample = samples[from + at] ?? 0;
      energy += sample * sample;
      real[at] = sample * (0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (window - 1)));
    }
    fourier(real, imaginary);
    const bands = filters.map((filter) => {
      let sum = 1e-9;
      for (const { bin, weight } of filter) sum += weight * (real[bin]! ** 2 + imaginary[bin]! ** 2);
      return Math.log(sum);
    });
    const row = new Float64Array(CEPSTRA + 1);
    for (let order = 1; order <= CEPSTRA; order++) {
      bands.forEach((value, band) => {
        row[order - 1]! += value * Math.cos((Math.PI * order * (band + 0.5)) / BANDS);
      });
    }
    row[CEPSTRA] = Math.log(energy);
    rows.push(row);
  }
  return standardised(rows);
}

type Filter = { bin: number; weight: number }[];

/** Triangles of equal width on the mel scale, each overlapping its neighbours by half. */
function melFilters(size: number, sampleRate: number): Filter[] {
  const [low, high] = [toMel(MEL_RANGE.from), toMel(Math.min(MEL_RANGE.to, sampleRate / 2))];
  const edges = Array.from({ length: BANDS + 2 }, (_, at) => toHertz(low + ((high - low) * at) / (BANDS + 1)));
  return Array.from({ length: BANDS }, (_, band) => {
    const [from, peak, to] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    const filter: Filter = [];
    for (let bin = 1; bin < size / 2; bin++) {
      const hertz = (bin * sampleRate) / size;
      const weight = hertz <= peak ? (hertz - from) / (peak - from) : (to - hertz) / (to - peak);
      if (weight > 0) filter.push({ bin, weight });
    }
    return filter;
  });
}

/** The discrete Fourier transform in place; lengths are a power of two (Cooley & Tukey, 1965). */
function fourier(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let at = 1, reversed = 0; at < size; at++) {
    let bit = size >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (at < reversed) {
      [real[at], real[reversed]] = [real[reversed]!, real[at]!];
      [imaginary[at], imaginary[reversed]] = [imaginary[reversed]!, imaginary[at]!];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const angle = (-2 * Math.PI) / length;
    for (let start = 0; start < size; start += length) {
      for (let at = 0; at < length / 2; at++) {
        const [cos, sin] = [Math.cos(angle * at), Math.sin(angle * at)];
        const [one, other] = [start + at, start + at + length / 2];
        const [r, i] = [real[other]! * cos - imaginary[other]! * sin, real[other]! * sin + imaginary[other]! * cos];
        [real[other], imaginary[other]] = [real[one]! - r, imaginary[one]! - i];
        real[one]! += r;
        imaginary[one]! += i;
      }
    }
  }
}

function standardised(rows: Float64Array[]): Float64Array[] {
  const width = CEPSTRA + 1;
  for (let column = 0; column < width; column++) {
    const mean = rows.reduce((sum, row) => sum + row[column]!, 0) / Math.max(1, rows.length);
    const variance = rows.reduce((sum, row) => sum + (row[column]! - mean) ** 2, 0) / Math.max(1, rows.length);
    const scale = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
    for (const row of rows) row[column] = (row[column]! - mean) * scale;
  }
  return rows;
}

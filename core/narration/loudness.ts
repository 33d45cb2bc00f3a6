/** Programme loudness and true peak of mono sound, by ITU-R BS.1770-4. */

/** Coefficients of a second-order filter, normalised to a0 = 1. */
interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Gating blocks of 400 ms that overlap by 75 %. */
const BLOCK_SECONDS = 0.4;
const BLOCK_STEP_SECONDS = 0.1;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
/** The offset that makes a 997 Hz sine of full scale -3.01 LUFS. */
const OFFSET = -0.691;

/**
 * The K-weighting for any sample rate. BS.1770 tabulates it for 48 kHz only; these are the analogue prototypes whose
 * bilinear transform gives that table (as in libebur128, after De Man, "Evaluation of implementations of the EBU R128
 * loudness measurement", 2018).
 */
function kWeighting(sampleRate: number): readonly Biquad[] {
  const shelf = { frequency: 1681.974450955533, gain: 3.999843853973347, q: 0.7071752369554196 };
  const k = Math.tan((Math.PI * shelf.frequency) / sampleRate);
  const high = 10 ** (shelf.gain / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.q + k * k;
  const pass = { frequency: 38.13547087602444, q: 0.5003270373238773 };
  const p = Math.tan((Math.PI * pass.frequency) / sampleRate);
  const p0 = 1 + p / pass.q + p * p;
  return [
    {
      b: [
        (high + (band * k) / shelf.q + k * k) / a0,
        (2 * (k * k - high)) / a0,
        (high - (band * k) / shelf.q + k * k) / a0,
      ],
      a: [(2 * (k * k - 1)) / a0, (1 - k / shelf.q + k * k) / a0],
    },
    { b: [1, -2, 1], a: [(2 * (p * p - 1)) / p0, (1 - p / pass.q + p * p) / p0] },
  ];
}

function filter(samples: Float32Array | Float64Array, { b, a }: Biquad): Float64Array {
  const out = new Float64Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[i] = y;
  }
  return out;
}

const toLufs = (meanSquare: number) => OFFSET + 10 * Math.log10(meanSquare);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Gated loudness in LUFS of one channel with samples of -1..1. Negative infinity for silence; sound shorter than a
 * gating block is measured as one block.
 */
export function integratedLoudness(pcm: Float32Array, sampleRate: number): number {
  let weighted: Float32Array | Float64Array = pcm;
  for (const stage of kWeighting(sampleRate)) weighted = filter(weighted, stage);
  const length = Math.min(weighted.length, Math.round(BLOCK_SECONDS * sampleRate));
  if (length === 0) return Number.NEGATIVE_INFINITY;
  const step = Math.round(BLOCK_STEP_SECONDS * sampleRate);
  const blocks: number[] = [];
  for (let start = 0; start + length <= weighted.length; start += step) {
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += weighted[i]! ** 2;
    blocks.push(sum / length);
  }
  const audible = blocks.filter((block) => toLufs(block) > ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = toLufs(mean(audible)) + RELATIVE_GATE_LU;
  // The mean of the audible blocks lies above the gate 10 LU below it, so at least one block is left.
  return toLufs(mean(audible.filter((block) => toLufs(block) > gate)));
}

const PHASES = 4;
const TAPS_A_PHASE = 12;

/** Windowed-sinc interpolator to four times the rate (BS.1770-4, annex 2, asks for at least that), phase by phase. */
const INTERPOLATOR: readonly Float64Array[] = Array.from({ length: PHASES }, (_, phase) => {
  const taps = Float64Array.from({ length: TAPS_A_PHASE }, (_, tap) => {
    const x = tap - TAPS_A_PHASE / 2 + 1 - phase / PHASES;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * Math.cos((Math.PI * x) / (TAPS_A_PHASE + 2)) ** 2;
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
});

/** Largest magnitude between each sample and the next, by fourfold oversampling. Same length as the input. */
export function truePeaks(pcm: Float32Array): Float32Array {
  const peaks = new Float32Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) {
    let peak = Math.abs(pcm[i]!);
    for (let phase = 1; phase < PHASES; phase++) {
      const taps = INTERPOLATOR[phase]!;
      let sum = 0;
      for (let tap = 0; tap < TAPS_A_PHASE; tap++) sum += taps[tap]! * (pcm[i + tap - TAPS_A_PHASE / 2 + 1] ?? 0);
      peak = Math.max(peak, Math.abs(sum));
    }
    peaks[i] = peak;
  }
  return peaks;
}

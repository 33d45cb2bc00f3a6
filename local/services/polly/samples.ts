/** Raw samples: halving their rate, and as bytes on the wire. */
import { AppError } from '../../../core/errors.ts';

/** Taps of the half-band low-pass; odd, so that nothing shifts. */
const TAPS = 63;

/** Windowed sinc (Hamming) that cuts at a quarter of the sample rate, with unit gain. */
const LOW_PASS = (() => {
  const middle = (TAPS - 1) / 2;
  const taps = Float64Array.from({ length: TAPS }, (_, index) => {
    const x = (index - middle) / 2;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * index) / (TAPS - 1)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
})();

/** The samples at `to` Hz, which is `from` or half of it. Throws `InvalidSampleRateException` (400) for any other. */
export function toRate(pcm: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return pcm;
  if (from !== 2 * to) throw new AppError('InvalidSampleRateException', 400, `Speech is not available at ${to} Hz.`);
  const middle = (TAPS - 1) / 2;
  return Int16Array.from({ length: Math.floor(pcm.length / 2) }, (_, index) => {
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) sum += LOW_PASS[tap]! * (pcm[2 * index + tap - middle] ?? 0);
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  });
}

/** Signed 16-bit little-endian, as Polly sends PCM. */
export function toBytes(pcm: Int16Array): Buffer {
  const bytes = Buffer.alloc(2 * pcm.length);
  pcm.forEach((sample, index) => {
    bytes.writeInt16LE(sample, 2 * index);
  });
  return bytes;
}

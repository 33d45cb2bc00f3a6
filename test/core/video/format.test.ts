import { describe, expect, it } from 'vitest';
import { videoFormat } from '../../../core/video/format.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const boxed = (name: string, brand: string) => bytes([0, 0, 0, 24], name, brand, [0, 0, 0, 0]);
const EBML = [0x1a, 0x45, 0xdf, 0xa3];

describe('videoFormat', () => {
  it.each([
    ['mp4', boxed('ftyp', 'isom')],
    ['mp4', boxed('ftyp', 'mp42')],
    ['mp4', boxed('ftyp', 'M4V ')],
    ['mp4', boxed('ftyp', '3gp5')],
    ['mov', boxed('ftyp', 'qt  ')],
    ['mov', boxed('moov', 'abcd')],
    ['mov', boxed('mdat', 'abcd')],
    ['mov', boxed('wide', 'abcd')],
    ['webm', bytes(EBML, [0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84], 'webm')],
    [null, bytes(EBML, [0x9f, 0x42, 0x82, 0x88], 'matroska')],
    [null, boxed('ftyp', 'avif')],
    [null, boxed('ftyp', 'heic')],
    [null, boxed('ftyp', 'mif1')],
    [null, bytes('RIFF', [1, 2, 3, 4], 'AVI LIST')],
    [null, bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
    [null, bytes('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/')],
    [null, bytes()],
  ])('knows %s by its first bytes', (format, start) => {
    expect(videoFormat(start)).toBe(format);
  });
});

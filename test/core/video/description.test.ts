import { describe, expect, it } from 'vitest';
import { parseDescription, parseProgress, saysCutOff, saysTooLarge } from '../../../core/video/description.ts';

const FILM = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'source':
  Metadata:
    title           : Stream #0:0: Video: h264, yuv420p, 20x10
  Duration: 01:02:03.50, start: 0.000000, bitrate: 1103 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 854x480 [SAR 1:1 DAR 427:240], 24 fps
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo
At least one output file must be specified
`;

describe('parseDescription', () => {
  it('reads length, size and smoothness, and not what a title says', () => {
    expect(parseDescription(FILM)).toEqual({ seconds: 3723.5, stream: { width: 854, height: 480, perSecond: 24 } });
  });

  it('reads the form of older versions', () => {
    const text = '  Duration: 00:00:01.00, start\n    Stream #0:0(eng): Video: vp8, yuv420p, 800x332, SAR 1:1\n';
    expect(parseDescription(text)).toEqual({ seconds: 1, stream: { width: 800, height: 332, perSecond: null } });
  });

  it('says null for a length that is not told', () => {
    expect(parseDescription('  Duration: N/A, start: 0\n  Stream #0:0: Video: vp9, yuv420p, 640x480\n')).toEqual({
      seconds: null,
      stream: { width: 640, height: 480, perSecond: null },
    });
  });

  it('takes the cover of a song for no moving picture', () => {
    const cover = '  Stream #0:1[0x0]: Video: mjpeg (Baseline), yuvj420p, 600x600, 90k tbr (attached pic)\n';
    expect(parseDescription(`  Duration: 00:03:00.00\n  Stream #0:0: Audio: aac\n${cover}`).stream).toBeNull();
  });

  it('says 0 for a size that is not told', () => {
    expect(parseDescription('  Stream #0:0: Video: h264, none\n').stream).toEqual({
      width: 0,
      height: 0,
      perSecond: null,
    });
  });

  it('finds nothing in nothing', () => {
    expect(parseDescription('moov atom not found')).toEqual({ seconds: null, stream: null });
  });
});

describe('parseProgress', () => {
  it('reads how far it came', () => {
    expect(
      parseProgress('out_time_us=N/A\nout_time_us=500000\nprogress=continue\nout_time_us=2900000\nprogress=end\n'),
    ).toBe(2.9);
    expect(parseProgress('progress=end')).toBeNull();
  });
});

describe('what ffmpeg complains about', () => {
  it('is a file that ends too early', () => {
    expect(saysCutOff('stream 0, offset 0x2b: partial file')).toBe(true);
    expect(saysCutOff('File ended prematurely')).toBe(true);
    expect(saysCutOff(FILM)).toBe(false);
  });

  it('is a picture that is too large', () => {
    expect(saysTooLarge('Picture size 20000x20000 exceeds specified max pixel count 9437184')).toBe(true);
    expect(saysTooLarge(FILM)).toBe(false);
  });
});

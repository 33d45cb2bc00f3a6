/** Videos made on the spot by an ffmpeg of the system, for tests that have to be skipped where there is none. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../../../../local/engines/ffmpeg.ts';

export const FFMPEG = findFfmpeg(process.env)?.path ?? null;
export const WHY_SKIPPED = 'no ffmpeg on the path; apt-get install ffmpeg';

const folder = mkdtempSync(join(tmpdir(), 'films-'));

/** Runs ffmpeg on sources of its own (`lavfi`) and gives the file it wrote. */
export function film(name: string, ...args: string[]): string {
  const path = join(folder, name);
  if (FFMPEG) execFileSync(FFMPEG, ['-y', '-v', 'error', ...args, path]);
  return path;
}

const source = (description: string) => ['-f', 'lavfi', '-i', description];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Three scenes of two seconds: blue, a test pattern, red. */
export const threeScenes = (name = 'scenes.mp4', ...coding: string[]) =>
  film(
    name,
    ...source('color=0x1040c0:s=320x240:d=2:r=24'),
    ...source('testsrc2=s=320x240:d=2:r=24'),
    ...source('color=0xc02010:s=320x240:d=2:r=24'),
    '-filter_complex',
    '[0:v][1:v][2:v]concat=n=3:v=1',
    ...(coding.length > 0 ? coding : H264),
  );

/** A photo that a camera passes over for four seconds, then two seconds of plain blue. */
export const photoAndBlue = (photo: string, name: string) =>
  film(
    name,
    ...['-loop', '1', '-framerate', '24', '-t', '4', '-i', photo],
    ...source('color=0x1040c0:s=480x270:d=2:r=24'),
    '-filter_complex',
    "[0:v]scale=576:324:force_original_aspect_ratio=increase,crop=480:270:x='8*t':y='4*t',setsar=1,format=yuv420p[a];[1:v]setsar=1,format=yuv420p[b];[a][b]concat=n=2:v=1",
    ...H264,
  );

/**
 * A video of one frame that says it is `side` pixels wide and high, in its table and in the frame itself. No encoder here writes
 * one of 20,000, so the sizes of a small one are written over.
 */
export function oneHugeFrame(side: number): string {
  const path = film(`huge-${side}.mov`, ...source('testsrc2=s=176x144:d=1:r=1'), '-frames:v', '1', '-c:v', 'mjpeg');
  if (!FFMPEG) return path;
  const bytes = readFileSync(path);
  // The sample entry: its kind, 24 bytes, width and height. The frame: its marker, length, depth, height and width.
  const entry = bytes.indexOf('jpeg') + 4 + 24;
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0])) + 5;
  for (const at of [entry, entry + 2, frame, frame + 2]) bytes.writeUInt16BE(side, at);
  writeFileSync(path, bytes);
  return path;
}

/** 10 hours at a frame every ten seconds are a few dozen kilobytes. */
export const tenHoursOfBlack = () => film('black.mp4', ...source('color=black:s=64x36:r=1/10:d=36000'), ...H264);

export const soundOnly = () => film('sound.mp4', ...source('sine=d=2'), '-c:a', 'aac');

/** A video whose end is missing; the table of its frames comes first or, where `fast` is false, would have come last. */
export function cutOff(fast: boolean): string {
  const path = film(
    `cut-${fast}.mp4`,
    ...source('testsrc2=s=320x240:d=6:r=24'),
    ...H264,
    ...(fast ? ['-movflags', '+faststart'] : []),
  );
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
  return path;
}

export const cutOffWebm = () => {
  const path = film('cut.webm', ...source('testsrc2=s=320x240:d=4:r=12'), '-c:v', 'libvpx', '-deadline', 'realtime');
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
  return path;
};

/** A quiet minute and a half with a lively half minute from second 50 on. */
export const livelyEnding = () =>
  film(
    'lively.mp4',
    ...source('color=0x204080:s=160x90:d=50:r=8'),
    ...source('testsrc2=s=160x90:d=30:r=8'),
    ...source('color=0x204080:s=160x90:d=20:r=8'),
    '-filter_complex',
    '[0:v][1:v][2:v]concat=n=3:v=1',
    ...H264,
    '-g',
    '8',
  );

/** As a browser records it: a WebM that does not tell how long it is. */
export const fromABrowser = () =>
  film('live.webm', ...source('testsrc2=s=160x120:d=3:r=10'), '-c:v', 'libvpx', '-deadline', 'realtime', '-live', '1');

/** Filmed with the phone upright: turned by a quarter when shown. */
export const upright = () => {
  const flat = film('flat.mp4', ...source('testsrc2=s=320x180:d=1:r=10'), ...H264);
  return film('upright.mov', '-i', flat, '-metadata:s:v', 'rotate=90', '-c', 'copy');
};

/** Where and by whom it was filmed, as phones write it. */
export const withPlace = () =>
  film(
    'place.mov',
    ...source('testsrc2=s=160x90:d=1:r=10'),
    ...H264,
    '-metadata',
    'location=+48.8577+002.295/',
    '-metadata',
    'artist=Jane Doe',
  );

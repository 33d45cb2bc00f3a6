/** A video file as a few clean pictures: what is in it, which part is taken, which frames are looked at. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_VIDEO_SECONDS } from '../../../core/contracts/media.ts';
import type { TakenPart } from '../../../core/contracts/pipeline.ts';
import { DERIVATIVE_SIDE } from '../../../core/photo.ts';
import { type ChosenFrame, chooseFrames, liveliestStart } from '../../../core/video/choose.ts';
import { parseDescription, parseProgress, saysCutOff, saysTooLarge } from '../../../core/video/description.ts';
import {
  frameTooLarge,
  MAX_FRAME_PIXELS,
  MAX_SOURCE_SECONDS,
  noVideoStream,
  type VideoFormat,
  videoDamaged,
  videoTooLong,
} from '../../../core/video/format.ts';
import {
  differencesOf,
  SAMPLE,
  SAMPLE_BYTES,
  SAMPLES_PER_SECOND,
  sampleQuality,
  splitSamples,
} from '../../../core/video/samples.ts';
import { type FfmpegRun, inputOptions, runFfmpeg } from './ffmpeg.ts';

/** Longest that a pass which decodes little or nothing may take, milliseconds, and the one that reads the part; all fit into the step's time. */
const SKIM_MS = 20_000;
const READ_MS = 50_000;
const DESCRIPTION_MS = 15_000;
const PROGRESS_BYTES = 1024 * 1024;
/** Longest side of an extracted frame, pixels. */
const FRAME_SIDE = Math.min(1280, DERIVATIVE_SIDE);
/** From so many frames a second on, those that no other frame builds on are left out: the ones between lie near enough. */
const SMOOTH = 20;

export type VideoSource = { ffmpeg: string; file: string; format: VideoFormat };
/** Frames with their times counted from the video's beginning. */
export type VideoFrames = { taken: TakenPart; frames: (ChosenFrame & { jpeg: Buffer })[] };

/**
 * Describes, searches where it is long, and reads the part that is taken once: thumbnails to choose by, and beside each its picture,
 * of which the chosen ones are kept.
 * @param startSecond where the person wants that part to begin; the liveliest minute where absent
 */
export async function readVideo(source: VideoSource, startSecond: number | undefined): Promise<VideoFrames> {
  const { seconds: told, perSecond } = await describe(source);
  const seconds = told ?? (await passThrough(source));
  if (seconds > MAX_SOURCE_SECONDS) throw videoTooLong();
  const part = await partOf(source, seconds, startSecond);
  const folder = await mkdtemp(join(tmpdir(), 'frames-'));
  try {
    const samples = await sample(source, part.fromSecond, { folder, smooth: (perSecond ?? 0) >= SMOOTH });
    const chosen = chooseFrames(differencesOf(samples), samples.map(sampleQuality));
    const frames = await picturesOf(chosen, folder);
    const from = part.fromSecond * 1000;
    const length = Math.min(samples.length / SAMPLES_PER_SECOND, MAX_VIDEO_SECONDS);
    return {
      taken: { ...part, toSecond: part.fromSecond + length },
      frames: frames.map((frame) => ({ ...frame, atMs: Math.round(from + frame.atMs) })),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How long it is and how smooth; null where the file does not tell. Throws for what is no video, or too large. */
async function describe({
  ffmpeg,
  file,
  format,
}: VideoSource): Promise<{ seconds: number | null; perSecond: number | null }> {
  // Without an output it describes the input and ends with a failure.
  const run = await runFfmpeg(ffmpeg, inputOptions(file, format), { bytes: 0, ms: DESCRIPTION_MS });
  const { seconds, stream } = parseDescription(run.stderr);
  if (saysTooLarge(run.stderr) || (stream && stream.width * stream.height > MAX_FRAME_PIXELS)) throw frameTooLarge();
  if (!stream) throw /^ {2}Duration:/m.test(run.stderr) ? noVideoStream() : videoDamaged();
  if (saysCutOff(run.stderr)) throw videoDamaged();
  return { seconds, perSecond: stream.perSecond };
}

/** How long a video is that does not tell: all of it is passed through and nothing decoded. */
async function passThrough({ ffmpeg, file, format }: VideoSource): Promise<number> {
  const input = inputOptions(file, format, ['-t', String(MAX_SOURCE_SECONDS + 1)]);
  const output = ['-map', '0:v:0', '-c', 'copy', '-f', 'null', '-progress', 'pipe:1', '-'];
  const run = await runFfmpeg(ffmpeg, ['-v', 'error', ...input, ...output], { bytes: PROGRESS_BYTES, ms: SKIM_MS });
  const seconds = parseProgress(run.stdout.toString('utf8'));
  if (seconds === null || saysCutOff(run.stderr)) throw videoDamaged();
  return seconds;
}

async function partOf(
  source: VideoSource,
  seconds: number,
  startSecond: number | undefined,
): Promise<Pick<TakenPart, 'fromSecond' | 'totalSeconds' | 'chosenBy'>> {
  // A minute and a bit is a minute to whoever filmed it.
  if (seconds <= MAX_VIDEO_SECONDS + 0.5) return { fromSecond: 0, totalSeconds: seconds, chosenBy: 'whole' };
  if (startSecond !== undefined) {
    const latest = seconds - MAX_VIDEO_SECONDS;
    return { fromSecond: Math.min(startSecond, latest), totalSeconds: seconds, chosenBy: 'person' };
  }
  const start = liveliestStart(await changesASecond(source), MAX_VIDEO_SECONDS);
  return { fromSecond: start, totalSeconds: seconds, chosenBy: 'liveliest' };
}

/** How much changes from second to second. Only key frames are decoded, which takes a hundredth of the time. */
async function changesASecond(source: VideoSource): Promise<number[]> {
  const options = ['-skip_frame', 'nokey', '-t', String(MAX_SOURCE_SECONDS + 1)];
  const graph = `[0:v:0]fps=1:eof_action=pass,${THUMBNAIL}`;
  const run = await sampled(source, { options, graph, most: MAX_SOURCE_SECONDS + 2, ms: SKIM_MS });
  const changes = differencesOf(splitSamples(run.stdout));
  if (changes.length === 0) throw videoDamaged();
  return changes;
}

/** Thumbnails of the part at even times; the folder gets the picture of each, upright and with square pixels. */
async function sample(
  source: VideoSource,
  fromSecond: number,
  { folder, smooth }: { folder: string; smooth: boolean },
): Promise<Uint8Array[]> {
  const part = ['-ss', String(fromSecond), '-t', String(MAX_VIDEO_SECONDS)];
  const square = 'scale=iw*sar:ih,setsar=1';
  const small = `scale='min(iw,${FRAME_SIDE})':'min(ih,${FRAME_SIDE})':force_original_aspect_ratio=decrease`;
  const graph = `[0:v:0]fps=${SAMPLES_PER_SECOND}:eof_action=pass,split[a][b];[b]${square},${small}[picture];[a]${THUMBNAIL}`;
  const most = MAX_VIDEO_SECONDS * SAMPLES_PER_SECOND + 2;
  const jpeg = ['-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-f', 'image2', join(folder, '%d.jpg')];
  const pictures = ['-map', '[picture]', '-frames:v', String(most), ...jpeg];
  const options = [...(smooth ? ['-skip_frame', 'noref'] : []), ...part];
  const run = await sampled(source, { options, graph, most, ms: READ_MS, beside: pictures });
  const samples = splitSamples(run.stdout);
  if (saysTooLarge(run.stderr) && samples.length === 0) throw frameTooLarge();
  if (samples.length === 0 || saysCutOff(run.stderr)) throw videoDamaged();
  return samples;
}

const THUMBNAIL = `scale=${SAMPLE.width}:${SAMPLE.height}:flags=area,format=rgb24[thumbnail]`;

type Sampling = { options: string[]; graph: string; most: number; ms: number; beside?: string[] };

/** Runs a graph of filters of which `[thumbnail]` comes back, at most `most` of them. */
function sampled({ ffmpeg, file, format }: VideoSource, sampling: Sampling): Promise<FfmpegRun> {
  const { options, graph, most, ms, beside = [] } = sampling;
  const thumbnails = ['-map', '[thumbnail]', '-frames:v', String(most), '-f', 'rawvideo', 'pipe:1'];
  const input = inputOptions(file, format, options);
  const limits = { bytes: (most + 1) * SAMPLE_BYTES, ms };
  return runFfmpeg(ffmpeg, ['-v', 'error', ...input, '-filter_complex', graph, ...thumbnails, ...beside], limits);
}

/** The chosen frames with their pictures; one whose picture was not written is left out, and the rest stands for its time. */
async function picturesOf(chosen: readonly ChosenFrame[], folder: string): Promise<VideoFrames['frames']> {
  const read = await Promise.all(
    chosen.map(async (frame) => {
      const number = 1 + Math.round((frame.atMs / 1000) * SAMPLES_PER_SECOND);
      const jpeg = await readFile(join(folder, `${number}.jpg`)).catch(() => null);
      return jpeg && jpeg.length > 0 ? [{ ...frame, jpeg }] : [];
    }),
  );
  const frames = read.flat();
  const share = frames.reduce((sum, one) => sum + one.share, 0);
  if (frames.length === 0) throw videoDamaged();
  return frames.map((frame) => ({ ...frame, share: frame.share / share }));
}

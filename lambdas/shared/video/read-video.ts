/** A video file as a few clean pictures: what is in it, which part is taken, which frames are looked at. */
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

/** Longest that one pass over the file may take, milliseconds; three of them and the frames fit into the step's time. */
const PASS_MS = 40_000;
const DESCRIPTION_MS = 15_000;
const PROGRESS_BYTES = 1024 * 1024;
const FRAME_MS = 10_000;
/** Largest picture of one frame, bytes. */
const FRAME_BYTES = 16 * 1024 * 1024;
/** Longest side of an extracted frame, pixels. */
const FRAME_SIDE = Math.min(1280, DERIVATIVE_SIDE);

export type VideoSource = { ffmpeg: string; file: string; format: VideoFormat };
/** Frames with their times counted from the video's beginning. */
export type VideoFrames = { taken: TakenPart; frames: (ChosenFrame & { jpeg: Buffer })[] };

/**
 * Describes, searches where it is long, samples the part that is taken and extracts its frames.
 * @param startSecond where the person wants that part to begin; the liveliest minute where absent
 */
export async function readVideo(source: VideoSource, startSecond: number | undefined): Promise<VideoFrames> {
  const told = await describe(source);
  const seconds = told ?? (await passThrough(source));
  if (seconds > MAX_SOURCE_SECONDS) throw videoTooLong();
  const part = await partOf(source, seconds, startSecond);
  const samples = await sample(source, part.fromSecond);
  const frames = chooseFrames(differencesOf(samples), samples.map(sampleQuality));
  const from = part.fromSecond * 1000;
  const timed = frames.map((frame) => ({ ...frame, atMs: Math.round(from + frame.atMs) }));
  const length = Math.min(samples.length / SAMPLES_PER_SECOND, MAX_VIDEO_SECONDS);
  return {
    taken: { ...part, toSecond: part.fromSecond + length },
    frames: await extract(source, timed),
  };
}

/** How long it is, seconds; null where the file does not tell. Throws for what is no video, too long or too large. */
async function describe({ ffmpeg, file, format }: VideoSource): Promise<number | null> {
  // Without an output it describes the input and ends with a failure.
  const run = await runFfmpeg(ffmpeg, inputOptions(file, format), { bytes: 0, ms: DESCRIPTION_MS });
  const { seconds, stream } = parseDescription(run.stderr);
  if (saysTooLarge(run.stderr) || (stream && stream.width * stream.height > MAX_FRAME_PIXELS)) throw frameTooLarge();
  if (!stream) throw /^ {2}Duration:/m.test(run.stderr) ? noVideoStream() : videoDamaged();
  if (saysCutOff(run.stderr)) throw videoDamaged();
  return seconds;
}

/** How long a video is that does not tell: all of it is passed through and nothing decoded. */
async function passThrough({ ffmpeg, file, format }: VideoSource): Promise<number> {
  const input = inputOptions(file, format, ['-t', String(MAX_SOURCE_SECONDS + 1)]);
  const output = ['-map', '0:v:0', '-c', 'copy', '-f', 'null', '-progress', 'pipe:1', '-'];
  const run = await runFfmpeg(ffmpeg, ['-v', 'error', ...input, ...output], { bytes: PROGRESS_BYTES, ms: PASS_MS });
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
  const run = await thumbnails(source, ['-skip_frame', 'nokey', '-t', String(MAX_SOURCE_SECONDS + 1)], 1);
  const changes = differencesOf(splitSamples(run.stdout));
  if (changes.length === 0) throw videoDamaged();
  return changes;
}

async function sample(source: VideoSource, fromSecond: number): Promise<Uint8Array[]> {
  const run = await thumbnails(
    source,
    ['-ss', String(fromSecond), '-t', String(MAX_VIDEO_SECONDS)],
    SAMPLES_PER_SECOND,
  );
  const samples = splitSamples(run.stdout);
  if (saysTooLarge(run.stderr) && samples.length === 0) throw frameTooLarge();
  if (samples.length === 0 || saysCutOff(run.stderr)) throw videoDamaged();
  return samples;
}

function thumbnails({ ffmpeg, file, format }: VideoSource, options: string[], perSecond: number): Promise<FfmpegRun> {
  const most = MAX_SOURCE_SECONDS + 2;
  const filter = `fps=${perSecond}:eof_action=pass,scale=${SAMPLE.width}:${SAMPLE.height}:flags=area,format=rgb24`;
  const output = ['-map', '0:v:0', '-vf', filter, '-frames:v', String(most), '-f', 'rawvideo', 'pipe:1'];
  const limits = { bytes: (most + 1) * SAMPLE_BYTES, ms: PASS_MS };
  return runFfmpeg(ffmpeg, ['-v', 'error', ...inputOptions(file, format, options), ...output], limits);
}

/** The frames at their times as JPEGs, upright and with square pixels. One after the other: each has the limits alone. */
async function extract(source: VideoSource, chosen: readonly ChosenFrame[]): Promise<VideoFrames['frames']> {
  const frames: VideoFrames['frames'] = [];
  for (const frame of chosen) {
    const jpeg = await frameAt(source, frame.atMs);
    if (jpeg.length > 0) frames.push({ ...frame, jpeg });
  }
  const share = frames.reduce((sum, one) => sum + one.share, 0);
  if (frames.length === 0) throw videoDamaged();
  return frames.map((frame) => ({ ...frame, share: frame.share / share }));
}

async function frameAt({ ffmpeg, file, format }: VideoSource, atMs: number): Promise<Buffer> {
  const filter = `scale=iw*sar:ih,setsar=1,scale='min(iw,${FRAME_SIDE})':'min(ih,${FRAME_SIDE})':force_original_aspect_ratio=decrease`;
  const output = ['-map', '0:v:0', '-vf', filter, '-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '2', '-f', 'image2pipe'];
  const input = inputOptions(file, format, ['-ss', String(atMs / 1000)]);
  const limits = { bytes: FRAME_BYTES, ms: FRAME_MS };
  const run = await runFfmpeg(ffmpeg, ['-v', 'error', ...input, ...output, '-pix_fmt', 'yuvj420p', 'pipe:1'], limits);
  return run.stdout;
}

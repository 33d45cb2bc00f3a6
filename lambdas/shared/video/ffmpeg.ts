/** ffmpeg as a process of its own, with limits on time, memory and output. It reads one local file and nothing else. */
import { spawn } from 'node:child_process';
import type { VideoFormat } from '../../../core/video/format.ts';
import { MAX_FRAME_PIXELS, videosUnavailable, videoTooSlow } from '../../../core/video/format.ts';

export type FfmpegRun = { stdout: Buffer; stderr: string; succeeded: boolean };

export type FfmpegLimits = {
  /** Most bytes taken from its output; it is ended where it writes more. */
  bytes: number;
  /** Longest it may run, milliseconds. */
  ms: number;
};

/** Memory the process may ask for, KiB: 4K frames of the formats that we read need about a third of it. */
const MAX_MEMORY_KB = 2_000_000;
const MAX_STDERR = 64 * 1024;
const THREADS = 2;

/**
 * The reader is named by the file's first bytes, so that no playlist, script or picture list is ever interpreted, and only
 * files are opened: a video cannot make it fetch anything.
 */
const READERS: Record<VideoFormat, string> = { mp4: 'mov', mov: 'mov', webm: 'matroska' };

/** Options that go before `-i`. */
export function inputOptions(file: string, format: VideoFormat, options: readonly string[] = []): string[] {
  const limits = ['-protocol_whitelist', 'file', '-max_pixels', String(MAX_FRAME_PIXELS), '-threads', String(THREADS)];
  return ['-f', READERS[format], ...limits, ...options, '-i', file];
}

/**
 * Runs ffmpeg. A failure of its own is an answer (`succeeded` false). Throws `VideoTooSlow` (422) past the time, and
 * `VideosUnavailable` (422) where there is no such program.
 */
export function runFfmpeg(path: string, args: readonly string[], limits: FfmpegLimits): Promise<FfmpegRun> {
  const all = ['-hide_banner', '-nostdin', '-nostats', ...args];
  const [program, given] = confined(path, all);
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { stdio: ['ignore', 'pipe', 'pipe'], env: {}, windowsHide: true });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limits.ms);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.bytes) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < MAX_STDERR) stderr += chunk.toString('utf8');
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject((error as NodeJS.ErrnoException).code === 'ENOENT' ? videosUnavailable(error) : error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      // The shell's own words for a program that is not there.
      if (code === 127) reject(videosUnavailable());
      else if (late) reject(videoTooSlow());
      else resolve({ stdout: Buffer.concat(chunks), stderr, succeeded: code === 0 });
    });
  });
}

/** The command under a memory limit, where the system has a shell that sets one. */
function confined(path: string, args: readonly string[]): [string, string[]] {
  if (process.platform === 'win32') return [path, [...args]];
  // macOS knows no such limit and says so; it then runs without.
  return ['/bin/sh', ['-c', `ulimit -v ${MAX_MEMORY_KB} 2>/dev/null; exec "$0" "$@"`, path, ...args]];
}

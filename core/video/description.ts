/** What ffmpeg says about a file before it decodes anything. */

export interface VideoDescription {
  /** Seconds; null where the file does not tell, as recordings made by a browser do not. */
  seconds: number | null;
  /** The first moving picture, `perSecond` frames a second (null where that is not told); null where there is none. */
  stream: { width: number; height: number; perSecond: number | null } | null;
}

/**
 * Reads ffmpeg's description of its first input. A cover picture of a song is no moving picture. Sizes that are not told are
 * 0. What a file says of itself may be wrong, so limits hold while it is decoded as well.
 */
export function parseDescription(text: string): VideoDescription {
  const duration = /^ {2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/m.exec(text);
  const lines = text.split('\n').filter((line) => /^ {2,4}Stream #0:\d+.*?: Video: /.test(line));
  const line = lines.find((one) => !one.includes('(attached pic)'));
  const size = line === undefined ? null : /, (\d{1,6})x(\d{1,6})[ ,\r]/.exec(`${line} `);
  const rate = line === undefined ? null : /, (\d+(?:\.\d+)?) fps\b/.exec(line);
  const perSecond = rate ? Number(rate[1]) : null;
  return {
    seconds: duration ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3]) : null,
    stream: line === undefined ? null : { width: Number(size?.[1] ?? 0), height: Number(size?.[2] ?? 0), perSecond },
  };
}

/** Seconds that ffmpeg has passed, by the last of its reports (`-progress`); null where it reported none. */
export function parseProgress(text: string): number | null {
  const last = [...text.matchAll(/^out_time_us=(\d+)$/gm)].at(-1);
  return last ? Number(last[1]) / 1e6 : null;
}

/** Whether ffmpeg noticed that the file ends before it should. */
export function saysCutOff(text: string): boolean {
  return /partial file|ended prematurely|moov atom not found/i.test(text);
}

/** Whether ffmpeg refused a picture for its size. */
export function saysTooLarge(text: string): boolean {
  return /Picture size \d+x\d+ (?:exceeds|is invalid)|exceeds specified max pixel count|Cannot allocate memory/i.test(
    text,
  );
}

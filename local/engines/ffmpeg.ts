/** The ffmpeg that opens videos: the system's own, else the one that comes as an optional package. */
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, isAbsolute, join } from 'node:path';

export type FoundFfmpeg = { path: string; from: 'system' | 'package' };

/** Null where there is neither. A path named by SIGHTSONG_FFMPEG outranks both. */
export function findFfmpeg(environment: NodeJS.ProcessEnv): FoundFfmpeg | null {
  const named = environment.SIGHTSONG_FFMPEG;
  if (named) return isProgram(named) ? { path: named, from: 'system' } : null;
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const path = folders.map((folder) => join(folder, name)).find(isProgram);
  if (path) return { path, from: 'system' };
  const packaged = packagedFfmpeg();
  return packaged && isProgram(packaged) ? { path: packaged, from: 'package' } : null;
}

function packagedFfmpeg(): string | null {
  const require = createRequire(import.meta.url);
  try {
    return (require('@ffmpeg-installer/ffmpeg') as { path: string }).path;
  } catch {
    // Left out, or there is none for this kind of machine.
    return null;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

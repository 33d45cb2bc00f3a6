/** Where the fetched models lie, and whether what lies there is what the table pins. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from './table.ts';

/** `wrong`: a file of that name whose bytes are not the pinned ones; it is never used. */
export type ModelState = 'ready' | 'absent' | 'wrong';

export interface ModelsFolder {
  readonly path: string;
  /** A folder that somebody keeps filled (SIGHTSONG_MODELS): files are read from it, never written to it. */
  readonly given: boolean;
}

export function modelsFolder(dataDir: string, environment: Record<string, string | undefined>): ModelsFolder {
  const given = environment.SIGHTSONG_MODELS;
  return given ? { path: given, given: true } : { path: join(dataDir, 'models', 'vision'), given: false };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The model's bytes, only where they are the pinned ones; null where the file is absent or another. */
export function readModel(folder: string, model: Model): Uint8Array<ArrayBuffer> | null {
  if (sizeOf(folder, model) !== model.bytes) return null;
  const bytes = new Uint8Array(readFileSync(join(folder, model.name)));
  return sha256(bytes) === model.sha256 ? bytes : null;
}

export function modelState(folder: string, model: Model): ModelState {
  if (sizeOf(folder, model) === null) return 'absent';
  return readModel(folder, model) ? 'ready' : 'wrong';
}

/** Whether a file of the right length is there: cheap, so that it can be asked often. */
export const mayBeReady = (folder: string, model: Model): boolean => sizeOf(folder, model) === model.bytes;

function sizeOf(folder: string, { name }: Model): number | null {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? null;
}

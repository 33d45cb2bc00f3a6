/** Where the build leaves what the stacks deploy. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './config.ts';

/** Kinds of built asset, each a folder of dist/<machine>/. */
export type AssetKind = 'lambdas' | 'catalogue' | 'model';

const DIST = join(import.meta.dirname, '..', 'dist');

/**
 * The folder or file of a built asset, with compiled parts for the machine named. Throws a sentence where the build has
 * not run.
 */
export function assetPath(kind: AssetKind, name: string, machine: Machine): string {
  const path = join(DIST, machine, kind, name);
  if (!existsSync(path)) throw new Error(`${kind}/${name} is not built yet. Please run npm run build first.`);
  return path;
}

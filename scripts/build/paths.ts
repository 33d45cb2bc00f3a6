import { join } from 'node:path';
import type { Machine } from '../../lib/config.ts';

/** The folder of the whole project. */
export const ROOT = join(import.meta.dirname, '..', '..');
/** Everything that is built to run on that machine. */
export const distFor = (machine: Machine) => join(ROOT, 'dist', machine);

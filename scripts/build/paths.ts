import { join } from 'node:path';

/** The folder of the whole project. */
export const ROOT = join(import.meta.dirname, '..', '..');
/** Everything that is built. */
export const DIST = join(ROOT, 'dist');

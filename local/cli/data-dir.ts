import { join, resolve } from 'node:path';

/** Where the local cloud keeps its data: SIGHTSONG_DATA_DIR, or .sightsong in the project's folder. */
export const DATA_DIR = resolve(process.env.SIGHTSONG_DATA_DIR ?? join(import.meta.dirname, '..', '..', '.sightsong'));

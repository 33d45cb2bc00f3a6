/**
 * The app's own template as the local cloud reads it. Built assets are stood in for by empty files, so that no build is
 * needed: what a function contains does not change its rights.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { type Assembly, readAssembly } from '../../../local/template.ts';
import { place } from './assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'iam-'));
afterAll(() => rmSync(folder, { recursive: true }));

vi.mock('../../../lib/assets.ts', () => ({
  assetPath(kind: string, name: string): string {
    const path = join(folder, 'dist', kind, name);
    const file = name.includes('.') ? path : join(path, 'index.mjs');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    return path;
  },
}));

/** @param settings context without its prefix, as in `{ openAiSecret: 'name' }` */
export async function localAssembly(settings: Record<string, unknown> = {}): Promise<Assembly> {
  const { sightsongApp } = await import('../../../lib/app.ts');
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../cdk.json'), 'utf8'));
  const given = Object.entries(settings).map(([key, value]) => [`sightsong:${key}`, value]);
  const outdir = mkdtempSync(join(folder, 'out-'));
  sightsongApp({
    outdir,
    context: { ...context, 'aws:cdk:disable-asset-staging': true, ...Object.fromEntries(given) },
  }).synth();
  return readAssembly(outdir, { ...place, apiEndpoint: (id) => `http://127.0.0.1/${id}` });
}

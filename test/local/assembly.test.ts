import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { synthesise } from '../../local/assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is made once from the same sources and settings, and anew where it was damaged or they changed', async () => {
  const settings = { webOrigin: 'http://127.0.0.1:4600', environment: {} };
  const manifest = join(await synthesise(folder, settings), 'manifest.json');
  const made = { content: readFileSync(manifest, 'utf8'), at: statSync(manifest).mtimeMs };

  await synthesise(folder, settings);
  expect(statSync(manifest).mtimeMs).toBe(made.at);

  truncateSync(manifest, 10);
  await synthesise(folder, settings);
  expect(readFileSync(manifest, 'utf8')).toBe(made.content);

  const api = () => readFileSync(join(folder, 'assembly', 'Sightsong-local-Api.template.json'), 'utf8');
  expect(api()).toContain('http://127.0.0.1:4600');
  await synthesise(folder, { ...settings, webOrigin: 'http://127.0.0.1:4700' });
  expect(api()).toContain('http://127.0.0.1:4700');
}, 240_000);

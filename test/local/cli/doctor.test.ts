import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../local/cli/findings.ts';

const DOCTOR = join(import.meta.dirname, '../../../local/cli/doctor.ts');
const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(words: string[], settings: Record<string, string> = {}) {
  const { OPENAI_API_KEY: _, AWS_PROFILE: __, AWS_ACCESS_KEY_ID: ___, ...env } = process.env;
  return spawnSync(process.execPath, [DOCTOR, ...words], {
    encoding: 'utf8',
    env: { ...env, SIGHTSONG_DATA_DIR: join(folder, 'data'), ...settings },
  });
}

function findingsOf(settings?: Record<string, string>): { status: number | null; by: Map<string, Finding> } {
  const { status, stdout, stderr } = run(['--json'], settings);
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return { status, by: new Map(findings.map((finding) => [finding.name, finding])) };
}

describe('npm run doctor', () => {
  it('prints one JSON document that says what each missing thing costs', () => {
    const { status, by } = findingsOf();
    expect(status).toBe(0);
    for (const { name, state, without } of by.values()) {
      if (state !== 'ready') expect([name, without]).toEqual([name, expect.stringMatching(/\.$/)]);
    }
    expect(by.get('Packages')?.found).toMatch(/^\d+ MB: aws-cdk-lib \d/);
    expect(by.get('Data folder')?.found).toContain(`${join(folder, 'data')}, takes 0 MB`);
    expect(by.get('Models, small')).toMatchObject({ state: 'absent', without: expect.stringMatching(/^Lost: labels/) });
    expect(by.get('OpenAI key')?.state).toBe('absent');
  });

  it('tells a damaged model from one that is not there', () => {
    writeFileSync(join(folder, 'object_labeler.tflite'), 'garbage');
    const found = findingsOf({ SIGHTSONG_MODELS: folder }).by.get('Models, small')?.found;
    expect(found).toBe(`2 of 2 not in ${folder}; damaged: object_labeler.tflite`);
  });

  it('fails where the data folder cannot be used', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, by } = findingsOf({ SIGHTSONG_DATA_DIR: file });
    expect([status, by.get('Data folder')?.state]).toEqual([1, 'broken']);
  });

  it('prints a line for each finding', () => {
    const { stdout } = run([]);
    expect(stdout).toMatch(/^ready {3}Node +v24/m);
    expect(stdout).toMatch(/^absent {2}OpenAI key +OPENAI_API_KEY is not set$/m);
  });
});

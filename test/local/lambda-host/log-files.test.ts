import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogFiles } from '../../../local/lambda-host/log-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (text: string, functionName = 'Write/Story') => ({
  functionName,
  instanceId: '0123456789abcdef',
  stream: 'stdout' as const,
  line: text,
});

it('writes each function to its own file, with the time', () => {
  const files = createLogFiles(join(folder, 'logs'), { now: () => 0 });
  files.sink(line('one'));
  files.sink(line('two', 'Narrate'));
  files.close();
  expect(readFileSync(files.pathOf('Write/Story'), 'utf8')).toBe('1970-01-01T00:00:00.000Z 01234567 stdout one\n');
  expect(readFileSync(files.pathOf('Narrate'), 'utf8')).toMatch(/ two\n$/);
});

it('sets a full file aside and keeps one such', () => {
  const files = createLogFiles(folder, { maxBytes: 150, now: () => 0 });
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) files.sink(line(text));
  files.close();
  const path = files.pathOf('Write/Story');
  expect(readFileSync(path, 'utf8').match(/ \w\n/g)).toEqual([' g\n']);
  expect(readFileSync(`${path}.1`, 'utf8').match(/ \w\n/g)).toEqual([' d\n', ' e\n', ' f\n']);
  expect(existsSync(`${path}.2`)).toBe(false);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { explain } from '../../local/failures.ts';
import { LogFolder } from '../../local/logs.ts';

const system = (code: string, path?: string) => Object.assign(new Error(`${code}: it failed`), { code, path });
const full = {
  code: 'DiskFull',
  publicMessage: 'The disk is full: /data takes no more. Make room there and start again.',
};

describe('explain', () => {
  it.each([
    ['the system', system('ENOSPC')],
    ['a library that wraps it', new Error('writing failed', { cause: system('ENOSPC') })],
    ['a library that keeps its words', new Error('IO error: /data/1.log: No space left on device')],
    ['a synthesis', new AppError('SynthesisFailed', 500, 'It failed.', { cause: system('EDQUOT') })],
  ])('finds the full disk behind what %s throws', (_, error) => {
    expect(explain(error, '/data')).toMatchObject(full);
  });

  it('names what cannot be written', () => {
    expect(explain(system('EACCES', '/data/s3'), '/data')).toMatchObject({
      publicMessage: '/data/s3 cannot be written. Give this user the right to, or set SIGHTSONG_DATA_DIR.',
    });
    expect(explain(system('EROFS'), '/data')).toMatchObject({ publicMessage: expect.stringMatching(/^\/data cannot/) });
  });

  it('knows a damaged store', () => {
    for (const code of ['LEVEL_CORRUPTION', 'ENOTDIR', 'EEXIST']) {
      expect(explain(system(code), '/data')).toMatchObject({ code: 'DataFolderDamaged' });
    }
  });

  it('leaves every other error as it is', () => {
    for (const error of [
      new AppError('PortInUse', 409, 'Taken.'),
      new TypeError('x is undefined'),
      'text',
      undefined,
    ]) {
      expect(explain(error, '/data')).toBe(error);
    }
  });
});

it('a log that cannot be written ends nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logs-'));
  const logs = new LogFolder(folder);
  rmSync(folder, { recursive: true });
  expect(() => logs.write('cloud', 'a line')).not.toThrow();
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, type Migration, openDataFolder } from '../../local/data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const format = () => JSON.parse(readFileSync(file('format.json'), 'utf8'));
const opened = async (options: Parameters<typeof openDataFolder>[1] = {}) =>
  (await openDataFolder(folder, options)).close();

/** Two steps that leave a trace, the second failing as often as told. */
function migrations(trace: string[], failures = 0): Migration[] {
  let left = failures;
  return [
    async () => void trace.push('0 to 1'),
    async () => {
      trace.push('1 to 2');
      if (left-- > 0) throw new Error('cut off');
    },
  ];
}

describe('the format', () => {
  it('of an empty folder is the current one, and nothing is migrated', async () => {
    const trace: string[] = [];
    mkdirSync(file('models'));
    await opened({ migrations: migrations(trace) });
    expect([trace, format()]).toEqual([[], { version: 2 }]);
    await opened({ migrations: migrations(trace) });
    expect([trace, format()]).toEqual([[], { version: 2 }]);
  });

  it('of a folder from before it was written down is the first', async () => {
    mkdirSync(file('dynamodb'));
    await opened();
    expect(format()).toEqual({ version: MIGRATIONS.length });
  });

  it('is brought up step by step, and from where it was cut off', async () => {
    const trace: string[] = [];
    const steps = migrations(trace, 1);
    mkdirSync(file('dynamodb'));
    await expect(opened({ migrations: steps })).rejects.toThrow('cut off');
    expect(format()).toEqual({ version: 1 });
    await opened({ migrations: steps });
    expect([trace, format()]).toEqual([['0 to 1', '1 to 2', '1 to 2'], { version: 2 }]);
  });

  it.each([
    ['{"version":7}', 'by a newer version of Sightsong (format 7); this version knows formats up to 1.'],
    ['{"version":"one"}', 'in a format that is not known; this version knows formats up to 1.'],
    ['{"version":1,"colour":"red"}', 'in a format that is not known; this version knows formats up to 1.'],
    ['', 'in a format that is not known; this version knows formats up to 1.'],
  ])('%s is not opened, but may be reset', async (text, why) => {
    writeFileSync(file('format.json'), text);
    mkdirSync(file('s3'));
    await expect(opened()).rejects.toMatchObject({
      code: 'DataFormatUnknown',
      publicMessage: `The data in ${folder} were written ${why} npm start -- --reset begins with an empty data folder.`,
    });
    expect(existsSync(file('s3'))).toBe(true);
    await opened({ reset: true });
    expect([existsSync(file('s3')), format()]).toEqual([false, { version: 1 }]);
  });
});

describe('the lock', () => {
  it('is held by one at a time', async () => {
    const held = await openDataFolder(folder);
    await expect(opened()).rejects.toMatchObject({
      code: 'AlreadyRunning',
      publicMessage: `Another Sightsong is starting or stopping on ${folder}. Wait until it has, then try again.`,
    });
    await held.close();
    await opened();
  });

  it('is made anew where it is damaged', async () => {
    await opened();
    writeFileSync(file('lock/CURRENT'), 'garbage');
    await opened();
  });
});

it('a reset spares fetched models and what is not ours', async () => {
  for (const name of ['models', 'holiday', 'dynamodb', 'logs']) mkdirSync(file(name));
  await opened({ reset: true });
  expect(['models', 'holiday', 'dynamodb', 'logs'].map((name) => existsSync(file(name)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

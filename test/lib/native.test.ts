/** What a deployment uploads, as `cdk synth` makes it: machines of compiled parts, the starter catalogue, the model. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { decodeModel, MODEL_FILES, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { synthesise } from '../../local/assembly.ts';
import { lockOf } from '../../scripts/build/fetch-packages.ts';
import { NATIVE_PACKAGES } from '../../scripts/build/lambdas.ts';
import { ROOT } from '../../scripts/build/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'native-'));
const deployed = join(folder, 'cdk.out');
let synth: ReturnType<typeof spawnSync>;

beforeAll(() => {
  synth = spawnSync(process.execPath, ['bin/sightsong.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: deployed },
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Fails where the synthesis failed; skips where it only could not fetch what is not here yet. */
function needSynthesis(context: TestContext): void {
  const said = String(synth.stderr);
  context.skip(said.includes('could not be fetched'), `no network, and nothing fetched before: ${said.trim()}`);
  expect([synth.status, said]).toEqual([0, '']);
}

const ELF_MAGIC = 0x7f454c46;
/** Names of an ELF header's e_machine. */
const MACHINES: Record<number, string> = {
  62: 'x64',
  183: 'arm64',
  40: 'arm',
  243: 'riscv64',
  22: 's390x',
  21: 'ppc64',
};
type Compiled = { file: string; format: 'ELF' | 'Mach-O' | 'PE'; machine: string | undefined };

/** Every compiled file below a folder: its format and, for ELF, its machine. */
function compiledFiles(below: string): Compiled[] {
  return globSync('**/*', { cwd: below, withFileTypes: true }).flatMap((entry): Compiled[] => {
    if (!entry.isFile()) return [];
    const file = join(entry.parentPath, entry.name);
    const head = Buffer.alloc(20);
    const handle = openSync(file, 'r');
    const length = readSync(handle, head, 0, 20, 0);
    closeSync(handle);
    if (length < 20) return [];
    const magic = head.readUInt32BE(0);
    if (magic === ELF_MAGIC) {
      const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
      return [{ file, format: 'ELF' as const, machine: MACHINES[machine] }];
    }
    if ([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].includes(magic)) {
      return [{ file, format: 'Mach-O' as const, machine: undefined }];
    }
    if (head.readUInt16BE(0) === 0x4d5a) return [{ file, format: 'PE' as const, machine: undefined }];
    // A name that promises a compiled part has to be one of the above.
    expect(file).not.toMatch(/\.(node|dylib|dll|exe)$|\.so(\.[\d.]+)?$/);
    return [];
  });
}

describe('compiled parts', () => {
  it('of a deployment are builds for Linux on arm64, all of them', (context) => {
    needSynthesis(context);
    const found = compiledFiles(deployed);
    const functions = NATIVE_PACKAGES.map(({ handler }) => handler);
    expect(found.map(({ file }) => file.split('/').at(-1)).sort()).toEqual([
      ...functions.map(() => expect.stringMatching(/^libvips-cpp\.so/)),
      ...functions.map(() => expect.stringMatching(/^sharp-linux-arm64-.*\.node$/)),
    ]);
    for (const { file, format, machine } of found) expect([file, format, machine]).toEqual([file, 'ELF', 'arm64']);
  });

  it('of the local cloud are this machine’s own', { timeout: 120_000 }, async () => {
    const assembly = await synthesise(join(folder, 'local'), {
      webOrigin: 'http://127.0.0.1:4600',
      environment: {},
      settings: {},
    });
    const found = compiledFiles(assembly);
    expect(found.length).toBeGreaterThanOrEqual(1);
    const own = { linux: 'ELF', darwin: 'Mach-O', win32: 'PE' }[process.platform as string];
    for (const { file, format, machine } of found) {
      expect([file, format]).toEqual([file, own]);
      if (format === 'ELF') expect([file, machine]).toEqual([file, process.arch]);
    }
  });
});

describe('fetching Lambda’s builds', () => {
  it('asks for what the lock file pins, by its hashes', () => {
    const whole = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    const part = lockOf(whole, 'sharp', '0.0.0');
    const names = Object.keys(part.packages);
    expect(names).toContain('node_modules/@img/sharp-linux-arm64');
    expect(names).toContain('node_modules/detect-libc');
    expect(names.length).toBeLessThan(60);
    for (const name of names.slice(1)) expect(part.packages[name]).toHaveProperty('integrity');
  });

  it.skipIf(process.platform === 'win32')('ends in a sentence where npm cannot reach its registry', () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "npm error code ENOTFOUND" >&2\nexit 1\n');
    chmodSync(join(bin, 'npm'), 0o755);
    const fetch = [
      "import { fetchPackages } from './scripts/build/fetch-packages.ts';",
      "try { fetchPackages('sharp', '0.0.1'); } catch (error) { console.log(error.code, error.publicMessage); }",
    ].join('\n');
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', fetch], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
    });
    expect(stdout.trim()).toBe(
      'NativePartsNotFetched sharp 0.0.1 for Lambda (linux-arm64) could not be fetched from the npm registry (ENOTFOUND). ' +
        'Deploying needs it once: please connect to the network and try again.',
    );
    expect(globSync('dist/fetched/sharp-0.0.1*', { cwd: ROOT })).toEqual([]);
  });
});

describe('what a first deployment installs', () => {
  const ITEM_BYTES = 400 * 1024;
  type Value = Record<string, unknown>;

  /** Bytes that DynamoDB counts for a value; throws for one that is not DynamoDB JSON. */
  function sizeOf(value: Value): number {
    const [[type, content] = [], ...more] = Object.entries(value);
    if (more.length > 0) throw new Error(`two types at once: ${JSON.stringify(value)}`);
    if (type === 'S' && typeof content === 'string') return Buffer.byteLength(content);
    if (type === 'N' && typeof content === 'string' && Number.isFinite(Number(content))) return 21;
    if (type === 'B' && typeof content === 'string') {
      const bytes = Buffer.from(content, 'base64');
      if (bytes.toString('base64') !== content) throw new Error('not base64');
      return bytes.length;
    }
    if ((type === 'BOOL' && typeof content === 'boolean') || (type === 'NULL' && content === true)) return 1;
    if (type === 'L' && Array.isArray(content)) return content.reduce((sum, each) => sum + 1 + sizeOf(each), 3);
    if (type === 'M' && content !== null && typeof content === 'object') return 3 + mapSize(content as Value);
    throw new Error(`not DynamoDB JSON: ${JSON.stringify(value).slice(0, 80)}`);
  }
  const mapSize = (map: Value) =>
    Object.entries(map).reduce((sum, [name, value]) => sum + 1 + Buffer.byteLength(name) + sizeOf(value as Value), 0);

  const only = (pattern: string) => {
    const [file, ...more] = globSync(pattern, { cwd: deployed });
    expect(more).toEqual([]);
    return join(deployed, file!);
  };

  it('is a table import of DynamoDB JSON, every item under 400 KB and every key once', (context) => {
    needSynthesis(context);
    const lines = gunzipSync(readFileSync(only('asset.+([0-9a-f]).gz')))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const keys = lines.map((line) => {
      const { Item, ...rest } = JSON.parse(line) as { Item: Record<string, Value> };
      expect(rest).toEqual({});
      expect(mapSize(Item)).toBeLessThan(ITEM_BYTES);
      return (Item.pk as { S: string }).S;
    });
    expect(keys.length).toBeGreaterThan(1000);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is a model that the endpoint loads and that answers', async (context) => {
    needSynthesis(context);
    const unpacked = mkdtempSync(join(folder, 'model-'));
    await extract({ file: only('asset.*.tar.gz'), cwd: unpacked });
    expect(
      globSync('**', { cwd: unpacked })
        .filter((name) => name !== '.')
        .sort(),
    ).toEqual(Object.values(MODEL_FILES).sort());
    const model = decodeModel(
      new Map(Object.values(MODEL_FILES).map((name) => [name, new Uint8Array(readFileSync(join(unpacked, name)))])),
    );
    const hits = nearestInModel(model, { features: Array<number>(9).fill(0.5) }, 3);
    expect(hits).toHaveLength(3);
  });
});

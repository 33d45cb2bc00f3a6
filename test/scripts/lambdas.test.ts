/** What the bundles of the functions carry: their size and contents, which decide how soon a cold one answers. */
import { type BuildResult, build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundling, handlerNames, NATIVE_PACKAGES } from '../../scripts/build/lambdas.ts';
import { withPlainKeys } from '../../scripts/build/lean.ts';

const MAX_BYTES = 1.5 * 1024 * 1024;

let outputs: [name: string, output: Metafile['outputs'][string]][];

beforeAll(async () => {
  const { metafile }: BuildResult<{ metafile: true }> = await build({
    ...bundling('host'),
    write: false,
    metafile: true,
  });
  outputs = Object.entries(metafile.outputs).map(([path, output]) => [path.split('/').slice(-3, -1).join('/'), output]);
}, 60_000);

const carried = (output: Metafile['outputs'][string]) =>
  Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);

describe('the bundle of each function', () => {
  it('is there for every handler, under 1.5 MB', () => {
    expect(outputs.map(([name]) => name).sort()).toEqual(handlerNames());
    for (const [name, { bytes }] of outputs) expect([name, bytes <= MAX_BYTES]).toEqual([name, true]);
  });

  it('leaves out zod’s large form, other languages, and the search for credentials', () => {
    const unwanted =
      /zod\/v4\/(classic|mini\/external|locales\/(?!en\.js|index\.js))|nested-clients|credential-provider-(?!env)/;
    for (const [name, output] of outputs) {
      expect([
        name,
        carried(output).filter((path) => unwanted.test(path) && output.inputs[path]!.bytesInOutput > 200),
      ]).toEqual([name, []]);
    }
  });

  it('carries each package once', () => {
    for (const [name, output] of outputs) {
      const roots = new Map<string, Set<string>>();
      for (const path of carried(output)) {
        const [, root, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path) ?? [];
        if (root && name) roots.set(name, (roots.get(name) ?? new Set()).add(root));
      }
      expect([name, [...roots.values()].filter((each) => each.size > 1)]).toEqual([name, []]);
    }
  });

  it('leaves compiled parts to the functions that are said to have them', () => {
    const external = outputs.flatMap(([name, { imports }]) =>
      imports
        .filter(({ path, kind }) => kind === 'require-call' && NATIVE_PACKAGES.some((each) => each.name === path))
        .map(({ path }) => ({ name: path, handler: name })),
    );
    // A bundle requires a part once for each module that uses it.
    const once = external.filter((one, i) => external.findIndex(({ handler }) => handler === one.handler) === i);
    expect(once).toEqual(NATIVE_PACKAGES);
  });
});

describe('withPlainKeys', () => {
  it('names keys that a constant of the file spells, and leaves others and lists alone', () => {
    const source = 'const _h = "http";\nexport var A = [9, n, _h, { [_h]: ["GET", "/"], [other]: 1 }, [_h, _h]];\n';
    expect(withPlainKeys(source)).toBe(
      'const _h = "http";\nexport var A = [9, n, _h, { "http": ["GET", "/"], [other]: 1 }, [_h, _h]];\n',
    );
  });
});

/** What the bundles of the functions carry: their size and contents, which decide how soon a cold one answers. */
import { type BuildResult, build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundlings, handlerNames, NATIVE_PACKAGES } from '../../scripts/build/lambdas.ts';
import { withPlainKeys, withPureSchemas } from '../../scripts/build/lean.ts';

const MAX_BYTES = 1.5 * 1024 * 1024;

type Output = Metafile['outputs'][string];
/** Every file of every function. */
let outputs: [name: string, output: Output][];
let calls: { functions: number; onDemand: number }[];

beforeAll(async () => {
  const results: BuildResult<{ metafile: true }>[] = await Promise.all(
    bundlings('host').map((options) => build({ ...options, write: false, metafile: true as const })),
  );
  outputs = results.flatMap(({ metafile }) =>
    Object.entries(metafile.outputs).map(([path, output]): [string, Output] => [
      path.split('/').slice(-3, -1).join('/'),
      output,
    ]),
  );
  calls = results.map(({ metafile: { inputs, outputs } }) => ({
    functions: Object.keys(outputs).filter((path) => path.endsWith('/index.mjs')).length,
    onDemand: Object.entries(inputs)
      .flatMap(([path, { imports }]) => (path.includes('node_modules') ? [] : imports))
      .filter(({ kind, external }) => kind === 'dynamic-import' && !external).length,
  }));
}, 60_000);

const carried = (output: Output) =>
  Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);

describe('the bundle of each function', () => {
  it('is there for every handler, under 1.5 MB', () => {
    const sizes = new Map<string, number>();
    for (const [name, { bytes }] of outputs) sizes.set(name, (sizes.get(name) ?? 0) + bytes);
    expect([...sizes.keys()].sort()).toEqual(handlerNames());
    for (const [name, bytes] of sizes) expect([name, bytes <= MAX_BYTES]).toEqual([name, true]);
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

  it('is one file, or has files of its own for what is loaded on demand', () => {
    for (const { functions, onDemand } of calls) expect(functions === 1).toBe(onDemand > 0);
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
        .filter(({ path, kind }) => kind === 'import-statement' && NATIVE_PACKAGES.some((each) => each.name === path))
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

describe('withPureSchemas', () => {
  it('marks what makes schemas, however it is broken into lines, and nothing else', () => {
    const source = 'const a = z\n  .optional(z.iso.date()).check(z.trim());\nfizz.run(a.parse(1));\n';
    const pure = '/* @__PURE__ */ ';
    expect(withPureSchemas(source)).toBe(
      `const a = ${pure}z\n  .optional(${pure}z.iso.date()).check(${pure}z.trim());\nfizz.run(a.parse(1));\n`,
    );
  });
});

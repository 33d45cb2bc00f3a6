/** What leaves out of a bundle those parts of the AWS SDK that no function here can reach. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './paths.ts';

/**
 * The whole chain that looks for credentials (profiles, single sign-on, instance metadata) is a quarter of the SDK; Lambda
 * hands them to a function in its environment, and nowhere else.
 */
export const CREDENTIALS_FROM_ENVIRONMENT = {
  '@aws-sdk/credential-provider-node': join(ROOT, 'lambdas', 'shared', 'credentials.ts'),
};

/** Loaded by the SDK only where an answer is a stream of events, or in a browser. */
const ON_DEMAND = /^(@smithy\/core\/event-streams|bowser)$/;

export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    // Bundled, they would keep every export of all that they import.
    build.onResolve({ filter: ON_DEMAND }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
    build.onLoad({ filter: /[\\/]core[\\/].*\.ts$/ }, ({ path }) => ({
      contents: withPureSchemas(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
    build.onLoad({ filter: /dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/**
 * A client's schemas with `[_h]: …` written as `"http": …`. A key that is computed might have side effects, so that a
 * bundler keeps the shapes of all operations, not only of those in use.
 */
export function withPlainKeys(source: string): string {
  const names = new Map([...source.matchAll(/^const (\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(\w+)\](?=:)/g, (key, name: string) => {
    const text = names.get(name);
    return text ?? key;
  });
}

/**
 * A file of ours with its schemas said to be made without side effects. A function needs few of a contract's schemas, and a
 * bundler keeps every call that might do something else.
 */
export function withPureSchemas(source: string): string {
  return source.replace(/(?<![\w.])(z(\s*\.\w+)+|Object\.(fromEntries|values)|new RegExp)\(/g, '/* @__PURE__ */ $&');
}

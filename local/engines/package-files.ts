import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';

const require = createRequire(import.meta.url);

/**
 * The folder of the first installed package among `names`. The model packages' `exports` hide the files that are needed,
 * so they are found by folder instead of by import. Throws `PackageMissing` (500) where none is installed.
 */
export function packageFolder(...names: string[]): string {
  for (const name of names) {
    const folder = (require.resolve.paths(name) ?? [])
      .map((root) => join(root, name))
      .find((candidate) => existsSync(join(candidate, 'package.json')));
    if (folder) return folder;
  }
  throw new AppError(
    'PackageMissing',
    500,
    `The package ${names.join(' or ')} is not installed. Please run npm install.`,
  );
}

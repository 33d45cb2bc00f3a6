/** The types of the page's client, generated from the OpenAPI document. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openApiDocument } from '../../core/contracts/openapi.ts';
import { ROOT } from './paths.ts';

export const CLIENT_TYPES = join(ROOT, 'frontend', 'lib', 'api-types.ts');

type Generator = typeof import('../../test/node_modules/openapi-typescript/dist/index.mjs');

/** The content of frontend/lib/api-types.ts. */
export async function clientTypes(): Promise<string> {
  // The generator works with TypeScript 5, which only the tests' workspace has.
  const load = createRequire(join(ROOT, 'test', 'package.json'));
  const { default: generate, astToString, COMMENT_HEADER } = load('openapi-typescript') as Generator;
  const document = JSON.parse(JSON.stringify(openApiDocument()));
  return `${COMMENT_HEADER}${astToString(await generate(document, { alphabetize: false }))}`;
}

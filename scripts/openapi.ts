/** Writes docs/openapi.json from the contract, and from that the types of the page's client. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../core/contracts/openapi.ts';
import { CLIENT_TYPES, clientTypes } from './build/client-types.ts';

writeFileSync(
  join(import.meta.dirname, '..', 'docs', 'openapi.json'),
  `${JSON.stringify(openApiDocument(), null, 2)}\n`,
);
writeFileSync(CLIENT_TYPES, await clientTypes());

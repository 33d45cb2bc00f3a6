import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Runtime } from '../../../local/template.ts';

export const runtime: Runtime = {
  region: 'us-east-1',
  accountId: '123456789012',
  apiEndpoint: (apiId) => `http://127.0.0.1:3001/${apiId}`,
};

/** A folder that is thrown away with the machine's temporary files. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'assembly-'));

interface HandWritten {
  readonly template: object;
  readonly dependencies?: string[];
  readonly properties?: object;
  readonly environment?: string;
}

/** Writes an assembly by hand: one artifact a stack. */
export function writeAssembly(stacks: Record<string, HandWritten>, artifacts: object = {}): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const all: Record<string, object> = { ...artifacts };
  for (const [name, { template, dependencies = [], properties = {}, environment }] of Object.entries(stacks)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    all[name] = {
      type: 'aws:cloudformation:stack',
      environment: environment ?? 'aws://unknown-account/unknown-region',
      properties: { templateFile: `${name}.template.json`, ...properties },
      dependencies,
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts: all }));
  return folder;
}

/** An assembly of one stack, "Stack". */
export const writeStack = (template: object): string =>
  writeAssembly({ Stack: { template: { Resources: {}, ...template } } });

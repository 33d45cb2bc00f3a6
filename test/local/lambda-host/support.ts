import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  createLambdaHost,
  type DeadLetter,
  type LambdaFunctionConfig,
  type LambdaHost,
  type LambdaHostOptions,
  type LogLine,
} from '../../../local/lambda-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'lambda-host-'));
const hosts: LambdaHost[] = [];

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

/** A function whose handler file holds `source`. */
export function lambdaFunction(
  source: string,
  overrides: Partial<LambdaFunctionConfig> & { file?: string } = {},
): LambdaFunctionConfig {
  const { file = 'index.mjs', ...rest } = overrides;
  count += 1;
  const functionName = rest.functionName ?? `function-${count}`;
  const codeDir = join(folder, `asset-${count}`);
  mkdirSync(codeDir);
  writeFileSync(join(codeDir, file), source);
  return {
    functionName,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    roleArn: `arn:aws:iam::000000000000:role/${functionName}`,
    codeDir,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    memoryMb: 128,
    timeoutSeconds: 10,
    environment: {},
    ...rest,
  };
}

/** A host of these functions, closed after the file's tests, with everything it logs and gives up on. */
export async function hostOf(
  functions: LambdaFunctionConfig[],
  options: Partial<LambdaHostOptions> = {},
): Promise<{ host: LambdaHost; lines: LogLine[]; letters: DeadLetter[] }> {
  const lines: LogLine[] = [];
  const letters: DeadLetter[] = [];
  const host = await createLambdaHost({
    functions,
    region: 'us-east-1',
    environment: { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    log: (line) => lines.push(line),
    onDeadLetter: (letter) => letters.push(letter),
    asyncRetryDelayMs: 10,
    ...options,
  });
  hosts.push(host);
  return { host, lines, letters };
}

/** Polls until `condition` holds; the test's own time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

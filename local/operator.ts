/** What whoever runs the local cloud may use beside its public API; readable by them alone. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';

const operatorSchema = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() }),
  catalogueTable: z.string(),
  userPoolId: z.string(),
  webClientId: z.string(),
});
export type Operator = z.infer<typeof operatorSchema>;

const fileIn = (dataDir: string) => join(dataDir, 'operator.json');

/** Written at each start: keys end with the cloud that issued them. */
export function writeOperator(dataDir: string, operator: Operator): void {
  rmSync(fileIn(dataDir), { force: true });
  writeFileSync(fileIn(dataDir), JSON.stringify(operator), { mode: 0o600 });
}

/** Throws `CloudOutdated` where the running cloud wrote none. */
export function readOperator(dataDir: string): Operator {
  try {
    return operatorSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch (cause) {
    throw new AppError('CloudOutdated', 409, 'The running local cloud is an older one. Please restart it.', { cause });
  }
}

/** Where a running local cloud is reached; written into the data folder while it runs. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type CloudAddresses = {
  pid: number;
  region: string;
  webUrl: string;
  apiUrl: string;
  storageUrl: string;
  awsUrl: string;
};

const fileIn = (dataDir: string) => join(dataDir, 'running.json');

export function announce(dataDir: string, addresses: CloudAddresses): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(addresses, null, 2)}\n`);
}

export function withdraw(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** How long a cloud that is busy may take to answer. */
const ANSWER_MS = 3_000;

/**
 * The cloud that runs on this data folder; null where there is none. A file that a killed one left behind counts for
 * nothing, even where its process id or its port belongs to another program by now.
 */
export async function findRunning(dataDir: string): Promise<CloudAddresses | null> {
  try {
    const addresses = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as CloudAddresses;
    process.kill(addresses.pid, 0);
    const reply = await fetch(addresses.apiUrl, { signal: AbortSignal.timeout(ANSWER_MS) });
    await reply.body?.cancel();
    // API Gateway gives every answer this header.
    return reply.headers.has('apigw-requestid') ? addresses : null;
  } catch {
    return null;
  }
}

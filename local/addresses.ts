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
  identityUrl: string;
  webClientId: string;
};

const fileIn = (dataDir: string) => join(dataDir, 'running.json');

export function announce(dataDir: string, addresses: CloudAddresses): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(addresses, null, 2)}\n`);
}

export function withdraw(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** The cloud that runs on this data folder; null where there is none, or its process is gone. */
export function findRunning(dataDir: string): CloudAddresses | null {
  let addresses: CloudAddresses;
  try {
    addresses = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as CloudAddresses;
  } catch {
    return null;
  }
  try {
    process.kill(addresses.pid, 0);
    return addresses;
  } catch {
    return null;
  }
}

/** What the contract suite runs against: a local cloud of its own, or a deployed stack that the environment names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudAddresses } from '../../local/addresses.ts';
import { signIn } from '../../local/cli/person.ts';
import { startCloud } from '../../local/cloud.ts';

export type Target = {
  addresses: CloudAddresses;
  /** Only where the cloud is on this machine: where its data lie. */
  dataDir: string;
  close: () => Promise<void>;
};

/** Starts the local cloud on a new folder and free ports. */
export async function startTarget(): Promise<Target> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-contract-'));
  const cloud = await startCloud({ dataDir, basePort: null, report: () => undefined });
  return {
    addresses: cloud.addresses,
    dataDir,
    close: async () => {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Signs in a person whom this target has not seen before. */
export async function newPerson(target: Target): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-person-'));
  try {
    return await signIn(target.addresses, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

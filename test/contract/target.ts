/** What the contract suite runs against: a local cloud of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudAddresses } from '../../local/addresses.ts';
import { signIn } from '../../local/cli/person.ts';
import { type CloudOptions, type Hosted, startCloud } from '../../local/cloud.ts';
import { leaksInLogs } from './leaks.ts';

export type Target = {
  addresses: CloudAddresses;
  /** Only where the cloud is on this machine: where its data lie. */
  dataDir: string;
  close: () => Promise<void>;
};

export type HostedTarget = Target & { hosted: Hosted };

/** Starts the local cloud on a new folder and free ports. Closing it fails where its logs hold what they must not. */
export async function startTarget(options: Partial<CloudOptions> = {}): Promise<HostedTarget> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightsong-contract-'));
  const { addresses, hosted, close } = await startCloud({
    basePort: null,
    report: () => undefined,
    ...options,
    dataDir,
  });
  return {
    addresses,
    hosted,
    dataDir,
    close: async () => {
      await close();
      const leaks = leaksInLogs(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`The logs hold what they must not:\n${leaks.join('\n')}`);
    },
  };
}

/** Signs in a person whom this target has not seen before. */
export async function newPerson(target: Pick<Target, 'addresses'>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-person-'));
  try {
    return await signIn(target.addresses, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

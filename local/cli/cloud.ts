/** The local cloud for one command: the one that runs already, or one of its own for as long as the command takes. */
import { type CloudAddresses, findRunning } from '../addresses.ts';
import { startCloud } from '../cloud.ts';
import { DATA_DIR } from './data-dir.ts';

export async function withCloud(use: (cloud: CloudAddresses, dataDir: string) => Promise<void>): Promise<void> {
  const running = await findRunning(DATA_DIR);
  if (running) return use(running, DATA_DIR);
  // The first steps of a recap need no models: they run while those load.
  const cloud = await startCloud({ dataDir: DATA_DIR, basePort: null, report: () => undefined, hurry: true });
  try {
    await Promise.race([use(cloud.addresses, DATA_DIR), failureOf(cloud.warm)]);
  } finally {
    await cloud.close();
  }
}

/** Rejects where the work fails, and never resolves. */
async function failureOf(work: Promise<void>): Promise<never> {
  await work;
  return new Promise(() => undefined);
}

/** The contract suite against the API's handlers in this process. */
import { vi } from 'vitest';
import { inProcess } from './in-process.ts';
import { startInternet } from './internet.ts';
import { quickEngines } from './quick-engines.ts';
import { contractSuite } from './suite.ts';
import { startTarget } from './target.ts';

const internet = vi.hoisted(() => ({ made: undefined as Awaited<ReturnType<typeof startInternet>> | undefined }));

// The one thing that is not as in production: which addresses belong to the internet.
vi.mock('../../lambdas/shared/safe-fetch.ts', async (importActual) => {
  const actual = await importActual<typeof import('../../lambdas/shared/safe-fetch.ts')>();
  return { ...actual, fetchPhoto: (address: string) => actual.fetchPhoto(address, internet.made?.guard) };
});

internet.made = await startInternet();
const hosted = await startTarget({ engines: quickEngines() });
const target = await inProcess(hosted, internet.made ? ['internet'] : []);

contractSuite('handlers in this process', { ...target, internet: internet.made ?? undefined }, async () => {
  internet.made?.close();
  await hosted.close();
});

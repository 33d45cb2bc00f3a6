/** What the contract suite runs against: handlers in this process, a local cloud of its own, or a deployed stack. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, DeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { CloudAddresses } from '../../local/addresses.ts';
import { newMember, poolOf, type UserPool } from '../../local/cli/person.ts';
import { type CloudOptions, type Hosted, startCloud } from '../../local/cloud.ts';
import type { Internet } from './internet.ts';
import { leaksInLogs } from './leaks.ts';
import type { QuickEngines } from './quick-engines.ts';

/** What not every target has; a test that needs one says so in its title. */
export const CAPABILITIES = {
  gateway: 'API Gateway before the handlers',
  origin: 'the origin of its page',
  sight: 'eyes that really look',
  inside: 'its data at hand',
  internet: 'an internet made for the test, with openssl and 127.0.0.2',
} as const;
export type Capability = keyof typeof CAPABILITIES;

export type Addresses = Pick<CloudAddresses, 'region' | 'webUrl' | 'apiUrl'>;

/** A request to the API as any client would make it. */
export type ApiRequest = { method: string; path: string; headers: Record<string, string>; body?: string | undefined };

export type Target = {
  addresses: Addresses;
  /** Where its people are, for whoever may make some. */
  pool: UserPool;
  capabilities: readonly Capability[];
  internet?: Internet | undefined;
  /** Takes requests; where absent they go to the API's address. */
  send?: (request: ApiRequest) => Promise<Response>;
};

/** A target whose cloud runs in this process. */
export type HostedTarget = Target & {
  addresses: CloudAddresses;
  hosted: Hosted;
  /** Where its data lie. */
  dataDir: string;
  close: () => Promise<void>;
};

export const isHosted = (target: Target): target is HostedTarget => target.capabilities.includes('inside');

export type TargetOptions = Partial<Omit<CloudOptions, 'engines'>> & { engines?: QuickEngines };

/** Starts the local cloud on a new folder and free ports. Closing it fails where its logs hold what they must not. */
export async function startTarget(options: TargetOptions = {}): Promise<HostedTarget> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightsong-contract-'));
  const { addresses, hosted, close } = await startCloud({
    basePort: null,
    report: () => undefined,
    ...options,
    dataDir,
  });
  return {
    addresses,
    pool: poolOf(addresses, dataDir),
    capabilities: ['gateway', 'origin', 'inside', ...(options.engines ? [] : (['sight'] as const))],
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

/** Signs in an account that this target has not seen before; gives an access token. */
export const newPerson = async ({ pool }: Pick<Target, 'pool'>): Promise<string> => (await newMember(pool)).access;

/** Removes a person's account. */
export async function forgetPerson({ pool }: Pick<Target, 'pool'>, token: string): Promise<void> {
  const { region, endpoint } = pool;
  const client = new CognitoIdentityProviderClient({ region, ...(endpoint ? { endpoint } : {}) });
  await client.send(new DeleteUserCommand({ AccessToken: token }));
  client.destroy();
}

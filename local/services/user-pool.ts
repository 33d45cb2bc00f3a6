/**
 * Cognito user pools on disk: sign-up with codes, password and refresh-token sign-in, account recovery, and tokens that
 * verifiers of the real service accept. Browsers of any origin may call it, as they may call Cognito.
 */
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { accountOperations } from './user-pool/account.ts';
import { adminOperations } from './user-pool/admin.ts';
import type { CodeMessage, UserPoolConfig } from './user-pool/config.ts';
import { Directory } from './user-pool/directory.ts';
import { type Pool, Pools } from './user-pool/pool.ts';
import { signInOperations } from './user-pool/sign-in.ts';
import { signUpOperations } from './user-pool/sign-up.ts';
import { openSigningKey, type PublicJwk } from './user-pool/signing-key.ts';
import { jsonReply, jsonService } from './wire/json.ts';
import type { WireService } from './wire.ts';

export type { CodeMessage, PreSignUpEvent, UserPoolClientConfig, UserPoolConfig } from './user-pool/config.ts';
export { userPoolFromTemplate } from './user-pool/from-template.ts';
export type { PublicJwk } from './user-pool/signing-key.ts';

export interface UserPoolsOptions {
  /** Data folder; one folder a pool inside, for its accounts and its signing key. */
  readonly folder: string;
  readonly pools: readonly UserPoolConfig[];
  /** Brings a code to the person, e.g. into a local mail box. */
  readonly deliver: (message: CodeMessage) => void | Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface UserPools {
  /** The service for the wire; it also answers `GET /<userPoolId>/.well-known/jwks.json`. */
  readonly service: WireService;
  /** The keys of an issuer's tokens; empty for an issuer that is not here. */
  keysFor(issuer: string): readonly PublicJwk[];
}

const JWKS_PATH = /^\/([\w-]+)\/\.well-known\/jwks\.json$/;

/** Opens the pools. Throws `DataFolderDamaged` where accounts or keys cannot be read, `InvalidUserPool` for odd ids. */
export async function openUserPools(options: UserPoolsOptions): Promise<UserPools> {
  const now = options.now ?? Date.now;
  const opened = await Promise.all(
    options.pools.map(async (config): Promise<Pool> => {
      if (!/^[\w-]+$/.test(config.userPoolId)) {
        throw new AppError('InvalidUserPool', 500, `${config.userPoolId} is not the id of a user pool.`);
      }
      const folder = join(options.folder, config.userPoolId);
      const [key, directory] = await Promise.all([
        openSigningKey(join(folder, 'signing-key.pem')),
        Directory.open(join(folder, 'accounts.json'), { now, caseSensitive: config.usernameCaseSensitive }),
      ]);
      return { config, directory, key, now, deliver: options.deliver };
    }),
  );
  const pools = new Pools(opened);
  const operations = {
    ...signUpOperations(pools),
    ...signInOperations(pools),
    ...accountOperations(pools),
    ...adminOperations(pools),
  };
  const api = jsonService({
    signingName: 'cognito-idp',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    protocol: '1.1',
    operations,
    unsignedOperations: Object.keys(operations).filter((name) => !name.startsWith('Admin')),
  });
  const poolOfPath = (path: string) => opened.find(({ config }) => config.userPoolId === JWKS_PATH.exec(path)?.[1]);
  return {
    keysFor: (issuer) => opened.filter(({ config }) => config.issuer === issuer).map(({ key }) => key.jwk),
    service: {
      ...api,
      answersBrowsers: true,
      ownsPath: ({ method, path }) => method === 'GET' && poolOfPath(path) !== undefined,
      allowsUnsigned: (call) => call.method === 'GET' || api.allowsUnsigned!(call),
      async handle(call) {
        const pool = call.method === 'GET' ? poolOfPath(call.path) : undefined;
        if (!pool) return api.handle(call);
        const reply = jsonReply({ keys: [pool.key.jwk] }, { protocol: 'rest' });
        return { ...reply, headers: { ...reply.headers, 'cache-control': 'public, max-age=86400' } };
      },
    },
  };
}

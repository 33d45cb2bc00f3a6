/** One running pool, and how an operation's input finds the pool, client and user it is about. */
import { z } from 'zod';
import type { JsonOperation } from '../wire/json.ts';
import type { CodeMessage, UserPoolClientConfig, UserPoolConfig } from './config.ts';
import type { Directory, User } from './directory.ts';
import { exception } from './errors.ts';
import type { Claims, SigningKey } from './signing-key.ts';

export interface Pool {
  readonly config: UserPoolConfig;
  readonly directory: Directory;
  readonly key: SigningKey;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Brings a code to a person. */
  readonly deliver: (message: CodeMessage) => void | Promise<void>;
}

/** All pools; a client id or an access token tells which one a call is about. */
export class Pools {
  readonly #pools: readonly Pool[];

  constructor(pools: readonly Pool[]) {
    this.#pools = pools;
  }

  [Symbol.iterator](): Iterator<Pool> {
    return this.#pools[Symbol.iterator]();
  }

  /** Throws `ResourceNotFoundException`. */
  byId(userPoolId: string): Pool {
    const pool = this.#pools.find(({ config }) => config.userPoolId === userPoolId);
    if (!pool) throw exception('ResourceNotFoundException', `User pool ${userPoolId} does not exist.`);
    return pool;
  }

  /** Throws `ResourceNotFoundException`. */
  ofClient(clientId: string): { pool: Pool; client: UserPoolClientConfig } {
    for (const pool of this.#pools) {
      const client = pool.config.clients.find((each) => each.clientId === clientId);
      if (client) return { pool, client };
    }
    throw exception('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  }

  /** The user an access token speaks for. Throws `NotAuthorizedException` for tokens that are not, or no longer, good. */
  ofAccessToken(token: string): { pool: Pool; user: User; claims: Claims } {
    for (const pool of this.#pools) {
      const claims = pool.key.verify(token);
      if (claims?.iss !== pool.config.issuer || claims.token_use !== 'access') continue;
      if ((claims.exp as number) * 1000 <= pool.now()) {
        throw exception('NotAuthorizedException', 'Access Token has expired');
      }
      const user = pool.directory.bySub(claims.sub as string);
      if (!user || !pool.directory.isActive(user.sub, claims.origin_jti as string)) {
        throw exception('NotAuthorizedException', 'Access Token has been revoked');
      }
      return { pool, user, claims };
    }
    throw exception('NotAuthorizedException', 'Invalid Access Token');
  }
}

/** The user a sign-in name means: a user name, a verified address, or in pools of addresses any address. */
export function findUser({ config, directory }: Pool, name: string): User | undefined {
  const byName = directory.byUsername(name);
  if (byName) return byName;
  if (config.signInWith === 'email') return directory.byEmail(name, { verified: false });
  return config.emailAlias ? directory.byEmail(name, { verified: true }) : undefined;
}

/** An operation with its input checked; what does not fit is an `InvalidParameterException` that names the field. */
export function operation<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.infer<Schema>) => unknown | Promise<unknown>,
): JsonOperation {
  return (raw) => {
    const result = schema.safeParse(raw);
    if (!result.success) {
      const { path, message } = result.error.issues[0]!;
      throw exception('InvalidParameterException', `Invalid value for ${path.join('.')}: ${message}`);
    }
    return run(result.data);
  };
}

export function attributeList(user: User): Array<{ Name: string; Value: string }> {
  return Object.entries({ ...user.attributes, sub: user.sub }).map(([Name, Value]) => ({ Name, Value }));
}

/** Attributes people may write; `email_verified` and `sub` are the pool's own. */
const WRITABLE =
  /^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|picture|preferred_username|profile|website|zoneinfo|custom:[\w-]{1,20})$/;

const attributesMatching = (names: RegExp) =>
  z
    .array(z.object({ Name: z.string().regex(names, 'is not an attribute of this pool'), Value: z.string().max(2048) }))
    .max(50)
    .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])))
    .refine(({ email }) => email === undefined || EMAIL.test(email), 'email is not an address');

export const fields = {
  clientId: z.string().min(1).max(128),
  username: z.string().min(1).max(128),
  password: z.string().min(1).max(256),
  token: z.string().min(1).max(8192),
  code: z.string().regex(/^\d{1,10}$/),
  metadata: z.record(z.string(), z.string()).optional(),
  attributes: attributesMatching(WRITABLE),
  /** Whoever holds rights on the pool may also say that an address is confirmed. */
  adminAttributes: attributesMatching(new RegExp(`${WRITABLE.source}|^email_verified$`)),
} as const;

/** Enough of an address to send something to; whether it exists the code will tell. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

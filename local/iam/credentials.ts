/** Access keys of the running local cloud: random, and gone when it stops. */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** What an AWS client signs with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Sent along with every request that these credentials sign. */
  readonly sessionToken: string;
}

/** A role as somebody acts in it; `root` is the local cloud itself, which may do everything. */
export type Identity =
  | { readonly kind: 'root' }
  | { readonly kind: 'session'; readonly roleArn: string; readonly name: string };

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Access keys and who they stand for. */
export class CredentialStore {
  readonly #issued = new Map<string, { credentials: Credentials; identity: Identity }>();
  /** Access key ids by identity, so that one session of a role keeps its key. */
  readonly #keyOf = new Map<string, string>();

  /** The identity's credentials; the same whenever they are asked for. */
  credentialsFor(identity: Identity): Credentials {
    const name = identity.kind === 'root' ? 'root' : `${identity.roleArn} ${identity.name}`;
    const known = this.#issued.get(this.#keyOf.get(name) ?? '');
    if (known) return known.credentials;
    const id = Array.from(randomBytes(16), (byte) => BASE32[byte % BASE32.length]).join('');
    const credentials = {
      accessKeyId: `ASIA${id}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
    };
    this.#issued.set(credentials.accessKeyId, { credentials, identity });
    this.#keyOf.set(name, credentials.accessKeyId);
    return credentials;
  }

  /** undefined for a key that was never issued, one of an earlier start included. */
  secretFor(accessKeyId: string): string | undefined {
    return this.#issued.get(accessKeyId)?.credentials.secretAccessKey;
  }

  /** Who a key stands for; undefined where there is no such key or the session token is not the one issued with it. */
  identityOf(accessKeyId: string, sessionToken: string | undefined): Identity | undefined {
    const found = this.#issued.get(accessKeyId);
    if (!found) return undefined;
    const issued = Buffer.from(found.credentials.sessionToken);
    const given = Buffer.from(sessionToken ?? '');
    return issued.length === given.length && timingSafeEqual(issued, given) ? found.identity : undefined;
  }
}

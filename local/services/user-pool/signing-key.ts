/** A pool's RSA key pair: it signs the tokens, its public half is the JWKS. */

import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, createSign, createVerify, generateKeyPair } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { damaged } from '../../damaged.ts';

/** One key of a JWKS (RFC 7517). */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface SigningKey {
  readonly jwk: PublicJwk;
  /** A signed JWT (RS256). */
  sign(claims: Claims): string;
  /** The claims of a token this key signed; null for any other text. Times are not checked. */
  verify(token: string): Claims | null;
}

/** Reads the key, or makes one that only the owner can read. Throws `DataFolderDamaged` for a file that is no key. */
export async function openSigningKey(file: string): Promise<SigningKey> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    pem = await createKeyFile(file);
  }
  try {
    return signingKey(createPrivateKey(pem));
  } catch (cause) {
    throw damaged(file, cause);
  }
}

async function createKeyFile(file: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(pem);
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  return pem;
}

function signingKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const { n, e } = publicKey.export({ format: 'jwk' }) as JsonWebKey & { n: string; e: string };
  // The thumbprint of RFC 7638: a new key always has a new id, which makes verifiers fetch it.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  const header = encode({ kid, alg: 'RS256' });
  return {
    jwk: { kty: 'RSA', alg: 'RS256', use: 'sig', kid, n, e },
    sign(claims) {
      const content = `${header}.${encode(claims)}`;
      return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
    },
    verify(token) {
      const [head, payload, signature, ...more] = token.split('.');
      // Only our own header is taken: no other algorithm can be asked for.
      if (head !== header || payload === undefined || signature === undefined || more.length > 0) return null;
      const fits = createVerify('RSA-SHA256').update(`${head}.${payload}`).verify(publicKey, signature, 'base64url');
      return fits ? (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims) : null;
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

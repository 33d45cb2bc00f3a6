import { describe, expect, it } from 'vitest';
import { CredentialStore, type Identity } from '../../../local/iam/credentials.ts';

const session = (name: string): Identity => ({ kind: 'session', roleArn: 'arn:aws:iam::1:role/r', name });

describe('CredentialStore', () => {
  it('issues one key for a session, and another for everybody else', () => {
    const store = new CredentialStore();
    const first = store.credentialsFor(session('f'));
    expect(first.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(store.credentialsFor(session('f'))).toBe(first);
    const others = [session('g'), { kind: 'root' } as const].map((one) => store.credentialsFor(one));
    expect(new Set([first, ...others].map((one) => one.accessKeyId)).size).toBe(3);
    expect(new Set([first, ...others].map((one) => one.secretAccessKey)).size).toBe(3);
    expect(new CredentialStore().credentialsFor(session('f')).secretAccessKey).not.toBe(first.secretAccessKey);
  });

  it('knows a key only together with its session token', () => {
    const store = new CredentialStore();
    const { accessKeyId, secretAccessKey, sessionToken } = store.credentialsFor(session('f'));
    expect(store.secretFor(accessKeyId)).toBe(secretAccessKey);
    expect(store.identityOf(accessKeyId, sessionToken)).toEqual(session('f'));
    expect(store.identityOf(accessKeyId, undefined)).toBeUndefined();
    expect(store.identityOf(accessKeyId, sessionToken.replace(/./, '_'))).toBeUndefined();
    expect(store.identityOf('ASIAUNKNOWN', sessionToken)).toBeUndefined();
    expect(store.secretFor('ASIAUNKNOWN')).toBeUndefined();
  });
});

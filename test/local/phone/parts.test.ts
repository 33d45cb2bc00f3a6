/** The parts of the door for phones that need no cloud. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { networkInterfaces } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityFor } from '../../../local/phone/certificate.ts';
import { openDoor } from '../../../local/phone/door.ts';
import { howToTrust, invitation } from '../../../local/phone/invitation.ts';
import { lanAddress } from '../../../local/phone/lan-address.ts';
import { PAIRING_COOKIE, Pairing, withoutPairing } from '../../../local/phone/pairing.ts';
import { moveAddresses } from '../../../local/phone/signed-addresses.ts';

const DAY_MS = 86_400_000;

describe('the certificate', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'phone-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const server = ({ cert }: { cert: string }) => new X509Certificate(cert);

  it('is made once, is for its address and signed by the authority beside it', async () => {
    const made = await identityFor('192.168.1.5', folder);
    expect(server(made).checkIP('192.168.1.5')).toBe('192.168.1.5');
    expect(server(made).checkIP('192.168.1.6')).toBeUndefined();
    expect(server(made).verify(made.authority.publicKey)).toBe(true);
    expect(server(made).fingerprint256).toBe(made.fingerprint);
    expect(made.authority.ca).toBe(true);
    expect(await identityFor('192.168.1.5', folder)).toMatchObject({ cert: made.cert, key: made.key });
  });

  it('is made anew for another address and before it ends; the authority stays', async () => {
    const first = await identityFor('192.168.1.5', folder);
    const moved = await identityFor('10.0.0.7', folder);
    expect(server(moved).checkIP('10.0.0.7')).toBe('10.0.0.7');
    const late = await identityFor('10.0.0.7', folder, new Date(Date.now() + 340 * DAY_MS));
    expect(late.fingerprint).not.toBe(moved.fingerprint);
    expect(late.authority.fingerprint256).toBe(first.authority.fingerprint256);
    const muchLater = await identityFor('10.0.0.7', folder, new Date(Date.now() + 3640 * DAY_MS));
    expect(muchLater.authority.fingerprint256).not.toBe(first.authority.fingerprint256);
    expect(server(muchLater).verify(muchLater.authority.publicKey)).toBe(true);
  });

  it('is made anew where its files were cut off, and its keys are the owner’s alone', async () => {
    const first = await identityFor('192.168.1.5', folder);
    writeFileSync(join(folder, 'server.certificate.pem'), '-----BEGIN');
    expect((await identityFor('192.168.1.5', folder)).fingerprint).not.toBe(first.fingerprint);
    for (const name of ['server', 'authority']) expect(statSync(join(folder, `${name}.key.pem`)).mode & 0o077).toBe(0);
  });

  it('is shown with what to do, in colours only where there are any', async () => {
    const identity = await identityFor('192.168.1.5', folder);
    const said = howToTrust('https://192.168.1.5:4600', identity);
    expect(said).toContain(identity.fingerprint);
    expect(said).toContain('https://192.168.1.5:4600/certificate.crt');
    const plain = invitation('https://192.168.1.5:4600', 'abc', false);
    expect(plain).toContain('https://192.168.1.5:4600/pair/abc');
    expect(plain).not.toContain('\u001b');
    expect(invitation('https://192.168.1.5:4600', 'abc', true)).toContain('\u001b[97;40m');
  });

  it.each(['8.8.8.8', '0.0.0.0', '::1', 'localhost'])('opens no door at %s', async (address) => {
    const identity = await identityFor('127.0.0.1', folder);
    const nothing = { webUrl: '', apiUrl: '', storageUrl: '' };
    const options = { identity, pairing: new Pairing(), onPaired: () => undefined, inside: nothing, port: 0 };
    await expect(openDoor({ ...options, address, site: { mailBox: { codes: [] } } })).rejects.toThrow(address);
  });

  it('opens no door at an address that this machine does not have', async () => {
    const identity = await identityFor('127.0.0.1', folder);
    const nothing = { webUrl: '', apiUrl: '', storageUrl: '' };
    const options = { identity, pairing: new Pairing(), onPaired: () => undefined, inside: nothing, port: 0 };
    await expect(openDoor({ ...options, address: '10.255.255.254', site: { mailBox: { codes: [] } } })).rejects.toThrow(
      'This machine does not have the address 10.255.255.254.',
    );
  });
});

describe('pairing', () => {
  const cookieOf = (header: string | null) => header!.split(';')[0]!;

  it('takes a code once, and knows its cookie from then on', () => {
    const pairing = new Pairing();
    expect(pairing.pair('')).toBeNull();
    const code = pairing.invite();
    expect(pairing.pair(`${code}x`)).toBeNull();
    const header = pairing.pair(code);
    expect(header).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(pairing.pair(code)).toBeNull();
    expect(pairing.knows(`a=b; ${cookieOf(header)}`)).toBe(true);
    expect(pairing.knows(cookieOf(header).slice(0, -1))).toBe(false);
    expect(new Pairing().knows(cookieOf(header))).toBe(false);
    expect(pairing.knows()).toBe(false);
  });

  it('forgets a code when it gives another, and keeps whoever came in before', () => {
    const pairing = new Pairing();
    const first = cookieOf(pairing.pair(pairing.invite()));
    const unused = pairing.invite();
    const second = cookieOf(pairing.pair(pairing.invite()));
    expect(pairing.pair(unused)).toBeNull();
    expect([first, second].map((cookie) => pairing.knows(cookie))).toEqual([true, true]);
  });

  it('keeps its cookie to itself', () => {
    expect(withoutPairing(`a=b; ${PAIRING_COOKIE}=x; c=d`)).toBe('a=b; c=d');
    expect(withoutPairing(`${PAIRING_COOKIE}=x`)).toBeUndefined();
    expect(withoutPairing()).toBeUndefined();
  });
});

describe('addresses in answers', () => {
  const [from, to] = ['http://127.0.0.1:4602', 'https://192.168.1.5:4600/storage'];

  it('are moved wherever they stand, and nothing else is', () => {
    const answer = { upload: { url: `${from}/media`, fields: { key: 'a' } }, list: [`${from}/b?X=1`, null, 3, true] };
    expect(moveAddresses(answer, from, to)).toEqual({
      upload: { url: `${to}/media`, fields: { key: 'a' } },
      list: [`${to}/b?X=1`, null, 3, true],
    });
    for (const text of [`see ${from}/b`, `${from}9/b`, from]) expect(moveAddresses(text, from, to)).toBe(text);
  });

  it('any other JSON stays as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(moveAddresses(value, from, to)).toEqual(value);
      }),
    );
  });
});

describe('the address in the local network', () => {
  const at = (address: string, internal = false) =>
    [{ address, internal, family: 'IPv4' }] as ReturnType<typeof networkInterfaces>[string];

  it('is a private one of a real network', () => {
    const interfaces = {
      lo: at('127.0.0.1', true),
      docker0: at('172.17.0.1'),
      eth0: at('203.0.113.5'),
      wlan0: at('192.168.1.5'),
    };
    expect(lanAddress(interfaces)).toBe('192.168.1.5');
  });

  it('is asked for where there is none', () => {
    expect(() => lanAddress({ lo: at('127.0.0.1', true) })).toThrow('npm start -- --phone --address 192.168.1.5');
  });
});

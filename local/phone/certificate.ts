/**
 * The certificate with which a phone reaches this machine. No public authority signs for an address of a home network, so the
 * data folder holds an authority of its own, made on first use. A phone may be told to trust it; therefore it can sign for
 * nothing but private addresses.
 */
import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type X509Certificate as GeneratedCertificate,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
/** iOS refuses server certificates that hold for more than 825 days; ours comes anew well before it ends. */
const SERVER_DAYS = 365;
const AUTHORITY_DAYS = 3650;
const RENEW_DAYS = 30;
/** Clocks of phones differ. */
const EARLIER_MS = DAY_MS;

/** Addresses of home networks and of this machine itself (RFC 1918, 3927, 1122). */
const PRIVATE_NETWORKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8'];
/** Reserved (RFC 6761): nobody can have it, so no host name is left to sign for. */
const NO_HOST = 'sightsong.invalid';

export type Identity = {
  /** PEM, the server's certificate with the authority's behind it. */
  cert: string;
  /** PEM. */
  key: string;
  /** The authority's certificate, which a phone may be told to trust. */
  authority: X509Certificate;
  /** SHA-256 of the server's certificate as browsers show it: `AB:CD:…`. */
  fingerprint: string;
};

/** The identity for a private IPv4 address, from the folder or made anew there. Only the owner of the folder can read its keys. */
export async function identityFor(address: string, folder: string, now: Date = new Date()): Promise<Identity> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = read(folder, 'authority');
  const authority = kept && lasts(kept.cert, now) ? kept : await makeAuthority(folder, now);
  const served = read(folder, 'server');
  const fits =
    served &&
    lasts(served.cert, now) &&
    served.cert.checkIP(address) !== undefined &&
    served.cert.verify(authority.cert.publicKey);
  const { cert, key } = fits ? served : await makeServer(folder, address, authority, now);
  return {
    cert: `${cert.toString()}${authority.cert.toString()}`,
    key,
    authority: authority.cert,
    fingerprint: cert.fingerprint256,
  };
}

/** A certificate with its key as PEM (PKCS #8). */
type Pair = { cert: X509Certificate; key: string };

function read(folder: string, name: string): Pair | null {
  try {
    const text = (kind: string) => readFileSync(join(folder, `${name}.${kind}.pem`), 'utf8');
    return { cert: new X509Certificate(text('certificate')), key: text('key') };
  } catch {
    // Missing or cut off while it was written: another is made.
    return null;
  }
}

const lasts = (cert: X509Certificate, now: Date) => Date.parse(cert.validTo) > now.getTime() + RENEW_DAYS * DAY_MS;

async function makeAuthority(folder: string, now: Date): Promise<Pair> {
  const keys = await newKeys();
  const name = 'CN=Sightsong on this machine';
  const cert = await X509CertificateGenerator.create({
    subject: name,
    issuer: name,
    ...validity(now, AUTHORITY_DAYS),
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(privateAddressesAlone())),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return keep(folder, 'authority', cert, keys);
}

async function makeServer(folder: string, address: string, authority: Pair, now: Date): Promise<Pair> {
  const keys = await newKeys();
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pemBytes(authority.key), KEY, false, ['sign']);
  const cert = await X509CertificateGenerator.create({
    // No address here: OpenSSL takes one for a host name, which the authority may not sign for.
    subject: 'CN=Sightsong',
    issuer: authority.cert.subject,
    ...validity(now, SERVER_DAYS),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([{ type: 'ip', value: address }]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(
        await webcrypto.subtle.importKey(
          'spki',
          authority.cert.publicKey.export({ type: 'spki', format: 'der' }),
          KEY,
          true,
          ['verify'],
        ),
      ),
    ],
  });
  return keep(folder, 'server', cert, keys);
}

function privateAddressesAlone(): NameConstraints {
  const names = [...PRIVATE_NETWORKS.map((iPAddress) => ({ iPAddress })), { dNSName: NO_HOST }];
  return new NameConstraints({
    permittedSubtrees: new GeneralSubtrees(names.map((name) => new GeneralSubtree({ base: new GeneralName(name) }))),
  });
}

const newKeys = () => webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);

const validity = (now: Date, days: number) => ({
  notBefore: new Date(now.getTime() - EARLIER_MS),
  notAfter: new Date(now.getTime() + days * DAY_MS),
});

async function keep(
  folder: string,
  name: string,
  cert: GeneratedCertificate,
  keys: webcrypto.CryptoKeyPair,
): Promise<Pair> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
  const pair = { cert: new X509Certificate(Buffer.from(cert.rawData)), key };
  writeFileSync(join(folder, `${name}.key.pem`), key, { mode: 0o600 });
  writeFileSync(join(folder, `${name}.certificate.pem`), pair.cert.toString());
  return pair;
}

const pemBytes = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

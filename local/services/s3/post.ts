/** PostObject: a browser's upload form, authenticated and limited by its signed policy. */
import { deriveSigningKey, parseCredential, signatureOf, signaturesEqual, uriEncode } from '../wire/sigv4.ts';
import { checksumHeaders, quoted, readAttributes } from './attributes.ts';
import type { S3Call, S3Context, S3Reply } from './call.ts';
import { type Checksum, checksumAlgorithm } from './checksums.ts';
import { S3Error } from './errors.ts';
import { readForm } from './form.ts';
import { checkKey } from './keys.ts';
import { enforcePolicy, parsePolicy } from './policy.ts';
import { discard, type Staged, stage } from './staging.ts';
import { writeXml } from './xml.ts';

export async function postObject(call: S3Call, boundary: string): Promise<S3Reply> {
  const { bucket, context } = call;
  const source = call.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const form = await readForm(source, boundary);
  const fields = new Map(form.fields).set('bucket', bucket.config.name);
  const encodedPolicy = fields.get('policy');
  if (encodedPolicy === undefined) throw new S3Error('AccessDenied', 'Access Denied');
  const accessKeyId = checkSignature(fields, encodedPolicy, context);
  const range = enforcePolicy(parsePolicy(encodedPolicy), fields, context.now());
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder for the name of the uploaded file.
  const key = (fields.get('key') ?? '').replaceAll('${filename}', () => form.filename.replace(/^.*[/\\]/, ''));
  if (key === '') throw new S3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  checkKey(key);
  const signer = { accessKeyId, sessionToken: fields.get('x-amz-security-token') };
  context.authorise({ operation: 'PostObject', ...signer, bucket: bucket.config.name, key, query: call.query });
  const attributes = readAttributes([...fields].map(([name, value]) => [name, utf8Bytes(value)] as const));
  const redirect = redirectTarget(fields);
  const announced = announcedChecksum(fields);

  const staged = await stage(bucket.store.dataFolder, form.file, {
    maxBytes: Math.min(range.max, context.maxObjectBytes),
    algorithms: announced ? [announced.algorithm] : [],
  });
  const fault = faultOf(staged, range.min, announced, fields.get('content-md5'));
  if (fault) {
    await discard(bucket.store.dataFolder, staged.file);
    throw fault;
  }
  const etag = staged.md5.toString('hex');
  const checksum = announced ? { checksum: announced } : {};
  await bucket.store.commit(staged, { ...attributes, key, etag, lastModified: context.now(), ...checksum });
  context.created(bucket, { key, size: staged.size, etag, reason: 'PostObject' });

  const location = `http://${call.headers.host}/${bucket.config.name}/${uriEncode(key).replaceAll('%2F', '/')}`;
  if (redirect) {
    const query = { bucket: bucket.config.name, key, etag: quoted(etag) };
    for (const [name, value] of Object.entries(query)) redirect.searchParams.append(name, value);
    return { status: 303, headers: { location: redirect.href, etag: quoted(etag) } };
  }
  const headers = { etag: quoted(etag), location, ...checksumHeaders(announced) };
  const status = fields.get('success_action_status');
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers };
  const result = { Location: location, Bucket: bucket.config.name, Key: key, ETag: quoted(etag) };
  return {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: writeXml('PostResponse', result),
  };
}

/** The access key whose signature fits the policy. */
function checkSignature(fields: ReadonlyMap<string, string>, policy: string, context: S3Context): string {
  const scope = parseCredential(fields.get('x-amz-credential') ?? '');
  const date = fields.get('x-amz-date') ?? '';
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256' || scope?.service !== 's3' || !date.startsWith(scope.date)) {
    throw new S3Error('InvalidArgument', 'The form must hold x-amz-algorithm, x-amz-credential and x-amz-date for s3.');
  }
  const secret = context.secretFor(scope.accessKeyId);
  if (secret === undefined) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  const expected = signatureOf(deriveSigningKey(secret, scope), policy);
  if (!signaturesEqual(expected, fields.get('x-amz-signature') ?? '')) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  return scope.accessKeyId;
}

/** Form fields are UTF-8 text; headers hold its bytes. */
function utf8Bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Where a finished form sends the browser; the policy has granted it, so it is the signer's choice. */
function redirectTarget(fields: ReadonlyMap<string, string>): URL | undefined {
  const target = fields.get('success_action_redirect');
  if (target === undefined) return undefined;
  const url = URL.canParse(target) ? new URL(target) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function announcedChecksum(fields: ReadonlyMap<string, string>): Checksum | undefined {
  for (const [name, value] of fields) {
    const algorithm = name.startsWith('x-amz-checksum-') ? checksumAlgorithm(name) : undefined;
    if (algorithm) return { algorithm, value, type: 'FULL_OBJECT' };
  }
  return undefined;
}

function faultOf(
  staged: Staged,
  minBytes: number,
  announced: Checksum | undefined,
  md5: string | undefined,
): S3Error | undefined {
  if (staged.size < minBytes) {
    return new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size.', {
      details: { ProposedSize: staged.size, MinSizeAllowed: minBytes },
    });
  }
  if (md5 !== undefined && md5 !== staged.md5.toString('base64')) {
    return new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  if (announced && announced.value !== staged.checksums.get(announced.algorithm)) {
    const message = `The ${announced.algorithm} you specified did not match the calculated checksum.`;
    return new S3Error('BadDigest', message);
  }
  return undefined;
}

/** Who signed a request to S3, by header or by presigned URL. Nothing is answered to anyone else. */
import { type VerifiedSignature, verifyHeaderSignature, verifyQuerySignature } from '../wire/sigv4.ts';
import type { S3Call } from './call.ts';
import { S3Error, type S3ErrorCode } from './errors.ts';

/** The verified signature of a call. Throws the error S3 has for what is wrong with it. */
export function authenticate(call: S3Call): VerifiedSignature {
  const presigned = call.query.has('X-Amz-Signature') || call.query.has('X-Amz-Algorithm');
  if (presigned && call.headers.authorization !== undefined) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed: a header or a presigned query.');
  }
  const request = { method: call.method, path: call.path, query: call.rawQuery, headers: sentHeaders(call) };
  const options = { secretFor: call.context.secretFor, now: call.context.now(), singleEncodedPath: true };
  const result = presigned ? verifyQuerySignature(request, options) : verifyHeaderSignature(request, options);
  if (!result.ok) {
    const code: S3ErrorCode = {
      missing: 'AccessDenied',
      malformed: presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed',
      'unknown-key': 'InvalidAccessKeyId',
      mismatch: 'SignatureDoesNotMatch',
      expired: 'AccessDenied',
      skewed: presigned ? 'AccessDenied' : 'RequestTimeTooSkewed',
    }[result.fault] as S3ErrorCode;
    throw new S3Error(code, result.fault === 'missing' ? 'Access Denied' : result.message);
  }
  if (result.signed.service !== 's3') {
    throw new S3Error('AuthorizationHeaderMalformed', `The signature is for ${result.signed.service}, not for s3.`);
  }
  if (!presigned && call.headers['x-amz-content-sha256'] === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return result.signed;
}

/** The headers as they came, without the query fields that stand in for headers. */
function sentHeaders(call: S3Call): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(call.headers)) {
    if (name in call.request.headers || name === 'host') sent[name] = value;
  }
  return sent;
}

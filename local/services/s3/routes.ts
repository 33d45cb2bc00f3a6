/** Which operation a call is. Anything not listed here is answered with its name and 501. */
import { deleteObjects, headBucket, listObjects } from './bucket.ts';
import type { S3Call, S3Reply, SignedCall } from './call.ts';
import { S3Error } from './errors.ts';
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, uploadPart } from './multipart.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './objects.ts';

type Operation = (call: SignedCall) => Promise<S3Reply>;

/** Query parameters that modify a read or listing without choosing another operation. */
const MODIFIERS =
  /^(x-id|x-amz-.*|response-(content-(type|disposition|encoding|language)|cache-control|expires)|prefix|delimiter|max-keys|continuation-token|start-after|fetch-owner|encoding-type|optional-object-attributes)$/;

/** Method, what is addressed, and the query parameters that choose the operation, sorted. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'HEAD bucket': headBucket,
  'GET bucket list-type=2': listObjects,
  'POST bucket delete': deleteObjects,
  'GET object': getObject,
  'HEAD object': headObject,
  'PUT object': putObject,
  'PUT object copy': copyObject,
  'DELETE object': deleteObject,
  'POST object uploads': createMultipartUpload,
  'PUT object partNumber uploadId': uploadPart,
  'PUT object copy partNumber uploadId': uploadPart,
  'POST object uploadId': completeMultipartUpload,
  'DELETE object uploadId': abortMultipartUpload,
};

/** The operation of a call. Throws `NotImplemented` naming the one asked for. */
export function operationOf(call: S3Call): Operation {
  const chosen = [...new Set(call.query.keys())]
    .filter((name) => !MODIFIERS.test(name.toLowerCase()))
    .map((name) => (name === 'list-type' ? `list-type=${call.query.get(name)}` : name))
    .sort();
  const copy = call.method === 'PUT' && call.headers['x-amz-copy-source'] !== undefined ? ['copy'] : [];
  const name = [call.method, call.key === '' ? 'bucket' : 'object', ...copy, ...chosen].join(' ');
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation) return operation;
  const id = call.query.get('x-id');
  throw new S3Error('NotImplemented', `The local S3 does not support ${id === null ? name : `${id} (${name})`}.`);
}

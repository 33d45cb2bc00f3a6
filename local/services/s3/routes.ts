/** Which operation a call is. Anything not listed here is answered with its name and 501. */
import { deleteObjects, headBucket, listObjects } from './bucket.ts';
import type { S3Call, S3Operation, S3Reply, SignedCall } from './call.ts';
import { S3Error } from './errors.ts';
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, uploadPart } from './multipart.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './objects.ts';

interface Operation {
  readonly name: S3Operation | 'DeleteObjects';
  readonly run: (call: SignedCall) => Promise<S3Reply>;
}

/** Query parameters that modify a read or listing without choosing another operation. */
const MODIFIERS =
  /^(x-id|x-amz-.*|response-(content-(type|disposition|encoding|language)|cache-control|expires)|prefix|delimiter|max-keys|continuation-token|start-after|fetch-owner|encoding-type|optional-object-attributes)$/;

/** Method, what is addressed, and the query parameters that choose the operation, sorted. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'HEAD bucket': { name: 'HeadBucket', run: headBucket },
  'GET bucket list-type=2': { name: 'ListObjectsV2', run: listObjects },
  'POST bucket delete': { name: 'DeleteObjects', run: deleteObjects },
  'GET object': { name: 'GetObject', run: getObject },
  'HEAD object': { name: 'HeadObject', run: headObject },
  'PUT object': { name: 'PutObject', run: putObject },
  'PUT object copy': { name: 'CopyObject', run: copyObject },
  'DELETE object': { name: 'DeleteObject', run: deleteObject },
  'POST object uploads': { name: 'CreateMultipartUpload', run: createMultipartUpload },
  'PUT object partNumber uploadId': { name: 'UploadPart', run: uploadPart },
  'PUT object copy partNumber uploadId': { name: 'UploadPart', run: uploadPart },
  'POST object uploadId': { name: 'CompleteMultipartUpload', run: completeMultipartUpload },
  'DELETE object uploadId': { name: 'AbortMultipartUpload', run: abortMultipartUpload },
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

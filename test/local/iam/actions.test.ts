import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../core/errors.ts';
import { s3Need } from '../../../local/iam/actions/s3.ts';
import { type Need, needsOf } from '../../../local/iam/actions.ts';
import type { WireCall } from '../../../local/services/wire.ts';
import { functionArn, place as where } from './assembly.ts';

const place = { ...where, secretArn: (id: string) => `secret-of-${id}` };

function call(operation: string | null, body: unknown, given: Partial<WireCall> = {}): WireCall {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
    ...(operation === null ? {} : { operation }),
    ...given,
  };
}
const rights = (needs: Need[]) => needs.map(({ action, resource }) => `${action} ${resource}`);
const table = (name: string) => `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`;

describe('needsOf', () => {
  it.each(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DescribeTable'])(
    'dynamodb %s',
    (name) => {
      expect(rights(needsOf('dynamodb', call(name, { TableName: 'T' }), place))).toEqual([
        `dynamodb:${name} ${table('T')}`,
      ]);
      const byArn = needsOf('dynamodb', call(name, { TableName: table('T') }), place);
      expect(rights(byArn)).toEqual([`dynamodb:${name} ${table('T')}`]);
    },
  );

  it.each(['Query', 'Scan'])('dynamodb %s of an index asks for the index', (name) => {
    const needs = needsOf('dynamodb', call(name, { TableName: 'T', IndexName: 'I' }), place);
    expect(rights(needs)).toEqual([`dynamodb:${name} ${table('T')}/index/I`]);
  });

  it.each(['BatchGetItem', 'BatchWriteItem'])('dynamodb %s asks for each table', (name) => {
    const needs = needsOf('dynamodb', call(name, { RequestItems: { A: {}, B: {} } }), place);
    expect(rights(needs)).toEqual([`dynamodb:${name} ${table('A')}`, `dynamodb:${name} ${table('B')}`]);
    expect(() => needsOf('dynamodb', call(name, {}), place)).toThrow('RequestItems');
  });

  it('dynamodb without a table is not valid', () => {
    expect(() => needsOf('dynamodb', call('GetItem', {}), place)).toThrow('TableName');
    expect(rights(needsOf('dynamodb', call('ListTables', {}), place))).toEqual(['dynamodb:ListTables *']);
  });

  it('lambda Invoke, by name, ARN and qualifier', () => {
    const invoke = (name: string, query = '') =>
      rights(
        needsOf(
          'lambda',
          call(
            null,
            {},
            {
              path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
              query: new URLSearchParams(query),
            },
          ),
          place,
        ),
      );
    for (const name of ['f', functionArn('f'), '123456789012:function:f', 'function:f']) {
      expect(invoke(name)).toEqual([`lambda:InvokeFunction ${functionArn('f')}`]);
    }
    expect(invoke('f', 'Qualifier=live')).toEqual([`lambda:InvokeFunction ${functionArn('f')}:live`]);
    expect(invoke('f:live')).toEqual([`lambda:InvokeFunction ${functionArn('f')}:live`]);
  });

  it('polly speech, with lexicons where there are any', () => {
    const speech = { path: '/v1/speech' };
    expect(rights(needsOf('polly', call(null, { Text: 'a' }, speech), place))).toEqual(['polly:SynthesizeSpeech *']);
    expect(rights(needsOf('polly', call(null, { LexiconNames: ['x'] }, speech), place))).toEqual([
      'polly:SynthesizeSpeech arn:aws:polly:us-east-1:123456789012:lexicon/x',
    ]);
    const voices = call(null, {}, { method: 'GET', path: '/v1/voices' });
    expect(rights(needsOf('polly', voices, place))).toEqual(['polly:DescribeVoices *']);
  });

  it('rekognition reads a stored picture with its caller’s rights', () => {
    const image = { S3Object: { Bucket: 'media', Name: 'derivatives/u/r/image.jpg' } };
    const needs = needsOf('rekognition', call('DetectLabels', { Image: image }), place);
    expect(rights(needs)).toEqual([
      'rekognition:DetectLabels *',
      's3:GetObject arn:aws:s3:::media/derivatives/u/r/image.jpg',
    ]);
    expect(needs[1]!.refusal!('no')).toMatchObject({ code: 'InvalidS3ObjectException', status: 400 });
    const inline = needsOf('rekognition', call('DetectFaces', { Image: { Bytes: 'AAAA' } }), place);
    expect(rights(inline)).toEqual(['rekognition:DetectFaces *']);
  });

  it('sagemaker, secrets and states', () => {
    const endpoint = call(null, {}, { path: '/endpoints/KMeans/invocations' });
    expect(rights(needsOf('sagemaker', endpoint, place))).toEqual([
      'sagemaker:InvokeEndpoint arn:aws:sagemaker:us-east-1:123456789012:endpoint/kmeans',
    ]);
    expect(rights(needsOf('secretsmanager', call('GetSecretValue', { SecretId: 'key' }), place))).toEqual([
      'secretsmanager:GetSecretValue secret-of-key',
    ]);
    for (const operation of ['StartExecution', 'ListExecutions']) {
      expect(rights(needsOf('states', call(operation, { stateMachineArn: 'm' }), place))).toEqual([
        `states:${operation} m`,
      ]);
    }
    for (const operation of ['StopExecution', 'DescribeExecution', 'GetExecutionHistory']) {
      expect(rights(needsOf('states', call(operation, { executionArn: 'e' }), place))).toEqual([
        `states:${operation} e`,
      ]);
    }
  });

  it.each<[string, WireCall, string]>([
    ['dynamodb', call('TransactWriteItems', {}), 'dynamodb TransactWriteItems'],
    ['lambda', call(null, {}, { path: '/2015-03-31/functions' }), 'lambda POST /2015-03-31/functions'],
    ['polly', call(null, {}, { path: '/v1/lexicons' }), 'polly POST /v1/lexicons'],
    ['rekognition', call('SearchFaces', {}), 'rekognition SearchFaces'],
    ['sagemaker', call(null, {}, { method: 'GET', path: '/endpoints/e/invocations' }), 'sagemaker GET'],
    ['secretsmanager', call('PutSecretValue', {}), 'secretsmanager PutSecretValue'],
    ['states', call('toString', {}), 'states toString'],
    ['sqs', call('SendMessage', {}), 'sqs SendMessage'],
    ['constructor', call('SendMessage', {}), 'constructor SendMessage'],
  ])('refuses a call of %s whose rights it does not know', (service, unknown, named) => {
    try {
      needsOf(service, unknown, place);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'NotImplemented', status: 501 });
      expect((error as AppError).publicMessage).toContain(named);
    }
  });
});

describe('s3Need', () => {
  const signer = { accessKeyId: 'A', sessionToken: undefined };

  it('asks for the object, or for the bucket with what is listed', () => {
    const query = new URLSearchParams('list-type=2&prefix=a%2F&max-keys=5');
    const of = (operation: Parameters<typeof s3Need>[0]['operation'], key: string) =>
      s3Need({ ...signer, operation, bucket: 'media', key, query });
    expect(of('PostObject', 'a/b')).toEqual({ action: 's3:PutObject', resource: 'arn:aws:s3:::media/a/b' });
    expect(of('UploadPart', 'k')).toEqual({ action: 's3:PutObject', resource: 'arn:aws:s3:::media/k' });
    expect(of('AbortMultipartUpload', 'k').action).toBe('s3:AbortMultipartUpload');
    expect(of('HeadObject', 'k').action).toBe('s3:GetObject');
    expect(of('ListObjectsV2', '')).toEqual({
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::media',
      context: { 's3:prefix': 'a/', 's3:max-keys': '5' },
    });
    expect(of('HeadBucket', '')).toEqual({ action: 's3:ListBucket', resource: 'arn:aws:s3:::media', context: {} });
  });
});

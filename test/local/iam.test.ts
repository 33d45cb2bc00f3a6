import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PollyClient, SynthesizeSpeechCommand } from '@aws-sdk/client-polly';
import { DetectLabelsCommand, RekognitionClient } from '@aws-sdk/client-rekognition';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Iam, openIam } from '../../local/iam.ts';
import { jsonService } from '../../local/services/wire/json.ts';
import { type Listener, listen } from '../../local/services/wire/listen.ts';
import { createWireHandler, type WireService } from '../../local/services/wire.ts';
import {
  ACCOUNT,
  allow,
  assemblyOf,
  deny,
  document,
  functionArn,
  place,
  policyOf,
  resource,
  role,
  roleArn,
} from './iam/assembly.ts';
import { type RunningS3, startS3 } from './services/s3/fixture.ts';

const table = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Recaps`;
const machineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:recap`;
const ruleArn = `arn:aws:events:us-east-1:${ACCOUNT}:rule/uploaded`;
const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:dead`;
const poolArn = `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/us-east-1_abc`;
const lambdaPermission = (name: string, Principal: string, SourceArn: string) =>
  resource('AWS::Lambda::Permission', `${name}Permission`, {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn(name),
    Principal,
    SourceArn,
  });

const assembly = assemblyOf(
  resource('AWS::S3::Bucket', 'media', {}, { arn: 'arn:aws:s3:::media' }),
  resource('AWS::S3::BucketPolicy', 'MediaPolicy', {
    Bucket: 'media',
    PolicyDocument: document(
      {
        ...deny('s3:*', ['arn:aws:s3:::media', 'arn:aws:s3:::media/*']),
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      { ...deny('s3:GetObject', 'arn:aws:s3:::media/locked/*'), Principal: { AWS: '*' } },
    ),
  }),
  role('worker', 'lambda'),
  policyOf(
    'worker',
    allow('dynamodb:GetItem', table),
    allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::media/*'),
    deny('s3:DeleteObject', 'arn:aws:s3:::media/keep/*'),
    allow('rekognition:DetectLabels', '*'),
    allow('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:local/key-??????`),
  ),
  role('lister', 'lambda'),
  policyOf('lister', allow('s3:ListBucket', 'arn:aws:s3:::media'), allow('s3:GetObject', 'arn:aws:s3:::media/*')),
  role('idler', 'lambda'),
  role('machine', 'states'),
  policyOf('machine', allow('lambda:InvokeFunction', functionArn('step'))),
  role('rule', 'events'),
  policyOf('rule', allow('states:StartExecution', machineArn)),
  resource('AWS::SQS::Queue', 'dead', {}, { arn: queueArn, physicalId: 'https://sqs/dead' }),
  resource('AWS::SQS::QueuePolicy', 'DeadPolicy', {
    Queues: ['https://sqs/dead'],
    PolicyDocument: document({
      ...allow('sqs:SendMessage', queueArn),
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
    }),
  }),
  lambdaPermission('api', 'apigateway.amazonaws.com', `arn:aws:execute-api:us-east-1:${ACCOUNT}:a1/*/*/recaps/{id}`),
  lambdaPermission('admit', 'cognito-idp.amazonaws.com', poolArn),
  lambdaPermission('observe', 'events.amazonaws.com', ruleArn),
);

const denied: string[] = [];
let iam: Iam;
let wire: Listener;
let s3: RunningS3;

function credentialsFor(name: string) {
  const given = iam.credentialsOf({
    functionName: `${name}-fn`,
    arn: functionArn(`${name}-fn`),
    roleArn: roleArn(name),
  });
  return {
    accessKeyId: given.AWS_ACCESS_KEY_ID!,
    secretAccessKey: given.AWS_SECRET_ACCESS_KEY!,
    sessionToken: given.AWS_SESSION_TOKEN!,
  };
}
const configFor = (name: string) => ({
  region: 'us-east-1',
  endpoint: wire.url,
  credentials: name === 'root' ? iam.root : credentialsFor(name),
  maxAttempts: 1,
});
const user = (name: string) => `User: arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${name}-fn`;

beforeAll(async () => {
  iam = openIam(assembly, { ...place, onDenied: (sentence) => denied.push(sentence) });
  const json = (signingName: string, targetPrefix: string, ...names: string[]) =>
    jsonService({
      signingName,
      targetPrefix,
      protocol: '1.1',
      operations: Object.fromEntries(names.map((name) => [name, () => ({})])),
    });
  const polly: WireService = { signingName: 'polly', handle: async () => ({ status: 200, body: 'mp3' }) };
  wire = await listen(
    createWireHandler({
      services: [
        json('dynamodb', 'DynamoDB_20120810', 'GetItem'),
        json('rekognition', 'RekognitionService', 'DetectLabels'),
        json('secretsmanager', 'secretsmanager', 'GetSecretValue'),
        polly,
      ],
      secretFor: iam.secretFor,
      authorise: iam.authoriseCall,
    }),
    { port: 0 },
  );
  s3 = await startS3({ secretFor: iam.secretFor, authorise: iam.authoriseS3 });
});
afterAll(() => Promise.all([wire.close(), s3.stop()]));

describe('a function on the wire', () => {
  const read = (name: string, credentials = configFor(name).credentials) =>
    new DynamoDBClient({ ...configFor('root'), credentials }).send(
      new GetItemCommand({ TableName: 'Recaps', Key: {} }),
    );

  it('does what its role may and is refused the rest in AWS’s own words', async () => {
    await expect(read('worker')).resolves.toBeDefined();
    await expect(read('idler')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${user('idler')} is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based policy allows the dynamodb:GetItem action`,
      $metadata: { httpStatusCode: 400 },
    });
    expect(denied.at(-1)).toContain('idler-fn is not authorized to perform: dynamodb:GetItem');
  });

  it('is refused with 403 by REST services, without a resource where the action knows none', async () => {
    const speech = new SynthesizeSpeechCommand({ Text: 'a', VoiceId: 'Joanna', OutputFormat: 'mp3' });
    await expect(new PollyClient(configFor('worker')).send(speech)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${user('worker')} is not authorized to perform: polly:SynthesizeSpeech because no identity-based policy allows the polly:SynthesizeSpeech action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('lends Rekognition its own rights', async () => {
    const look = (name: string, Bucket: string) =>
      new RekognitionClient(configFor(name)).send(
        new DetectLabelsCommand({ Image: { S3Object: { Bucket, Name: 'derivatives/a' } } }),
      );
    await expect(look('worker', 'media')).resolves.toBeDefined();
    await expect(look('worker', 'other')).rejects.toMatchObject({ name: 'InvalidS3ObjectException' });
    await expect(look('lister', 'media')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('reads the secret whose ARN ends in six characters more than it was granted', async () => {
    const secret = (SecretId: string) =>
      new SecretsManagerClient(configFor('worker')).send(new GetSecretValueCommand({ SecretId }));
    await expect(secret('local/key')).resolves.toBeDefined();
    await expect(secret(`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:local/key-AbC123`)).resolves.toBeDefined();
    await expect(secret('local/key-other')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('must send the session token, and cannot use another’s', async () => {
    const { sessionToken, ...keys } = credentialsFor('worker');
    await expect(read('', keys as never)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    const swapped = { ...keys, sessionToken: credentialsFor('idler').sessionToken };
    await expect(read('', swapped)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    expect(sessionToken).not.toBe(swapped.sessionToken);
  });

  it('cannot act with a role that does not trust Lambda or is not in the template', () => {
    const of = (name: string) => () =>
      iam.credentialsOf({ functionName: 'f', arn: functionArn('f'), roleArn: roleArn(name) });
    expect(of('machine')).toThrow('Function f: The role defined for the function cannot be assumed by Lambda.');
    expect(of('elsewhere')).toThrow('is not in the template');
  });

  it('is not the cloud itself, which may do everything', async () => {
    await expect(read('root', iam.root)).resolves.toBeDefined();
  });
});

describe('a function at S3', () => {
  const client = (name: string): S3Client => s3.connect({ credentials: credentialsFor(name) });
  const at = (Key: string) => ({ Bucket: 'media', Key });

  it('reads, writes and deletes where its role may', async () => {
    await client('worker').send(new PutObjectCommand({ ...at('a'), Body: 'text' }));
    await expect(client('worker').send(new GetObjectCommand(at('a')))).resolves.toBeDefined();
    await expect(client('lister').send(new PutObjectCommand({ ...at('a'), Body: 'b' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `${user('lister')} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::media/a" because no identity-based policy allows the s3:PutObject action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is told that an object is missing only where it may list the bucket', async () => {
    await expect(client('lister').send(new GetObjectCommand(at('missing')))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    await expect(client('worker').send(new GetObjectCommand(at('missing')))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket on resource: "arn:aws:s3:::media"'),
    });
    const head = (name: string) => client(name).send(new HeadObjectCommand(at('missing')));
    await expect(head('lister')).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await expect(head('worker')).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await expect(client('worker').send(new ListObjectsV2Command({ Bucket: 'media' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('deletes key by key, and what is denied stays', async () => {
    for (const key of ['one', 'keep/two']) await client('worker').send(new PutObjectCommand({ ...at(key), Body: 'x' }));
    const Objects = [{ Key: 'one' }, { Key: 'keep/two' }];
    const reply = await client('worker').send(new DeleteObjectsCommand({ Bucket: 'media', Delete: { Objects } }));
    expect(reply.Deleted).toEqual([{ Key: 'one' }]);
    expect(reply.Errors).toMatchObject([
      {
        Key: 'keep/two',
        Code: 'AccessDenied',
        Message: expect.stringContaining('with an explicit deny in an identity-based policy'),
      },
    ]);
    await expect(client('worker').send(new GetObjectCommand(at('keep/two')))).resolves.toBeDefined();
  });

  it('copies only what it may both read and write', async () => {
    await client('worker').send(new PutObjectCommand({ ...at('locked/a'), Body: 'x' }));
    const copy = (name: string, from: string) =>
      client(name).send(new CopyObjectCommand({ ...at('copy'), CopySource: `media/${from}` }));
    await client('worker').send(new PutObjectCommand({ ...at('a'), Body: 'text' }));
    await expect(copy('worker', 'a')).resolves.toBeDefined();
    await expect(copy('lister', 'a')).rejects.toMatchObject({ message: expect.stringContaining('s3:PutObject') });
    await expect(copy('worker', 'locked/a')).rejects.toMatchObject({
      message: expect.stringContaining(
        's3:GetObject on resource: "arn:aws:s3:::media/locked/a" with an explicit deny in a resource-based policy',
      ),
    });
    await expect(copy('worker', 'none')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('gives a presigned address its own rights and no more', async () => {
    await client('worker').send(new PutObjectCommand({ ...at('shared'), Body: 'text' }));
    const url = (name: string, key: string) =>
      getSignedUrl(client(name), new GetObjectCommand(at(key)), { expiresIn: 60 });
    const reply = await fetch(await url('worker', 'shared'));
    expect([reply.status, await reply.text()]).toEqual([200, 'text']);
    for (const address of [await url('idler', 'shared'), await url('worker', 'locked/a')]) {
      const refused = await fetch(address);
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain('<Code>AccessDenied</Code>');
    }
    const stripped = new URL(await url('worker', 'shared'));
    stripped.searchParams.delete('X-Amz-Security-Token');
    expect((await fetch(stripped)).status).toBe(403);
  });

  it('gives a presigned form its own rights and no more', async () => {
    const post = async (name: string) => {
      const { url, fields } = await createPresignedPost(client(name), at('uploads/photo'));
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new Blob(['jpeg']));
      return fetch(url, { method: 'POST', body: form });
    };
    expect((await post('worker')).status).toBe(204);
    const refused = await post('lister');
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringMatching(/<Code>AccessDenied<\/Code>.*s3:PutObject on resource/),
    ]);
  });

  it('is refused with a token that was not issued to it', async () => {
    const credentials = { ...credentialsFor('worker'), sessionToken: 'forged' };
    await expect(s3.connect({ credentials }).send(new GetObjectCommand(at('a')))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

describe('services that act for a resource', () => {
  const task = { roleArn: roleArn('machine'), stateMachineArn: machineArn, executionName: 'run-1' };

  it('a state machine invokes only what its role may', () => {
    expect(() => iam.authoriseTask(task, functionArn('step'))).not.toThrow();
    expect(() => iam.authoriseTask(task, functionArn('other'))).toThrow(
      expect.objectContaining({
        code: 'AWSLambdaException',
        message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/machine/run-1 is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn('other')} because no identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException)`,
      }),
    );
    expect(() => iam.authoriseTask({ ...task, roleArn: roleArn('rule') }, functionArn('step'))).toThrow(
      'states.amazonaws.com is not authorized to assume the role',
    );
  });

  it('a rule delivers with its role, or where the target lets it in', () => {
    const deliver =
      (kind: 'state machine' | 'function' | 'queue', targetArn: string, role: string | null, from = ruleArn) =>
      () =>
        iam.authoriseDelivery({ kind, ruleArn: from, targetArn, roleArn: role && roleArn(role) });
    expect(deliver('state machine', machineArn, 'rule')).not.toThrow();
    expect(deliver('function', functionArn('observe'), null)).not.toThrow();
    expect(deliver('queue', queueArn, null)).not.toThrow();
    for (const refused of [
      deliver('state machine', `${machineArn}2`, 'rule'),
      deliver('state machine', machineArn, null),
      deliver('state machine', machineArn, 'machine'),
      deliver('function', functionArn('api'), null),
      deliver('queue', queueArn, null, `${ruleArn}2`),
    ]) {
      expect(refused).toThrow(expect.objectContaining({ code: 'NO_PERMISSIONS', status: 403 }));
    }
  });

  it('an API and a user pool invoke only functions that let them in', () => {
    const route = (routeKey: string, apiId = 'a1') => ({ apiId, stage: '$default', routeKey });
    expect(() => iam.authoriseRoute(functionArn('api'), route('GET /recaps/{id}'))).not.toThrow();
    for (const [name, other] of [
      ['api', route('GET /recaps')],
      ['api', route('GET /recaps/{id}', 'a2')],
      ['admit', route('GET /recaps/{id}')],
    ] as const) {
      expect(() => iam.authoriseRoute(functionArn(name), other)).toThrow(
        'because no resource-based policy allows the lambda:InvokeFunction action',
      );
    }
    expect(() => iam.authoriseTrigger('PreSignUp', functionArn('admit'), poolArn)).not.toThrow();
    expect(() => iam.authoriseTrigger('PreSignUp', functionArn('api'), poolArn)).toThrow(
      expect.objectContaining({
        code: 'UnexpectedLambdaException',
        message: 'PreSignUp invocation failed due to error AccessDeniedException.',
      }),
    );
  });
});

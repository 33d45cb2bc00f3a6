import { CognitoIdentityProviderClient, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeVoicesCommand, PollyClient, SynthesizeSpeechCommand } from '@aws-sdk/client-polly';
import { DetectLabelsCommand, RekognitionClient } from '@aws-sdk/client-rekognition';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { jsonService } from '../../../local/services/wire/json.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler, type WireCall, type WireService } from '../../../local/services/wire.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
const unexpected: unknown[] = [];
let listener: Listener;
let lastCall: WireCall;

const rekognition = jsonService({
  signingName: 'rekognition',
  targetPrefix: 'RekognitionService',
  protocol: '1.1',
  operations: {
    DetectLabels: (input, call) => {
      lastCall = call;
      if (input.MaxLabels === 99) throw new AppError('InvalidImageFormatException', 400, 'Not a picture.');
      if (input.MaxLabels === 98) throw new Error('secret detail');
      return { Labels: [{ Name: 'Sea', Confidence: 99 }] };
    },
  },
});

const polly: WireService = {
  signingName: 'polly',
  async handle(call) {
    lastCall = call;
    if (call.path !== '/v1/speech') throw new AppError('NotImplemented', 501, `Not here: ${call.path}`);
    return { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: Buffer.from([1, 2, 3]) };
  },
};

const runtime: WireService = {
  signingName: 'sagemaker',
  async handle(call) {
    lastCall = call;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: call.body };
  },
};

const userPool: WireService = {
  ...jsonService({
    signingName: 'cognito-idp',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    protocol: '1.1',
    operations: { SignUp: (input) => ({ UserConfirmed: false, UserSub: input.Username }), AdminGetUser: () => ({}) },
    unsignedOperations: ['SignUp'],
  }),
  answersBrowsers: true,
};

beforeAll(async () => {
  listener = await listen(
    createWireHandler({
      services: [rekognition, polly, runtime, userPool],
      secretFor: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
      maxBodyBytes: 100_000,
      onError: (error) => unexpected.push(error),
    }),
    { port: 0 },
  );
});
afterAll(() => listener.close());

const config = () => ({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
const image = { Image: { Bytes: new Uint8Array([1, 2]) } };

describe('one port for all AWS services', () => {
  test('JSON 1.1 over HTTP/1.1 reaches its service by the credential scope', async () => {
    const client = new RekognitionClient(config());
    const reply = await client.send(new DetectLabelsCommand(image));
    expect(reply.Labels?.[0]?.Name).toBe('Sea');
    expect(lastCall).toMatchObject({ operation: 'DetectLabels', accessKeyId: 'LOCALKEY', method: 'POST', path: '/' });
  });

  test('Polly reaches its service over cleartext HTTP/2', async () => {
    const client = new PollyClient(config());
    const reply = await client.send(
      new SynthesizeSpeechCommand({ Text: 'Hello', VoiceId: 'Joanna', OutputFormat: 'mp3' }),
    );
    expect([...(await reply.AudioStream!.transformToByteArray())]).toEqual([1, 2, 3]);
    await expect(client.send(new DescribeVoicesCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 501 },
    });
    client.destroy();
  });

  test('a path with escapes keeps its signature', async () => {
    const client = new SageMakerRuntimeClient(config());
    const body = new TextEncoder().encode('{"instances":[]}');
    const reply = await client.send(new InvokeEndpointCommand({ EndpointName: 'a b+c', Body: body }));
    expect(new TextDecoder().decode(reply.Body)).toBe('{"instances":[]}');
    expect(lastCall.path).toBe('/endpoints/a%20b%2Bc/invocations');
  });

  test('an AppError becomes the exception of its code, anything else stays hidden', async () => {
    const client = new RekognitionClient(config());
    await expect(client.send(new DetectLabelsCommand({ ...image, MaxLabels: 99 }))).rejects.toMatchObject({
      name: 'InvalidImageFormatException',
      message: 'Not a picture.',
    });
    const hidden = await client.send(new DetectLabelsCommand({ ...image, MaxLabels: 98 })).catch((error) => error);
    expect(hidden.name).toBe('InternalFailure');
    expect(hidden.message).not.toContain('secret detail');
    expect(unexpected).toHaveLength(1);
  });

  test('wrong secret, unknown key and skewed clock are told apart', async () => {
    const send = (override: object) =>
      new RekognitionClient({ ...config(), ...override }).send(new DetectLabelsCommand(image));
    await expect(send({ credentials: { ...credentials, secretAccessKey: 'wrong' } })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(send({ credentials: { ...credentials, accessKeyId: 'NOBODY' } })).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await expect(send({ systemClockOffset: -20 * 60_000 })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringContaining('15 minutes'),
    });
  });

  test('an operation that is not there is named', async () => {
    const reply = await signedLike('RekognitionService.DetectText');
    expect(reply.status).toBe(403);
    const client = new CognitoIdentityProviderClient(config());
    await expect(
      client.send(new SignUpCommand({ ClientId: 'c', Username: 'u', Password: 'p' })),
    ).resolves.toMatchObject({
      UserSub: 'u',
    });
    const unsigned = await fetch(listener.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' },
    });
    expect(unsigned.status).toBe(403);
  });

  test('web pages reach the user pool only', async () => {
    const preflight = await fetch(listener.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.test', 'access-control-request-headers': 'content-type,x-amz-target' },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type,x-amz-target');
    const reply = await fetch(listener.url, {
      method: 'POST',
      headers: { origin: 'https://app.test', 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' },
      body: '{"Username":"u"}',
    });
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    const other = await signedLike('RekognitionService.DetectLabels', { origin: 'https://app.test' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a body over the cap is refused', async () => {
    const client = new RekognitionClient(config());
    await expect(
      client.send(new DetectLabelsCommand({ Image: { Bytes: new Uint8Array(200_000) } })),
    ).rejects.toMatchObject({ name: 'RequestEntityTooLargeException' });
  });
});

function signedLike(target: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(listener.url, { method: 'POST', headers: { 'x-amz-target': target, ...headers }, body: '{}' });
}

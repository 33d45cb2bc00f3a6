import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeEndpointCommand, ModelError, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VECTOR_DIMENSIONS } from '../../../core/features.ts';
import { encodeModel } from '../../../core/kmeans/cluster-model.ts';
import { type Container, createSageMakerRuntime, startContainer } from '../../../local/services/sagemaker.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };

/** A container that tells what it was given, fails on request, and takes two pings to become healthy. */
const PROGRAM = `
import { createServer } from 'node:http';
let pings = 0;
createServer(async (request, response) => {
  if (request.url === '/ping') return response.writeHead(++pings > 1 ? 200 : 503).end();
  let body = '';
  for await (const chunk of request) body += chunk;
  if (body === 'crash') process.exit(3);
  if (body === 'wait') return;
  const status = Number(body) || 200;
  const { 'content-type': type, accept } = request.headers;
  const answer = { body, type, accept, custom: request.headers['x-amzn-sagemaker-custom-attributes'], model: process.env.SM_MODEL_DIR };
  response.writeHead(status, { 'content-type': 'application/json' }).end(status < 400 ? JSON.stringify(answer) : 'it broke');
}).listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), process.env.SAGEMAKER_BIND_TO_HOST);
console.log('listening');
`;

let folder: string;
let container: Container;
let listener: Listener;
let client: SageMakerRuntimeClient;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  await writeFile(join(folder, 'serve.mjs'), PROGRAM);
  container = await startContainer({
    entry: join(folder, 'serve.mjs'),
    modelDir: folder,
    onOutput: (line) => lines.push(line),
  });
  const runtime = createSageMakerRuntime({
    containerUrl: (name) => ({ clusters: container.url, gone: 'http://127.0.0.1:9' })[name],
    timeoutMs: 500,
  });
  listener = await listen(createWireHandler({ services: [runtime], secretFor: () => credentials.secretAccessKey }), {
    port: 0,
  });
  client = new SageMakerRuntimeClient({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await listener.close();
  await container.close();
  await rm(folder, { recursive: true });
});

const invoke = (Body: string, EndpointName = 'clusters') =>
  client.send(
    new InvokeEndpointCommand({
      EndpointName,
      Body,
      ContentType: 'application/json',
      Accept: 'application/json',
      CustomAttributes: 'trace=1',
    }),
  );

describe('InvokeEndpoint', () => {
  test('passes body, types and attributes on and the answer back', async () => {
    const reply = await invoke('{"instances":[]}');
    expect(JSON.parse(new TextDecoder().decode(reply.Body))).toEqual({
      body: '{"instances":[]}',
      type: 'application/json',
      accept: 'application/json',
      custom: 'trace=1',
      model: folder,
    });
    expect(reply.ContentType).toBe('application/json');
    expect(reply.InvokedProductionVariant).toBe('AllTraffic');
    expect(lines).toEqual(['listening']);
  });

  test.each([
    [500, 'server'],
    [422, 'client'],
  ])('a container that answers %i is a model error', async (status, kind) => {
    const error = await invoke(String(status)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({
      OriginalStatusCode: status,
      OriginalMessage: 'it broke',
      $metadata: { httpStatusCode: 424 },
      message: expect.stringContaining(`${kind} error (${status})`),
    });
  });

  test('one that does not answer in time, or at all, too', async () => {
    await expect(invoke('wait')).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining('timed out'),
    });
    await expect(invoke('{}', 'gone')).rejects.toMatchObject({ name: 'ModelError', OriginalStatusCode: 0 });
  });

  test('an endpoint that does not exist', async () => {
    await expect(invoke('{}', 'nothing')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Endpoint nothing of account 000000000000 not found.',
    });
  });
});

describe('a container', () => {
  const start = async (program: string, startTimeoutMs: number) => {
    const entry = join(folder, 'other.mjs');
    await writeFile(entry, program);
    return startContainer({ entry, modelDir: folder, startTimeoutMs });
  };

  test('that ends at once is an error with its last words', async () => {
    await expect(start("console.error('no model here'); process.exit(7);", 5_000)).rejects.toMatchObject({
      code: 'ContainerFailed',
      message: expect.stringMatching(/ended with 7 .*no model here/s),
    });
  });

  test('that never becomes healthy is stopped, even where it will not end', async () => {
    const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
    await expect(start(stubborn, 300)).rejects.toMatchObject({
      message: 'The model container did not answer /ping with 200 within 0.3 seconds.',
    });
  });

  test('ends when it is closed, and closing twice is fine', async () => {
    const other = await startContainer({ entry: join(folder, 'serve.mjs'), modelDir: folder });
    await other.close();
    await other.close();
    await expect(fetch(`${other.url}/ping`)).rejects.toThrow();
  });

  test('the k-means container finds the nearest clusters', async () => {
    const model = {
      version: 3,
      k: 2,
      dimensions: VECTOR_DIMENSIONS,
      weights: new Array<number>(VECTOR_DIMENSIONS).fill(1),
      centroids: Float32Array.from({ length: 2 * VECTOR_DIMENSIONS }, (_, index) =>
        index < VECTOR_DIMENSIONS ? 0.2 : 0.8,
      ),
    } as const;
    for (const [name, bytes] of encodeModel(model)) await writeFile(join(folder, name), bytes);
    const kmeans = await startContainer({
      entry: join(import.meta.dirname, '../../../sagemaker/serve.ts'),
      modelDir: folder,
    });
    try {
      const reply = await fetch(`${kmeans.url}/invocations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          instances: [{ features: new Array(9).fill(0.7), weights: new Array(9).fill(1) }],
          nearest: 1,
        }),
      });
      expect(await reply.json()).toMatchObject({ version: 3, predictions: [{ nearest: [{ cluster: 1 }] }] });
    } finally {
      await kmeans.close();
    }
  });
});

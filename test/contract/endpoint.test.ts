/** A model endpoint that sleeps, or is dead, keeps nobody waiting and changes no recommendation. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Target as SongTarget, StepOutput } from '../../core/contracts/pipeline.ts';
import { ofType } from '../../local/hosting/properties.ts';
import { functionNamed } from './executions.ts';
import { plainPhoto } from './photos.ts';
import { quickEngines } from './quick-engines.ts';
import { recapOf, request } from './requests.ts';
import { newPerson, startTarget } from './target.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const target = await startTarget({ engines: quickEngines(), random: () => 0 });
const { hosted, addresses } = target;
const token = await newPerson(target);
const photo = await plainPhoto();
const [[endpoint, awake] = ['', '']] = hosted.containers;

/** Takes every request and answers none. */
const asleep: Server = createServer(() => {});
await new Promise<void>((resolve) => asleep.listen(0, '127.0.0.1', resolve));
const asleepUrl = `http://127.0.0.1:${(asleep.address() as AddressInfo).port}`;

afterEach(() => hosted.containers.set(endpoint, awake));
afterAll(async () => {
  asleep.closeAllConnections();
  asleep.close();
  await target.close();
});

const recap = { userId: 'somebody', recapId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };

/** A recap in the middle of its pipeline, for a step that is run alone. */
async function seedRunning(): Promise<void> {
  const { awsUrl: url, region } = addresses;
  const client = new DynamoDBClient({ endpoint: url, region, credentials: hosted.iam.root });
  const table = ofType(hosted.assembly, 'AWS::DynamoDB::Table').find(({ logicalId }) =>
    logicalId.startsWith('Recaps'),
  )!;
  const now = new Date().toISOString();
  const Item = { ...recap, status: 'RUNNING', stage: 'FindingSongs', createdAt: now, updatedAt: now, timings: {} };
  await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: table.name, Item }));
}

async function clustersOf(wanted: SongTarget): Promise<StepOutput<'FindClusters'>> {
  const { payload, functionError } = await hosted.lambdas.invoke(functionNamed(target, 'FindClusters').arn!, {
    recap,
    target: wanted,
  });
  expect(functionError).toBeUndefined();
  return payload as StepOutput<'FindClusters'>;
}

/** Targets far apart: the one a recap had, and others all over the space of features. */
async function targets(): Promise<SongTarget[]> {
  const { target: own } = await recapOf(target, token, photo);
  const moved = (shift: number): SongTarget => ({
    ...own!,
    features: { ...own!.features, valence: shift, energy: 1 - shift, acousticness: (shift * 7) % 1 },
  });
  return [own!, ...[0, 0.2, 0.4, 0.6, 0.8, 1].map(moved)];
}

test('the index finds the neighbours that the endpoint finds, after four seconds at most', async () => {
  await seedRunning();
  const wanted = await targets();
  const byEndpoint = await Promise.all(wanted.map(clustersOf));
  expect(new Set(byEndpoint.map(({ source }) => source))).toEqual(new Set(['endpoint']));
  expect(new Set(byEndpoint.map(({ clusters }) => clusters[0]!.cluster)).size).toBeGreaterThan(1);

  hosted.containers.set(endpoint, asleepUrl);
  const began = Date.now();
  const byIndex = await Promise.all(wanted.map(clustersOf));
  expect(Date.now() - began).toBeGreaterThanOrEqual(3_900);
  expect(byIndex).toEqual(byEndpoint.map((answer) => ({ ...answer, source: 'index' })));
});

test('a dead endpoint does not fail a recap', async () => {
  hosted.containers.set(endpoint, 'http://127.0.0.1:1');
  const made = await recapOf(target, token, photo);
  expect(made.status).toBe('READY');
  expect(made.songs).toHaveLength(10);
});

test('waking it up does not keep a new recap waiting', async () => {
  hosted.containers.set(endpoint, asleepUrl);
  const times: number[] = [];
  for (let count = 0; count < 7; count++) {
    const began = performance.now();
    expect((await request(target, 'POST', '/recaps', { token, body: {} })).status).toBe(201);
    times.push(performance.now() - began);
  }
  // It is given 0.3 s of the request's time, beside the rest.
  expect(times.sort((a, b) => a - b)[0]).toBeLessThan(700);
});

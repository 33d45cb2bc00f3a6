/** A model endpoint that sleeps, or is dead, keeps nobody waiting and changes no recommendation. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { FoundClusters, Target as SongTarget } from '../../core/contracts/pipeline.ts';
import { recapItemSchema } from '../../core/contracts/recap-item.ts';
import type { RecapView } from '../../core/contracts/recaps.ts';
import type { SongListView } from '../../core/contracts/songs.ts';
import { ENDPOINT_SILENT } from '../../lambdas/shared/clusters.ts';
import { newRecapId } from '../../lambdas/shared/ids.ts';
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

const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: addresses.awsUrl, region: addresses.region, credentials: hosted.iam.root }),
);
const table = ofType(hosted.assembly, 'AWS::DynamoDB::Table').find(({ logicalId }) => logicalId.startsWith('Recaps'))!;

/** What FindClusters finds for a recap of this target: one that is in the middle of its pipeline. */
async function clustersOf(wanted: SongTarget): Promise<FoundClusters> {
  const recap = { userId: 'somebody', recapId: newRecapId() };
  const now = new Date().toISOString();
  const reading = { mood: { ...made.mood!, word: 'calm' }, target: wanted };
  const stage = { status: 'RUNNING', stage: 'FindingSongs', createdAt: now, updatedAt: now, timings: {} };
  await documents.send(new PutCommand({ TableName: table.name, Item: { ...recap, ...stage, reading } }));
  const { arn } = functionNamed(target, 'FindClusters');
  const { payload, functionError } = await hosted.lambdas.invoke(arn!, { recap, final: false });
  expect(functionError).toBeUndefined();
  const { Item } = await documents.send(new GetCommand({ TableName: table.name, Key: recap }));
  const { clusters } = recapItemSchema.parse({ caption: null, ...Item });
  expect(payload).toEqual({ version: clusters!.version, source: clusters!.source });
  return clusters!;
}

const made = await recapOf(target, token, photo);

/** Targets far apart: the one a recap had, and others all over the space of features. */
const wanted: SongTarget[] = [
  made.target!,
  ...[0, 0.2, 0.4, 0.6, 0.8, 1].map((shift) => ({
    ...made.target!,
    features: { ...made.target!.features, valence: shift, energy: 1 - shift, acousticness: (shift * 7) % 1 },
  })),
];

test('the index finds the neighbours that the endpoint finds, after four seconds at most', async () => {
  const byEndpoint = await Promise.all(wanted.map(clustersOf));
  expect(new Set(byEndpoint.map(({ source }) => source))).toEqual(new Set(['endpoint']));
  expect(new Set(byEndpoint.map(({ clusters }) => clusters[0]!.cluster)).size).toBeGreaterThan(1);

  hosted.containers.set(endpoint, asleepUrl);
  const began = Date.now();
  const byIndex = await Promise.all(wanted.map(clustersOf));
  expect(Date.now() - began).toBeGreaterThanOrEqual(3_900);
  expect(byIndex).toEqual(byEndpoint.map((answer) => ({ ...answer, source: 'index', notes: [ENDPOINT_SILENT] })));
});

test('a dead endpoint fails no recap and changes no song; the recap says so', async () => {
  expect(made.notes).not.toContain(ENDPOINT_SILENT);
  hosted.containers.set(endpoint, 'http://127.0.0.1:1');
  const again = await recapOf(target, token, photo);
  expect(again.status).toBe('READY');
  expect(again.notes).toContain(ENDPOINT_SILENT);
  const titles = ({ songs }: RecapView) => songs!.map(({ title }) => title);
  expect(titles(again)).toEqual(titles(made));
  const other = await request(target, 'POST', `/recaps/${again.recapId}/songs`, { token, body: {} });
  expect((other.body as SongListView).notes).toContain(ENDPOINT_SILENT);
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

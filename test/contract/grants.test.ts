/** One right of the template is taken away at a time, and exactly the step that needs it fails. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ROUTES } from '../../core/contracts/api.ts';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { RecapCreated } from '../../core/contracts/recaps.ts';
import type { SongListView } from '../../core/contracts/songs.ts';
import { GENERIC_FAILURE } from '../../core/errors.ts';
import { ofType } from '../../local/hosting/properties.ts';
import type { Assembly, Resource } from '../../local/template.ts';
import { FFMPEG, threeScenes, WHY_SKIPPED } from '../lambdas/shared/video/films.ts';
import { type Grant, grantsOf, withoutGrant } from '../local/iam/grants.ts';
import {
  announce,
  denials,
  executionsEnded,
  executionsOf,
  failedStates,
  functionNamed,
  runsOf,
  until,
} from './executions.ts';
import { plainPhoto } from './photos.ts';
import { EXPLICIT, quickEngines } from './quick-engines.ts';
import { begin, ended, type Reply, read, recapOf, request, sendTo, upload } from './requests.ts';
import { newPerson, startTarget } from './target.ts';
import { ACCOUNT_FUNCTIONS } from './visitor.ts';

const TEXT = new TextEncoder().encode('not a photo at all');
const photo = await plainPhoto();

// A language model that is down, so that the right to read its key is used and the story still gets written.
let questions = 0;
const model = createServer((_request, response) => {
  questions += 1;
  response.writeHead(503).end();
});
await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
vi.stubEnv('OPENAI_API_KEY', 'a-key-for-nothing');
vi.stubEnv('OPENAI_BASE_URL', `http://127.0.0.1:${(model.address() as AddressInfo).port}`);

// Polls, not clocks, say when something is over; a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const engines = quickEngines();
const target = await startTarget({ engines, random: () => 0 });
const { hosted } = target;
const { assembly, iam, machines } = hosted;
const token = await newPerson(target);

afterAll(async () => {
  vi.unstubAllEnvs();
  model.close();
  await target.close();
});

/** Rights to what the local cloud does not host, or does by itself without asking. */
const NOT_HOSTED: Readonly<Record<string, string>> = {
  xray: 'traces are not collected',
  logs: 'log files are written without asking',
  ecr: 'the container runs from its source',
  sqs: 'a dead letter is noted in the log of the cloud',
};
const isHosted = ({ action, actors }: Grant) =>
  NOT_HOSTED[action.split(':')[0]!] === undefined &&
  // SageMaker itself fetches a model's archive; here it is unpacked from the assembly.
  !actors.includes('KMeans');

const all = grantsOf(assembly).filter(isHosted);
const nameOf = ({ actors, action, resource }: Grant) =>
  `${actors} ${action} ${resource.split(/[:/]/).slice(5).join('/')}`;
const titled = (grants: Grant[]) => grants.map((grant) => ({ title: nameOf(grant), grant }));
const ofActor = (...actors: string[]) => all.filter((grant) => actors.includes(grant.actors[0]!));

/** Does something without a right; gives the result and what was refused meanwhile. */
async function without<T>(grant: Grant, act: () => Promise<T>): Promise<{ result: T; refused: string[] }> {
  const before = denials(target).length;
  iam.update(withoutGrant(assembly, grant));
  try {
    return { result: await act(), refused: denials(target).slice(before) };
  } finally {
    iam.update(assembly);
  }
}

/** Nothing but this right was missing. */
function expectOnly(refused: string[], grant: Grant): void {
  expect(refused.length).toBeGreaterThan(0);
  const role = grant.roleArn.slice(grant.roleArn.lastIndexOf('/') + 1);
  for (const sentence of refused) {
    expect(sentence).toContain(`/${role}/`);
    expect(sentence).toContain(`is not authorized to perform: ${grant.action}`);
  }
}

/** Runs a recap without a right until its execution is over, too. */
async function pipelineWithout(grant: Grant, bytes: Uint8Array) {
  const { result, refused } = await without(grant, async () => {
    const recap = await recapOf(target, token, bytes);
    const [execution] = await executionsEnded(target, recap.recapId);
    return { recap, states: await failedStates(target, execution!.executionArn), execution: execution! };
  });
  expectOnly(refused, grant);
  return result;
}

function expectGenericFailure(reply: Reply): void {
  expect(reply.status).toBe(500);
  expect((reply.body as { error: { message: string } }).error.message).toBe(GENERIC_FAILURE);
  expect(reply.headers.get('access-control-allow-origin')).toBe(target.addresses.webUrl);
}

const isOfPeople = ({ resource }: Grant) => resource.includes('-People');
const STEPS_DOWN = ['sagemaker:InvokeEndpoint', 'secretsmanager:GetSecretValue'];
const STEPS = [
  'PrepareMedia',
  'DetectLabels',
  'DetectFaces',
  'DetectModeration',
  'ReadMood',
  'WriteStory',
  'FindClusters',
  'LookupTracks',
  'Narrate',
  'PublishRecap',
];

const tellingApart = ofActor('PrepareMedia').find(({ action }) => action === 'dynamodb:GetItem')!;

// First, since a warm function remembers a secret it has read.
test('a story whose model’s key may not be read is written without the model', async () => {
  const grant = ofActor('WriteStory').find(({ action }) => action === 'secretsmanager:GetSecretValue')!;
  const { recap, states } = await pipelineWithout(grant, photo);
  expect(states).toEqual([]);
  expect(recap.status).toBe('READY');
  expect(recap.story?.writtenBy).toBe('template');
  expect(questions).toBe(0);
});

test('with all rights a recap is made, and nothing is refused', async () => {
  const before = denials(target).length;
  const recap = await recapOf(target, token, photo);
  expect(recap.status).toBe('READY');
  expect(denials(target).length).toBe(before);
  expect(questions).toBe(1);
});

test('every right is taken away below', () => {
  const covered = new Set([
    ...STEPS,
    'ExtractFrames',
    'FailRecap',
    'EndStopped',
    'Machine',
    'PhotoUploaded',
    'RecapsApi',
    'TracksApi',
    'TasteApi',
    'PreviewsApi',
  ]);
  // Those of accounts are in accounts.test.ts.
  for (const name of ACCOUNT_FUNCTIONS) covered.add(name);
  expect(all.filter(({ actors }) => !covered.has(actors[0]!)).map(nameOf)).toEqual([]);
  expect(all.length).toBeGreaterThan(45);
});

describe('a step without one of its rights fails by its name, and the recap says so', () => {
  const rights = ofActor(...STEPS).filter((grant) => !STEPS_DOWN.includes(grant.action) && grant !== tellingApart);
  test.each(titled(rights))('$title', async ({ grant }) => {
    const { recap, states, execution } = await pipelineWithout(grant, photo);
    expect(states).toEqual(grant.actors);
    expect(execution.status).toBe('FAILED');
    expect(recap.status).toBe('FAILED');
    expect(recap.error).toEqual({ code: 'RecapFailed', message: GENERIC_FAILURE });
  });
});

describe.skipIf(!FFMPEG)(`the frames of a video (skipped where there is ${WHY_SKIPPED})`, () => {
  const video = () => new Uint8Array(readFileSync(threeScenes('grants.mp4')));

  test('are taken with all rights', async () => {
    const recap = await recapOf(target, token, video());
    expect(recap.error).toBeNull();
    expect(recap.curve!.length).toBeGreaterThan(1);
  });

  test.each(titled(ofActor('ExtractFrames')))('$title', async ({ grant }) => {
    const { recap, states } = await pipelineWithout(grant, video());
    expect(states).toEqual(['ExtractFrames']);
    expect(recap.error).toEqual({ code: 'RecapFailed', message: GENERIC_FAILURE });
  });

  test('need the machine to invoke their function', async () => {
    const { arn } = functionNamed(target, 'ExtractFrames');
    const { states } = await pipelineWithout(ofActor('Machine').find(({ resource }) => resource === arn)!, video());
    expect(states).toEqual(['ExtractFrames']);
  });
});

test('a second announcement without the right to tell it from a deleted recap fails; the recap stays', async () => {
  const { recapId } = await recapOf(target, token, photo);
  const userId = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub as string;
  const { result: executions, refused } = await without(tellingApart, async () => {
    announce(target, { userId, recapId });
    return until('the second execution', async () => {
      const all = await executionsEnded(target, recapId);
      return all.length === 2 && all;
    });
  });
  expectOnly(refused, tellingApart);
  const failed = executions.find(({ status }) => status === 'FAILED')!;
  expect(await failedStates(target, failed.executionArn)).toEqual(tellingApart.actors);
  expect((await read(target, token, recapId)).status).toBe('READY');
});

test('without the endpoint the index itself finds the clusters', async () => {
  const grant = ofActor('FindClusters').find(({ action }) => action === 'sagemaker:InvokeEndpoint')!;
  const { recap, states } = await pipelineWithout(grant, photo);
  expect(states).toEqual([]);
  expect(recap.status).toBe('READY');
  expect(recap.songs).toHaveLength(10);
});

describe('the state machine without the right to invoke a function fails in its state', () => {
  const stepOf = ({ resource }: Grant) =>
    [...STEPS, 'FailRecap'].find((step) => functionNamed(target, step).arn === resource);
  const invoked = ofActor('Machine').flatMap((grant) => {
    const title = stepOf(grant);
    return title ? [{ title, grant }] : [];
  });
  test.each(invoked)('$title', async ({ title, grant }) => {
    const before = title === 'FailRecap' ? ['PrepareMedia'] : [];
    const { recap, states } = await pipelineWithout(grant, before.length > 0 ? TEXT : photo);
    expect(states).toEqual([...before, title]);
    expect(recap.status).toBe('FAILED');
    expect(recap.error).toEqual({ code: 'RecapFailed', message: GENERIC_FAILURE });
  });
});

describe('FailRecap without one of its rights fails, and the recap still ends', () => {
  test.each(titled(ofActor('FailRecap')))('$title', async ({ grant }) => {
    engines.moderation = [EXPLICIT];
    try {
      const { recap, states } = await pipelineWithout(grant, photo);
      expect(states).toEqual(['FailRecap']);
      expect(recap.error).toEqual({ code: 'RecapFailed', message: GENERIC_FAILURE });
      // What it could not do is done by trying again.
      expect((await request(target, 'POST', `/recaps/${recap.recapId}/retry`, { token })).status).toBe(
        grant.action === 'dynamodb:UpdateItem' ? 409 : 202,
      );
    } finally {
      engines.moderation = [];
    }
  });
});

test('EndStopped without its right leaves a stopped recap running, until it is told again', async () => {
  const [grant, ...more] = ofActor('EndStopped');
  expect(more).toEqual([]);
  const gate = Promise.withResolvers<void>();
  engines.gate = gate.promise;
  const recapId = await begin(target, token, photo);
  await until(
    'the photo to be looked at',
    async () => (await read(target, token, recapId)).stage === 'LookingAtPicture',
  );
  const [execution] = await executionsOf(target, recapId);
  const runs = runsOf(target, 'EndStopped');
  const { refused } = await without(grant!, async () => {
    await machines.stop(execution!.executionArn);
    gate.resolve();
    await until('three attempts', () => runsOf(target, 'EndStopped') === runs + 3);
    await hosted.lambdas.asyncSettled();
  });
  expectOnly(refused, grant!);
  expect((await read(target, token, recapId)).status).toBe('RUNNING');
  await machines.repeatEndings();
  expect((await ended(target, token, recapId)).status).toBe('FAILED');
});

test('the upload rule without its right starts nothing; what came in can be started later', async () => {
  const [grant, ...more] = ofActor('PhotoUploaded');
  expect(more).toEqual([]);
  const { result: recapId, refused } = await without(grant!, async () => {
    const id = await begin(target, token, photo);
    await hosted.bus.idle();
    return id;
  });
  expectOnly(refused, grant!);
  expect(await executionsOf(target, recapId)).toEqual([]);
  expect((await read(target, token, recapId)).status).toBe('AWAITING_UPLOAD');
  expect((await request(target, 'POST', `/recaps/${recapId}/retry`, { token })).status).toBe(202);
  expect((await ended(target, token, recapId)).status).toBe('READY');
});

describe('the API without one of its rights answers the route that needs it with the generic sentence', () => {
  let ready: string;
  let failed: string;
  beforeAll(async () => {
    ready = (await recapOf(target, token, photo)).recapId;
    const narrate = ofActor('Narrate').find(({ action }) => action.startsWith('polly:'));
    failed = (await pipelineWithout(narrate!, photo)).recap.recapId;
  });

  const routes: Readonly<Record<string, () => Promise<Reply>>> = {
    'dynamodb:PutItem': () => request(target, 'POST', '/recaps', { token, body: {} }),
    'dynamodb:GetItem': () => request(target, 'GET', `/recaps/${ready}`, { token }),
    'dynamodb:Query': () => request(target, 'GET', '/recaps', { token }),
    'dynamodb:DeleteItem': () => request(target, 'DELETE', `/recaps/${ready}`, { token }),
    'dynamodb:UpdateItem': () => request(target, 'POST', `/recaps/${failed}/retry`, { token }),
    's3:ListBucket': () => request(target, 'DELETE', `/recaps/${ready}`, { token }),
    's3:DeleteObject': () => request(target, 'DELETE', `/recaps/${ready}`, { token }),
    'states:StartExecution': () => request(target, 'POST', `/recaps/${failed}/retry`, { token }),
  };
  const isTaste = ({ resource }: Grant) => resource.includes('Taste');
  const ofRecaps = ofActor('RecapsApi').filter((grant) => !isOfPeople(grant));
  const byRoute = ofRecaps.filter((grant) => grant.action in routes && !isTaste(grant));
  const rest = ofRecaps.filter(({ action }) => !(action in routes));

  test.each(titled(byRoute))('$title', async ({ grant }) => {
    // The recap that a refused deletion emptied is made anew.
    if (grant.action === 's3:DeleteObject') ready = (await recapOf(target, token, photo)).recapId;
    const { result, refused } = await without(grant, routes[grant.action]!);
    expectGenericFailure(result);
    expectOnly(refused, grant);
    // What failed half way is still there to be tried again.
    expect((await read(target, token, ready)).status).toBe('READY');
    expect((await read(target, token, failed)).status).toBe('FAILED');
  });

  test('who may not ask for tastes shows no recap that has songs', async () => {
    const [grant, ...more] = ofActor('RecapsApi').filter(isTaste);
    expect(more).toEqual([]);
    const { result, refused } = await without(grant!, () => request(target, 'GET', `/recaps/${ready}`, { token }));
    expectGenericFailure(result);
    expectOnly(refused, grant!);
  });

  test('and all is well with them back', async () => {
    expect((await request(target, 'POST', `/recaps/${failed}/retry`, { token })).status).toBe(202);
    expect((await ended(target, token, failed)).status).toBe('READY');
    expect((await request(target, 'DELETE', `/recaps/${ready}`, { token })).status).toBe(204);
  });

  test('an address it signed carries its rights: without them S3 refuses', async () => {
    expect(rest.map(({ action }) => action).sort()).toEqual([
      's3:GetObject',
      's3:PutObject',
      'sagemaker:InvokeEndpoint',
    ]);
    const right = (action: string) => rest.find((grant) => grant.action === action)!;
    const { upload: policy } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    const sent = await without(right('s3:PutObject'), () => upload(policy!, photo));
    expect(sent.result.status).toBe(403);
    expectOnly(sent.refused, right('s3:PutObject'));
    const { image } = await read(target, token, failed);
    expect(image!.url).toContain(mediaKeys.derivativesPrefix('', '').split('/')[0]);
    const seen = await without(right('s3:GetObject'), () => fetch(image!.url));
    expect(seen.result.status).toBe(403);
    expectOnly(seen.refused, right('s3:GetObject'));
  });

  test('who cannot wake the endpoint still begins a recap', async () => {
    const grant = rest.find(({ action }) => action === 'sagemaker:InvokeEndpoint')!;
    const { result, refused } = await without(grant, () => request(target, 'POST', '/recaps', { token, body: {} }));
    expect(result.status).toBe(201);
    expectOnly(refused, grant);
  });
});

describe('other songs for a recap, without one of the rights', () => {
  let recapId: string;
  beforeAll(async () => {
    recapId = (await recapOf(target, token, photo)).recapId;
  });
  // Fresh songs need to know what the person's latest recaps have shown.
  const songs = () => request(target, 'POST', `/recaps/${recapId}/songs`, { token, body: { again: true } });
  const isEndpoint = ({ action }: Grant) => action === 'sagemaker:InvokeEndpoint';

  test.each(titled(ofActor('TracksApi').filter((grant) => !isEndpoint(grant))))('$title', async ({ grant }) => {
    const { result, refused } = await without(grant, songs);
    expectGenericFailure(result);
    expectOnly(refused, grant);
  });

  test('are found by the index itself where the endpoint may not be asked', async () => {
    const grant = ofActor('TracksApi').find(isEndpoint)!;
    const { result, refused } = await without(grant, songs);
    expect((result.body as SongListView).songs).toHaveLength(10);
    expectOnly(refused, grant);
  });
});

describe('what a person says of songs, without one of the rights', () => {
  const routes: Readonly<Record<string, [string, string]>> = {
    'dynamodb:PutItem': ['PUT', '/me/likes/s1'],
    'dynamodb:DeleteItem': ['DELETE', '/me/likes/s1'],
    'dynamodb:Query': ['GET', '/me/likes'],
    'dynamodb:BatchGetItem': ['PUT', '/me/likes/s1'],
  };
  test.each(titled(ofActor('TasteApi')))('$title', async ({ grant }) => {
    const [method, path] = routes[grant.action]!;
    const { result, refused } = await without(grant, () => request(target, method, path, { token }));
    expectGenericFailure(result);
    expectOnly(refused, grant);
  });
});

describe('a preview, without one of the rights', () => {
  test.each(titled(ofActor('PreviewsApi')))('$title', async ({ grant }) => {
    const { result, refused } = await without(grant, () => request(target, 'GET', '/tracks/s1/preview', { token }));
    expectGenericFailure(result);
    expectOnly(refused, grant);
  });
});

describe('what resources themselves let in', () => {
  const permissions = ofType(assembly, 'AWS::Lambda::Permission');
  const sourceOf = ({ properties }: Resource) => String(properties.SourceArn);
  const withoutSource = (sourceArn: string): Assembly => ({
    ...assembly,
    resources: assembly.resources.filter((one) => !permissions.includes(one) || sourceOf(one) !== sourceArn),
  });
  const apiSources = [...new Set(permissions.map(sourceOf))].filter((arn) => arn.includes(':execute-api:'));
  const paths = Object.keys(ROUTES).map((key) => key.split(' ') as [string, string]);

  test.each(apiSources)('without %s its routes answer 500 with CORS headers, and no others', async (sourceArn) => {
    iam.update(withoutSource(sourceArn));
    try {
      for (const [method, path] of paths) {
        const reply = await sendTo(target, {
          method,
          path: path.replace(/\{\w+\+?\}/, '01ARZ3NDEKTSV4RRFFQ69G5FAV'),
          headers: { origin: target.addresses.webUrl, authorization: `Bearer ${token}` },
        });
        // Not every answer is JSON, and none is read.
        await reply.body?.cancel();
        expect(reply.status === 500, `${method} ${path}`).toBe(sourceArn.endsWith(`/*/*${path}`));
        expect(reply.headers.get('access-control-allow-origin')).toBe(target.addresses.webUrl);
      }
    } finally {
      iam.update(assembly);
    }
  });
});

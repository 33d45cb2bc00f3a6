/** The whole publication against counterparts of the services on loopback. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rewrites } from '../../../lib/rewrites.ts';
import { ROOT } from '../../../scripts/build/paths.ts';
import { publish } from '../../../scripts/publish.ts';
import { Counterpart } from './counterpart.ts';

const ORIGIN = 'https://main.d1site.amplifyapp.com';
let counterpart: Counterpart;
let folder: string;
let said: string[];

beforeEach(async () => {
  counterpart = new Counterpart();
  await counterpart.start();
  const complete = (outputs: Record<string, string>) => ({ status: 'UPDATE_COMPLETE', outputs });
  counterpart.stacks.set('Sightsong-dev-Hosting', complete({ AppId: 'd1site', BranchName: 'main', WebOrigin: ORIGIN }));
  counterpart.stacks.set('Sightsong-dev-Identity', complete({ WebClientId: 'client', UserPoolId: 'eu-west-1_x' }));
  counterpart.stacks.set('Sightsong-dev-Storage', complete({ MediaUrl: 'https://photos.s3.example' }));
  counterpart.stacks.set('Sightsong-dev-Api', complete({ ApiUrl: `${counterpart.url}/api` }));
  counterpart.allowedOrigins = [ORIGIN];

  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', counterpart.url);
  vi.stubEnv('AWS_ENDPOINT_URL_AMPLIFY', counterpart.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  // The files of the person who runs the tests play no part.
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
  vi.stubEnv('AWS_PROFILE', undefined);
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');

  said = [];
  folder = mkdtempSync(join(tmpdir(), 'publish-'));
  mkdirSync(join(folder, '_next/static'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<html><head><meta charset="utf-8"></head><body>home</body></html>');
  writeFileSync(join(folder, '404.html'), '<html><head></head><body>lost</body></html>');
  writeFileSync(join(folder, '_next/static/app.js'), 'let a;');
  writeFileSync(join(folder, '.built-from'), 'a note of the build');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await counterpart.close();
});

const run = (options: { stage?: string; region?: string | undefined; timeoutMs?: number } = {}) =>
  publish({
    stage: 'dev',
    region: 'eu-west-1',
    pollMs: 1,
    retryMs: 1,
    report: (sentence) => said.push(sentence),
    build: () => folder,
    ...options,
  });
const failure = (options?: Parameters<typeof run>[0]) =>
  run(options).then(
    () => expect.unreachable('it did not fail'),
    (error) => ({ code: error.code, message: error.publicMessage }),
  );

describe('publish', () => {
  it('releases the export with the addresses of this stage', async () => {
    expect(await run()).toBe(ORIGIN);

    expect(counterpart.jobs).toMatchObject([{ id: 1, status: 'SUCCEED' }]);
    const files = unzipSync(counterpart.jobs[0]!.uploaded!);
    expect(Object.keys(files).sort()).toEqual(['404.html', '_next/static/app.js', 'config.json', 'index.html']);
    expect(JSON.parse(strFromU8(files['config.json']!))).toEqual({ apiUrl: `${counterpart.url}/api` });
    expect(counterpart.rules).toEqual(rewrites({ apiUrl: `${counterpart.url}/api` }));
    for (const page of ['index.html', '404.html']) {
      const html = strFromU8(files[page]!);
      expect(html).toContain(`content="connect-src 'self' ${counterpart.url} https://photos.s3.example;`);
      expect(html).toContain("media-src 'self' blob: https://photos.s3.example");
    }
    expect(strFromU8(files['_next/static/app.js']!)).toBe('let a;');
    expect(said).toEqual([
      'Building the page',
      expect.stringMatching(/^Uploading \d+ kB$/),
      'Waiting for Amplify (job 1)',
    ]);
  });

  it('can be done again', async () => {
    await run();
    counterpart.course = ['RUNNING', 'SUCCEED'];
    await run();
    expect(counterpart.jobs.map(({ status }) => status)).toEqual(['SUCCEED', 'SUCCEED']);
    expect(counterpart.jobs[1]!.uploaded).toEqual(counterpart.jobs[0]!.uploaded);
  });

  it('says when the API would turn the page away', async () => {
    counterpart.allowedOrigins = ['https://sightsong.example'];
    expect(await run()).toBe(ORIGIN);
    expect(said.at(-1)).toBe(
      `The API does not answer pages of ${ORIGIN}: it is not among sightsong:webOrigins. Other addresses of the page ` +
        'may work; to allow this one, add it there and deploy again.',
    );
  });
});

describe('publish fails', () => {
  it('before anything is built where the stage is not deployed', async () => {
    expect(await failure({ stage: 'prod' })).toEqual({
      code: 'NotDeployed',
      message: expect.stringMatching(
        /^There is no stack Sightsong-prod-(\w+) in eu-west-1\. Deploy it first: npx cdk deploy Sightsong-prod-\1$/,
      ),
    });
    expect(said).toEqual([]);
  });

  it('where a stack is there and yet has nothing to tell', async () => {
    counterpart.stacks.set('Sightsong-dev-Api', { status: 'ROLLBACK_COMPLETE', outputs: {} });
    expect(await failure()).toEqual({
      code: 'NotDeployed',
      message:
        'The stack Sightsong-dev-Api (ROLLBACK_COMPLETE) does not tell its ApiUrl. ' +
        'Deploy it first: npx cdk deploy Sightsong-dev-Api',
    });
  });

  it('where the export is empty', async () => {
    rmSync(join(folder, 'index.html'));
    expect(await failure()).toEqual({ code: 'NoPage', message: 'The export of the page holds no index.html.' });
    expect(counterpart.jobs).toEqual([]);
  });

  it('while another release is under way, saying how to stop it', async () => {
    counterpart.jobs.push({ id: 1, status: 'PENDING' });
    expect(await failure()).toEqual({
      code: 'ReleaseInProgress',
      message:
        'Another release (job 1) is pending. Wait for it, or stop it: ' +
        'aws amplify stop-job --app-id d1site --branch-name main --job-id 1',
    });
  });

  it('with Amplify’s reason and log', async () => {
    counterpart.course = ['RUNNING', 'FAILED'];
    counterpart.steps = [
      { stepName: 'BUILD', status: 'SUCCEED' },
      {
        stepName: 'DEPLOY',
        status: 'FAILED',
        statusReason: 'The archive is damaged.',
        logUrl: 'https://logs.example/1',
      },
    ];
    expect(await failure()).toEqual({
      code: 'ReleaseFailed',
      message:
        'Amplify could not release the page (job 1): The archive is damaged. The page is as it was. Its log: https://logs.example/1',
    });
  });

  it('where Amplify gives no reason', async () => {
    counterpart.course = ['FAILED'];
    expect((await failure()).message).toBe(
      'Amplify could not release the page (job 1): it gave no reason. The page is as it was.',
    );
  });

  it('where someone stops the release', async () => {
    counterpart.course = ['RUNNING', 'CANCELLED'];
    expect((await failure()).message).toBe('Someone stopped the release (job 1); the page is as it was.');
  });

  it('when Amplify takes too long, and leaves it to go on', async () => {
    counterpart.course = ['RUNNING'];
    expect(await failure({ timeoutMs: 30 })).toEqual({
      code: 'ReleaseStillRunning',
      message: expect.stringContaining('(job 1, RUNNING). It goes on by itself'),
    });
    expect(counterpart.jobs[0]!.status).toBe('RUNNING');
  });

  it('in AWS’s own words where it refuses', async () => {
    counterpart.refusal = { type: 'UnauthorizedException', message: 'You may not call amplify:ListJobs.' };
    expect(await failure()).toEqual({
      code: 'AwsRefused',
      message: 'AWS refused: You may not call amplify:ListJobs. (UnauthorizedException)',
    });
  });

  it('without a region', async () => {
    expect(await failure({ region: undefined })).toEqual({
      code: 'NoRegion',
      message: expect.stringMatching(/^Say which region: npm run publish/),
    });
  });

  it('without credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    expect((await failure()).code).toBe('NoCredentials');
  });
});

describe('the upload', () => {
  it('is tried again after a passing fault', async () => {
    counterpart.uploadStatuses.push(503, 500);
    await run();
    expect(counterpart.jobs).toMatchObject([{ status: 'SUCCEED' }]);
  });

  it('is given up after three, and its job stopped so that the next one can be made', async () => {
    counterpart.uploadStatuses.push(503, 503, 503);
    expect(await failure()).toEqual({
      code: 'UploadFailed',
      message: 'The upload did not work: the storage answered 503.',
    });
    expect(counterpart.jobs).toMatchObject([{ status: 'CANCELLED' }]);
    await run();
    expect(counterpart.jobs).toMatchObject([{ status: 'CANCELLED' }, { status: 'SUCCEED' }]);
  });

  it('is not tried again where it is refused', async () => {
    counterpart.uploadStatuses.push(403);
    expect((await failure()).message).toBe('The upload did not work: the storage answered 403.');
    expect(counterpart.jobs).toMatchObject([{ status: 'CANCELLED' }]);
  });

  it('says that nobody answers', async () => {
    // A port that was free a moment ago.
    const gone = new Counterpart();
    await gone.start();
    await gone.close();
    counterpart.uploadUrl = gone.url;
    expect((await failure()).message).toBe('The upload did not work: the storage could not be reached.');
  });
});

describe('the command line', () => {
  const command = (...words: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/publish.ts'), ...words], { encoding: 'utf8' });

  it.each([
    [
      ['--stage', 'Production'],
      /^The deployment settings are wrong: sightsong:stage must be .*\. Usage: npm run publish/,
    ],
    [['--satge', 'dev'], /^Unknown option '--satge'.*\. Usage: npm run publish/],
  ])('refuses %j in a sentence', (words, sentence) => {
    const { status, stdout, stderr } = command(...words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  });
});

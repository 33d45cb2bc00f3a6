/** A release of a page to Amplify Hosting: an archive is handed over, and Amplify's job followed until it ends. */
import { setTimeout } from 'node:timers/promises';
import {
  type AmplifyClient,
  CreateDeploymentCommand,
  GetJobCommand,
  type Job,
  JobStatus,
  ListJobsCommand,
  StartDeploymentCommand,
  StopJobCommand,
} from '@aws-sdk/client-amplify';
import { AppError } from '../../core/errors.ts';

export type ReleaseTarget = { appId: string; branchName: string };

export type ReleaseOptions = {
  /** Told what is being done, in sentences. */
  report: (sentence: string) => void;
  /** How long to wait between two looks at the job. */
  pollMs?: number;
  /** How long to follow the job at all. */
  timeoutMs?: number;
  /** How long to wait before an upload is tried again. */
  retryMs?: number;
};

const UPLOAD_ATTEMPTS = 3;
const UPLOAD_TIMEOUT_MS = 5 * 60_000;
const ENDED: readonly (JobStatus | undefined)[] = [JobStatus.SUCCEED, JobStatus.FAILED, JobStatus.CANCELLED];

/**
 * Puts the archive online and returns once it is. Throws ReleaseInProgress, UploadFailed, ReleaseFailed (with Amplify's
 * reason), ReleaseStillRunning after the time limit, and whatever the client throws.
 */
export async function release(
  client: AmplifyClient,
  target: ReleaseTarget,
  archive: Uint8Array,
  { report, pollMs = 2000, timeoutMs = 10 * 60_000, retryMs = 1000 }: ReleaseOptions,
): Promise<void> {
  await refuseWhileAnotherRuns(client, target);
  const { jobId, zipUploadUrl } = await client.send(new CreateDeploymentCommand(target));
  if (!jobId || !zipUploadUrl) throw new AppError('UploadFailed', 502, 'Amplify named no place for the upload.');
  const job = { ...target, jobId };
  try {
    report(`Uploading ${(archive.length / 1024).toFixed(0)} kB`);
    await upload(zipUploadUrl, archive, retryMs);
    await client.send(new StartDeploymentCommand(job));
  } catch (error) {
    // A job that never starts would keep every later one from being made.
    await client.send(new StopJobCommand(job)).catch(() => undefined);
    throw error;
  }
  report(`Waiting for Amplify (job ${jobId})`);
  const ended = await followJob(client, job, { pollMs, timeoutMs });
  if (ended.summary?.status !== JobStatus.SUCCEED) throw releaseFailed(jobId, ended);
}

/** Amplify makes no second job while one of this branch is open. */
async function refuseWhileAnotherRuns(client: AmplifyClient, target: ReleaseTarget): Promise<void> {
  const { jobSummaries = [] } = await client.send(new ListJobsCommand({ ...target, maxResults: 1 }));
  const open = jobSummaries.find(({ status }) => !ENDED.includes(status));
  if (!open) return;
  const { appId, branchName } = target;
  throw new AppError(
    'ReleaseInProgress',
    409,
    `Another release (job ${open.jobId}) is ${open.status?.toLowerCase()}. Wait for it, or stop it: ` +
      `aws amplify stop-job --app-id ${appId} --branch-name ${branchName} --job-id ${open.jobId}`,
  );
}

/** The address is presigned for one object, so that trying again is safe. */
async function upload(url: string, archive: Uint8Array, retryMs: number): Promise<void> {
  let problem = '';
  let cause: unknown;
  for (let attempt = 1; attempt <= UPLOAD_ATTEMPTS; attempt++) {
    if (attempt > 1) await setTimeout(retryMs * 2 ** (attempt - 2));
    try {
      const reply = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/zip' },
        body: archive as Uint8Array<ArrayBuffer>,
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      });
      await reply.body?.cancel();
      if (reply.ok) return;
      problem = `the storage answered ${reply.status}`;
      if (reply.status < 500) break;
    } catch (error) {
      problem = 'the storage could not be reached';
      cause = error;
    }
  }
  throw new AppError('UploadFailed', 502, `The upload did not work: ${problem}.`, { cause });
}

async function followJob(
  client: AmplifyClient,
  job: ReleaseTarget & { jobId: string },
  { pollMs, timeoutMs }: { pollMs: number; timeoutMs: number },
): Promise<Job> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { job: current } = await client.send(new GetJobCommand(job));
    const status = current?.summary?.status;
    if (current && ENDED.includes(status)) return current;
    if (performance.now() + pollMs > deadline) {
      throw new AppError(
        'ReleaseStillRunning',
        504,
        `Amplify has not finished after ${Math.round(timeoutMs / 60_000)} minutes (job ${job.jobId}, ${status}). It goes ` +
          'on by itself; the Amplify console shows how it ends.',
      );
    }
    await setTimeout(pollMs);
  }
}

function releaseFailed(jobId: string, { summary, steps = [] }: Job): AppError {
  if (summary?.status === JobStatus.CANCELLED) {
    return new AppError('ReleaseFailed', 502, `Someone stopped the release (job ${jobId}); the page is as it was.`);
  }
  const failed = steps.find(({ status }) => status === JobStatus.FAILED);
  const reason = failed?.statusReason ?? 'it gave no reason';
  const log = failed?.logUrl ? ` Its log: ${failed.logUrl}` : '';
  return new AppError(
    'ReleaseFailed',
    502,
    `Amplify could not release the page (job ${jobId}): ${reason.replace(/\.$/, '')}. The page is as it was.${log}`,
  );
}

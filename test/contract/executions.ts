/** What a test sees of executions, functions and denials of a hosted cloud. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { RecapRef } from '../../core/contracts/pipeline.ts';
import { ofType } from '../../local/hosting/properties.ts';
import { objectCreatedEvent } from '../../local/services/events.ts';
import type { ExecutionSummary } from '../../local/services/states/execution-store.ts';
import type { HostedTarget } from './target.ts';

const POLL_MS = 25;

/** Asks again and again until the answer is there; fails with what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  seconds = 60,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer) return answer as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Waited ${seconds} s for ${what}.`);
}

/** Every execution started by the upload of a recap, newest first. */
export async function executionsOf({ hosted }: HostedTarget, recapId: string): Promise<ExecutionSummary[]> {
  const found: ExecutionSummary[] = [];
  for (const one of hosted.machines.list(machineArn(hosted))) {
    if ((await hosted.machines.read(one.executionArn)).input.includes(recapId)) found.push(one);
  }
  return found;
}

/** Names of the states whose task failed in an execution, in order, repeats left out. */
export async function failedStates({ hosted }: HostedTarget, executionArn: string): Promise<string[]> {
  const history = await hosted.machines.history(executionArn);
  const byId = new Map(history.map((event) => [event.id, event]));
  const names = history
    .filter(({ type }) => type === 'TaskFailed' || type === 'TaskTimedOut')
    .map((event) => {
      let one: (typeof history)[number] | undefined = event;
      while (one && one.type !== 'TaskStateEntered') one = byId.get(one.previousEventId);
      return (one!.stateEnteredEventDetails as { name: string }).name;
    });
  return [...new Set(names)];
}

/** Waits until every execution of the recap has ended. */
export async function executionsEnded(target: HostedTarget, recapId: string): Promise<ExecutionSummary[]> {
  return until(`the executions of ${recapId} to end`, async () => {
    const all = await executionsOf(target, recapId);
    return all.length > 0 && all.every(({ status }) => status !== 'RUNNING') && all;
  });
}

/** Every item of the recaps table. */
export async function itemsOf({ hosted, addresses }: HostedTarget): Promise<Record<string, unknown>[]> {
  const table = ofType(hosted.assembly, 'AWS::DynamoDB::Table').find(({ logicalId }) => logicalId.startsWith('Recaps'));
  const aws = { endpoint: addresses.awsUrl, region: addresses.region, credentials: hosted.iam.root };
  const client = new DynamoDBClient(aws);
  try {
    const { Items = [] } = await DynamoDBDocumentClient.from(client).send(new ScanCommand({ TableName: table!.name }));
    return Items;
  } finally {
    client.destroy();
  }
}

/** Tells the cloud of a recap's upload as S3 does, which may do so again at any time. */
export function announce({ hosted }: Pick<HostedTarget, 'hosted'>, { userId, recapId }: RecapRef): void {
  const [media] = ofType(hosted.assembly, 'AWS::S3::Bucket');
  const object = { key: mediaKeys.source(userId, recapId), size: 1, etag: '0', reason: 'PostObject' as const };
  hosted.bus.putEvent(objectCreatedEvent({ bucket: media!.physicalId, ...object }, '000000000000'));
}

export function machineArn({ assembly }: HostedTarget['hosted']): string {
  return ofType(assembly, 'AWS::StepFunctions::StateMachine')[0]!.arn!;
}

/** The function of the name that the template's author gave, as in `Narrate`. */
export function functionNamed({ hosted }: Pick<HostedTarget, 'hosted'>, id: string) {
  const found = ofType(hosted.assembly, 'AWS::Lambda::Function').find(
    ({ logicalId }) => logicalId.replace(/[0-9A-F]{8}$/, '') === id,
  );
  if (!found) throw new Error(`There is no function ${id}.`);
  return found;
}

/** How often a function was run so far, by its log. */
export function runsOf(target: HostedTarget, id: string): number {
  return linesOf(target, functionNamed(target, id).name).filter((line) => line.startsWith('START ')).length;
}

/** Refusals noted since the cloud started: who lacked which action on what. */
export function denials(target: HostedTarget): string[] {
  return linesOf(target, 'cloud').filter((line) => line.includes(' denied: '));
}

function linesOf({ dataDir }: HostedTarget, log: string): string[] {
  try {
    return readFileSync(join(dataDir, 'logs', `${log}.log`), 'utf8').split('\n');
  } catch {
    // Nothing was written yet.
    return [];
  }
}

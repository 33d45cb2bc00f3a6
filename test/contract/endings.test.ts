/** One recap a photo however often it is announced, and an end for every recap however its execution ends. */
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type RecapItem, recapItemSchema } from '../../core/contracts/recap-item.ts';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { AppError, GENERIC_FAILURE } from '../../core/errors.ts';
import { ofType } from '../../local/hosting/properties.ts';
import { stateMachineSpec } from '../../local/services/states/machine-resource.ts';
import { grantsOf, withoutGrant } from '../local/iam/grants.ts';
import { announce, executionsEnded, executionsOf, failedStates, itemsOf, runsOf, until } from './executions.ts';
import { plainPhoto } from './photos.ts';
import { EXPLICIT, quickEngines } from './quick-engines.ts';
import { begin, ended, read, recapOf, request } from './requests.ts';
import { newPerson, startTarget } from './target.ts';

const photo = await plainPhoto();
// Polls, not clocks, say when something is over; a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const engines = quickEngines();
/** How often a retry drew its jitter. */
let draws = 0;
const random = () => {
  draws += 1;
  return 0;
};
const target = await startTarget({ engines, random });
const { hosted, addresses } = target;
const token = await newPerson(target);
const aws = { endpoint: addresses.awsUrl, region: addresses.region, credentials: hosted.iam.root };
const machine = stateMachineSpec(ofType(hosted.assembly, 'AWS::StepFunctions::StateMachine')[0]!);
const speak = engines.voice.speak;

afterAll(() => target.close());
afterEach(() => {
  engines.gate = Promise.resolve();
  engines.moderation = [];
  engines.voice.speak = speak;
  hosted.iam.update(hosted.assembly);
  hosted.machines.register(machine);
});

const itemOf = async (recapId: string): Promise<RecapItem> =>
  recapItemSchema.parse((await itemsOf(target)).find((item) => item.recapId === recapId));

const announceAgain = async (recapId: string) => announce(target, await itemOf(recapId));

const retry = (recapId: string) => request(target, 'POST', `/recaps/${recapId}/retry`, { token });

type Definition = { TimeoutSeconds: number; States: Record<string, Record<string, unknown>> };

/** The machine with its definition changed, until the end of the test. */
function changeMachine(change: (definition: Definition) => void): void {
  const definition = JSON.parse(machine.definition as string) as Definition;
  change(definition);
  hosted.machines.register({ ...machine, definition });
}

/** Begins a recap that stops where the picture is looked at, until the gate is opened. */
async function beginHeld(): Promise<{ recapId: string; open: () => void }> {
  const gate = Promise.withResolvers<void>();
  engines.gate = gate.promise;
  const recapId = await begin(target, token, photo);
  await until(
    'the picture to be looked at',
    async () => (await read(target, token, recapId)).stage === 'LookingAtPicture',
  );
  return { recapId, open: gate.resolve };
}

function expectReason({ status, error }: RecapView): void {
  expect(status).toBe('FAILED');
  expect(error).toEqual({ code: 'RecapFailed', message: GENERIC_FAILURE });
}

describe('an upload that is announced more than once', () => {
  test('five times at once: five executions, one claim, one recap, one narration', async () => {
    const before = { narrations: runsOf(target, 'Narrate'), published: runsOf(target, 'PublishRecap') };
    const recapId = await begin(target, token, photo);
    await Promise.all(Array.from({ length: 4 }, () => announceAgain(recapId)));
    expect((await ended(target, token, recapId)).status).toBe('READY');
    const executions = await executionsEnded(target, recapId);
    expect(executions.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'SUCCEEDED'));
    const ends = await Promise.all(executions.map(({ executionArn }) => lastState(executionArn)));
    expect(ends.sort()).toEqual([...Array.from({ length: 4 }, () => 'AlreadyStarted'), 'PublishRecap']);
    expect(runsOf(target, 'Narrate')).toBe(before.narrations + 1);
    expect(runsOf(target, 'PublishRecap')).toBe(before.published + 1);
  });

  test('again once the recap is made: the item stays as it is', async () => {
    const { recapId } = await recapOf(target, token, photo);
    const [first] = await executionsEnded(target, recapId);
    const item = await itemOf(recapId);
    expect(item.execution).toBe(first!.executionArn);
    await announceAgain(recapId);
    const executions = await until('a second execution', async () => {
      const all = await executionsEnded(target, recapId);
      return all.length === 2 && all;
    });
    expect(executions.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(await itemOf(recapId)).toEqual(item);
  });

  async function lastState(executionArn: string): Promise<string> {
    const left = (await hosted.machines.history(executionArn)).filter(({ type }) => type.endsWith('StateExited'));
    // Branches are numbered between the states of the whole; what leaves last is the whole's last state.
    return (left.at(-1)!.stateExitedEventDetails as { name: string }).name;
  }
});

describe('an execution that no Catch sees ends its recap, which can be tried again', () => {
  const cases: [name: string, status: string, change: (definition: Definition) => void][] = [
    [
      'States.Runtime',
      'FAILED',
      ({ States }) => {
        States.ReadMood = { ...States.ReadMood, Arguments: { FunctionName: 42, Payload: {} } };
      },
    ],
    [
      'States.DataLimitExceeded',
      'FAILED',
      ({ States }) => {
        States.Extra = { Type: 'Pass', Output: "{% $pad('', 300000, 'x') %}", Next: 'ReadMood' };
        Object.assign(States.MayWeGoOn!, { Default: 'Extra' });
      },
    ],
    [
      'its own timeout',
      'TIMED_OUT',
      (definition) => {
        definition.States.Extra = { Type: 'Wait', Seconds: 60, Next: 'ReadMood' };
        Object.assign(definition.States.MayWeGoOn!, { Default: 'Extra' });
        definition.TimeoutSeconds = 1;
      },
    ],
  ];
  test.each(cases)('%s: %s', async (_name, status, change) => {
    changeMachine(change);
    const recap = await recapOf(target, token, photo);
    expectReason(recap);
    const [execution] = await executionsEnded(target, recap.recapId);
    expect(execution!.status).toBe(status);
    hosted.machines.register(machine);
    expect((await retry(recap.recapId)).status).toBe(202);
    expect((await ended(target, token, recap.recapId)).status).toBe('READY');
  });

  test('StopExecution: ABORTED', async () => {
    const { recapId, open } = await beginHeld();
    const [execution] = await executionsOf(target, recapId);
    await new SFNClient(aws).send(new StopExecutionCommand({ executionArn: execution!.executionArn }));
    expectReason(await ended(target, token, recapId));
    open();
    expect((await executionsEnded(target, recapId))[0]!.status).toBe('ABORTED');
    expect((await retry(recapId)).status).toBe(202);
    expect((await ended(target, token, recapId)).status).toBe('READY');
  });

  test('a step over its TimeoutSeconds fails by its name', async () => {
    changeMachine(({ States }) => {
      const branches = States.LookAtPicture!.Branches as { States: Record<string, Record<string, unknown>> }[];
      branches[0]!.States.DetectLabels!.TimeoutSeconds = 1;
    });
    const { recapId, open } = await beginHeld();
    const recap = await ended(target, token, recapId);
    open();
    expectReason(recap);
    const [execution] = await executionsEnded(target, recapId);
    expect(await failedStates(target, execution!.executionArn)).toEqual(['DetectLabels']);
  });
});

describe('a service in trouble', () => {
  const troubled = (times: number) => {
    let calls = 0;
    engines.voice.speak = (voice, text) => {
      calls += 1;
      if (calls > times) return speak(voice, text);
      return Promise.reject(new AppError('ThrottlingException', 400, 'Rate exceeded.'));
    };
  };

  test('that throttles for a while is asked again, after a pause with jitter, and the recap is made', async () => {
    troubled(12);
    const before = { draws, narrations: runsOf(target, 'Narrate') };
    const recap = await recapOf(target, token, photo);
    expect(recap.status).toBe('READY');
    expect(runsOf(target, 'Narrate')).toBeGreaterThan(before.narrations + 1);
    expect(draws).toBe(before.draws + runsOf(target, 'Narrate') - before.narrations - 1);
    expect(recap.narration?.words.length).toBeGreaterThan(0);
  });

  test('that stays dead ends the recap with a reason', async () => {
    troubled(Number.POSITIVE_INFINITY);
    const recap = await recapOf(target, token, photo);
    expectReason(recap);
    const [execution] = await executionsEnded(target, recap.recapId);
    expect(await failedStates(target, execution!.executionArn)).toEqual(['Narrate']);
  });
});

test('fifty recaps at once all end', async () => {
  const recaps = await Promise.all(Array.from({ length: 50 }, () => recapOf(target, token, photo)));
  expect(recaps.map(({ status }) => status)).toEqual(recaps.map(() => 'READY'));
  expect(new Set(recaps.map(({ recapId }) => recapId)).size).toBe(50);
}, 240_000);

describe('trying again', () => {
  const narrating = grantsOf(hosted.assembly).find(({ action }) => action === 'polly:SynthesizeSpeech')!;
  async function failed(): Promise<string> {
    hosted.iam.update(withoutGrant(hosted.assembly, narrating));
    const { recapId, status } = await recapOf(target, token, photo);
    expect(status).toBe('FAILED');
    await executionsEnded(target, recapId);
    hosted.iam.update(hosted.assembly);
    return recapId;
  }

  test('works once what was missing is back; twice at once runs once', async () => {
    const recapId = await failed();
    const published = runsOf(target, 'PublishRecap');
    const replies = await Promise.all([retry(recapId), retry(recapId)]);
    expect(replies.map(({ status }) => status).sort()[0]).toBe(202);
    expect((await ended(target, token, recapId)).status).toBe('READY');
    await executionsEnded(target, recapId);
    expect(runsOf(target, 'PublishRecap')).toBe(published + 1);
    expect((await retry(recapId)).status).toBe(409);
  });

  test('is not undone by the end of the execution before, told late and twice', async () => {
    const recapId = await failed();
    changeMachine((definition) => {
      definition.States.Hold = { Type: 'Wait', Seconds: 1, Next: 'PrepareMedia' };
      Object.assign(definition, { StartAt: 'Hold' });
    });
    expect((await retry(recapId)).status).toBe(202);
    await hosted.machines.repeatEndings();
    await hosted.bus.idle();
    await hosted.lambdas.asyncSettled();
    expect((await read(target, token, recapId)).status).toBe('AWAITING_UPLOAD');
    expect((await ended(target, token, recapId)).status).toBe('READY');
  });

  test('answers 409 where it cannot help', async () => {
    const waiting = (await request(target, 'POST', '/recaps', { token, body: {} })).body as { recapId: string };
    const damaged = await recapOf(target, token, photo.slice(0, photo.length / 2));
    expect(damaged.error?.code).toBe('PhotoDamaged');
    engines.moderation = [EXPLICIT];
    const refused = await recapOf(target, token, photo);
    expect(refused.status).toBe('REFUSED');
    const ready = await recapOf(target, token, photo);
    for (const { recapId } of [waiting, damaged, refused, ready]) {
      const reply = await retry(recapId);
      expect(reply.status).toBe(409);
      expect((reply.body as { error: { code: string } }).error.code).toBe('CannotRetry');
    }
    expect((await retry('01ARZ3NDEKTSV4RRFFQ69G5FAV')).status).toBe(404);
  });
});

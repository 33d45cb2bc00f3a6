import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InvokeReply } from '../../../local/services/states/frame.ts';
import { statesOperations, statesService } from '../../../local/services/states/operations.ts';
import type { StatusChange } from '../../../local/services/states/status-change.ts';
import { StateMachines } from '../../../local/services/states.ts';
import { functionArn, only, task } from './states/harness.ts';

const arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:recap';
const executionArn = (name: string) => `arn:aws:states:us-east-1:123456789012:execution:recap:${name}`;
const DAY = 24 * 3600 * 1000;

let folder: string;
let now: number;
let release: (reply: InvokeReply) => void;
let changes: StatusChange[];
let opened: StateMachines[];
let errors: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'states-'));
  now = Date.UTC(2026, 0, 1);
  changes = [];
  opened = [];
  errors = [];
});
afterEach(async () => {
  for (const machines of opened) await machines.close();
  await rm(folder, { recursive: true });
});

/** A machine whose one Task waits until `release` is called. */
async function open(): Promise<StateMachines> {
  const machines = await StateMachines.open({
    folder,
    invoke: () =>
      new Promise((resolve) => {
        release = resolve;
      }),
    onStatusChange: (change) => changes.push(change),
    onError: (error, where) => errors.push([error, where]),
    clock: { now: () => now, sleep: () => new Promise(() => undefined) },
  });
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...only(task('f')) });
  machines.register({ arn, name: 'recap', roleArn: 'arn:aws:iam::123456789012:role/r', definition });
  opened.push(machines);
  return machines;
}
/** Replies are looked at field by field; a wrong one fails the expectation. */
type Reply = Record<string, string> & { executions: { name: string }[]; events: { type: string; timestamp: number }[] };
const call = (machines: StateMachines, operation: keyof ReturnType<typeof statesOperations>, body: object) =>
  statesOperations(machines)[operation](body) as Promise<Reply>;
const code = (value: string) => expect.objectContaining({ code: value });
/** Lets the interpreter get to its next pause. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('StateMachines', () => {
  it('starts, describes, finishes and tells of it', async () => {
    const machines = await open();
    const input = '{"a": 1}';
    const started = await call(machines, 'StartExecution', { stateMachineArn: arn, name: 'one', input });
    expect(started).toEqual({ executionArn: executionArn('one'), startDate: now / 1000 });
    const running = await call(machines, 'DescribeExecution', { executionArn: executionArn('one') });
    expect(running).toEqual({
      executionArn: executionArn('one'),
      stateMachineArn: arn,
      name: 'one',
      status: 'RUNNING',
      startDate: now / 1000,
      redriveCount: 0,
      input,
      inputDetails: { included: true },
    });
    await settle();
    now += 1500;
    release({ payload: { b: 2 } });
    await machines.idle();
    const ended = await call(machines, 'DescribeExecution', { executionArn: executionArn('one') });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', stopDate: now / 1000, output: '{"b":2}' });
    expect(changes.map((change) => change.detail.status)).toEqual(['RUNNING', 'SUCCEEDED']);
    expect(changes[1]).toMatchObject({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      resources: [executionArn('one')],
      detail: { name: 'one', stopDate: now, input, output: '{"b":2}', stateMachineArn: arn },
    });
  });

  it('records a failure with its error and cause', async () => {
    const machines = await open();
    await machines.start({ stateMachineArn: arn, name: 'bad' });
    await settle();
    release({ payload: { errorType: 'Odd', errorMessage: 'no', trace: [] }, functionError: 'Unhandled' });
    await machines.idle();
    const ended = await call(machines, 'DescribeExecution', { executionArn: executionArn('bad') });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Odd', input: '{}' });
    expect(JSON.parse(ended.cause!)).toEqual({ errorType: 'Odd', errorMessage: 'no', trace: [] });
    expect(changes[1]!.detail).toMatchObject({ status: 'FAILED', error: 'Odd', output: null });
  });

  it('takes the same start again while it runs, and refuses the name otherwise', async () => {
    const machines = await open();
    const request = { stateMachineArn: arn, name: 'one', input: '{}' };
    const both = await Promise.all([machines.start(request), machines.start(request)]);
    expect(both[0]).toMatchObject({ executionArn: both[1].executionArn });
    expect(changes).toHaveLength(1);
    await expect(machines.start({ ...request, input: '{"x":1}' })).rejects.toEqual(code('ExecutionAlreadyExists'));
    await settle();
    release({ payload: 1 });
    await machines.idle();
    await expect(machines.start(request)).rejects.toEqual(code('ExecutionAlreadyExists'));
    expect((await machines.start({ stateMachineArn: arn })).name).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stops', async () => {
    const machines = await open();
    await machines.start({ stateMachineArn: arn, name: 'one' });
    const reply = await call(machines, 'StopExecution', { executionArn: executionArn('one'), error: 'E', cause: 'C' });
    expect(reply).toEqual({ stopDate: now / 1000 });
    const ended = await call(machines, 'DescribeExecution', { executionArn: executionArn('one') });
    expect(ended).toMatchObject({ status: 'ABORTED', error: 'E', cause: 'C' });
    expect(changes.at(-1)!.detail.status).toBe('ABORTED');
    await call(machines, 'StopExecution', { executionArn: executionArn('one') });
    expect(changes).toHaveLength(2);
  });

  it('keeps executions over a restart and says which were cut off', async () => {
    const first = await open();
    await first.start({ stateMachineArn: arn, name: 'done' });
    await settle();
    release({ payload: 1 });
    await first.idle();
    await first.start({ stateMachineArn: arn, name: 'resumed', input: '{"n":1}' });
    await first.start({ stateMachineArn: arn, name: 'stopped' });
    await first.close();

    const second = await open();
    expect(
      second
        .unfinished()
        .map((one) => one.name)
        .sort(),
    ).toEqual(['resumed', 'stopped']);
    await second.resume(executionArn('resumed'));
    await second.resume(executionArn('done'));
    expect(second.unfinished().map((one) => one.name)).toEqual(['stopped']);
    await expect(second.start({ stateMachineArn: arn, name: 'done' })).rejects.toEqual(code('ExecutionAlreadyExists'));
    await second.stop(executionArn('stopped'));
    await settle();
    release({ payload: 2 });
    await second.idle();
    expect(await second.read(executionArn('resumed'))).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"n":1}',
      output: '2',
    });
    expect(await second.read(executionArn('stopped'))).toMatchObject({ status: 'ABORTED' });
    const history = await call(second, 'GetExecutionHistory', { executionArn: executionArn('done'), maxResults: 2 });
    expect(history.events.map((event) => event.type)).toEqual(['ExecutionStarted', 'TaskStateEntered']);
  });

  it('tells where an end could not be written down', async () => {
    const machines = await open();
    await machines.start({ stateMachineArn: arn, name: 'one' });
    await settle();
    await rm(join(folder, 'recap'), { recursive: true });
    await writeFile(join(folder, 'recap'), '');
    release({ payload: 1 });
    await machines.idle();
    expect(errors).toEqual([[expect.objectContaining({ code: 'EEXIST' }), executionArn('one')]]);
    expect(machines.unfinished()).toHaveLength(1);
  });

  it('forgets what ended 90 days ago and what was half written', async () => {
    const first = await open();
    await first.start({ stateMachineArn: arn, name: 'old' });
    await settle();
    release({ payload: 1 });
    await first.idle();
    await mkdir(join(folder, 'other'));
    await writeFile(join(folder, 'other', 'x.json.1.1.part'), '{');
    now += 91 * DAY;
    const second = await open();
    expect(second.list(arn)).toEqual([]);
    expect(await readdir(join(folder, 'recap'))).toEqual([]);
    expect(await readdir(join(folder, 'other'))).toEqual([]);
  });

  it('lists in pages, newest first', async () => {
    const machines = await open();
    for (const name of ['a', 'b', 'c']) {
      await machines.start({ stateMachineArn: arn, name });
      now += 1000;
    }
    await machines.stop(executionArn('b'));
    const page = await call(machines, 'ListExecutions', { stateMachineArn: arn, maxResults: 2 });
    expect(page.executions.map((one) => one.name)).toEqual(['c', 'b']);
    const { nextToken } = page;
    const rest = await call(machines, 'ListExecutions', { stateMachineArn: arn, maxResults: 2, nextToken });
    expect(rest).toMatchObject({ executions: [{ name: 'a', status: 'RUNNING' }] });
    expect(rest).not.toHaveProperty('nextToken');
    const stopped = await call(machines, 'ListExecutions', { stateMachineArn: arn, statusFilter: 'ABORTED' });
    expect(stopped.executions).toHaveLength(1);
    await expect(call(machines, 'ListExecutions', { stateMachineArn: arn, nextToken: 'zz' })).rejects.toEqual(
      code('InvalidToken'),
    );
  });

  it('shows the history, backwards and without data', async () => {
    const machines = await open();
    await machines.start({ stateMachineArn: arn, name: 'one', input: '{"secret":1}' });
    await settle();
    const options = { executionArn: executionArn('one'), reverseOrder: true, includeExecutionData: false };
    const { events } = await call(machines, 'GetExecutionHistory', options);
    expect(events.map((event) => event.type)).toEqual([
      'TaskStarted',
      'TaskScheduled',
      'TaskStateEntered',
      'ExecutionStarted',
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(events[0]!.timestamp).toBe(now / 1000);
  });

  it.each([
    ['StartExecution', { stateMachineArn: `${arn}x` }, 'StateMachineDoesNotExist'],
    ['StartExecution', { stateMachineArn: arn, name: 'a b' }, 'InvalidName'],
    ['StartExecution', { stateMachineArn: arn, name: 'a/b' }, 'InvalidName'],
    ['StartExecution', { stateMachineArn: arn, name: 'x'.repeat(81) }, 'InvalidName'],
    ['StartExecution', { stateMachineArn: arn, input: '{' }, 'InvalidExecutionInput'],
    ['StartExecution', { stateMachineArn: arn, input: `"${'x'.repeat(262_143)}"` }, 'InvalidExecutionInput'],
    ['StartExecution', {}, 'ValidationException'],
    ['DescribeExecution', { executionArn: executionArn('no') }, 'ExecutionDoesNotExist'],
    ['StopExecution', { executionArn: executionArn('no') }, 'ExecutionDoesNotExist'],
    ['GetExecutionHistory', { executionArn: executionArn('no') }, 'ExecutionDoesNotExist'],
    ['ListExecutions', { stateMachineArn: 'no' }, 'StateMachineDoesNotExist'],
  ] as const)('answers %s %# with %s', async (operation, body, name) => {
    await expect(call(await open(), operation, body)).rejects.toEqual(code(name));
  });

  it('is a service of the wire', async () => {
    const service = statesService(await open());
    const body = Buffer.from(JSON.stringify({ stateMachineArn: arn, name: 'one' }));
    const wireCall = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body };
    const reply = await service.handle({ ...wireCall, operation: 'StartExecution' });
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' } });
    expect(JSON.parse(reply.body as string)).toMatchObject({ executionArn: executionArn('one') });
    await expect(service.handle({ ...wireCall, operation: 'SendTaskSuccess' })).rejects.toEqual(code('NotImplemented'));
  });

  it('names the machine whose definition it refuses', async () => {
    const machines = await open();
    const spec = { arn, name: 'odd', roleArn: 'r' };
    expect(() =>
      machines.register({ ...spec, definition: only({ Type: 'Task', Resource: functionArn('f') }) }),
    ).toThrow(/"odd".*JSONPath/);
    expect(() => machines.register({ ...spec, definition: '{' })).toThrow(/"odd"/);
  });
});

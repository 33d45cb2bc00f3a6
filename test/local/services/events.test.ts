import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { RuleResource } from '../../../local/services/events/rule.ts';
import { EventBus, type EventInput, objectCreatedEvent, type Undelivered } from '../../../local/services/events.ts';
import type { Clock } from '../../../local/services/states/clock.ts';
import { VirtualClock } from './states/harness.ts';

const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:recap';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const queue = 'arn:aws:sqs:us-east-1:123456789012:dead';
const rule = (properties: object): RuleResource => ({
  name: 'uploaded',
  arn: 'arn:aws:events:us-east-1:123456789012:rule/uploaded',
  properties: { EventPattern: { source: ['aws.s3'] }, State: 'ENABLED', ...properties },
});
const upload: EventInput = objectCreatedEvent(
  { bucket: 'media', key: 'uploads/u/r/source', size: 7, etag: 'abc', reason: 'PostObject' },
  '123456789012',
);
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A bus whose deliveries are written down; `failures` are thrown first, one a delivery. */
function busOf(rules: RuleResource[], failures: unknown[] = [], given?: Clock) {
  const virtual = new VirtualClock();
  const clock = given ?? virtual;
  const calls: unknown[][] = [];
  const undelivered: Undelivered[] = [];
  const note =
    (kind: string) =>
    async (...given: unknown[]) => {
      calls.push([kind, ...given]);
      if (failures.length > 0) throw failures.shift();
    };
  const bus = new EventBus({
    region: 'us-east-1',
    accountId: '123456789012',
    startExecution: note('start'),
    invokeFunction: note('invoke'),
    sendToQueue: async (...given) => calls.push(['queue', ...given]),
    onUndelivered: (one) => undelivered.push(one),
    clock,
    random: () => 1,
  });
  for (const one of rules) bus.addRule(one);
  return { bus, clock: virtual, calls, undelivered };
}

describe('EventBus', () => {
  it('starts an execution with the whole event under a name of its own', async () => {
    const { bus, calls } = busOf([rule({ Targets: [{ Id: 'T', Arn: machine, RoleArn: 'r' }] })]);
    const event = bus.putEvent(upload);
    await bus.idle();
    expect(calls).toEqual([
      ['start', machine, expect.stringMatching(new RegExp(`^${event.id}_${UUID}$`)), JSON.stringify(event)],
    ]);
    expect((calls[0]![2] as string).length).toBeLessThanOrEqual(80);
    expect(event).toEqual({
      version: '0',
      id: expect.stringMatching(new RegExp(`^${UUID}$`)),
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: '123456789012',
      time: '2026-01-01T00:00:00Z',
      region: 'us-east-1',
      resources: ['arn:aws:s3:::media'],
      detail: {
        version: '0',
        bucket: { name: 'media' },
        object: { key: 'uploads/u/r/source', size: 7, etag: 'abc', sequencer: expect.stringMatching(/^[0-9A-F]{18}$/) },
        'request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
        requester: '123456789012',
        'source-ip-address': '127.0.0.1',
        reason: 'POST Object',
      },
    });
  });

  it('hands functions what the target asks for, and leaves other rules alone', async () => {
    const { bus, calls } = busOf([
      rule({
        Targets: [
          { Id: 'T', Arn: functionArn, InputPath: '$.detail.object.key' },
          { Id: 'U', Arn: functionArn, Input: '1' },
        ],
      }),
      rule({ State: 'DISABLED', Targets: [{ Id: 'T', Arn: functionArn }] }),
      rule({ EventPattern: { source: ['aws.states'] }, Targets: [{ Id: 'T', Arn: functionArn }] }),
    ]);
    bus.putEvent(upload);
    await bus.idle();
    expect(calls).toEqual([
      ['invoke', functionArn, 'uploads/u/r/source'],
      ['invoke', functionArn, 1],
    ]);
  });

  it('tries again with growing pauses', async () => {
    const { bus, calls, clock, undelivered } = busOf(
      [rule({ Targets: [{ Id: 'T', Arn: functionArn }] })],
      [1, 2, new AppError('Throttled', 429, 'later')],
    );
    bus.putEvent(upload);
    await bus.idle();
    expect(calls).toHaveLength(4);
    expect(clock.slept).toEqual([1000, 2000, 4000]);
    expect(undelivered).toEqual([]);
  });

  const target = { Id: 'T', Arn: functionArn, DeadLetterConfig: { Arn: queue } };
  const broken = new Error('broken');

  it('puts an event on the dead-letter queue when the tries are used up', async () => {
    const { bus, calls, undelivered } = busOf(
      [rule({ Targets: [{ ...target, RetryPolicy: { MaximumRetryAttempts: 2 } }] })],
      [broken, broken, broken],
    );
    const event = bus.putEvent(upload);
    await bus.idle();
    expect(calls).toHaveLength(4);
    expect(calls[3]).toEqual([
      'queue',
      queue,
      JSON.stringify(event),
      {
        RULE_ARN: 'arn:aws:events:us-east-1:123456789012:rule/uploaded',
        TARGET_ARN: functionArn,
        ERROR_CODE: 'Error',
        ERROR_MESSAGE: 'broken',
        RETRY_ATTEMPTS: '2',
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      },
    ]);
    expect(undelivered).toMatchObject([{ event, targetArn: functionArn, retries: 2, error: broken }]);
  });

  it('gives up when the event is too old', async () => {
    const { bus, clock, calls } = busOf(
      [rule({ Targets: [{ ...target, RetryPolicy: { MaximumEventAgeInSeconds: 60 } }] })],
      Array.from({ length: 99 }, () => broken),
    );
    bus.putEvent(upload);
    await bus.idle();
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(calls.at(-1)![3]).toMatchObject({ EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' });
  });

  it('does not repeat what was refused', async () => {
    const refusal = new AppError('StateMachineDoesNotExist', 400, 'no such machine');
    const { bus, calls, clock } = busOf([rule({ Targets: [target] })], [refusal]);
    bus.putEvent(upload);
    await bus.idle();
    expect(clock.slept).toEqual([]);
    expect(calls[1]![3]).toMatchObject({ ERROR_CODE: 'StateMachineDoesNotExist', RETRY_ATTEMPTS: '0' });
  });

  it('tells of what is lost without a queue, and gives up waiting when it closes', async () => {
    const { bus, undelivered } = busOf([rule({ Targets: [{ Id: 'T', Arn: functionArn }] })], [broken, broken]);
    bus.putEvent(upload);
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await bus.close();
    expect(undelivered).toMatchObject([{ error: { code: 'EventBusClosed' } }]);
  });

  it('rings by the clock where a rule has a schedule, until it closes', async () => {
    const scheduled = rule({
      EventPattern: undefined,
      ScheduleExpression: 'rate(15 minutes)',
      Targets: [{ Id: 'T', Arn: functionArn }],
    });
    const slept: number[] = [];
    const clock = {
      now: () => 0,
      // Time passes twice, and then stands still until the bus closes.
      sleep: (ms: number, signal: AbortSignal) =>
        slept.push(ms) <= 2
          ? Promise.resolve()
          : new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const { bus, calls } = busOf([scheduled], [], clock);
    while (slept.length < 3) await new Promise<void>((resolve) => setImmediate(resolve));
    await bus.close();
    expect(slept).toEqual([900_000, 900_000, 900_000]);
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatchObject([
      'invoke',
      functionArn,
      { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} },
    ]);
  });

  it.each([
    [{ Targets: [{ Id: 'T', Arn: queue }] }, 'Rule "uploaded": The target arn:aws:sqs'],
    [{ Targets: [{ Id: 'T', Arn: machine, SqsParameters: {} }] }, 'SqsParameters'],
    [{ EventPattern: undefined }, 'it has neither a pattern nor a schedule'],
    [{ ScheduleExpression: 'cron(0 12 * * ? *)' }, 'rate(…) is'],
    [{ ScheduleExpression: 'rate(2 hour)' }, 'rate(…) is'],
    [{ EventBusName: 'other' }, 'EventBusName'],
    [{ EventPattern: { source: 'aws.s3' } }, 'Event pattern, source'],
    [{ Targets: [{ Id: 'T', Arn: machine, InputPath: 'x' }] }, 'cannot be read'],
  ])('refuses %j', (properties, why) => {
    expect(() => busOf([rule(properties)])).toThrow(why);
  });
});

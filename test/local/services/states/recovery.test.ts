import { describe, expect, it } from 'vitest';
import type { Retrier } from '../../../../local/services/states/definition.ts';
import { retryDelay } from '../../../../local/services/states/interpreter.ts';
import { FunctionError, type Functions, run, task } from './harness.ts';

/** Fails with the named errors in turn, then answers. */
const failing = (...errors: string[]): Functions & { calls: number } => {
  const functions = {
    calls: 0,
    f: () => {
      functions.calls += 1;
      const name = errors.shift();
      if (name) throw new FunctionError(name, `${name} happened`);
      return 'answer';
    },
  };
  return functions as never;
};

const machine = (recovery: {
  Retry?: object[];
  Catch?: { Next: string; [field: string]: unknown }[];
  Output?: string;
}) => {
  const targets = recovery.Catch?.map((catcher) => [
    catcher.Next,
    { Type: 'Pass', ...OUTPUTS[catcher.Next], End: true },
  ]);
  return {
    StartAt: 'A',
    States: { A: { ...task('f'), ...recovery, End: true }, ...Object.fromEntries(targets ?? []) },
  };
};
const OUTPUTS: Record<string, object> = { Other: { Output: 'other' } };

describe('Retry', () => {
  it('retries with growing delays up to MaxAttempts, capped by MaxDelaySeconds', async () => {
    const functions = failing('Busy', 'Busy', 'Busy', 'Busy');
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 };
    const { result, clock } = await run(machine({ Retry: [retry] }), {}, functions);
    expect(result).toEqual({ status: 'SUCCEEDED', output: 'answer' });
    expect(clock.slept).toEqual([2000, 6000, 10_000, 10_000]);
  });

  it('has three attempts, one second and a doubling as defaults', async () => {
    const functions = failing('Busy', 'Busy', 'Busy', 'Busy', 'Busy');
    const { result, clock } = await run(machine({ Retry: [{ ErrorEquals: ['Busy'] }] }), {}, functions);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(clock.slept).toEqual([1000, 2000, 4000]);
    expect(functions.calls).toBe(4);
  });

  it('draws the delay evenly with full jitter', async () => {
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 10, JitterStrategy: 'FULL' };
    const { clock } = await run(machine({ Retry: [retry] }), {}, failing('Busy', 'Busy'), { random: () => 0.25 });
    expect(clock.slept).toEqual([2500, 5000]);
  });

  it('takes the first rule that matches, and each rule counts for itself', async () => {
    const rules = [
      { ErrorEquals: ['Never'], MaxAttempts: 0 },
      { ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 7, MaxAttempts: 2, BackoffRate: 1 },
    ];
    const mixed = await run(machine({ Retry: rules }), {}, failing('Busy', 'Odd', 'Odd'));
    expect(mixed.result.status).toBe('SUCCEEDED');
    expect(mixed.clock.slept).toEqual([1000, 7000, 7000]);
    const usedUp = await run(machine({ Retry: rules }), {}, failing('Busy', 'Busy'));
    expect(usedUp.result).toMatchObject({ status: 'FAILED', error: 'Busy' });
    const never = await run(machine({ Retry: rules }), {}, failing('Never'));
    expect(never.result).toMatchObject({ status: 'FAILED', error: 'Never' });
    expect(never.clock.slept).toEqual([]);
  });

  it('counts retries in the context and works Arguments out anew', async () => {
    const seen: number[] = [];
    const definition = machine({ Retry: [{ ErrorEquals: ['Busy'] }] });
    definition.States.A.Arguments.Payload = '{% $states.context.State.RetryCount %}';
    await run(
      definition,
      {},
      {
        f: (count: number) => {
          seen.push(count);
          if (count < 2) throw new FunctionError('Busy', 'not yet');
          return 'ok';
        },
      },
    );
    expect(seen).toEqual([0, 1, 2]);
  });

  it('retries throttled and unreachable functions under their Lambda names', async () => {
    const errors = ['TooManyRequestsException', 'ServiceException', 'ECONNRESET'];
    const seen: string[] = [];
    const retry = ['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.Unknown'].map((name) => ({
      ErrorEquals: [name],
    }));
    const { result, clock } = await run(
      machine({ Retry: retry }),
      {},
      {
        f: () => {
          const name = errors.shift();
          if (!name) return 'ok';
          seen.push(name);
          throw Object.assign(new Error('no'), { name });
        },
      },
    );
    expect(result.status).toBe('SUCCEEDED');
    expect(clock.slept).toEqual([1000, 1000, 1000]);
    expect(seen).toHaveLength(3);
  });

  it('retries a Parallel as a whole', async () => {
    const functions = failing('Busy');
    const { result } = await run(
      {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [{ StartAt: 'T', States: { T: { ...task('f'), End: true } } }],
            Retry: [{ ErrorEquals: ['Busy'] }],
            End: true,
          },
        },
      },
      {},
      functions,
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: ['answer'] });
    expect(functions.calls).toBe(2);
  });

  it('computes delays', () => {
    const retrier: Retrier = {
      ErrorEquals: ['X'],
      IntervalSeconds: 3,
      BackoffRate: 1.5,
      MaxAttempts: 9,
      JitterStrategy: 'NONE',
    };
    expect([0, 1, 2].map((used) => retryDelay(retrier, used, () => 0))).toEqual([3, 4.5, 6.75]);
  });
});

describe('Catch', () => {
  it('hands on the error, with Cause as the JSON text that Lambda gives', async () => {
    const { result } = await run(machine({ Catch: [{ ErrorEquals: ['Odd'], Next: 'Caught' }] }), {}, failing('Odd'));
    expect(result).toEqual({
      status: 'SUCCEEDED',
      output: { Error: 'Odd', Cause: '{"errorType":"Odd","errorMessage":"Odd happened","trace":[]}' },
    });
  });

  it('works out its own Output and Assign, not the state’s', async () => {
    const catcher = {
      ErrorEquals: ['States.ALL'],
      Next: 'Tell',
      Assign: { message: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
      Output: { error: '{% $states.errorOutput.Error %}', input: '{% $states.input %}' },
    };
    const definition = {
      StartAt: 'A',
      States: {
        A: { ...task('f'), Assign: { other: 1 }, Catch: [catcher], End: true },
        Tell: { Type: 'Pass', Output: '{% [$states.input, $message, $exists($other)] %}', End: true },
      },
    };
    const { result } = await run(definition, 5, failing('Odd'));
    expect(result).toEqual({ status: 'SUCCEEDED', output: [{ error: 'Odd', input: 5 }, 'Odd happened', false] });
  });

  it('runs only when the retries are used up, and in order', async () => {
    const recovery = {
      Retry: [{ ErrorEquals: ['Odd'], MaxAttempts: 1 }],
      Catch: [
        { ErrorEquals: ['Strange', 'Odd'], Next: 'Other' },
        { ErrorEquals: ['States.ALL'], Next: 'Caught' },
      ],
    };
    expect((await run(machine(recovery), {}, failing('Odd'))).result).toMatchObject({ output: 'answer' });
    expect((await run(machine(recovery), {}, failing('Odd', 'Odd'))).result).toMatchObject({ output: 'other' });
    expect((await run(machine(recovery), {}, failing('Else'))).result).toMatchObject({ output: { Error: 'Else' } });
  });

  it.each([
    ['States.TaskFailed', 'Anything', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.ALL', 'States.Timeout', true],
    ['States.Timeout', 'States.HeartbeatTimeout', true],
    ['States.Timeout', 'Anything', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
  ])('%s covers %s: %s', async (name, error, covered) => {
    const { result } = await run(machine({ Catch: [{ ErrorEquals: [name], Next: 'Caught' }] }), {}, failing(error));
    expect(result.status).toBe(covered ? 'SUCCEEDED' : 'FAILED');
  });

  it('covers errors in the state’s own expressions', async () => {
    const recovery = {
      Output: '{% $states.result.nowhere %}',
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
    };
    const { result } = await run(machine(recovery), {}, failing());
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.QueryEvaluationError' } });
  });

  it('names a function error without a type Lambda.Unknown', async () => {
    const { result } = await run(
      machine({}),
      {},
      {
        f: () => {
          throw new FunctionError('', 'lost');
        },
      },
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'Lambda.Unknown' });
  });
});

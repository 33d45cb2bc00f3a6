import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../local/services/states/json.ts';
import { functionArn, INVOKE, identity, only, run, task } from './harness.ts';

describe('data flow', () => {
  it('hands the input through where a state says nothing', async () => {
    const { result } = await run(only({ Type: 'Pass' }), { a: [1, { b: null }] });
    expect(result).toEqual({ status: 'SUCCEEDED', output: { a: [1, { b: null }] } });
  });

  it('evaluates marked strings anywhere in Output and leaves others alone', async () => {
    const { result } = await run(
      only({
        Type: 'Pass',
        Output: { sum: '{% $sum($states.input.n) %}', list: ['{% 1 + 1 %}', 'plain {% %'], deep: { x: true } },
      }),
      { n: [1, 2, 3] },
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: { sum: 6, list: [2, 'plain {% %'], deep: { x: true } } });
  });

  it('shows the execution, the state and the machine in the context', async () => {
    const { result } = await run(only({ Type: 'Pass', Output: '{% $states.context %}' }), { a: 1 });
    expect(result).toMatchObject({
      output: {
        Execution: { Id: identity.id, Name: 'one', Input: { a: 1 }, StartTime: '2026-01-01T00:00:00.000Z' },
        State: { Name: 'Only', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
        StateMachine: { Id: identity.stateMachineId, Name: 'recap' },
      },
    });
  });

  it('assigns variables from the values before the state, and keeps them for later states', async () => {
    const { result } = await run({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
        C: { Type: 'Pass', Output: { before: '{% $states.input %}', after: '{% [$x, $y] %}' }, End: true },
      },
    });
    expect(result).toEqual({ status: 'SUCCEEDED', output: { before: [1, 2], after: [2, 1] } });
  });

  it.each([
    ['an unknown name', '{% $nowhere %}', 'returned nothing'],
    ['an unqualified name', '{% a %}', 'returned nothing'],
    ['a type error', '{% 1 + "a" %}', 'threw an error'],
    ['a function', '{% function($x){$x} %}', 'returned a function'],
    ['a built-in function', '{% {"f": $sum} %}', 'returned a function'],
    ['$result outside a Task', '{% $states.result %}', 'returned nothing'],
  ])('fails with QueryEvaluationError for %s', async (_, expression, why) => {
    const { result, events } = await run(only({ Type: 'Pass', Output: { x: expression } }), { a: 1 });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect((result as { cause: string }).cause).toContain(why);
    expect((result as { cause: string }).cause).toContain('State "Only", field Output.x');
    expect(events.map((event) => event.type)).toContain('EvaluationFailed');
  });

  it('does not let endless recursion run on', async () => {
    const { result } = await run(only({ Type: 'Pass', Output: '{% ($f := function($n){1 + $f($n + 1)}; $f(0)) %}' }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('refuses outputs and variables above 256 KiB', async () => {
    const large = '{% $join([1..60000].("abcdé")) %}';
    const output = await run(only({ Type: 'Pass', Output: large }));
    expect(output.result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    const variable = await run(only({ Type: 'Pass', Assign: { x: large } }));
    expect(variable.result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('Task', () => {
  it('gives the reply of lambda:invoke as Payload, StatusCode and ExecutedVersion', async () => {
    const state = { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: functionArn('f'), Payload: { a: 1 } } };
    const { result, events } = await run(only(state), {}, { f: (payload: Json) => ({ got: payload }) });
    expect(result).toEqual({
      status: 'SUCCEEDED',
      output: { ExecutedVersion: '$LATEST', Payload: { got: { a: 1 } }, StatusCode: 200 },
    });
    expect(events.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events.map((event) => [event.id, event.previousEventId])).toEqual(events.map((_, i) => [i + 1, i]));
  });

  it('takes a function of its own as resource, with and without Arguments', async () => {
    const direct = { Type: 'Task', Resource: functionArn('f') };
    const echo = { f: (payload: Json) => ({ got: payload }) };
    expect((await run(only(direct), 7, echo)).result).toEqual({ status: 'SUCCEEDED', output: { got: 7 } });
    const given = { ...direct, Arguments: ['{% $states.input %}'] };
    expect((await run(only(given), 7, echo)).result).toEqual({ status: 'SUCCEEDED', output: { got: [7] } });
  });

  it('works out Arguments, Output and Assign', async () => {
    const { result } = await run(
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Task',
            Resource: INVOKE,
            Arguments: '{% {"FunctionName": $states.input.function, "Payload": {"n": $states.input.n}} %}',
            Assign: { half: '{% $states.result.Payload / 2 %}' },
            Output: '{% $states.result.StatusCode %}',
            Next: 'B',
          },
          B: { Type: 'Pass', Output: '{% [$states.input, $half] %}', End: true },
        },
      },
      { function: functionArn('double'), n: 21 },
      { double: ({ n }: { n: number }) => n * 2 },
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: [200, 21] });
  });

  it('times out, aborts the invocation and lets it be caught', async () => {
    let aborted = false;
    const { result, duration, events } = await run(
      {
        StartAt: 'Slow',
        States: {
          Slow: {
            ...task('slow'),
            TimeoutSeconds: '{% $states.input.limit %}',
            Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late', Output: '{% $states.errorOutput.Error %}' }],
            End: true,
          },
          Late: { Type: 'Pass', End: true },
        },
      },
      { limit: 5 },
      {
        slow: async (_: Json, signal, clock) => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          await clock.sleep(60_000, new AbortController().signal);
          return 'late';
        },
      },
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: 'States.Timeout' });
    expect(duration).toBe(5000);
    expect(aborted).toBe(true);
    expect(events.map((event) => event.type)).toContain('TaskTimedOut');
  });

  it('refuses a result above 256 KiB, which States.ALL does not catch but its own name does', async () => {
    const big = { big: () => 'x'.repeat(300_000) };
    const catching = (name: string) => ({
      StartAt: 'A',
      States: {
        A: { ...task('big'), Catch: [{ ErrorEquals: [name], Next: 'B' }], End: true },
        B: { Type: 'Succeed' },
      },
    });
    expect((await run(catching('States.ALL'), {}, big)).result).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect((await run(catching('States.TaskFailed'), {}, big)).result).toMatchObject({ status: 'FAILED' });
    expect((await run(catching('States.DataLimitExceeded'), {}, big)).result).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('fails as States.Runtime, which nothing catches, when worked-out Arguments are of the wrong form', async () => {
    const { result } = await run(
      {
        StartAt: 'A',
        States: {
          A: {
            ...task('f'),
            Arguments: '{% {"FunctionName": 1} %}',
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
            End: true,
          },
          B: { Type: 'Succeed' },
        },
      },
      {},
      {},
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('Choice', () => {
  const choice = {
    StartAt: 'Pick',
    States: {
      Pick: {
        Type: 'Choice',
        Choices: [
          {
            Condition: '{% $states.input.n > 10 %}',
            Next: 'End',
            Assign: { size: 'large' },
            Output: { was: '{% $states.input.n %}' },
          },
          { Condition: '{% $states.input.n > 5 %}', Next: 'End', Assign: { size: 'medium' } },
        ],
        Default: 'End',
        Assign: { size: 'small' },
        Output: '{% "default" %}',
      },
      End: { Type: 'Pass', Output: '{% [$size, $states.input] %}', End: true },
    },
  };

  it.each([
    [11, ['large', { was: 11 }]],
    [6, ['medium', { n: 6 }]],
    [1, ['small', 'default']],
  ])('with %d takes the first choice that holds, with its own Assign and Output', async (n, output) => {
    expect((await run(choice, { n })).result).toEqual({ status: 'SUCCEEDED', output });
  });

  it('fails without a match and a Default', async () => {
    const { Default: _, ...pick } = choice.States.Pick;
    const { result } = await run({ ...choice, States: { ...choice.States, Pick: pick } }, { n: 1 });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('insists on true or false', async () => {
    const states = {
      Pick: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }] },
      End: { Type: 'Succeed' },
    };
    const { result } = await run({ StartAt: 'Pick', States: states });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('Wait, Succeed, Fail', () => {
  it.each([
    [{ Seconds: 90 }, 90_000],
    [{ Seconds: '{% $states.input.s * 2 %}' }, 60_000],
    [{ Timestamp: '{% $states.input.t %}' }, 3_600_000],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('waits as told by %j', async (fields, milliseconds) => {
    const { duration, result } = await run(only({ Type: 'Wait', ...fields }), { s: 30, t: '2026-01-01T01:00:00Z' });
    expect(result.status).toBe('SUCCEEDED');
    expect(duration).toBe(milliseconds);
  });

  it.each([{ Seconds: '{% -1 %}' }, { Seconds: '{% "a" %}' }, { Timestamp: '{% "noon" %}' }])(
    'refuses %j',
    async (fields) => {
      const { result } = await run(only({ Type: 'Wait', ...fields }));
      expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    },
  );

  it('ends with Succeed and its Output', async () => {
    const { result } = await run({ StartAt: 'S', States: { S: { Type: 'Succeed', Output: { done: true } } } });
    expect(result).toEqual({ status: 'SUCCEEDED', output: { done: true } });
  });

  it('ends with Fail, its Error and Cause', async () => {
    const fail = { Type: 'Fail', Error: '{% $states.input.code %}', Cause: 'Because.' };
    const { result } = await run({ StartAt: 'F', States: { F: fail } }, { code: 'Mine' });
    expect(result).toEqual({ status: 'FAILED', error: 'Mine', cause: 'Because.' });
    expect((await run({ StartAt: 'F', States: { F: { Type: 'Fail' } } })).result).toEqual({
      status: 'FAILED',
      error: undefined,
      cause: undefined,
    });
  });
});

describe('the whole execution', () => {
  it('ends as TIMED_OUT after the machine’s TimeoutSeconds, which no Catch stops', async () => {
    const { result, duration, events } = await run({
      TimeoutSeconds: 10,
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'S' }],
          End: true,
        },
        S: { Type: 'Succeed' },
      },
    });
    expect(result.status).toBe('TIMED_OUT');
    expect(duration).toBe(10_000);
    expect(events.at(-1)!.type).toBe('ExecutionTimedOut');
  });

  it('ends when its history is full', async () => {
    const { result } = await run({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

import { describe, expect, it } from 'vitest';
import { FunctionError, only, run, task } from './harness.ts';

const flow = (state: object) => ({ StartAt: 'S', States: { S: { ...state, End: true } } });
const named = (name: string, state: object) => ({ StartAt: name, States: { [name]: { ...state, End: true } } });

describe('Parallel', () => {
  it('gives the outputs in the order of the branches, at the time of the slowest', async () => {
    const { result, duration } = await run(
      only({
        Type: 'Parallel',
        Arguments: { n: '{% $states.input + 1 %}' },
        Branches: [
          named('A', { Type: 'Wait', Seconds: 5, Output: '{% $states.input.n %}' }),
          named('B', { Type: 'Pass', Output: '{% "b" %}' }),
          named('C', { Type: 'Wait', Seconds: 2 }),
        ],
      }),
      1,
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: [2, 'b', { n: 2 }] });
    expect(duration).toBe(5000);
  });

  it('cancels the siblings of a branch that fails, and is caught as a whole', async () => {
    let aborted = false;
    let later = 0;
    const { result, duration, events } = await run(
      {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [
              named('Bad', task('bad')),
              {
                StartAt: 'Slow',
                States: { Slow: { ...task('slow'), Next: 'Later' }, Later: { ...task('later'), End: true } },
              },
              named('W', { Type: 'Wait', Seconds: 100 }),
            ],
            Catch: [{ ErrorEquals: ['Bad'], Next: 'S', Output: '{% $states.errorOutput.Error %}' }],
            End: true,
          },
          S: { Type: 'Succeed' },
        },
      },
      {},
      {
        bad: async (_, signal, clock) => {
          await clock.sleep(3000, signal);
          throw new FunctionError('Bad', 'no');
        },
        slow: async (_, signal, clock) => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          await clock.sleep(50_000, signal);
          return 1;
        },
        later: () => {
          later += 1;
          return 1;
        },
      },
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: 'Bad' });
    expect({ duration, aborted, later }).toEqual({ duration: 3000, aborted: true, later: 0 });
    expect(events.slice(-6).map((event) => event.type)).toEqual([
      'TaskFailed',
      'ParallelStateFailed',
      'ParallelStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events.map((event) => event.type)).not.toContain('WaitStateExited');
  });

  it('lets branches read outer variables and keep their own', async () => {
    const { result } = await run({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
        P: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'B1',
              States: {
                B1: { Type: 'Pass', Assign: { own: '{% $x + 1 %}' }, Next: 'B2' },
                B2: { Type: 'Pass', Output: '{% $own %}', End: true },
              },
            },
            {
              StartAt: 'C1',
              States: {
                C1: { Type: 'Wait', Seconds: 1, Next: 'C2' },
                C2: { Type: 'Pass', Output: '{% $exists($own) %}', End: true },
              },
            },
          ],
          Next: 'Z',
        },
        Z: { Type: 'Pass', Output: '{% [$states.input, $exists($own)] %}', End: true },
      },
    });
    expect(result).toEqual({ status: 'SUCCEEDED', output: [2, false, false] });
  });
});

describe('Map', () => {
  it('iterates over its input, an array or an object, with index, key and value in the context', async () => {
    const item = { Type: 'Pass', Output: '{% $states.context.Map.Item %}' };
    const list = await run(only({ Type: 'Map', ItemProcessor: flow(item) }), ['a', 'b']);
    expect(list.result).toMatchObject({
      output: [
        { Index: 0, Value: 'a' },
        { Index: 1, Value: 'b' },
      ],
    });
    const object = await run(only({ Type: 'Map', ItemProcessor: flow(item) }), { k: 'v' });
    expect(object.result).toMatchObject({ output: [{ Index: 0, Key: 'k', Value: 'v' }] });
    expect((await run(only({ Type: 'Map', ItemProcessor: flow(item) }), [])).result).toMatchObject({ output: [] });
  });

  it('selects items and what each iteration gets', async () => {
    const { result } = await run(
      only({
        Type: 'Map',
        Items: '{% $states.input.list %}',
        ItemSelector: { n: '{% $states.context.Map.Item.Value %}', base: '{% $states.input.base %}' },
        ItemProcessor: flow({ Type: 'Pass', Output: '{% $states.input.n + $states.input.base %}' }),
      }),
      { list: [1, 2], base: 10 },
    );
    expect(result).toMatchObject({ output: [11, 12] });
  });

  it.each([
    [0, 1000],
    [2, 3000],
    ['{% $states.input[0] %}', 5000],
  ])('runs %s at a time', async (MaxConcurrency, milliseconds) => {
    const { result, duration } = await run(
      only({ Type: 'Map', MaxConcurrency, ItemProcessor: flow({ Type: 'Wait', Seconds: 1 }) }),
      [1, 2, 3, 4, 5],
    );
    expect(result).toMatchObject({ output: [1, 2, 3, 4, 5] });
    expect(duration).toBe(milliseconds);
  });

  const odd = {
    odd: (n: number) => {
      if (n % 2 === 1) throw new FunctionError('Odd', String(n));
      return n;
    },
  };

  it('fails with the error of the first iteration that fails and cancels the rest', async () => {
    const started: number[] = [];
    const { result } = await run(only({ Type: 'Map', MaxConcurrency: 1, ItemProcessor: flow(task('f')) }), [2, 3, 4], {
      f: (n: number) => {
        started.push(n);
        return odd.odd(n);
      },
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'Odd' });
    expect(started).toEqual([2, 3]);
  });

  it.each([
    [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    [{ ToleratedFailureCount: 1 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 49 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50, ToleratedFailureCount: 1 }, 'FAILED'],
  ])('with %j and two failures of four: %s', async (tolerance, status) => {
    const { result } = await run(
      only({ Type: 'Map', ...tolerance, ItemProcessor: flow(task('odd')) }),
      [1, 2, 3, 4],
      odd,
    );
    expect(result.status).toBe(status);
    if (result.status === 'SUCCEEDED') expect(result.output).toEqual([2, 4]);
    else expect(result).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  });

  it('refuses what cannot be iterated over', async () => {
    const { result } = await run(only({ Type: 'Map', Items: '{% 5 %}', ItemProcessor: flow({ Type: 'Pass' }) }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { STEPS, type StepName } from '../../../core/contracts/pipeline.ts';
import { recapMachine } from '../../../lib/constructs/recap-machine.ts';

type Catcher = { ErrorEquals: string[]; Next: string; Assign?: Record<string, unknown> };
type Retrier = { ErrorEquals: string[]; MaxAttempts: number; JitterStrategy: string };
type State = {
  Type: string;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Branches?: Machine[];
  Retry?: Retrier[];
  Catch?: Catcher[];
  Arguments?: { FunctionName: string; Payload: Record<string, unknown> };
  TimeoutSeconds?: number;
};
type Machine = { StartAt: string; States: Record<string, State>; TimeoutSeconds?: number };

const arnOf = (step: StepName) => `arn:aws:lambda:eu-west-1:123456789012:function:${step}`;
const machine = recapMachine(arnOf) as unknown as Machine;

/** Every state with its name and whether a Parallel around it catches what it throws. */
function* statesOf(
  { States }: Machine,
  caughtAround = false,
): Generator<{ name: string; state: State; inside: boolean }> {
  for (const [name, state] of Object.entries(States)) {
    yield { name, state, inside: caughtAround };
    for (const branch of state.Branches ?? []) yield* statesOf(branch, Boolean(state.Catch));
  }
}
const states = [...statesOf(machine)];
const tasks = states.filter(({ state }) => state.Type === 'Task');
const stepOf = (state: State) => state.Arguments!.FunctionName.split(':').at(-1) as StepName;

describe('recapMachine', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(structuredClone(machine));
    expect(isValid, errorsText()).toBe(true);
  });

  it('writes every expression in JSONata that parses', () => {
    const expressions = [...JSON.stringify(machine).matchAll(/"\{% (.*?) %\}"/g)].map(([, text]) =>
      JSON.parse(`"${text}"`),
    );
    expect(expressions.length).toBeGreaterThan(20);
    for (const text of expressions) expect(() => jsonata(text), text).not.toThrow();
  });

  it('leads to no state that is not there, and to every one that is', () => {
    const check = ({ StartAt, States }: Machine) => {
      const reached = new Set([StartAt]);
      for (const { Next, Default, Choices = [], Catch = [], Branches = [] } of Object.values(States)) {
        for (const next of [Next, Default, ...Choices.map((c) => c.Next), ...Catch.map((c) => c.Next)]) {
          if (next) reached.add(next);
        }
        Branches.forEach(check);
      }
      expect([...reached].sort()).toEqual(Object.keys(States).sort());
    };
    check(machine);
  });

  it('uses every step, and no other function', () => {
    expect([...new Set(tasks.map(({ state }) => stepOf(state)))].sort()).toEqual(Object.keys(STEPS).sort());
  });

  it.each(tasks)('gives $name exactly the fields its contract asks for', ({ state }) => {
    const asked = Object.keys(STEPS[stepOf(state)].input.shape).sort();
    expect(Object.keys(state.Arguments!.Payload).sort()).toEqual(asked);
  });

  it.each(tasks)('retries passing faults of $name with jitter, and nothing else', ({ state }) => {
    expect(state.Retry).toHaveLength(1);
    const [{ ErrorEquals, MaxAttempts, JitterStrategy }] = state.Retry as [Retrier];
    expect(JitterStrategy).toBe('FULL');
    expect(MaxAttempts).toBeLessThanOrEqual(4);
    for (const error of ErrorEquals) expect(error).toMatch(/^(TransientFailure|Lambda\.\w+)$/);
  });

  it.each(tasks.filter(({ name }) => name !== 'FailRecap'))('catches whatever $name throws', ({ state, inside }) => {
    if (inside) return expect(state.Catch).toBeUndefined();
    expect(state.Catch?.at(-1)).toEqual({
      ErrorEquals: ['States.ALL'],
      Assign: { caught: '{% $states.errorOutput %}' },
      Next: 'FailRecap',
    });
  });

  it('lets every Parallel end in FailRecap as well', () => {
    const parallels = states.filter(({ state }) => state.Type === 'Parallel');
    expect(parallels.map(({ name }) => name)).toEqual(['LookAtPicture', 'StoryAndFirstSongs']);
    for (const { state } of parallels) {
      expect(state.Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'FailRecap' }]);
    }
  });

  it('tells a second announcement of the same upload from a failure first of all', () => {
    expect(machine.StartAt).toBe('PrepareMedia');
    expect(machine.States.PrepareMedia!.Catch![0]).toEqual({ ErrorEquals: ['AlreadyStarted'], Next: 'AlreadyStarted' });
    expect(machine.States.AlreadyStarted).toEqual({ Type: 'Succeed' });
  });

  it('has a time limit for each task and for the whole', () => {
    for (const { name, state } of tasks) {
      expect(state.TimeoutSeconds).toBeLessThanOrEqual(name === 'ExtractFrames' ? 130 : 60);
    }
    expect(machine.TimeoutSeconds).toBe(300);
  });

  it('has no way out of FailRecap but Refused and Failed', () => {
    expect(machine.States.FailRecap).not.toHaveProperty('Catch');
    expect(machine.States.FailRecap!.Next).toBe('HowItEnded');
    expect(machine.States.HowItEnded).toMatchObject({ Choices: [{ Next: 'Refused' }], Default: 'Failed' });
  });
});

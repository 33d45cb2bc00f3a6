import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/errors.ts';
import { compileMachine } from '../../../../local/services/states/compile.ts';
import { functionArn, INVOKE, only, task } from './harness.ts';

const refusal = (definition: object): string => {
  try {
    compileMachine({ QueryLanguage: 'JSONata', ...definition });
  } catch (error) {
    if (error instanceof AppError && error.code === 'InvalidDefinition') return error.publicMessage;
    throw error;
  }
  return 'nothing';
};

/** All eight state types and every field that has a meaning here. */
const SAMPLE = {
  Comment: 'A sample',
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 300,
  StartAt: 'Ask',
  States: {
    Ask: {
      ...task('ask'),
      TimeoutSeconds: 20,
      HeartbeatSeconds: 10,
      Assign: { answer: '{% $states.result.Payload %}' },
      Retry: [
        {
          ErrorEquals: ['Lambda.TooManyRequestsException'],
          IntervalSeconds: 1,
          BackoffRate: 2,
          MaxAttempts: 5,
          JitterStrategy: 'FULL',
          MaxDelaySeconds: 30,
        },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 1 },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'Broken',
          Output: { error: '{% $states.errorOutput %}' },
          Assign: { failed: true },
        },
      ],
      Next: 'Look',
    },
    Look: {
      Type: 'Parallel',
      Arguments: { answer: '{% $answer %}' },
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', Output: { left: 1 }, End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Wait', Seconds: 1, End: true } } },
      ],
      Catch: [{ ErrorEquals: ['Odd'], Next: 'Broken' }],
      Next: 'Pick',
    },
    Pick: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input[0].left = 1 %}', Next: 'Each', Assign: { chosen: 1 } }],
      Default: 'Good',
    },
    Each: {
      Type: 'Map',
      Items: '{% [1, 2, 3] %}',
      ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
      MaxConcurrency: 2,
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'One',
        States: { One: { Type: 'Task', Resource: functionArn('one'), End: true } },
      },
      Next: 'Good',
    },
    Good: { Type: 'Succeed', Output: { done: true } },
    Broken: { Type: 'Fail', Error: '{% $states.input.error.Error %}', Cause: 'It broke.' },
  },
};

describe('compileMachine', () => {
  it('takes what an independent validator takes', () => {
    const { isValid, errorsText } = aslValidator(structuredClone(SAMPLE));
    expect(isValid, isValid ? '' : errorsText()).toBe(true);
    const machine = compileMachine(SAMPLE);
    expect([...machine.states.keys()]).toEqual(Object.keys(SAMPLE.States));
    expect(machine.timeoutSeconds).toBe(300);
  });

  it('refuses JSONPath, for the machine and for a state, by name', () => {
    expect(refusal({ QueryLanguage: 'JSONPath', ...only({ Type: 'Pass' }) })).toContain(
      '"Only" uses the query language JSONPath',
    );
    expect(refusal({ QueryLanguage: undefined, ...only({ Type: 'Pass' }) })).toContain(
      '"Only" uses the query language JSONPath',
    );
    expect(refusal(only({ Type: 'Pass', QueryLanguage: 'JSONPath' }))).toContain(
      '"Only" uses the query language JSONPath',
    );
    expect(refusal({ QueryLanguage: undefined, ...only({ Type: 'Pass', QueryLanguage: 'JSONata' }) })).toBe('nothing');
    expect(refusal({ QueryLanguage: 'SQL', ...only({ Type: 'Pass' }) })).toContain('"SQL" does not exist');
  });

  it.each([
    ['a JSONPath field', only({ Type: 'Pass', ResultPath: '$' }), 'unknown field "ResultPath"'],
    [
      'another integration',
      only({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem' }),
      'dynamodb:getItem" is not hosted',
    ],
    ['a callback task', only({ Type: 'Task', Resource: `${INVOKE}.waitForTaskToken` }), 'is not hosted'],
    [
      'another argument',
      only({ ...task('f'), Arguments: { FunctionName: 'f', InvocationType: 'Event' } }),
      '"InvocationType"',
    ],
    ['no function', only({ Type: 'Task', Resource: INVOKE, Arguments: {} }), 'need FunctionName'],
    ['an unknown type', only({ Type: 'Sleep' }), 'the type "Sleep" does not exist'],
    ['an inherited name as type', only({ Type: 'toString' }), 'the type "toString" does not exist'],
    ['no state at all', { StartAt: 'A', States: {} }, 'StartAt names "A"'],
    ['a null state', { StartAt: 'A', States: { A: null } }, 'the type undefined does not exist'],
    ['a lost target', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, 'leads to "B"'],
    [
      'an unreachable state',
      { StartAt: 'A', States: { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } } },
      '"B" cannot be reached',
    ],
    ['neither Next nor End', { StartAt: 'A', States: { A: { Type: 'Pass' } } }, 'either Next or End'],
    ['Next and End', only({ Type: 'Pass', Next: 'Only' }), 'either Next or End'],
    ['a Wait without a time', only({ Type: 'Wait' }), 'either Seconds or Timestamp'],
    [
      'States.ALL among others',
      only({ ...task('f'), Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] }),
      'must stand alone',
    ],
    [
      'States.ALL not last',
      only({ ...task('f'), Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
      'last rule of Retry',
    ],
    ['a syntax error', only({ Type: 'Pass', Output: { a: ['{% 1 + %}'] } }), 'field Output.a[0]: "1 +" is not JSONata'],
    ['half a mark', only({ Type: 'Pass', Output: '{% 1 + 1' }), 'begins with "{%" and ends with "%}"'],
    ['$eval', only({ Type: 'Pass', Output: '{% $eval("1") %}' }), 'has no $eval'],
    [
      'a distributed Map',
      only({ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'A', States: {} } }),
      'ProcessorConfig.Mode',
    ],
    ['a reserved variable', only({ Type: 'Pass', Assign: { states: 1 } }), '"states" is reserved'],
    ['a bad variable name', only({ Type: 'Pass', Assign: { 'a-b': 1 } }), 'Assign.a-b'],
    [
      'an outer variable assigned in a branch',
      {
        StartAt: 'A',
        States: {
          A: {
            Type: 'Parallel',
            Assign: { x: 1 },
            Branches: [{ StartAt: 'B', States: { B: { Type: 'Pass', Assign: { x: 2 }, End: true } } }],
            End: true,
          },
        },
      },
      '"x" belongs to an outer flow',
    ],
    [
      'a name used in two flows',
      only({ Type: 'Map', ItemProcessor: { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } } }),
      '"Only" exists twice',
    ],
  ])('refuses %s', (_, definition, message) => {
    expect(refusal(definition)).toContain(message);
  });
});

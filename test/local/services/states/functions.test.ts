import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../local/services/states/json.ts';
import { only, run } from './harness.ts';

const evaluate = async (expression: string, input: Json = {}) => {
  const { result } = await run(only({ Type: 'Pass', Output: `{% ${expression} %}` }), input);
  return result.status === 'SUCCEEDED' ? result.output : (result.error ?? null);
};
const ERROR = 'States.QueryEvaluationError';

describe('the functions of Step Functions', () => {
  it.each([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition(7, 2)', [[7]]],
    ['$partition([1], 0)', ERROR],
    ['$partition([1], 1.5)', ERROR],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$count($range(3, 1, 1))', 0],
    ['$range(1, 3)', [1, 2, 3]],
    ['$range(0, 1, 0)', ERROR],
    ['$range(0, 1000000, 1)', ERROR],
    ['$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'],
    ['$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['$hash("abc", "SHA-256")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$hash({"a":1}, "SHA-256") = $hash("{\\"a\\":1}", "SHA-256")', true],
    ['$hash("abc", "CRC")', ERROR],
    ['$parse("{\\"a\\":[1]}")', { a: [1] }],
    ['$parse("{")', ERROR],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$random()', 0.5],
    ['$uuid()', '88888888-8888-4888-8888-888888888888'],
    ['$partition($states.input.nothing, 2)', ERROR],
    ['$hash($states.input.nothing, "MD5")', ERROR],
    ['$parse($states.input.nothing)', ERROR],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  it('partitions so that the parts put together are the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { minLength: 2 }), fc.integer({ min: 1, max: 9 }), async (list, size) => {
        const parts = (await evaluate('$partition($states.input.list, $states.input.size)', {
          list,
          size,
        })) as number[][];
        expect(parts.flat()).toEqual(list);
        expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('hands any JSON through an expression unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(await evaluate('$states.input', plain)).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { parseHyperparameters } from '../../sagemaker/hyperparameters.ts';

describe('parseHyperparameters', () => {
  test('fills in what is absent', () => {
    expect(parseHyperparameters('{}')).toEqual({ seed: 20_261, version: 1 });
  });

  test('reads strings and leaves out what SageMaker adds', () => {
    const text =
      '{"k":"100","iterations":"5","seed":"1","version":"12","feature_dim":"11","sagemaker_region":"\\"x\\""}';
    expect(parseHyperparameters(text)).toEqual({ k: 100, iterations: 5, seed: 1, version: 12, feature_dim: 11 });
  });

  test.each([
    ['{', /not valid JSON/],
    ['[]', /Hyperparameters/],
    ['null', /Hyperparameters/],
    ['{"k":10}', /k has to be a string/],
    ['{"k":"many"}', /k has to be a whole number/],
    ['{"k":"0"}', /k has to be at least 1/],
    ['{"k":"1e3"}', /whole number/],
    ['{"iterations":"1001"}', /iterations has to be at most 1000/],
    ['{"feature_dim":"9"}', /feature_dim has to be at least 11/],
    ['{"epochs":"1"}', /epochs/],
  ])('refuses %s', (text, reason) => {
    expect(() => parseHyperparameters(text)).toThrow(
      expect.objectContaining({ code: 'InvalidHyperparameters', message: expect.stringMatching(reason) }),
    );
  });
});

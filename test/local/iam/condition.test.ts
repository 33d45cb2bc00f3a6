import { describe, expect, it } from 'vitest';
import { type Context, compileCondition } from '../../../local/iam/condition.ts';

function holds(operator: string, key: string, wanted: string[], context: Context): boolean {
  const condition = compileCondition(operator, key, wanted, (what) => {
    throw new Error(`unknown: ${what}`);
  });
  return condition(context);
}

const arn = 'arn:aws:events:us-east-1:123456789012:rule/uploaded';

describe('compileCondition', () => {
  it.each<[string, string, string[], Context, boolean]>([
    ['StringEquals', 's3:prefix', ['a', 'b'], { 's3:prefix': 'b' }, true],
    ['StringEquals', 's3:prefix', ['a'], { 's3:prefix': 'A' }, false],
    ['StringEqualsIgnoreCase', 's3:prefix', ['a'], { 's3:prefix': 'A' }, true],
    ['StringEquals', 's3:prefix', ['a'], {}, false],
    ['StringEqualsIfExists', 's3:prefix', ['a'], {}, true],
    ['StringEqualsIfExists', 's3:prefix', ['a'], { 's3:prefix': 'b' }, false],
    ['StringNotEquals', 's3:prefix', ['a', 'b'], { 's3:prefix': 'b' }, false],
    ['StringNotEquals', 's3:prefix', ['a', 'b'], { 's3:prefix': 'c' }, true],
    ['StringNotEquals', 's3:prefix', ['a'], {}, true],
    ['StringNotEqualsIgnoreCase', 's3:prefix', ['a'], { 's3:prefix': 'A' }, false],
    ['StringLike', 's3:prefix', ['uploads/*'], { 's3:prefix': 'uploads/u/r' }, true],
    ['StringLike', 's3:prefix', ['uploads/?'], { 's3:prefix': 'uploads/u/r' }, false],
    ['StringNotLike', 's3:prefix', ['uploads/*'], { 's3:prefix': 'derivatives/' }, true],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:events:*:*:rule/*'], { 'aws:SourceArn': arn }, true],
    ['ArnEquals', 'aws:SourceArn', [arn], { 'aws:SourceArn': arn }, true],
    ['ArnNotLike', 'aws:SourceArn', ['arn:aws:events:*:*:rule/*'], { 'aws:SourceArn': arn }, false],
    ['ArnNotEquals', 'aws:SourceArn', [arn], {}, true],
    ['Bool', 'aws:SecureTransport', ['false'], { 'aws:SecureTransport': 'true' }, false],
    ['Bool', 'AWS:secureTRANSPORT', ['true'], { 'aws:SecureTransport': 'true' }, true],
    ['Null', 's3:prefix', ['true'], {}, true],
    ['Null', 's3:prefix', ['false'], {}, false],
    ['Null', 's3:prefix', ['false'], { 's3:prefix': '' }, true],
    ['NumericLessThanEquals', 's3:max-keys', ['10'], { 's3:max-keys': '10' }, true],
    ['NumericLessThan', 's3:max-keys', ['10'], { 's3:max-keys': '10' }, false],
    ['NumericGreaterThan', 's3:max-keys', ['10'], { 's3:max-keys': '11' }, true],
    ['NumericGreaterThanEquals', 's3:max-keys', ['10'], { 's3:max-keys': 'many' }, false],
    ['NumericEquals', 's3:max-keys', ['10'], { 's3:max-keys': '' }, false],
    ['NumericNotEquals', 's3:max-keys', ['10'], { 's3:max-keys': '10.0' }, false],
    ['ForAnyValue:StringEquals', 's3:prefix', ['a'], { 's3:prefix': ['b', 'a'] }, true],
    ['ForAnyValue:StringEquals', 's3:prefix', ['a'], {}, false],
    ['ForAnyValue:StringNotEquals', 's3:prefix', ['a'], { 's3:prefix': ['b', 'a'] }, true],
    ['ForAnyValue:StringNotEquals', 's3:prefix', ['a'], {}, false],
    ['ForAnyValue:StringLikeIfExists', 's3:prefix', ['a*'], {}, true],
    ['ForAllValues:StringEquals', 's3:prefix', ['a', 'b'], { 's3:prefix': ['b', 'a'] }, true],
    ['ForAllValues:StringEquals', 's3:prefix', ['a'], { 's3:prefix': ['b', 'a'] }, false],
    ['ForAllValues:StringEquals', 's3:prefix', ['a'], {}, true],
  ])('%s of %s with %j in %j is %s', (operator, key, wanted, context, expected) => {
    expect(holds(operator, key, wanted, context)).toBe(expected);
  });

  it.each([
    ['DateLessThan', 's3:prefix', 'the condition operator DateLessThan'],
    ['ForAnyValue:Null', 's3:prefix', 'the condition operator ForAnyValue:Null'],
    ['toString', 's3:prefix', 'the condition operator toString'],
    ['StringEquals', 'dynamodb:LeadingKeys', 'the condition key dynamodb:LeadingKeys'],
  ])('refuses %s of %s by its name', (operator, key, what) => {
    expect(() => holds(operator, key, ['a'], {})).toThrow(what);
  });
});

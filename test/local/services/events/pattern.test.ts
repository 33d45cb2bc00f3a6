import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../local/services/events/pattern.ts';

const EVENT = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws:s3:::media', 'arn:aws:s3:::other'],
  detail: {
    bucket: { name: 'media' },
    object: { key: 'uploads/u/r/source', size: 1024, tags: [], empty: null },
    items: [{ kind: 'a' }, { kind: 'b' }],
    flag: true,
  },
};

describe('compilePattern', () => {
  it.each([
    ['an exact value', { source: ['aws.s3'] }, true],
    ['one of several', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['none of several', { source: ['aws.ec2'] }, false],
    ['all fields', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }, false],
    ['a value in a list of the event', { resources: ['arn:aws:s3:::other'] }, true],
    ['a nested value', { detail: { bucket: { name: ['media'] } } }, true],
    ['an object where a value is wanted', { detail: { bucket: ['media'] } }, false],
    ['a value where an object is wanted', { source: { name: ['aws.s3'] } }, false],
    ['objects in a list', { detail: { items: { kind: ['b'] } } }, true],
    ['null, true and numbers', { detail: { flag: [true], object: { empty: [null], size: [1024] } } }, true],
    ['a number is not its text', { detail: { object: { size: ['1024'] } } }, false],
    ['prefix', { detail: { object: { key: [{ prefix: 'uploads/' }] } } }, true],
    ['another prefix', { detail: { object: { key: [{ prefix: 'derivatives/' }] } } }, false],
    ['suffix', { detail: { object: { key: [{ suffix: '/source' }] } } }, true],
    ['prefix, ignoring case', { detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'UPLOADS' } }] } } }, true],
    ['suffix, ignoring case', { detail: { object: { key: [{ suffix: { 'equals-ignore-case': 'SOURCE' } }] } } }, true],
    ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }, true],
    ['prefix of a number', { detail: { object: { size: [{ prefix: '1' }] } } }, false],
    ['wildcard', { detail: { object: { key: [{ wildcard: 'uploads/*/source' }] } } }, true],
    ['wildcard that must end', { detail: { object: { key: [{ wildcard: 'uploads/*/sour' }] } } }, false],
    ['wildcard with other signs', { source: [{ wildcard: 'aws?s3' }] }, false],
    ['wildcard taken literally', { source: [{ wildcard: 'aws\\*' }] }, false],
    ['anything-but, unlike', { source: [{ 'anything-but': 'aws.ec2' }] }, true],
    ['anything-but, alike', { source: [{ 'anything-but': ['aws.ec2', 'aws.s3'] }] }, false],
    ['anything-but a number', { detail: { object: { size: [{ 'anything-but': 5 }] } } }, true],
    ['anything-but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    ['anything-but some suffixes', { source: [{ 'anything-but': { suffix: ['x', 'y'] } }] }, true],
    ['anything-but of what is missing', { nothing: [{ 'anything-but': 'a' }] }, false],
    ['exists', { detail: { bucket: { name: [{ exists: true }] } } }, true],
    ['exists of an object', { detail: { bucket: [{ exists: true }] } }, false],
    ['exists not', { detail: { bucket: { owner: [{ exists: false }] } } }, true],
    ['exists not, deep', { detail: { nowhere: { at: { all: [{ exists: false }] } } } }, true],
    ['exists not, though it does', { source: [{ exists: false }] }, false],
    ['numeric', { detail: { object: { size: [{ numeric: ['>', 1000, '<=', 1024] }] } } }, true],
    ['numeric, out of range', { detail: { object: { size: [{ numeric: ['<', 1024] }] } } }, false],
    ['numeric, equal', { detail: { object: { size: [{ numeric: ['=', 1024] }] } } }, true],
    ['numeric of a text', { source: [{ numeric: ['>=', 0] }] }, false],
    ['$or, one of them', { $or: [{ source: ['x'] }, { detail: { flag: [true] } }] }, true],
    ['$or, none', { $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
    ['$or beside a field', { source: ['aws.ec2'], $or: [{ detail: { flag: [true] } }, { source: ['y'] }] }, false],
    ['$or further down', { detail: { $or: [{ flag: [false] }, { bucket: { name: ['media'] } }] } }, true],
    ['an inherited name', { toString: [{ exists: false }] }, true],
  ])('%s', (_, pattern, fits) => {
    expect(compilePattern(pattern)(EVENT)).toBe(fits);
  });

  it.each([
    [null, 'is an object'],
    [{}, 'is not empty'],
    [{ source: 'aws.s3' }, 'source: a pattern is an object'],
    [{ source: [] }, 'the list of values is empty'],
    [{ source: [['a']] }, 'must not be a list'],
    [{ source: [{}] }, 'has one operator'],
    [{ source: [{ prefix: 'a', suffix: 'b' }] }, 'has one operator'],
    [{ source: [{ cidr: '10.0.0.0/8' }] }, 'the operator cidr is not hosted'],
    [{ source: [{ toString: 'x' }] }, 'the operator toString is not hosted'],
    [{ source: [{ prefix: 1 }] }, 'prefix needs a text'],
    [{ source: [{ exists: 'yes' }] }, 'true or false'],
    [{ a: { b: [{ numeric: ['>'] }] } }, 'a.b: numeric needs'],
    [{ a: [{ numeric: ['~', 1] }] }, 'a comparison sign'],
    [{ a: [{ 'anything-but': [] }] }, 'needs values'],
    [{ a: [{ 'anything-but': {} }] }, 'has one operator'],
    [{ $or: [{ a: ['b'] }] }, 'at least two'],
  ])('refuses %j', (pattern, why) => {
    expect(() => compilePattern(pattern)).toThrow(why);
  });
});

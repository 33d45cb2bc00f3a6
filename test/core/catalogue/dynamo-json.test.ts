import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DynamoJsonValue, toDynamoJsonLine, toDynamoJsonLines } from '../../../core/catalogue/dynamo-json.ts';
import { AppError } from '../../../core/errors.ts';

test('wraps each value in its type, an item a line', () => {
  const item = {
    pk: 'v1#c0',
    n: -1.5,
    data: Uint8Array.of(0, 255, 1),
    yes: true,
    no: null,
    list: ['a', 2],
    map: { b: '' },
  };
  expect(toDynamoJsonLines([item, { pk: 'x' }])).toBe(
    '{"Item":{"pk":{"S":"v1#c0"},"n":{"N":"-1.5"},"data":{"B":"AP8B"},"yes":{"BOOL":true},"no":{"NULL":true},' +
      '"list":{"L":[{"S":"a"},{"N":"2"}]},"map":{"M":{"b":{"S":""}}}}}\n{"Item":{"pk":{"S":"x"}}}\n',
  );
});

function unwrap(value: DynamoJsonValue): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  if ('B' in value) return new Uint8Array(Buffer.from(value.B, 'base64'));
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if ('L' in value) return value.L.map(unwrap);
  return Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, unwrap(inner)]));
}

test('nothing is lost', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  fc.assert(
    fc.property(value, (value) => {
      const line = JSON.parse(toDynamoJsonLine({ pk: 'k', value }));
      expect(unwrap({ M: line.Item })).toEqual({ pk: 'k', value });
    }),
  );
});

test('a binary value may be as large as a block', () => {
  const data = Uint8Array.from({ length: 380_000 }, (_, i) => i % 251);
  const line = JSON.parse(toDynamoJsonLine({ data }));
  expect(Buffer.from(line.Item.data.B, 'base64').equals(data)).toBe(true);
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [() => 1]])('refuses %s', (value) => {
  expect(() => toDynamoJsonLine({ value })).toThrow(AppError);
});

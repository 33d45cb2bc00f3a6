import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileInput } from '../../../../local/services/events/target-input.ts';

const FACTS = { ruleArn: 'arn:rule', ruleName: 'rule', ingestionTime: '2026-01-01T00:00:00.000Z' };
const EVENT = { id: 'e', detail: { name: 'a "quoted" name', size: 5, list: [1, { x: 2 }], 'with-dash': true } };

const transform = (template: string, paths: Record<string, string> = {}, event: object = EVENT) =>
  compileInput({ InputTransformer: { InputPathsMap: paths, InputTemplate: template } })(event, FACTS);

describe('compileInput', () => {
  it('gives the whole event, a part of it or a constant', () => {
    expect(compileInput({})(EVENT, FACTS)).toBe(EVENT);
    expect(compileInput({ InputPath: '$' })(EVENT, FACTS)).toBe(EVENT);
    expect(compileInput({ InputPath: "$.detail.list[1]['x']" })(EVENT, FACTS)).toBe(2);
    expect(compileInput({ InputPath: '$.detail.with-dash' })(EVENT, FACTS)).toBe(true);
    expect(compileInput({ InputPath: '$.detail.nothing.more' })(EVENT, FACTS)).toBe(null);
    expect(compileInput({ Input: '{"fixed":1}' })(EVENT, FACTS)).toEqual({ fixed: 1 });
  });

  it('puts values into a template, as JSON outside quotes and as text within', () => {
    const paths = { name: '$.detail.name', size: '$.detail.size', list: '$.detail.list', none: '$.detail.none' };
    expect(transform('{"n":<name>,"s":<size>,"l":<list>,"t":"<size>: <name>","x":<none>,"y":"<none>"}', paths)).toEqual(
      {
        n: EVENT.detail.name,
        s: 5,
        l: [1, { x: 2 }],
        t: '5: a "quoted" name',
        x: null,
        y: '',
      },
    );
    expect(transform('"<list> of <aws.events.rule-name>"', paths)).toBe('[1,{"x":2}] of rule');
    expect(transform('{"a\\"<name>":<aws.events.event>, "at": "<aws.events.event.ingestion-time>"}', paths)).toEqual({
      'a"a "quoted" name': EVENT,
      at: FACTS.ingestionTime,
    });
  });

  it('keeps any text whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const event = { detail: { name } };
        expect(transform('{"a":<name>,"b":"-<name>-"}', { name: '$.detail.name' }, event)).toEqual({
          a: name,
          b: `-${name}-`,
        });
      }),
    );
  });

  it.each([
    [{ InputPath: 'detail' }, 'cannot be read'],
    [{ InputPath: '$..x' }, 'cannot be read'],
    [{ Input: '{' }, 'does not give JSON'],
    [{ InputTransformer: { InputPathsMap: {}, InputTemplate: '<who>' } }, 'names <who>'],
  ])('refuses %j', (source, why) => {
    expect(() => compileInput(source)).toThrow(why);
  });

  it('refuses a template that gives no JSON when it is used', () => {
    expect(() => transform('plain <n>', { n: '$.detail.size' })).toThrow('does not give JSON');
  });
});

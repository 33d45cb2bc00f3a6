import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesArn, matchesWildcard } from '../../../local/iam/wildcard.ts';

/** The definition itself, tried out. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return fits(pattern.slice(1), text) || (text !== '' && fits(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && fits(pattern.slice(1), text.slice(1));
}

describe('matchesWildcard', () => {
  it('decides as the definition does', () => {
    const few = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength });
    fc.assert(
      fc.property(few('ab*?', 8), few('ab*', 10), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(fits(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes every text for itself and for a star', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*?]/.test(text)),
        (text) => {
          expect(matchesWildcard(text, text) && matchesWildcard('*', text) && matchesWildcard(`${text}*`, text)).toBe(
            true,
          );
          expect(matchesWildcard(`${text}?`, text)).toBe(false);
        },
      ),
    );
  });

  it('stays quick for a pattern made to be slow', () => {
    expect(matchesWildcard('*a'.repeat(200), `${'a'.repeat(20_000)}b`)).toBe(false);
  });
});

describe('matchesArn', () => {
  it('keeps a wildcard within its part of the ARN', () => {
    expect(matchesArn('arn:aws:states:*:1:stateMachine:*', 'arn:aws:states:us-east-1:1:stateMachine:recap')).toBe(true);
    expect(matchesArn('arn:aws:states:*:recap', 'arn:aws:states:us-east-1:1:stateMachine:recap')).toBe(false);
    expect(matchesArn('arn:aws:s3:::media/*', 'arn:aws:s3:::media/a:b')).toBe(true);
  });

  it('matches nothing that is no ARN', () => {
    expect(matchesArn('*', 'arn:aws:s3:::media')).toBe(false);
    expect(matchesArn('arn:*', 'arn:aws:s3:::media')).toBe(false);
    expect(matchesArn('arn:aws:s3:::*', 'media')).toBe(false);
  });
});

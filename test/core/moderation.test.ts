import { describe, expect, it } from 'vitest';
import { judgeModeration, type ModerationLabel, REFUSAL_SENTENCE } from '../../core/moderation.ts';

const label = (name: string, confidence: number, ...parents: string[]): ModerationLabel => ({
  name,
  confidence,
  parents,
});

describe('judgeModeration', () => {
  it('allows a photo in which nothing was noticed', () => {
    expect(judgeModeration([])).toEqual({ refused: false, reasons: [] });
  });

  it.each([
    ['Explicit', 0.85],
    ['Explicit Nudity', 0.9],
    ['Graphic Violence', 0.9],
    ['Blood & Gore', 0.95],
    ['Death and Emaciation', 1],
    ['Hate Symbols', 0.85],
  ])('refuses %s at %f', (category, confidence) => {
    expect(judgeModeration([label(category, confidence)]).refused).toBe(true);
    expect(judgeModeration([label('Something below it', confidence, category)]).refused).toBe(true);
  });

  it('asks for more certainty with violence than with nudity', () => {
    expect(judgeModeration([label('Graphic Violence', 0.89)]).refused).toBe(false);
    expect(judgeModeration([label('Explicit', 0.84)]).refused).toBe(false);
  });

  it.each(['Weapons', 'Smoking', 'Swimwear or Underwear', 'Alcohol', 'constructor'])('lets %s pass', (name) => {
    expect(judgeModeration([label(name, 1)]).refused).toBe(false);
  });

  it('passes on everything that was noticed, refused or not', () => {
    const labels = [label('Weapons', 0.7, 'Violence'), label('Explicit', 0.99)];
    expect(judgeModeration(labels)).toEqual({
      refused: true,
      reasons: [
        { name: 'Weapons', confidence: 0.7 },
        { name: 'Explicit', confidence: 0.99 },
      ],
    });
    expect(REFUSAL_SENTENCE).toMatch(/^We cannot .*Nothing of it was kept\.$/);
  });
});

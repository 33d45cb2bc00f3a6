import { describe, expect, test } from 'vitest';
import { faintLabels } from '../../../../local/engines/vision/faint.ts';
import { IMAGENET_CLASSES } from '../../../../local/engines/vision/imagenet-classes.ts';

const GOLDEN_RETRIEVER = 208;
const LAKESIDE = 976;

function probabilities(likely: Record<number, number>): number[] {
  return IMAGENET_CLASSES.map((_, index) => likely[index] ?? 1e-7);
}

describe('faint labels', () => {
  test('name a class with its broader labels, nearest first', () => {
    const [dog] = faintLabels(probabilities({ [GOLDEN_RETRIEVER]: 0.9 }));
    expect(dog).toMatchObject({ name: 'Golden Retriever', categories: ['Animals and Pets'], instances: [] });
    expect(dog!.parents.indexOf('Dog')).toBeLessThan(dog!.parents.indexOf('Animal'));
  });

  test('stay below what may be named, however sure the network is, and leave out the unlikely', () => {
    const labels = faintLabels(probabilities({ [GOLDEN_RETRIEVER]: 1, [LAKESIDE]: 0.3 }));
    expect(labels.map(({ name }) => name)).toEqual(['Golden Retriever', 'Lakeside']);
    expect(labels[0]!.confidence).toBeLessThan(35);
    expect(labels[1]!.confidence).toBeLessThan(labels[0]!.confidence);
  });

  test('never name the background', () => {
    expect(faintLabels(probabilities({ 0: 1 })).map(({ name }) => name)).not.toContain('');
  });
});

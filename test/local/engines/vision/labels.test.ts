import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COCO_LABELS, isAnimal, isPerson } from '../../../../local/engines/vision/coco-labels.ts';
import { believable, calibrate, toLabels } from '../../../../local/engines/vision/labels.ts';
import { overlap, readDetections, type SeenObject } from '../../../../local/engines/vision/objects.ts';

const coco = (name: string) => COCO_LABELS.findIndex((label) => label.name === name);
const seen = (name: string, score: number, size = 0.3): SeenObject => ({
  coco: coco(name),
  score,
  box: { left: 0.1, top: 0.1, width: size, height: size },
});

describe('COCO labels', () => {
  test('there are eighty, each with its own name', () => {
    expect(new Set(COCO_LABELS.map(({ name }) => name)).size).toBe(80);
    expect(COCO_LABELS[16]).toEqual({
      name: 'Dog',
      parents: ['Pet', 'Canine', 'Mammal', 'Animal'],
      category: 'Animals and Pets',
    });
    expect(isPerson(coco('Person'))).toBe(true);
    expect(COCO_LABELS.filter((_, index) => isAnimal(index))).toHaveLength(10);
    expect(isAnimal(-1)).toBe(false);
  });
});

describe('detections', () => {
  test('boxes are shares of the picture, weak and doubled ones are dropped', () => {
    const values = new Float32Array([
      ...[51.2, 0, 256, 512, 0.6, 16],
      ...[51.2, 0, 256, 500, 0.5, 16],
      ...[51.2, 0, 256, 512, 0.5, 0],
      ...[0, 0, 10, 10, 0.1, 3],
      ...[20, 20, 20, 40, 0.9, 3],
    ]);
    const found = readDetections(values);
    expect(found.map(({ coco: kind }) => kind)).toEqual([16, 0]);
    expect(found[0]!.box.left).toBeCloseTo(0.1);
    expect(found[0]!.box.width).toBeCloseTo(0.4);
    expect(found[0]!.box.height).toBe(1);
  });

  test('overlap is 1 with itself, 0 apart, symmetric', () => {
    const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    const box = fc.record({ left: share, top: share, width: share, height: share });
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(overlap(a, a)).toBeCloseTo(1);
        expect(overlap(a, b)).toBeCloseTo(overlap(b, a));
        expect(overlap(a, { ...b, left: a.left + a.width })).toBe(0);
      }),
    );
  });

  test('a sheep-sized rock, a bird in the reeds and a faint thing are not believed; a flock is', () => {
    const weak = [seen('Sheep', 0.5, 0.05), seen('Bird', 0.42), seen('Vase', 0.4), seen('Person', 0.38)];
    expect(believable(weak)).toEqual([seen('Person', 0.38)]);
    const flock = [seen('Bird', 0.4), seen('Bird', 0.39), seen('Bird', 0.38)];
    expect(believable(flock)).toEqual(flock);
    const bowls = [seen('Bowl', 0.6), seen('Bowl', 0.4), seen('Bowl', 0.39)];
    expect(believable(bowls)).toEqual(bowls);
  });
});

describe('labels', () => {
  test('confidence rises with the score and stays a percentage', () => {
    const score = fc.double({ min: 0.38, max: 1, noNaN: true });
    fc.assert(
      fc.property(score, score, fc.integer({ min: 0, max: 79 }), (a, b, kind) => {
        const [low, high] = [calibrate(kind, Math.min(a, b)), calibrate(kind, Math.max(a, b))];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(50);
        expect(high).toBeLessThan(100);
      }),
    );
    expect(calibrate(16, 0)).toBe(50);
    expect(calibrate(16, 2)).toBe(99.5);
  });

  test('parents are labels too, the broader animal label is the surer one', () => {
    const labels = toLabels([seen('Dog', 0.5), seen('Dog', 0.7)], []);
    const dog = labels.find(({ name }) => name === 'Dog')!;
    const animal = labels.find(({ name }) => name === 'Animal')!;
    expect(dog.instances).toHaveLength(2);
    expect(dog.confidence).toBe(calibrate(16, 0.7));
    expect(animal.confidence).toBeGreaterThan(dog.confidence);
    expect(animal.instances).toEqual([]);
    expect(labels.find(({ name }) => name === 'Canine')!.parents).toEqual(['Mammal', 'Animal']);
    const confidences = labels.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  });

  test('two persons are people, eight a crowd', () => {
    const names = (count: number) =>
      toLabels(
        Array.from({ length: count }, () => seen('Person', 0.6)),
        [],
      ).map(({ name }) => name);
    expect(names(1)).toEqual(['Person']);
    expect(names(2)).toEqual(['Person', 'People']);
    expect(names(8)).toContain('Crowd');
  });

  test('a scene hint brings its parents and joins a label that is there', () => {
    const hint = { name: 'Sky', confidence: 60, parents: ['Nature', 'Outdoors'], category: 'Nature and Outdoors' };
    expect(toLabels([], [hint]).map(({ name }) => name)).toEqual(['Sky', 'Nature', 'Outdoors']);
  });
});

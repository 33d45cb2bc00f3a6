import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookupLabel } from '../../../../core/lexicon/index.ts';
import { settleAnimals } from '../../../../local/engines/vision/animals.ts';
import { COCO_LABELS } from '../../../../local/engines/vision/coco-labels.ts';
import { deduce } from '../../../../local/engines/vision/deduce.ts';
import { IMAGENET_LABELS } from '../../../../local/engines/vision/imagenet-labels.ts';
import { LABEL_KINDS } from '../../../../local/engines/vision/label-kinds.ts';
import { LABELER_LABELS } from '../../../../local/engines/vision/labeler-labels.ts';
import { toLabels } from '../../../../local/engines/vision/labels.ts';
import { softmax } from '../../../../local/engines/vision/small-models.ts';

/** Probabilities of single ImageNet classes, and the labeler's scores by name. */
const scores = (imagenet: Record<number, number>, labeler: Record<string, number> = {}) => ({
  labeler: new Map(Object.entries(labeler)),
  imagenet: Array.from({ length: 1001 }, (_, index) => imagenet[index] ?? 0),
});
const names = (labels: readonly { name: string }[]) => labels.map(({ name }) => name);

/** Every name that an engine can give: own labels, their parents, counts of people and scene hints. */
const EMITTED = [
  ...[...LABEL_KINDS.values()].flatMap((kind) => [
    kind,
    ...kind.parents.map((name) => LABEL_KINDS.get(name) ?? { name, parents: [], category: kind.category }),
  ]),
  ...['People', 'Crowd'].map((name) => ({ name, parents: ['Person'], category: 'Person Description' })),
  ...['Sky', 'Sunset', 'Night', 'Grass', 'Vegetation', 'Forest', 'Snow'].map((name) => ({
    name,
    parents: [],
    category: 'Nature and Outdoors',
  })),
];

describe('the tables', () => {
  test('every label of a model has a kind, and no class is out of range', () => {
    for (const { name, least, classes } of IMAGENET_LABELS) {
      expect(LABEL_KINDS.has(name), name).toBe(true);
      expect(least).toBeGreaterThan(0);
      expect(new Set(classes).size, name).toBe(classes.length);
      for (const one of classes) expect(one > 0 && one <= 1000, `${name} ${one}`).toBe(true);
    }
    expect(new Set(names(IMAGENET_LABELS)).size).toBe(IMAGENET_LABELS.length);
    for (const { name } of LABELER_LABELS.values()) expect(LABEL_KINDS.has(name), name).toBe(true);
    for (const { name } of COCO_LABELS) expect(LABEL_KINDS.has(name), name).toBe(true);
  });

  test('the lexicon knows every label that the engines can give, by its own name', () => {
    const unknown = EMITTED.filter(
      ({ name, parents, category }) => lookupLabel({ name, parents, categories: [category] }).source !== 'name',
    );
    expect(names(unknown)).toEqual([]);
  });
});

describe('softmax', () => {
  test('is a distribution that keeps the order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 50 }), (logits) => {
        const probabilities = softmax(logits);
        expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
        expect(probabilities.indexOf(Math.max(...probabilities))).toBe(logits.indexOf(Math.max(...logits)));
      }),
    );
    expect(softmax([58, 58])).toEqual([0.5, 0.5]);
  });
});

describe('what is deduced', () => {
  test('neighbouring classes add up: a seashore and a sandbar are a beach by the water', () => {
    expect(names(deduce(scores({ 979: 0.49, 978: 0.33 }), false))).toEqual(['Nature', 'Water', 'Coast', 'Beach']);
    expect(names(deduce(scores({ 153: 0.3, 208: 0.3, 220: 0.2 }), false))).toEqual(['Mammal', 'Canine', 'Dog']);
  });

  test('confidence rises with the evidence and stays a percentage', () => {
    const at = (share: number) => deduce(scores({ 971: share }), false).find(({ name }) => name === 'Mountain');
    expect(at(0.4)).toBeUndefined();
    expect(at(0.6)!.confidence).toBeLessThan(at(0.9)!.confidence);
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1001, maxLength: 1001 }), (raw) => {
        const total = raw.reduce((sum, one) => sum + one, 0) || 1;
        for (const { confidence } of deduce({ labeler: new Map(), imagenet: raw.map((one) => one / total) }, true)) {
          expect(confidence).toBeGreaterThanOrEqual(50);
          expect(confidence).toBeLessThan(100);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('beside a person only what is nearly certain is an animal or a thing', () => {
    const seals = scores({ 151: 0.82, 4: 0.02 });
    expect(names(deduce(seals, false))).toContain('Sea Lion');
    expect(names(deduce(seals, true))).not.toContain('Sea Lion');
    expect(names(deduce(scores({ 151: 0.82 }, { Person: 0.9 }), false))).not.toContain('Sea Lion');
  });

  test('a nappy and a cradle are a baby where somebody is, and nothing where nobody is', () => {
    expect(names(deduce(scores({ 530: 0.4, 517: 0.3 }), true))).toEqual(['Baby']);
    expect(deduce(scores({ 530: 0.4, 517: 0.3 }), false)).toEqual([]);
  });

  test('one network vetoes the other, or confirms it, or knows nothing of the kind', () => {
    expect(deduce(scores({ 717: 0.9 }, { Bridge: 0.93 }), false)).toEqual([]);
    expect(names(deduce(scores({ 840: 0.4 }, { Bridge: 0.93 }), false))).toEqual(['Bridge']);
    expect(names(deduce(scores({ 135: 0.9 }, { Swan: 0.54 }), false))).toContain('Swan');
    expect(names(deduce(scores({}, { Sculpture: 0.9 }), false))).toEqual(['Sculpture']);
    expect(deduce(scores({}, { Sculpture: 0.57, Plant: 0.4, Glove: 1, 'T-shirt': 1 }), false)).toEqual([]);
  });

  test('rocks are no buildings', () => {
    expect(names(deduce(scores({ 699: 0.3 }, { Building: 0.93 }), false))).toEqual(['Building']);
    expect(names(deduce(scores({ 699: 0.12, 973: 0.72 }, { Building: 0.93 }), false))).toEqual(['Nature', 'Cliff']);
    expect(deduce(scores({ 699: 0.3 }, { Building: 0.7 }), false)).toEqual([]);
  });

  test('candles on a cake are a birthday; a balloon of the air is no toy', () => {
    const cake = deduce(scores({ 471: 0.9, 928: 0.1 }, { Cake: 0.9 }), false);
    expect(names(cake)).toContain('Birthday');
    expect(names(deduce(scores({ 418: 0.99 }, { Balloon: 0.96 }), false))).toEqual(['Hot Air Balloon']);
  });
});

describe('two models about animals', () => {
  const label = (name: string, confidence: number) => ({ name, confidence });
  const standing = (detected: object, deduced: object) => {
    const list = (side: object) => Object.entries(side).map(([name, confidence]) => label(name, confidence));
    const animals = settleAnimals(list(detected), list(deduced));
    return [...Object.keys(detected), ...Object.keys(deduced)].filter(animals.stands);
  };

  test('the surer one is right, a box is worth a little more, broad names always stand', () => {
    expect(standing({ Bear: 81 }, { Canine: 96, Mammal: 96 })).toEqual(['Canine', 'Mammal']);
    expect(standing({ Sheep: 84 }, { Dog: 85, Canine: 88 })).toEqual(['Sheep']);
    expect(standing({ Cow: 62 }, { Goat: 96, Dog: 88 })).toEqual(['Goat']);
  });

  test('kinds of one another agree, and detections stand side by side', () => {
    expect(standing({ Bird: 62 }, { Duck: 96 })).toEqual(['Bird', 'Duck']);
    expect(standing({ Dog: 70, Cat: 90 }, { Dog: 72 })).toEqual(['Dog', 'Cat', 'Dog']);
    expect(standing({}, {})).toEqual([]);
  });

  test('a fallen name takes its parents along, except those that are true either way', () => {
    const bear = { coco: 21, score: 0.57, box: { left: 0.1, top: 0.1, width: 0.5, height: 0.5 } };
    const labels = names(toLabels([bear], [], [label('Wolf', 96)]));
    expect(labels).toEqual(expect.arrayContaining(['Wolf', 'Canine', 'Mammal', 'Animal', 'Wildlife']));
    expect(labels).not.toContain('Bear');
  });
});

describe('all together', () => {
  test('a label seen twice keeps its boxes and the surer confidence; twenty at most', () => {
    const dog = { coco: 16, score: 0.5, box: { left: 0.1, top: 0.1, width: 0.5, height: 0.5 } };
    const labels = toLabels([dog], [], [{ name: 'Dog', confidence: 96 }]);
    expect(labels.filter(({ name }) => name === 'Dog')).toMatchObject([
      { confidence: 96, instances: [{ box: dog.box }] },
    ]);
    const all = [...LABEL_KINDS.keys()].map((name) => ({ name, confidence: 90 }));
    expect(toLabels([], [], all)).toHaveLength(20);
  });
});

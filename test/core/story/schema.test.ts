import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingSchema, storySchema } from '../../../core/contracts/pipeline.ts';
import { type AudioFeatures, FEATURE_RANGES, FEATURES, normaliseFeature } from '../../../core/features.ts';
import { readMood } from '../../../core/mood.ts';
import { countWords } from '../../../core/story/grammar.ts';
import { applyModelReading, MODEL_STORY_SCHEMA, parseModelStory, shortTitle } from '../../../core/story/schema.ts';
import { arbitraryFeatures, arbitraryWeights } from '../arbitraries.ts';
import { seen } from '../seen-examples.ts';

const sentences = (count: number) =>
  Array.from({ length: count }, () => 'This is a sentence of just eight words.').join(' ');
const each = (value: number) => Object.fromEntries(FEATURES.map((feature) => [feature, value]));
const ANSWER = {
  title: 'A Good Day',
  story: sentences(10),
  moodWord: 'Warm',
  features: { ...each(0.5), tempo: 110, loudness: -9 },
  weights: each(1),
  explicit: null,
  narrationScript: sentences(7),
};

describe('parseModelStory', () => {
  test('takes an answer of the schema, as an object or as text', () => {
    const answer = parseModelStory(ANSWER, 'en');
    expect(storySchema.parse(answer.story)).toMatchObject({
      title: 'A Good Day',
      writtenBy: 'model',
      text: ANSWER.story,
    });
    expect(answer).toMatchObject({ moodWord: 'warm', explicit: null, features: { tempo: 110 } });
    expect(parseModelStory(JSON.stringify(ANSWER), 'en')).toEqual(answer);
  });

  test('clamps numbers to their ranges', () => {
    const { features, weights } = parseModelStory(
      {
        ...ANSWER,
        features: { ...each(7), loudness: -900 },
        weights: { ...each(-4), energy: 99 },
      },
      'en',
    );
    expect(features).toMatchObject({ energy: 1, tempo: 40, loudness: -40 });
    expect(weights).toMatchObject({ energy: 3, valence: 0 });
  });

  test('ends what is too long with its last whole sentence that fits', () => {
    const { story } = parseModelStory(
      {
        ...ANSWER,
        story: sentences(40),
        narrationScript: sentences(30),
        title: `${'word '.repeat(30)}`,
      },
      'en',
    );
    expect(countWords(story.text)).toBe(120);
    expect(countWords(story.script)).toBe(80);
    expect(story.text).toMatch(/words\.$/);
    expect(story.title.length).toBeLessThanOrEqual(60);
  });

  test('leaves the numbers of another language to its voice', () => {
    const { story } = parseModelStory({ ...ANSWER, narrationScript: `Es war 1999. ${sentences(5)}` }, 'de');
    expect(story.script).toContain('1999');
    expect(story.language).toBe('de');
  });

  test('makes the script speakable', () => {
    const { story } = parseModelStory(
      { ...ANSWER, narrationScript: `It is 5 o'clock 🎉 (really). ${sentences(5)}` },
      'en',
    );
    expect(story.script).toContain("It is five o'clock.");
  });

  test.each([
    ['no object', null],
    ['no JSON', 'nonsense'],
    ['a missing field', { ...ANSWER, weights: undefined }],
    ['an unknown field', { ...ANSWER, more: 1 }],
    ['a word for a number', { ...ANSWER, features: { ...ANSWER.features, energy: 'high' } }],
    ['not a number', { ...ANSWER, features: { ...ANSWER.features, energy: Number.NaN } }],
    ['a short story', { ...ANSWER, story: sentences(3) }],
    ['a short script', { ...ANSWER, narrationScript: 'Hello.' }],
    ['an empty title', { ...ANSWER, title: '  ' }],
  ])('refuses %s with a sentence for a person', (_, answer) => {
    expect(() => parseModelStory(answer, 'en')).toThrow(
      expect.objectContaining({ code: 'ModelAnswerUnusable', status: 502 }),
    );
  });

  test('throws nothing else, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => parseModelStory(value, 'en')).toThrow(expect.objectContaining({ code: 'ModelAnswerUnusable' }));
      }),
    );
  });
});

describe('MODEL_STORY_SCHEMA', () => {
  test('is strict: every property required, no others, at every level', () => {
    const check = (schema: {
      type?: unknown;
      properties?: object;
      required?: readonly string[];
      additionalProperties?: boolean;
    }) => {
      if (schema.type !== 'object') return;
      expect(schema.additionalProperties).toBe(false);
      expect([...schema.required!].sort()).toEqual(Object.keys(schema.properties!).sort());
      for (const inner of Object.values(schema.properties!)) check(inner);
    };
    check(MODEL_STORY_SCHEMA);
    expect(Object.keys(MODEL_STORY_SCHEMA.properties)).toEqual(Object.keys(ANSWER));
  });
});

describe('shortTitle', () => {
  test.each([
    ['"Quoted"', 'Quoted'],
    ['a  b', 'a b'],
    ['""', 'Untitled'],
    ['x'.repeat(80), 'x'.repeat(60)],
  ])('%j gives %j', (title, expected) => {
    expect(shortTitle(title)).toBe(expected);
  });
});

describe('applyModelReading', () => {
  const reading = readMood(seen('Dog, Couch'));
  const sensitive = readMood(seen('Dog', 'the last walk with our old dog'));
  const answer = {
    moodWord: 'warm',
    features: reading.target.features,
    weights: reading.target.weights,
    explicit: null,
  };

  test('moves each feature by at most a fifth of its range and stays in the contract', () => {
    fc.assert(
      fc.property(arbitraryFeatures, arbitraryWeights, (features, weights) => {
        const applied = readingSchema.parse(applyModelReading(reading, { ...answer, features, weights }));
        for (const feature of FEATURES) {
          const own = normaliseFeature(feature, reading.target.features[feature]);
          const moved = normaliseFeature(feature, applied.target.features[feature]);
          const wanted = normaliseFeature(feature, features[feature]);
          expect(Math.abs(moved - own)).toBeLessThanOrEqual(0.2 + 1e-9);
          if (Math.abs(wanted - own) <= 0.2) expect(moved).toBeCloseTo(wanted, 9);
        }
      }),
    );
  });

  test('weights meet halfway', () => {
    const weights = { ...reading.target.weights, energy: 3 };
    expect(applyModelReading(reading, { ...answer, weights }).target.weights.energy).toBeCloseTo(
      (reading.target.weights.energy + 3) / 2,
    );
  });

  test('never lifts a sensitive moment', () => {
    const bright = Object.fromEntries(
      FEATURES.map((feature) => [feature, FEATURE_RANGES[feature].max]),
    ) as AudioFeatures;
    const { features } = applyModelReading(sensitive, { ...answer, features: bright }).target;
    for (const feature of ['valence', 'energy', 'danceability', 'tempo', 'loudness'] as const) {
      expect(features[feature]).toBeLessThanOrEqual(sensitive.target.features[feature]);
    }
    const darker = { ...sensitive.target.features, valence: 0 };
    expect(applyModelReading(sensitive, { ...answer, features: darker }).target.features.valence).toBeLessThan(
      sensitive.target.features.valence,
    );
  });

  test('explicit songs can only become less wanted', () => {
    expect(applyModelReading(reading, { ...answer, explicit: true }).target.explicit).toBeNull();
    expect(applyModelReading(reading, { ...answer, explicit: false }).target.explicit).toBe(false);
    expect(applyModelReading(sensitive, { ...answer, explicit: true }).target.explicit).toBe(false);
  });

  test('takes a known mood word that fits, and a gentle one only where it is sensitive', () => {
    const word = (from: typeof reading, moodWord: string) => applyModelReading(from, { ...answer, moodWord }).mood.word;
    expect(word(reading, 'contented')).toBe('contented');
    expect(word(reading, 'furious')).toBe(reading.mood.word);
    expect(word(reading, 'quuxish')).toBe(reading.mood.word);
    expect(word(sensitive, 'downcast')).toBe(sensitive.mood.word);
    expect(word(sensitive, 'melancholy')).toBe('melancholy');
  });
});

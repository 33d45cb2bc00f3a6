import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Label, readingSchema } from '../../core/contracts/pipeline.ts';
import { lexiconEntries } from '../../core/lexicon/index.ts';
import { feltIn, readMood } from '../../core/mood.ts';
import { boxes, face, label, PLAIN_LIGHT, seen } from './seen-examples.ts';

function themesOf(list: string, caption: string | null = null): string[] {
  return readMood(seen(list, caption)).target.themes.map(({ theme }) => theme);
}

const TEN_PHOTOS = [
  'Dog, Couch, Person',
  'Beach, Sea, Sky',
  'City, Night, Car',
  'Person, Chair, Laptop',
  'Cake, Candle, Balloon',
  'Cemetery, Tree, Grass',
  'Mountain, Snow, Sky',
  'Concert, Crowd, Stage',
  'Rain, Umbrella, Street',
  'Cat, Bed',
];

describe('readMood', () => {
  test('ten different photos get ten different moods and targets, spread over the plane', () => {
    const readings = TEN_PHOTOS.map((list) => readMood(seen(list)));
    expect(new Set(readings.map(({ target }) => JSON.stringify(target.features))).size).toBe(10);
    expect(new Set(readings.map(({ mood }) => mood.word)).size).toBeGreaterThanOrEqual(7);
    const valences = readings.map(({ mood }) => mood.valence);
    const energies = readings.map(({ mood }) => mood.energy);
    expect(Math.max(...valences) - Math.min(...valences)).toBeGreaterThan(0.35);
    expect(Math.max(...energies) - Math.min(...energies)).toBeGreaterThan(0.35);
  });

  test('light alone tells pictures apart, with little confidence', () => {
    const colours = (hex: string) => [{ name: 'x', hex, share: 1 }];
    const bright = readMood(
      seen('', null, { properties: { ...PLAIN_LIGHT, brightness: 85, colours: colours('#ffb040') } }),
    );
    const dark = readMood(
      seen('', null, { properties: { ...PLAIN_LIGHT, brightness: 12, colours: colours('#202428') } }),
    );
    expect(bright.mood.valence).toBeGreaterThan(dark.mood.valence + 0.2);
    expect(bright.mood.evidence).toContain('bright tones');
    expect(dark.mood.evidence).toContain('dark tones');
    expect(bright.mood.confidence).toBeLessThan(0.15);
    expect(bright.target.weights.valence).toBeLessThan(readMood(seen('Beach, Sea, Sunset')).target.weights.valence);
  });

  test('colour is a shade beside what is seen', () => {
    const grey = { ...PLAIN_LIGHT, brightness: 25, colours: [{ name: 'grey', hex: '#444444', share: 1 }] };
    expect(readMood(seen('Puppy, Beach', null, { properties: grey })).mood.valence).toBeGreaterThan(0.7);
  });

  test('ignores colours it cannot read', () => {
    const odd = { ...PLAIN_LIGHT, colours: [{ name: 'x', hex: 'nonsense', share: 1 }] };
    expect(readMood(seen('', null, { properties: odd }))).toMatchObject({ mood: { sensitive: false } });
    const black = { ...PLAIN_LIGHT, colours: [{ name: 'black', hex: '#000000', share: 1 }] };
    expect(readMood(seen('', null, { properties: black })).mood.valence).toBeGreaterThan(0.3);
  });

  test("the person's own words outrank the picture", () => {
    const { mood, target } = readMood(seen('Beach, Sea, Sunset', 'just failed my calculus exam'));
    expect(mood.valence).toBeLessThan(0.42);
    expect(target.themes.slice(0, 2).map(({ theme }) => theme)).toEqual(['failure', 'perseverance']);
    expect(mood.evidence[0]).toBe('your words: failed my calculus exam');
  });

  test('an empty caption is no caption', () => {
    expect(readMood(seen('Dog, Grass', ''))).toEqual(readMood(seen('Dog, Grass', null)));
  });

  test('the last walk with an old dog is met with care', () => {
    const { mood, target } = readMood(seen('Dog, Grass, Sunlight', 'the last walk with our old dog'));
    expect(mood.sensitive).toBe(true);
    expect(mood.valence).toBeLessThan(0.3);
    expect(mood.evidence).toContain('a moment that asks for gentleness');
    expect(target.themes.map(({ theme }) => theme)).toEqual(expect.arrayContaining(['loss', 'pets', 'farewell']));
    expect(target.occasions).toContain('grief');
    expect(target.occasions).not.toContain('upbeat');
    expect(target.explicit).toBe(false);
    expect(target.features.energy).toBeLessThanOrEqual(0.4);
    expect(target.features.tempo).toBeLessThanOrEqual(112);
  });

  test('winning is exuberant', () => {
    const { mood, target } = readMood(seen('Person, Ball', 'we won!!!'));
    expect(mood).toMatchObject({ word: 'exuberant', sensitive: false });
    expect(target.themes[0]?.theme).toBe('victory');
    expect(target.occasions).toContain('upbeat');
    expect(target.features.energy).toBeGreaterThan(0.75);
  });

  test('party themes give way to comforting ones in grief', () => {
    const themes = themesOf('Balloon, Party, Champagne, Dog', 'the last walk with our old dog');
    for (const theme of ['party', 'celebration', 'drinking', 'dancing']) expect(themes).not.toContain(theme);
    expect(themesOf('Hospital Bed, Person')[0]).toBe('hope');
    expect(themesOf('Hospital Bed, Person')).not.toContain('loss');
    expect(themesOf('Cemetery')).toEqual(expect.arrayContaining(['loss', 'remembrance']));
    expect(themesOf('War, Tank')).toEqual(expect.arrayContaining(['war', 'peace']));
  });

  test("the person's own word on a heavy moment outranks what was read", () => {
    const walk = seen('Dog, Park', 'the last walk with our old dog');
    expect(readMood(walk).mood.sensitive).toBe(true);
    const lifted = readMood({ ...walk, gentle: false });
    expect(lifted.mood.sensitive).toBe(false);
    expect(lifted.mood.valence).toBeGreaterThan(readMood(walk).mood.valence);
    expect(lifted.target.occasions).not.toContain('grief');
    expect(lifted.mood.evidence.join()).not.toContain('gentle');
    expect(readMood({ ...seen('Coffin, Person'), gentle: false }).mood).toMatchObject({ sensitive: false });
    const party = readMood({ ...seen('Party, Cake'), gentle: true });
    expect(party.mood).toMatchObject({ sensitive: true });
    expect(party.target.explicit).toBe(false);
    expect(Math.max(party.target.features.valence, party.target.features.energy)).toBeLessThanOrEqual(0.4);
  });

  test('what faces, a model and frames made it feel holds when only that was kept', () => {
    const photo = seen('Beach', 'at last', { faces: [face({ SAD: 0.9 }), face({ ANGRY: 0.9 })] });
    const look = { moodWords: [], valence: 0.1, energy: 0.9, themes: [], evidence: [] };
    for (const whole of [photo, { ...photo, look }, { ...photo, felt: { valence: 0.2, energy: 0.8 } }]) {
      const later = readMood({ ...seen('Beach', 'at last'), felt: feltIn(whole) });
      expect(later.mood.valence).toBeCloseTo(readMood(whole).mood.valence, 1);
      expect(later.mood.energy).toBeCloseTo(readMood(whole).mood.energy, 1);
      expect(Math.abs(later.mood.valence - readMood(seen('Beach', 'at last')).mood.valence)).toBeGreaterThan(0.02);
    }
  });

  test('what is seen can be sensitive, unless the words are clearly glad or it is make-believe', () => {
    const sensitive = (list: string, caption: string | null = null) => readMood(seen(list, caption)).mood.sensitive;
    expect(sensitive('Coffin, Person')).toBe(true);
    expect(sensitive('Coffin:0.4, Person')).toBe(false);
    expect(sensitive('Soldier, Rifle')).toBe(true);
    expect(sensitive('Soldier, Flag')).toBe(false);
    expect(sensitive('Hospital, Baby', 'she is here, our newborn! so happy')).toBe(false);
    expect(sensitive('Graveyard, Halloween')).toBe(false);
    const violent = { refused: false, reasons: [{ name: 'Blood & Gore', confidence: 0.8 }] };
    expect(readMood(seen('Person', null, { moderation: violent })).mood.sensitive).toBe(true);
    const mild = { refused: false, reasons: [{ name: 'Alcohol', confidence: 0.99 }] };
    expect(readMood(seen('Person', null, { moderation: mild })).mood.sensitive).toBe(false);
  });

  test('children keep explicit songs away, romance and weddings are occasions', () => {
    expect(readMood(seen('Child, Grass')).target).toMatchObject({ explicit: false });
    expect(readMood(seen('Child, Grass')).target.occasions).toContain('children-present');
    expect(readMood(seen('Grass', 'park with my daughter')).target.occasions).toContain('children-present');
    expect(readMood(seen('Teddy Bear')).target.occasions).not.toContain('children-present');
    expect(readMood(seen('Bride, Flower')).target.occasions).toEqual(expect.arrayContaining(['wedding', 'romance']));
    expect(readMood(seen('Couple, Kissing')).target.occasions).toContain('romance');
    expect(readMood(seen('Dog')).target).toMatchObject({ explicit: null });
  });

  test('two things can make a theme together', () => {
    expect(themesOf('City, Night')).toContain('night-city');
  });

  test('larger and surer things count more', () => {
    const big = label('Puppy', 0.9, { instances: boxes(1, 0.9) });
    const small = label('Puppy', 0.9, { instances: boxes(1, 0.05) });
    const garbage = label('Garbage', 0.9);
    const valence = (list: Label[]) => readMood(seen('', null, { labels: list })).mood.valence;
    expect(valence([big, garbage])).toBeGreaterThan(valence([small, garbage]));
    expect(valence([label('Puppy', 0.9), garbage])).toBeGreaterThan(valence([label('Puppy', 0.4), garbage]));
  });

  test('parents of a label add hardly anything', () => {
    const dog = label('Dog', 0.9, { parents: ['Animal', 'Pet', 'Canine', 'Mammal'] });
    const parents = ['Animal', 'Pet', 'Canine', 'Mammal'].map((name) => label(name, 0.9));
    const alone = readMood(seen('', null, { labels: [dog] }));
    const together = readMood(seen('', null, { labels: [dog, ...parents] }));
    expect(together.mood.valence).toBeCloseTo(alone.mood.valence, 1);
    expect(together.mood.evidence).toEqual(['a dog']);
  });

  test('faces are read by their emotions and a smile, and named where nobody else is', () => {
    const happy = readMood(seen('', null, { faces: [face({ HAPPY: 0.95 }), face({ HAPPY: 0.9 })] }));
    const sad = readMood(seen('', null, { faces: [face({ SAD: 0.9, UNKNOWN: 0.1 })] }));
    expect(happy.mood.valence).toBeGreaterThan(sad.mood.valence + 0.2);
    expect(happy.mood.evidence).toEqual(['two faces', 'laughing faces']);
    expect(sad.mood.evidence).toContain('a downcast face');
    expect(readMood(seen('', null, { faces: [face({ SAD: 0.9 }), face({ ANGRY: 0.9 })] })).mood.evidence).toContain(
      'downcast faces',
    );
    const smiling = readMood(seen('Person', null, { faces: [face({}, 0.1, 0.95)] }));
    expect(smiling.mood.evidence).toEqual(['a person', 'a smiling face']);
    expect(readMood(seen('', null, { faces: [face({}, 0.1, 0.1)] })).mood.evidence).toEqual(['a face']);
    expect(readMood(seen('', null, { faces: [face({ CALM: 0.9 })] })).mood.evidence).toEqual(['a face']);
  });

  test('counts people by the persons found', () => {
    const people = [label('Person', 0.9, { instances: boxes(3, 0.2) }), label('People', 0.9, { parents: ['Person'] })];
    expect(readMood(seen('', null, { labels: people })).mood.evidence).toContain('three people');
  });

  test('disagreement between words and picture lowers the confidence', () => {
    const agreeing = readMood(seen('Beach, Sunset', 'so happy'));
    const disagreeing = readMood(seen('Garbage, Rat', 'so happy'));
    expect(agreeing.mood.confidence).toBeGreaterThan(disagreeing.mood.confidence);
  });

  test('is deterministic and inside the contract for any labels, words, light and faces', () => {
    const names = lexiconEntries().map(({ name }) => name);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const arbitraryLabel = fc.record({
      name: fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 20 })),
      confidence: share,
      parents: fc.array(fc.constantFrom('Animal', 'Nature', 'Person', 'Quux'), { maxLength: 3 }),
      categories: fc.array(fc.constantFrom('Animals and Pets', 'Quux'), { maxLength: 1 }),
      instances: fc.array(
        fc.record({ confidence: share, box: fc.record({ left: share, top: share, width: share, height: share }) }),
        { maxLength: 3 },
      ),
    });
    const input = fc.record({
      caption: fc.oneof(
        fc.constant(null),
        fc.string({ maxLength: 80 }),
        fc.constantFrom('we won!!!', 'he died', 'not happy'),
      ),
      labels: fc.array(arbitraryLabel, { maxLength: 8 }),
      properties: fc.record({
        brightness: fc.double({ min: -10, max: 120, noNaN: true }),
        sharpness: share,
        contrast: fc.double({ min: -10, max: 120, noNaN: true }),
        colours: fc.array(
          fc.record({ name: fc.string(), hex: fc.constantFrom('#ff0000', '#0000ff', '#000000', ''), share }),
          { maxLength: 3 },
        ),
      }),
      faces: fc.array(
        fc.record({
          area: share,
          smile: fc.option(share),
          emotions: fc.dictionary(fc.constantFrom('HAPPY', 'SAD', 'X'), share),
        }),
        { maxLength: 3 },
      ),
      moderation: fc.record({
        refused: fc.constant(false),
        reasons: fc.array(fc.record({ name: fc.constantFrom('Violence', 'Alcohol'), confidence: share }), {
          maxLength: 2,
        }),
      }),
    });
    fc.assert(
      fc.property(input, (value) => {
        const reading = readMood(value);
        readingSchema.parse(reading);
        expect(readMood(value)).toEqual(reading);
        expect(reading.target.themes.length).toBeLessThanOrEqual(6);
        expect(reading.mood.evidence.length).toBeLessThanOrEqual(6);
        expect(reading.target.occasions).not.toContain('out-of-season');
        if (!reading.mood.sensitive) return;
        expect(Math.max(reading.mood.valence, reading.mood.energy)).toBeLessThanOrEqual(0.4);
        expect(Math.max(reading.target.features.valence, reading.target.features.energy)).toBeLessThanOrEqual(0.4);
        expect(reading.target).toMatchObject({ explicit: false });
        expect(reading.target.occasions).toContain('grief');
      }),
      { numRuns: 200 },
    );
  });
});

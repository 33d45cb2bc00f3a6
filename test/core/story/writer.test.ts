import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Label, storySchema } from '../../../core/contracts/pipeline.ts';
import { lexiconEntries } from '../../../core/lexicon/index.ts';
import { readMood } from '../../../core/mood.ts';
import { seededRandom } from '../../../core/random.ts';
import { countWords } from '../../../core/story/grammar.ts';
import { quotable } from '../../../core/story/said.ts';
import { type WriterInput, writeStory } from '../../../core/story/writer.ts';
import { boxes, face, label, NOTHING_FOUND, PLAIN_LIGHT, seen, storyOf } from '../seen-examples.ts';

const NAMED = lexiconEntries().filter(({ phrase }) => phrase !== '');
const COLOURS = ['Blue', 'Green', 'Red', 'Grey', 'Brown', 'White', 'Black'];
const CAPTIONS = [
  null,
  null,
  null,
  'just failed my exam',
  'we won!!!',
  'missing you',
  'happy day',
  'so tired',
  'lovely light',
];

/** A random photo: one to four things of the lexicon, light and now and then a caption. */
function randomPhoto(random: () => number): Omit<WriterInput, 'reading' | 'seed'> {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const labels: Label[] = Array.from({ length: 1 + Math.floor(4 * random()) }, () =>
    label(one(NAMED).name, 0.5 + random() / 2),
  );
  const colours = [
    { name: one(COLOURS), hex: '#406080', share: random() },
    { name: one(COLOURS), hex: '#a08040', share: random() / 2 },
  ];
  const properties = { brightness: 100 * random(), sharpness: 50, contrast: 100 * random(), colours };
  return { caption: one(CAPTIONS), labels, properties, faces: [] };
}

function write(input: Omit<WriterInput, 'reading' | 'seed'>, seed: number) {
  const reading = readMood({ ...input, moderation: NOTHING_FOUND });
  return writeStory({ ...input, reading, seed });
}

function fourGrams(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  return new Set(words.slice(3).map((_, index) => words.slice(index, index + 4).join(' ')));
}

describe('writeStory', () => {
  test('is of the contract: 60 to 120 words, a short title, 40 to 85 spoken words', () => {
    const random = seededRandom(3);
    for (let seed = 0; seed < 300; seed++) {
      const story = write(randomPhoto(random), seed);
      storySchema.parse(story);
      expect(story.writtenBy).toBe('template');
      expect(story.title.length).toBeLessThanOrEqual(60);
      expect(countWords(story.text), story.text).toBeGreaterThanOrEqual(60);
      expect(countWords(story.text), story.text).toBeLessThanOrEqual(120);
      expect(countWords(story.script), story.script).toBeGreaterThanOrEqual(40);
      expect(countWords(story.script), story.script).toBeLessThanOrEqual(85);
      expect(story.script).toMatch(/^[\p{L}\p{M}\s.,?!:'-]+$/u);
    }
  });

  test('tells a video as one: it says so, never calls it a photo, and speaks of nothing that stands still', () => {
    const random = seededRandom(4);
    const courses = [[0.2, 0.4, 0.7], [0.7, 0.5, 0.2], [0.5, 0.5, 0.5], [0.4]];
    for (let seed = 0; seed < 200; seed++) {
      const curve = courses[seed % 4]!.map((energy, at) => ({ atMs: at * 3000, valence: 0.5, energy }));
      const { title, text, script } = write({ ...randomPhoto(random), curve }, seed);
      expect(text).toMatch(/\b(?:video|clip)s?\b/i);
      expect(`${title} ${text} ${script}`).not.toMatch(/\b(?:photo(?:graph)?|picture(?! frame))s?\b/i);
      expect(text).not.toMatch(/st(?:and|ood)s? still|held still|posed/i);
      expect(countWords(text), text).toBeGreaterThanOrEqual(60);
      expect(countWords(text), text).toBeLessThanOrEqual(120);
    }
  });

  test("follows a video's mood from its beginning to its end", () => {
    const told = (energies: number[]) => {
      const curve = energies.map((energy, at) => ({ atMs: at * 3000, valence: 0.5, energy }));
      const photo = randomPhoto(seededRandom(5));
      return Array.from({ length: 60 }, (_, seed) => write({ ...photo, caption: null, curve }, seed).text).join(' ');
    };
    const [rising, falling] = [
      /livelier|wider awake|gathers (?:pace|courage)/,
      /(?:ends|closes) (?:softer|more quietly)|calms down|grows gentle/,
    ];
    expect(told([0.2, 0.4, 0.7])).toMatch(rising);
    expect(told([0.2, 0.4, 0.7])).not.toMatch(falling);
    expect(told([0.7, 0.4, 0.2])).toMatch(falling);
    expect(told([0.7, 0.4, 0.2])).not.toMatch(rising);
    expect(told([0.5, 0.9, 0.5])).not.toMatch(falling);
  });

  test('stories of different photos share few phrases', () => {
    const random = seededRandom(11);
    const grams = Array.from({ length: 100 }, (_, seed) => fourGrams(write(randomPhoto(random), seed).text));
    let most = 0;
    let sum = 0;
    let pairs = 0;
    for (let one = 0; one < grams.length; one++) {
      for (let other = one + 1; other < grams.length; other++) {
        const shared = [...grams[one]!].filter((gram) => grams[other]!.has(gram)).length;
        const share = shared / Math.min(grams[one]!.size, grams[other]!.size);
        most = Math.max(most, share);
        sum += share;
        pairs++;
      }
    }
    // The worst of 4,950 pairs lies between .23 and .40, depending on the photos drawn.
    expect(most).toBeLessThan(0.45);
    expect(sum / pairs).toBeLessThan(0.02);
  });

  test('titles vary', () => {
    const random = seededRandom(5);
    const titles = Array.from({ length: 100 }, (_, seed) => write(randomPhoto(random), seed).title);
    expect(new Set(titles).size).toBeGreaterThan(80);
  });

  test('names at least two things where two were seen, and nothing that was not', () => {
    const random = seededRandom(17);
    const names = NAMED.filter(({ name }) => !['light', 'star'].includes(name)).map(({ name }) => name);
    for (let seed = 0; seed < 250; seed++) {
      const photo = { ...randomPhoto(random), caption: null };
      const { title, text } = write(photo, seed);
      const plain = ` ${`${title} ${text}`
        .toLowerCase()
        .replace(/[^a-z' ]/g, ' ')
        .replace(/\s+/g, ' ')} `;
      const phrases = photo.labels.map((one) => NAMED.find(({ name }) => name === one.name)!.phrase.toLowerCase());
      const allowed = ` ${[...phrases, ...photo.labels.map(({ name }) => name), ...COLOURS].join(' ').toLowerCase()} `;
      const unseen = names.filter(
        (name) => [name, `${name}s`].some((form) => plain.includes(` ${form} `)) && !allowed.includes(name),
      );
      expect(unseen, text).toEqual([]);
    }
  });

  test.each([
    ['Dog, Couch, Person', ['dog', 'couch', 'person']],
    ['Bicycle, Beach', ['bicycle', 'beach']],
    ['Pizza, Cup, Dining Table', ['pizza', 'cup', 'dining table']],
    ['Sunset, Sea', ['sunset', 'sea']],
  ])('%s: two of %j are told whatever the seed', (list, names) => {
    for (let seed = 0; seed < 30; seed++) {
      const { text } = storyOf(list, null, seed).story;
      expect(names.filter((name) => text.toLowerCase().includes(name)).length, text).toBeGreaterThanOrEqual(2);
    }
  });

  test('is deterministic by seed and input, and another seed tells it otherwise', () => {
    expect(storyOf('Dog, Couch', null, 'r1')).toEqual(storyOf('Dog, Couch', null, 'r1'));
    expect(storyOf('Dog, Couch', null, 'r1').story.text).not.toBe(storyOf('Dog, Couch', null, 'r2').story.text);
  });

  test('puts in words what the caption tells', () => {
    for (let seed = 0; seed < 10; seed++) {
      expect(storyOf('Person, Chair', 'just failed my calculus exam', seed).story.text).toMatch(/exam/i);
      expect(storyOf('Person, Ball', 'we won!!!', seed).story.text).toMatch(/won\b|victory|worked/i);
      expect(storyOf('House, Street', 'not happy about leaving home', seed).story.text).toMatch(
        /leaving|where you belong/i,
      );
      expect(storyOf('Dog, Grass', 'the last walk with our old dog', seed).story.text).toMatch(
        /last time|parting|goodbye/i,
      );
    }
  });

  test('quotes a short caption, and the voice does so in English only', () => {
    const english = storyOf('Mountain, Snow', 'so peaceful up here', 4).story;
    expect(english.text.toLowerCase()).toContain('so peaceful up here');
    const spanish = storyOf('Mountain, Snow', 'qué bonito es todo', 4).story;
    expect(spanish.text.toLowerCase()).toContain('qué bonito es todo');
    expect(spanish.script.toLowerCase()).not.toContain('bonito');
  });

  test('acknowledges a caption that is too long to quote, by its tone', () => {
    const long = (word: string) => `${word} ${'and so on and on it goes '.repeat(6)}`;
    expect(storyOf('Dog', long('happy'), 1).story.text).toMatch(/own words are (?:happy|glad)/i);
    expect(storyOf('Dog', long('sad'), 1).story.text).toMatch(/own words (?:are not|aren't) easy/i);
    expect(storyOf('Dog', long('stone'), 1).story.text).toContain('words of your own');
    expect(storyOf('Dog', `murió ${'y así sigue todo el día '.repeat(6)}`, 1).story.text).toMatch(
      /own words are heavy/i,
    );
  });

  test.each(['playful', 'cinematic', 'poetic'] as const)(
    '%s is another way to tell the same, within the same limits',
    (tone) => {
      const input = { ...seen('Dog, Beach'), tone };
      const reading = readMood(input);
      for (let seed = 0; seed < 40; seed++) {
        const { text } = writeStory({ ...input, reading, seed });
        expect(countWords(text)).toBeGreaterThanOrEqual(60);
        expect(countWords(text)).toBeLessThanOrEqual(120);
        expect(text).toMatch(/dog/i);
        expect(text).not.toBe(writeStory({ ...input, tone: 'plain', reading, seed }).text);
      }
    },
  );

  test('a sensitive moment is told gently in every tone', () => {
    const input = seen('Dog, Grass', 'the last walk with our old dog');
    const reading = readMood(input);
    expect(writeStory({ ...input, reading, tone: 'playful', seed: 1 })).toEqual(
      writeStory({ ...input, reading, seed: 1 }),
    );
  });

  test('in grief is quiet, whatever the seed', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { text, title } = storyOf('Dog, Balloon, Person', 'the last walk with our old dog', seed).story;
      expect(`${title} ${text}`).not.toMatch(
        /\b(?:joy|fun|party|celebrat\w+|cheer\w*|delight|happiness|lucky)\b(?! up)/i,
      );
      expect(text).not.toContain('!');
    }
  });

  test('never spells out blood or weapons', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(storyOf('Soldier, Rifle, Blood', null, seed).story.text).not.toMatch(/rifle|blood/i);
    }
  });

  test('counts what was counted', () => {
    const dogs = [label('Dog', 0.95, { instances: boxes(2) })];
    expect(storyOf('', null, 1, { labels: dogs }).story.text).toContain('two dogs');
    const faces = [face({ CALM: 1 }), face({ CALM: 1 }), face({ CALM: 1 })];
    expect(storyOf('', null, 1, { faces }).story.text).toContain('hree faces');
  });

  test('writes a story about nothing it could name, by colours and mood', () => {
    for (let seed = 0; seed < 30; seed++) {
      const colours = [{ name: 'Green', hex: '#408040', share: 0.6 }];
      const { story } = storyOf('', null, seed, { properties: { ...PLAIN_LIGHT, colours } });
      expect(countWords(story.text)).toBeGreaterThanOrEqual(60);
      expect(story.text).toMatch(/green/i);
      expect(countWords(storyOf('', null, seed).story.text)).toBeGreaterThanOrEqual(60);
    }
  });

  test('adds shades of one colour together and tells dark from bright', () => {
    const colours = [0.15, 0.15].map((share) => ({ name: 'Grey', hex: '#808080', share }));
    const texts = (brightness: number) =>
      Array.from(
        { length: 20 },
        (_, seed) => storyOf('Bicycle', null, seed, { properties: { ...PLAIN_LIGHT, brightness, colours } }).story.text,
      ).join(' ');
    expect(texts(50)).toMatch(/grey/i);
    expect(texts(10)).toMatch(/\bdark|\bdim|\blow\b/i);
    expect(texts(90)).toMatch(/bright/i);
  });
});

describe('quotable', () => {
  test.each([
    ['Lovely day! 🌞', 'Lovely day'],
    ['  #blessed  @me https://x.y ', 'blessed'],
    ['"so" they said…', 'so they said'],
    ['🌞', null],
    ['One. Two.', null],
    ['<b>bold</b>', null],
    ['one two three four five six seven eight nine ten eleven twelve thirteen', null],
  ])('%j gives %j', (caption, expected) => {
    expect(quotable(caption)).toBe(expected);
  });

  test('never lets markup, quotation marks or line breaks through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (caption) => {
        const quote = quotable(caption);
        if (quote !== null) expect(quote).not.toMatch(/["<>{}[\]|\\\n\r]/);
      }),
    );
  });
});

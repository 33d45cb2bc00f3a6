import { describe, expect, test } from 'vitest';
import { EMOJI } from '../../../core/lexicon/emoji.ts';
import { FEELINGS } from '../../../core/lexicon/feelings.ts';
import { findEntry, lexiconEntries, lookupLabel, normaliseName } from '../../../core/lexicon/index.ts';
import { LANGUAGES } from '../../../core/lexicon/languages.ts';
import { LIFE_EVENTS } from '../../../core/lexicon/life-events.ts';
import { articleFor } from '../../../core/lexicon/noun-phrase.ts';
import { THEMES } from '../../../core/themes.ts';
import { label } from '../seen-examples.ts';

/** The eighty classes of the COCO data set, as detectors name them. */
const COCO =
  `person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,
bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,
sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,
banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,
laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair
drier,toothbrush`
    .replace(/\n/g, ' ')
    .replace(/, /g, ',')
    .split(',');

describe('the lexicon', () => {
  test('holds at least six hundred entries, each rated within the plane and with themes of the list', () => {
    const entries = lexiconEntries();
    expect(entries.length).toBeGreaterThan(600);
    for (const { name, valence, energy, themes } of entries) {
      expect(name).toBe(normaliseName(name));
      expect(Math.min(valence, energy), name).toBeGreaterThanOrEqual(0);
      expect(Math.max(valence, energy), name).toBeLessThanOrEqual(1);
      for (const theme of themes) expect(THEMES).toContain(theme);
    }
  });

  test('names every entry that is not broad, with the right article', () => {
    for (const { name, kind, phrase } of lexiconEntries()) {
      expect(phrase === '', name).toBe(kind === 'broad');
      const [article, ...rest] = phrase.split(' ');
      if (article === 'a' || article === 'an') expect(article, phrase).toBe(articleFor(rest.join(' ')));
    }
  });

  test.each(COCO)('knows the COCO class %s by name', (name) => {
    expect(lookupLabel(label(name)).source).toBe('name');
  });

  test('knows names in any case, in plural and with accents', () => {
    expect(findEntry('Dogs')?.name).toBe('dog');
    expect(findEntry('Ski')?.name).toBe('skis');
    expect(findEntry('Café')?.name).toBe('cafe');
    expect(findEntry('Berries')?.name).toBe('berry');
    expect(findEntry('Cell-Phone')?.name).toBe('cell phone');
    expect(findEntry('quux')).toBeNull();
  });

  test('falls back to the last words, then to the most telling parent, then to the category', () => {
    expect(lookupLabel(label('Beach Ball'))).toMatchObject({
      source: 'inferred',
      entry: { phrase: 'a beach ball', kind: 'object' },
    });
    const lurcher = lookupLabel(label('Lurcher', 0.9, { parents: ['Animal', 'Mammal', 'Canine', 'Dog'] }));
    expect(lurcher).toMatchObject({
      source: 'inferred',
      entry: { phrase: 'a lurcher', valence: 0.78, kind: 'animal' },
    });
    const quoll = lookupLabel(label('Quoll', 0.9, { parents: ['Animal', 'Wildlife'] }));
    expect(quoll).toMatchObject({ entry: { phrase: 'a quoll', kind: 'animal' } });
    const gadget = lookupLabel(label('Quux', 0.9, { categories: ['Technology and Computing'] }));
    expect(gadget).toMatchObject({ source: 'inferred', entry: { phrase: 'a quux', kind: 'object' } });
    const style = lookupLabel(label('Quux', 0.9, { parents: ['Nature'], categories: ['Patterns and Shapes'] }));
    expect(style.entry.phrase).toBe('');
    expect(lookupLabel(label('Quux'))).toMatchObject({ source: 'unknown', entry: { phrase: 'a quux' } });
  });

  test('takes a mouse among technology for the one beside a keyboard', () => {
    expect(lookupLabel(label('Mouse', 0.9, { categories: ['Technology and Computing'] })).entry.phrase).toBe(
      'a computer mouse',
    );
    expect(lookupLabel(label('Mouse')).entry.kind).toBe('animal');
  });
});

describe('words of captions', () => {
  test('are rated within the plane', () => {
    const rated = [
      ...FEELINGS.map(([valence, energy]) => ({ valence, energy })),
      ...LIFE_EVENTS,
      ...EMOJI.values(),
      ...Object.values(LANGUAGES).flatMap(({ groups, sensitive }) =>
        [...groups, ...sensitive].map(([valence, energy]) => ({ valence, energy })),
      ),
    ];
    for (const { valence, energy } of rated) {
      expect(Math.min(valence, energy)).toBeGreaterThanOrEqual(0);
      expect(Math.max(valence, energy)).toBeLessThanOrEqual(1);
    }
  });

  test('of other languages are written without accents, as they are matched', () => {
    for (const { groups, sensitive } of Object.values(LANGUAGES)) {
      for (const [, , words] of [...groups, ...sensitive]) expect(words).toMatch(/^[a-z', -]+$/);
    }
  });

  test('of sensitive events are low', () => {
    for (const { id, sensitive, valence, energy } of LIFE_EVENTS) {
      if (sensitive) expect(Math.max(valence, energy), id).toBeLessThan(0.4);
    }
  });
});

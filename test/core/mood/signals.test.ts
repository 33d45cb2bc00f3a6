import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colourfulness, faintSignal, lightSignal, noticedShift } from '../../../core/mood/signals.ts';
import { readMood } from '../../../core/mood.ts';
import { face, PLAIN_LIGHT, seen } from '../seen-examples.ts';

const faint = (name: string, confidence: number) => ({ name, confidence, parents: [], categories: [] });
const colours = (...hexes: string[]) => hexes.map((hex) => ({ name: 'x', hex, share: 1 / hexes.length }));

describe('faint labels', () => {
  test('tint the mood together, without being named', () => {
    const pleasant = [faint('Lakeside', 0.12), faint('Seashore', 0.08), faint('Valley', 0.06)];
    const grim = [faint('Assault Rifle', 0.1), faint('Prison', 0.08), faint('Gasmask', 0.06)];
    const bright = readMood(seen('', null, { faint: pleasant }));
    const dark = readMood(seen('', null, { faint: grim }));
    expect(bright.mood.valence).toBeGreaterThan(dark.mood.valence + 0.3);
    expect(bright.target.themes).toEqual([]);
    expect(JSON.stringify(bright.mood.evidence)).not.toContain('lake');
  });

  test('weigh more the surer they are, and nothing where the lexicon knows none', () => {
    expect(faintSignal([faint('Lakeside', 0.02)]).weight).toBeLessThan(faintSignal([faint('Lakeside', 0.2)]).weight);
    expect(faintSignal([faint('Lakeside', 0.3), faint('Valley', 0.3)]).weight).toBe(1);
    expect(faintSignal([faint('quux', 0.3)]).weight).toBe(0);
    expect(faintSignal([]).weight).toBe(0);
  });

  test('are a tint beside words', () => {
    const said = readMood(seen('', 'my father died last night', { faint: [faint('Seashore', 0.3)] }));
    expect(said.mood.sensitive).toBe(true);
    expect(said.mood.valence).toBeLessThan(0.35);
  });
});

describe('light and colours', () => {
  test('varied colours please and excite more than one grey', () => {
    const vivid = lightSignal({ ...PLAIN_LIGHT, colours: colours('#e03020', '#2060e0', '#f0d020') });
    const grey = lightSignal({ ...PLAIN_LIGHT, colours: colours('#777777', '#888888') });
    expect(vivid.valence).toBeGreaterThan(grey.valence);
    expect(vivid.energy).toBeGreaterThan(grey.energy);
  });

  test('fine detail everywhere tires', () => {
    const clutter = lightSignal({ ...PLAIN_LIGHT, sharpness: 95 });
    const calm = lightSignal({ ...PLAIN_LIGHT, sharpness: 40 });
    expect(clutter.valence).toBeLessThan(calm.valence);
  });

  test('colours that cannot be read count as typical', () => {
    const odd = colourfulness({ ...PLAIN_LIGHT, colours: [{ name: 'x', hex: 'none', share: 1 }] });
    expect(odd).toEqual(colourfulness(PLAIN_LIGHT));
    expect(colourfulness({ ...PLAIN_LIGHT, colours: colours('#000000') })).toMatchObject({ saturation: 0, variety: 0 });
  });

  test('stay within the plane whatever is measured', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b, c) => {
        const { valence, energy } = lightSignal({ brightness: a, sharpness: b, contrast: c, colours: [] });
        expect(Math.min(valence, energy)).toBeGreaterThanOrEqual(0);
        expect(Math.max(valence, energy)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('people and what moderation noticed', () => {
  const noticed = (name: string, confidence: number) => ({ refused: false, reasons: [{ name, confidence }] });

  test('people move more than things', () => {
    const calm = face({ CALM: 0.6 }, 0.01);
    expect(readMood(seen('', null, { faces: [calm] })).mood.energy).toBeGreaterThan(readMood(seen('')).mood.energy);
  });

  test('closeness excites, violence weighs down, the more the surer', () => {
    expect(noticedShift(noticed('Non-Explicit Nudity', 0.4)).energy).toBeGreaterThan(0.05);
    expect(noticedShift(noticed('Violence', 0.5)).valence).toBeLessThan(-0.15);
    expect(noticedShift(noticed('Violence', 0.1)).valence).toBeGreaterThan(
      noticedShift(noticed('Violence', 0.5)).valence,
    );
    expect(noticedShift({ refused: false, reasons: [] })).toEqual({ valence: 0, energy: 0 });
  });
});

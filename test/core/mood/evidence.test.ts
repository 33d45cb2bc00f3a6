import { expect, test } from 'vitest';
import { readMood } from '../../../core/mood.ts';
import { face, PLAIN_LIGHT, seen } from '../seen-examples.ts';

const evidence = (list: string, more: Parameters<typeof seen>[2] = {}) =>
  readMood(seen(list, null, more)).mood.evidence;
const ruledBy = (name: string) => ({ properties: { ...PLAIN_LIGHT, colours: [{ name, hex: '#808080', share: 0.6 }] } });

test('a place and the night are one', () => {
  expect(evidence('Street, Night')).toContain('a street at night');
  expect(evidence('Street, Night')).not.toContain('night');
  expect(evidence('Night')).toContain('night');
});

test('faces laugh, smile or look down', () => {
  expect(evidence('', { faces: [face({ HAPPY: 0.95 }), face({ HAPPY: 0.95 })] })).toContain('laughing faces');
  expect(evidence('', { faces: [face({ HAPPY: 0.7, CALM: 0.3 }), face({ HAPPY: 0.8 })] })).toContain('smiling faces');
  expect(evidence('', { faces: [face({ SAD: 0.9 })] })).toContain('a downcast face');
});

test('the ruling colour is cold, warm or just there', () => {
  expect(evidence('', ruledBy('Blue'))).toContain('cold blue');
  expect(evidence('', ruledBy('orange'))).toContain('warm orange');
  expect(evidence('', ruledBy('green'))).toContain('much green');
});

import { describe, expect, it } from 'vitest';
import { isTheme, THEMES } from '../../core/themes.ts';

describe('THEMES', () => {
  it('lists each theme once, as a lower-case word that fits a key', () => {
    expect(new Set(THEMES).size).toBe(THEMES.length);
    for (const theme of THEMES) expect(theme).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

describe('isTheme', () => {
  it('knows the themes and nothing else', () => {
    expect(THEMES.every(isTheme)).toBe(true);
    for (const other of ['Rain', 'rain ', '', 'constructor']) expect(isTheme(other)).toBe(false);
  });
});

import type { Feature } from '../../core/features.ts';
import { strings } from './strings';

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

const DATE = new Intl.DateTimeFormat(strings.language.dates, { day: 'numeric', month: 'short', year: 'numeric' });
export const dateOf = (iso: string) => DATE.format(new Date(iso));

/** The class of a poster line by its length: long titles are set smaller so that they stay on the sleeve. */
export function posterSize(text: string): 'poster-l' | 'poster-m' | 'poster-s' {
  if (text.length <= 16) return 'poster-l';
  return text.length <= 34 ? 'poster-m' : 'poster-s';
}

/** A1 to A5, then B1 to B5. */
export const trackCode = (index: number) => `${index < 5 ? 'A' : 'B'}${(index % 5) + 1}`;

/** The first letter as a capital; titles stay as they are written otherwise. */
export const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const nameOf = ({ title, artist }: { title: string; artist: string }) => `${title} - ${artist}`;

/** A feature's figure in its unit; shares with two decimals. */
export function figure(feature: Feature, value: number): string {
  if (feature === 'tempo' || feature === 'loudness') return strings.units[feature](value);
  return value.toFixed(2);
}

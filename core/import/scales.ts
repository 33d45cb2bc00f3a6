/**
 * In which unit a dataset states its figures. One value cannot tell (a danceability of 1 may be all or a hundredth),
 * so the first rows decide for the whole file.
 */
import { FEATURES } from '../features.ts';
import type { Field, Layout } from './layouts.ts';

/** Rows that decide. */
export const SAMPLE_ROWS = 500;

export const SHARES = FEATURES.filter((feature) => feature !== 'tempo' && feature !== 'loudness');

/** What a figure has to be multiplied with; `loudness` names its form, since dB need more than a factor. */
export interface Scales {
  readonly shares: ReadonlyMap<Field, number>;
  /** Seconds in the unit of durations. */
  readonly duration: number;
  /** `dB`: at most 0; `positive`: dB without the sign; `share`: 0..1 of -60..0 dB. */
  readonly loudness: 'dB' | 'positive' | 'share';
}

/** Above this many, a share is not the odd wrong value but a percentage. */
const PERCENTAGE_EVIDENCE = 0.02;

/** Essentia's danceability, as in AcousticBrainz' rhythm figures, is an exponent of 0 to about 3. */
const MOST_DETRENDED = 3.5;

/** Decides from the first rows' cells. */
export function scalesOf(layout: Layout, rows: readonly (readonly string[])[]): Scales {
  const figures = (field: Field) => {
    const column = layout.columns.get(field);
    if (column === undefined) return [];
    return rows.flatMap((row) => {
      const value = numberOf(row[column]);
      return value === null ? [] : [value];
    });
  };
  const shares = new Map<Field, number>();
  for (const field of SHARES) {
    const values = figures(field);
    const above = values.filter((value) => value > 1).length;
    const isShare = above <= values.length * PERCENTAGE_EVIDENCE;
    const isDetrended = field === 'danceability' && values.every((value) => value <= MOST_DETRENDED);
    shares.set(field, isShare ? 1 : isDetrended ? 1 / MOST_DETRENDED : 1 / 100);
  }
  return { shares, duration: durationUnit(median(figures('duration'))), loudness: loudnessForm(figures('loudness')) };
}

/** Songs last minutes, so the size of the usual duration tells its unit. */
function durationUnit(usual: number): number {
  if (usual < 25) return 60;
  return usual < 5_000 ? 1 : 1 / 1000;
}

function loudnessForm(values: readonly number[]): Scales['loudness'] {
  if (values.length === 0 || median(values) <= 0) return 'dB';
  return values.every((value) => value >= 0 && value <= 1) ? 'share' : 'positive';
}

/** The middle value; 0 for none. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** A cell as a number; null where it is empty or none. A comma before the last digits is a decimal one. */
export function numberOf(cell: string | undefined): number | null {
  const text = cell?.trim() ?? '';
  const plain = /^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

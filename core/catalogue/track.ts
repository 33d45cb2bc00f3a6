/** A song of the catalogue: what is known about the recording, and what it is about. */
import * as z from 'zod/mini';
import { featuresSchema, type POPULARITY_TIERS } from '../contracts/pipeline.ts';
import { THEMES } from '../themes.ts';

/**
 * Occasions, beside the themes, that a song may be wrong for: `upbeat` sounds happy and is not, `children-present` is
 * unfit where children are, `out-of-season` belongs to December, `romance` only sounds like a love song, `grief` never
 * fits beside loss or illness.
 */
export const OCCASIONS = ['upbeat', 'children-present', 'out-of-season', 'romance', 'grief'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** Imported songs begin here, so that the starter catalogue can go on growing below. */
export const FIRST_IMPORTED_ORDINAL = 1_000_000;

/** Whether a song's themes are what its title suggests, and not what an editor wrote: they count less. */
export function isThemedByTitle(ordinal: number): boolean {
  return ordinal >= FIRST_IMPORTED_ORDINAL;
}

/** The largest ordinal a posting block can hold. */
export const MAX_ORDINAL = 0xffffffff;

/** Popularity 0..100 of the tiers that editors name: a favourite is known to its genre's followers, an anthem to all. */
export const TIER_POPULARITY: Readonly<Record<(typeof POPULARITY_TIERS)[number], number>> = {
  favourite: 45,
  hit: 70,
  anthem: 90,
};

/** The source of figures that editors estimated. Anything else names the dataset that measured them. */
export const EDITORIAL = 'editorial';

export const trackSchema = z.strictObject({
  /** `trackIds.fromOrdinal(ordinal)`. */
  trackId: z.string().check(z.regex(/^s[0-9a-z]{1,7}$/)),
  /** Whole number that is never reused. */
  ordinal: z.int().check(z.gte(0), z.lte(MAX_ORDINAL)),
  title: z.string().check(z.minLength(1)),
  artist: z.string().check(z.minLength(1)),
  /** Of the first release. */
  year: z.nullable(z.int().check(z.gte(1860), z.lte(2155))),
  genre: z.nullable(z.string().check(z.minLength(1))),
  /** ISO 639-1 code of the lyrics, `zxx` for none. */
  language: z.nullable(z.string().check(z.regex(/^([a-z]{2}|zxx)$/))),
  explicit: z.nullable(z.boolean()),
  /** 0..100, how many know it. */
  popularity: z.int().check(z.gte(0), z.lte(100)),
  /** The strongest first. */
  themes: z.array(z.enum(THEMES)),
  notFor: z.array(z.enum([...THEMES, ...OCCASIONS])),
  /** Why it is not for them, in a few words. */
  note: z.nullable(z.string().check(z.minLength(1))),
  durationSeconds: z.number().check(z.positive()),
  /** In natural units, each within its range. */
  features: featuresSchema,
  mode: z.enum(['major', 'minor']),
  source: z.string().check(z.minLength(1)),
  /** Id in the catalogue of the service that the dataset was made from. */
  externalId: z.optional(z.string().check(z.minLength(1))),
  /** International Standard Recording Code, without hyphens. */
  isrc: z.optional(z.string().check(z.length(12))),
});
export type Track = z.infer<typeof trackSchema>;

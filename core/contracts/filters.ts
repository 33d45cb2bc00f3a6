/** What a person may ask of a list beyond the moment itself: filters, weights, and songs not shown before. */
import { z } from 'zod';
import { FEATURE_RANGES, FEATURES } from '../features.ts';

const share = z.number().min(0).max(1);
const name = z.string().trim().min(1).max(200);
const decade = z.number().int().min(1860).max(2150).multipleOf(10);

const featureRangeSchema = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min is above max');

/** Ranges in natural units: tempo in beats a minute, loudness in dB, the others 0..1. */
const featureRangesSchema = z.partialRecord(z.enum(FEATURES), featureRangeSchema).superRefine((ranges, context) => {
  for (const feature of FEATURES) {
    const { min, max } = FEATURE_RANGES[feature];
    const asked = ranges[feature];
    if ((asked?.min ?? min) > max || (asked?.max ?? max) < min) {
      context.addIssue({ code: 'custom', path: [feature], message: `lies outside ${min} to ${max}` });
    }
  }
});

export const songFiltersSchema = z.strictObject({
  explicit: z
    .enum(['any', 'clean', 'only'])
    .optional()
    .describe('`clean` takes songs known to be clean; where they are too few, also ones marked as not checked'),
  languages: z
    .array(z.string().regex(/^([a-z]{2}|zxx)$/, 'is neither an ISO 639-1 code nor zxx'))
    .min(1)
    .max(20)
    .optional()
    .describe('ISO 639-1 codes of the lyrics, zxx for none'),
  decades: z
    .strictObject({ from: decade.optional(), to: decade.optional() })
    .refine(({ from = 0, to = 9999 }) => from <= to, 'from is after to')
    .optional()
    .describe('First years of decades, both included: 1980 to 1990 is 1980-1999'),
  genres: z
    .strictObject({ include: z.array(name).min(1).max(50).optional(), exclude: z.array(name).max(50).optional() })
    .optional(),
  popularity: share.optional().describe('0 only the well known, 1 deep cuts; .3 where absent'),
  banArtists: z.array(name).max(200).optional(),
  features: featureRangesSchema.optional().describe('Ranges in natural units, such as tempo 118 to 124'),
  weights: z
    .partialRecord(z.enum(FEATURES), z.number().min(0).max(3))
    .optional()
    .describe('How much a feature counts, 0..3, in place of what the reading says'),
  again: z.boolean().optional().describe('Songs that were not shown for this recap before'),
});
export type SongFilters = z.infer<typeof songFiltersSchema>;

/** For each filter the share of the catalogue's songs it can judge; null where the index does not tell. */
export const filterCoverageSchema = z.strictObject({
  explicit: share.nullable(),
  languages: share.nullable(),
  decades: share.nullable(),
  genres: share.nullable(),
});
export type FilterCoverage = z.infer<typeof filterCoverageSchema>;

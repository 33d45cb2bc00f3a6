/** What a person may ask of a list beyond the moment itself: filters, weights, and songs not shown before. */
import * as z from 'zod/mini';
import { FEATURE_RANGES, FEATURES } from '../features.ts';

const share = z.number().check(z.gte(0), z.lte(1));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const decade = z.int().check(z.gte(1860), z.lte(2150), z.multipleOf(10));

const featureRangeSchema = z
  .strictObject({ min: z.optional(z.number()), max: z.optional(z.number()) })
  .check(z.refine(({ min, max }) => min === undefined || max === undefined || min <= max, 'min is above max'));

/** Ranges in natural units: tempo in beats a minute, loudness in dB, the others 0..1. */
const featureRangesSchema = z.partialRecord(z.enum(FEATURES), featureRangeSchema).check(
  z.superRefine((ranges, context) => {
    for (const feature of FEATURES) {
      const { min, max } = FEATURE_RANGES[feature];
      const asked = ranges[feature];
      if ((asked?.min ?? min) > max || (asked?.max ?? max) < min) {
        context.addIssue({ code: 'custom', path: [feature], message: `lies outside ${min} to ${max}` });
      }
    }
  }),
);

export const songFiltersSchema = z.strictObject({
  explicit: z
    .optional(z.enum(['any', 'clean', 'only']))
    .check(
      z.describe('`clean` takes songs known to be clean; where they are too few, also ones marked as not checked'),
    ),
  languages: z
    .optional(
      z
        .array(z.string().check(z.regex(/^([a-z]{2}|zxx)$/, 'is neither an ISO 639-1 code nor zxx')))
        .check(z.minLength(1), z.maxLength(20)),
    )
    .check(z.describe('ISO 639-1 codes of the lyrics, zxx for none')),
  decades: z
    .optional(
      z
        .strictObject({ from: z.optional(decade), to: z.optional(decade) })
        .check(z.refine(({ from = 0, to = 9999 }) => from <= to, 'from is after to')),
    )
    .check(z.describe('First years of decades, both included: 1980 to 1990 is 1980-1999')),
  genres: z.optional(
    z.strictObject({
      include: z.optional(z.array(name).check(z.minLength(1), z.maxLength(50))),
      exclude: z.optional(z.array(name).check(z.maxLength(50))),
    }),
  ),
  popularity: z.optional(share).check(z.describe('0 only the well known, 1 deep cuts; .3 where absent')),
  banArtists: z.optional(z.array(name).check(z.maxLength(200))),
  features: z.optional(featureRangesSchema).check(z.describe('Ranges in natural units, such as tempo 118 to 124')),
  weights: z
    .optional(z.partialRecord(z.enum(FEATURES), z.number().check(z.gte(0), z.lte(3))))
    .check(z.describe('How much a feature counts, 0..3, in place of what the reading says')),
  gentle: z
    .optional(z.boolean())
    .check(
      z.describe(
        'The own word on the moment: false, it is no heavy one; true, it is, and only gentle songs are listed. As it was read where absent',
      ),
    ),
  again: z
    .optional(z.boolean())
    .check(z.describe('Songs that were shown neither for this recap nor for the latest others')),
});
export type SongFilters = z.infer<typeof songFiltersSchema>;

/** For each filter the share of the catalogue's songs it can judge; null where the index does not tell. */
export const filterCoverageSchema = z
  .strictObject({
    explicit: z.nullable(share),
    languages: z.nullable(share),
    decades: z.nullable(share),
    genres: z.nullable(share),
  })
  .check(z.describe('Share of the catalogue that each filter can judge; null: not told'));
export type FilterCoverage = z.infer<typeof filterCoverageSchema>;

export const offeredFiltersSchema = z.strictObject({
  genres: z.array(z.string()).check(z.describe('The commonest ones, commonest first')),
  languages: z
    .array(z.string())
    .check(z.describe('Of lyrics, the commonest ones, commonest first: ISO 639-1 codes, zxx for none')),
  coverage: filterCoverageSchema.check(z.describe('Share of the catalogue that each filter can judge; null: not told')),
});
export type OfferedFilters = z.infer<typeof offeredFiltersSchema>;

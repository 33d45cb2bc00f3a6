/** Reads the starter catalogue's tab-separated parts; catalogue/README.md describes the columns. */
import * as z from 'zod/mini';
import '../contracts/english.ts';
import { trackIds } from '../contracts/names.ts';
import { POPULARITY_TIERS } from '../contracts/pipeline.ts';
import { FEATURE_RANGES, FEATURES } from '../features.ts';
import { THEMES } from '../themes.ts';
import { EDITORIAL, MAX_ORDINAL, OCCASIONS, TIER_POPULARITY, type Track } from './track.ts';

export const STARTER_COLUMNS = [
  'id',
  'title',
  'artist',
  'year',
  'genre',
  'language',
  'explicit',
  'popularity',
  'themes',
  'notFor',
  'note',
  'durationSeconds',
  ...FEATURES,
  'mode',
] as const;

/** A line that was left out, counted from 1 with the header, and why, for the editor. */
export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

/**
 * The tracks of one part in the order of its lines. A line that breaks a rule is refused; the others stand. `taken` are
 * the ids used by earlier parts; the ids of this part are added to it.
 */
export function parseStarter(
  text: string,
  taken: Set<number> = new Set(),
): { tracks: Track[]; refused: RefusedLine[] } {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const columns = header.split('\t').map((name) => name.trim());
  const missing = STARTER_COLUMNS.filter((name) => !columns.includes(name));
  if (missing.length > 0) return refuseAll(`The header lacks ${missing.join(', ')}.`);
  const unknown = columns.filter((name) => !(STARTER_COLUMNS as readonly string[]).includes(name));
  if (unknown.length > 0) return refuseAll(`The header has columns that are not known: ${unknown.join(', ')}.`);

  const tracks: Track[] = [];
  const refused: RefusedLine[] = [];
  lines.forEach((cells, index) => {
    if (cells.trim() === '') return;
    const line = index + 2;
    const row = parseRow(columns, cells);
    if (typeof row === 'string') {
      refused.push({ line, reason: row });
    } else if (taken.has(row.ordinal)) {
      refused.push({ line, reason: `The id ${row.ordinal} was used before.` });
    } else {
      taken.add(row.ordinal);
      tracks.push(row);
    }
  });
  return { tracks, refused };
}

function refuseAll(reason: string): { tracks: Track[]; refused: RefusedLine[] } {
  return { tracks: [], refused: [{ line: 1, reason }] };
}

/** `Number` would read an empty cell as 0 and accept hexadecimal, so the form is checked first. */
const figure = (min: number, max: number) =>
  z.pipe(
    z.pipe(z.string().check(z.regex(/^-?(\d+\.?\d*|\.\d+)$/, 'is not a number')), z.transform(Number)),
    z.number().check(z.gte(min, `is below ${min}`), z.lte(max, `is above ${max}`)),
  );

const wholeFigure = (min: number, max: number) =>
  z.pipe(figure(min, max), z.number().check(z.refine(Number.isInteger, 'is not a whole number')));

const words = <T extends string>(known: readonly T[]) =>
  z.pipe(
    z
      .pipe(
        z.string(),
        z.transform((cell) => cell.split(/\s+/).filter((word) => word !== '')),
      )
      .check(
        z.superRefine((found, context) => {
          const unknown = found.filter((word) => !(known as readonly string[]).includes(word));
          if (unknown.length > 0)
            context.addIssue({ code: 'custom', message: `names ${unknown.join(', ')}, not known` });
          if (new Set(found).size < found.length) context.addIssue({ code: 'custom', message: 'names a word twice' });
        }),
      ),
    z.transform((found) => found as T[]),
  );

const EXPLICIT = { yes: true, no: false, unknown: null } as const;
const oneOf = <T extends string>(values: readonly T[]) => z.enum(values, `is none of ${values.join(', ')}`);

const rowSchema = z.object({
  id: wholeFigure(0, MAX_ORDINAL),
  title: z.string().check(z.minLength(1, 'is empty')),
  artist: z.string().check(z.minLength(1, 'is empty')),
  year: wholeFigure(1860, 2155),
  genre: z.string().check(z.regex(/^[^A-Z]+$/, 'is empty or not in lower case')),
  language: z.string().check(z.regex(/^([a-z]{2}|zxx)$/, 'is neither an ISO 639-1 code nor zxx')),
  explicit: z.pipe(
    oneOf(['yes', 'no', 'unknown']),
    z.transform((word) => EXPLICIT[word]),
  ),
  popularity: z.pipe(
    oneOf(POPULARITY_TIERS),
    z.transform((tier) => TIER_POPULARITY[tier]),
  ),
  themes: words(THEMES).check(
    z.refine((themes) => themes.length >= 1 && themes.length <= 4, 'does not name 1 to 4 themes'),
  ),
  notFor: words([...THEMES, ...OCCASIONS]),
  note: z.pipe(
    z.string(),
    z.transform((note) => (note === '' ? null : note)),
  ),
  durationSeconds: wholeFigure(1, 36_000),
  mode: oneOf(['major', 'minor']),
  ...(Object.fromEntries(
    FEATURES.map((feature) => [feature, figure(FEATURE_RANGES[feature].min, FEATURE_RANGES[feature].max)]),
  ) as Record<(typeof FEATURES)[number], ReturnType<typeof figure>>),
});

/** The track of one line, or why it is refused. */
function parseRow(columns: readonly string[], line: string): Track | string {
  const cells = line.split('\t');
  if (cells.length !== columns.length) return `Has ${cells.length} cells, the header has ${columns.length}.`;
  const read = rowSchema.safeParse(
    Object.fromEntries(columns.map((name, at) => [name, cells[at]!.trim().normalize('NFC')])),
  );
  if (!read.success) {
    return `${read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}.`;
  }
  const { id, title, artist, year, genre, language, explicit, popularity, themes, notFor, note } = read.data;
  return {
    trackId: trackIds.fromOrdinal(id),
    ordinal: id,
    title,
    artist,
    year,
    genre,
    language,
    explicit,
    popularity,
    themes,
    notFor,
    note,
    durationSeconds: read.data.durationSeconds,
    features: Object.fromEntries(FEATURES.map((feature) => [feature, read.data[feature]])) as Track['features'],
    mode: read.data.mode,
    source: EDITORIAL,
  };
}

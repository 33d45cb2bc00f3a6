/** The songs of a dataset, one after another, with what was refused counted. */
import { AppError } from '../../../core/errors.ts';
import { type Layout, recogniseLayout } from '../../../core/import/layouts.ts';
import type { Refusals } from '../../../core/import/refusals.ts';
import { SAMPLE_ROWS, type Scales, scalesOf } from '../../../core/import/scales.ts';
import { type ImportedSong, parseSong } from '../../../core/import/song.ts';
import type { Row } from './rows.ts';

const CUT_OFF = 'is cut off: it has fewer cells than the header';

/**
 * Reads `rows`, the header first, holding back only the rows that decide about units. `told` maps fields to columns.
 * Gives null for a refused row, so that whoever counts rows sees each. Throws `UnknownLayout`, `DatasetUnreadable`.
 */
export async function* readSongs(
  rows: AsyncIterable<Row>,
  told: Readonly<Record<string, string>>,
  refusals: Refusals,
): AsyncGenerator<ImportedSong | null> {
  const iterator = rows[Symbol.asyncIterator]();
  const header = await iterator.next();
  if (header.done) throw new AppError('DatasetUnreadable', 422, 'The file is empty.');
  const layout = recogniseLayout(header.value, told);

  const sample: Row[] = [];
  while (sample.length < SAMPLE_ROWS) {
    const next = await iterator.next();
    if (next.done) break;
    sample.push(next.value);
  }
  const scales = scalesOf(layout, sample);
  let number = 1;
  const read = (row: Row) => songOf(row, ++number, { layout, scales, columns: header.value.length }, refusals);
  for (const row of sample) yield read(row);
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield read(next.value);
}

type Form = { layout: Layout; scales: Scales; columns: number };

function songOf(row: Row, number: number, form: Form, refusals: Refusals): ImportedSong | null {
  const parsed = row.length < form.columns ? { refused: CUT_OFF } : parseSong(row, form.layout, form.scales);
  if ('song' in parsed) return parsed.song;
  refusals.add(parsed.refused, number, row);
  return null;
}

/** Rows of a ReccoBeats document: `{content: [...]}`, or such a list itself. */
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';

const entrySchema = z.looseObject({ id: z.optional(z.string()) });
const documentSchema = z.union([
  z.pipe(
    z.looseObject({ content: z.array(entrySchema) }),
    z.transform(({ content }) => content),
  ),
  z.array(entrySchema),
]);

/**
 * The document as rows of text, the columns' names first. ReccoBeats tells names and audio features in two answers, so
 * entries of the same id are put together. Throws `DatasetUnreadable` for another shape.
 */
export function rowsOfJson(document: unknown): string[][] {
  const read = documentSchema.safeParse(document);
  if (!read.success) {
    throw new AppError('DatasetUnreadable', 422, 'A JSON file has to be {"content": [...]} with one object a song.');
  }
  const entries = new Map<string, Record<string, unknown>>();
  read.data.forEach((entry, at) => {
    const key = entry.id ?? `row ${at}`;
    entries.set(key, { ...entries.get(key), ...entry });
  });
  const columns = [...new Set([...entries.values()].flatMap(Object.keys))];
  return [columns, ...[...entries.values()].map((entry) => columns.map((column) => cellOf(entry[column])))];
}

/** Artists are objects with a name. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  return JSON.stringify(value.map((part) => (isNamed(part) ? part.name : part)));
}

function isNamed(value: unknown): value is { name: unknown } {
  return typeof value === 'object' && value !== null && 'name' in value;
}

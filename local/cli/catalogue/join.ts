/**
 * Rows completed from further files about the same songs, by id: names for AcousticBrainz's figures from a MusicBrainz
 * dump, or for Moodify's addresses from a dataset that names them. The further files lie in a database on disk
 * meanwhile, since a dump of names is larger than memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError } from '../../../core/errors.ts';
import { externalIdOf } from '../../../core/import/keys.ts';
import { FIELDS, type Field, type Layout, recogniseLayout } from '../../../core/import/layouts.ts';
import { type Row, readRows } from './rows.ts';

export interface JoinOptions {
  /** Field to column of the first file, where columns are not recognised. */
  readonly columns: Readonly<Record<string, string>>;
  readonly report: (progress: number | string) => void;
}

/** Rows between two writes to disk. */
const TRANSACTION = 50_000;

/**
 * The rows of `rows` with one column a field; a field that several files have is taken from the first that has it.
 * Throws `UnknownLayout` for a file without ids, and what `readRows` throws.
 */
export async function* joinRows(
  rows: AsyncIterable<Row>,
  files: readonly string[],
  { columns, report }: JoinOptions,
): AsyncGenerator<Row> {
  const iterator = rows[Symbol.asyncIterator]();
  const header = await iterator.next();
  if (header.done) throw new AppError('DatasetUnreadable', 422, 'The file is empty.');
  const layout = withId(recogniseLayout(header.value, columns), 'The file that is imported');
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-join-'));
  const database = new DatabaseSync(join(folder, 'rows.sqlite'));
  try {
    // It is thrown away afterwards, whatever happens.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    const taken = new Set<Field>(layout.columns.keys());
    const further: Joined[] = [];
    for (const [index, file] of files.entries()) further.push(await load(database, { file, index, taken, report }));

    const fields = FIELDS.filter((field) => taken.has(field) || field === 'source');
    yield fields;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield completed(next.value, layout, further, fields);
    }
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Joined {
  readonly fields: readonly Field[];
  readonly select: StatementSync;
}

function completed(row: Row, layout: Layout, further: readonly Joined[], fields: readonly Field[]): string[] {
  const cells = new Map<Field, string>([['source', layout.name]]);
  for (const [field, column] of layout.columns) cells.set(field, row[column] ?? '');
  const key = keyOf(cells.get('id') ?? '');
  for (const joined of further) {
    const found = joined.select.get(key) as { cells: string } | undefined;
    if (!found) continue;
    const values = JSON.parse(found.cells) as string[];
    joined.fields.forEach((field, at) => {
      cells.set(field, values[at]!);
    });
  }
  return fields.map((field) => cells.get(field) ?? '');
}

/** Reads a file into a table of its own, but for the fields that are `taken` already, to which it adds its own. */
async function load(
  database: DatabaseSync,
  { file, index, taken, report }: { file: string; index: number; taken: Set<Field>; report: JoinOptions['report'] },
): Promise<Joined> {
  const rows = readRows(file, (at, size) => report(`Joining ${Math.floor((at / size) * 100)} %`));
  const header = await rows.next();
  if (header.done) throw new AppError('DatasetUnreadable', 422, `The file ${file} is empty.`);
  const { columns } = withId(recogniseLayout(header.value), `The file ${file}`);
  const fields = [...columns.keys()].filter((field) => !taken.has(field));
  for (const field of fields) taken.add(field);
  const table = `joined${index}`;
  database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY, cells TEXT) WITHOUT ROWID; BEGIN`);
  // Of several rows of one id the first counts: dumps put the best first.
  const insert = database.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`);
  let count = 0;
  for await (const row of rows) {
    const cells = fields.map((field) => row[columns.get(field)!] ?? '');
    insert.run(keyOf(row[columns.get('id')!] ?? ''), JSON.stringify(cells));
    if (++count % TRANSACTION === 0) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT');
  return { fields, select: database.prepare(`SELECT cells FROM ${table} WHERE id = ?`) };
}

const keyOf = (cell: string) => externalIdOf(cell) ?? cell.trim();

function withId(layout: Layout, which: string): Layout {
  if (layout.columns.has('id')) return layout;
  throw new AppError('UnknownLayout', 422, `${which} has no column of ids, by which files could be joined.`);
}

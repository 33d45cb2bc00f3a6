/** The rows of a dataset as a stream: CSV, plain or .gz, in constant memory, or a JSON document as ReccoBeats answers. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse';
import { AppError } from '../../../core/errors.ts';
import { rowsOfJson } from '../../../core/import/json-rows.ts';

/** The cells of one row; the first row holds the columns' names. */
export type Row = readonly string[];

/** Bytes read of the file, compressed as it lies there, and its size. */
export type OnProgress = (read: number, size: number) => void;

/** Throws `DatasetNotFound`, `DatasetUnreadable`. */
export async function* readRows(path: string, onProgress: OnProgress = () => undefined): AsyncGenerator<Row> {
  const { size } = statOf(path);
  try {
    if (/\.json(\.gz)?$/i.test(path)) {
      const bytes = readFileSync(path);
      const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      yield* rowsOfJson(JSON.parse(text));
      return;
    }
    yield* csvRows(path, (read) => onProgress(read, size));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('DatasetUnreadable', 422, `The file ${path} could not be read to its end: ${reason}`, { cause });
  }
}

function statOf(path: string): { size: number } {
  try {
    return statSync(path);
  } catch (cause) {
    throw new AppError('DatasetNotFound', 404, `The file ${path} could not be read. Is the path right?`, { cause });
  }
}

async function* csvRows(path: string, onRead: (bytes: number) => void): AsyncGenerator<Row> {
  const file = createReadStream(path);
  file.on('data', () => onRead(file.bytesRead));
  // Datasets quote loosely and some rows are cut off; such a row is judged by the cells it has.
  const parser = parse({ bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true });
  // The parser passes a failure of any stage on to whoever reads it.
  const onEnd = () => undefined;
  if (path.endsWith('.gz')) pipeline(file, createGunzip(), parser, onEnd);
  else pipeline(file, parser, onEnd);
  yield* parser as AsyncIterable<Row>;
}

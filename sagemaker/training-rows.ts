/** Reads the rows to be clustered from the files of the training channel. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unitPoints } from '../core/catalogue/index-builder.ts';
import { parseStarterParts } from '../core/catalogue/starter-assets.ts';
import { AppError } from '../core/errors.ts';
import { VECTOR_DIMENSIONS } from '../core/features.ts';
import { parseFigures } from './figures.ts';

/** Points of the unit cube, 11 figures each, one after another, and lines that were left out. */
export interface TrainingRows {
  readonly points: Float32Array;
  readonly refused: readonly string[];
}

/**
 * All rows: tracks of the `.tsv` files by id, then those of the `.csv` files in the order of their names. Throws
 * `InvalidTrainingData` where there is none or a CSV row is not eleven figures from 0 to 1.
 */
export async function readTrainingRows(folder: string): Promise<TrainingRows> {
  const names = (await listFiles(folder)).sort();
  const read = (ending: string) =>
    Promise.all(
      names
        .filter((name) => name.endsWith(ending))
        .map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
    );
  const [parts, tables] = await Promise.all([read('.tsv'), read('.csv')]);
  const { tracks, refused } = parseStarterParts(parts.map((part) => part.text));
  const chunks = [unitPoints(tracks), ...tables.map(({ name, text }) => parseTable(name, text))];
  const points = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    points.set(chunk, at);
    at += chunk.length;
  }
  if (points.length === 0) {
    throw new AppError('InvalidTrainingData', 422, 'The training channel holds no rows in .tsv or .csv files.');
  }
  return { points, refused: refused.map(({ text, line, reason }) => `${parts[text]!.name}:${line} ${reason}`) };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (cause) {
    throw new AppError('InvalidTrainingData', 422, 'There is no training channel named "train".', { cause });
  }
}

function parseTable(name: string, text: string): Float32Array {
  const lines = text.split(/\r?\n/);
  const figures: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const row = parseFigures(line, VECTOR_DIMENSIONS);
    if (typeof row === 'string') throw new AppError('InvalidTrainingData', 422, `${name}:${index + 1} ${row}`);
    for (const figure of row) figures.push(figure);
  }
  return Float32Array.from(figures);
}

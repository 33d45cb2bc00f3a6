/** Ratings that people gave photographs: a CSV file with image, valence, arousal and perhaps category. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { readRows } from '../catalogue/rows.ts';

export interface Norm {
  /** File name in the folder of the images. */
  image: string;
  /** On whichever linear scale the file has. */
  valence: number;
  arousal: number;
  /** Null where the file has no such column or the cell is empty. */
  category: string | null;
}

/** Ratings needed before a correlation says anything. */
const LEAST_IMAGES = 3;

/**
 * The rated images that lie in the folder. Throws `InvalidNorms` where a column is missing, a rating is no number or fewer
 * than three images are there; the errors of `readRows` for the file itself.
 */
export async function readNorms(file: string, folder: string): Promise<Norm[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readRows(file)) rows.push(row);
  const header = (rows[0] ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/^\ufeff/, ''),
  );
  const [image, valence, arousal] = ['image', 'valence', 'arousal'].map((name) => {
    const at = header.indexOf(name);
    if (at < 0) throw invalid(`${file} has no column "${name}". Needed are image, valence and arousal.`);
    return at;
  }) as [number, number, number];
  const category = header.indexOf('category');
  const norms = rows.slice(1).map((row, at): Norm => {
    const rating = (column: number) => {
      const text = row[column]?.trim() ?? '';
      const value = Number(text);
      if (text === '' || !Number.isFinite(value))
        throw invalid(`Line ${at + 2} of ${file} has no rating in "${header[column]}".`);
      return value;
    };
    return {
      image: row[image]?.trim() ?? '',
      valence: rating(valence),
      arousal: rating(arousal),
      category: row[category]?.trim() || null,
    };
  });
  const present = norms.filter((norm) => norm.image !== '' && existsSync(join(folder, norm.image)));
  if (present.length < LEAST_IMAGES) {
    throw invalid(
      `Only ${present.length} of the ${norms.length} rated images lie in ${folder}; ${LEAST_IMAGES} are needed.`,
    );
  }
  return present;
}

const invalid = (message: string) => new AppError('InvalidNorms', 422, message);

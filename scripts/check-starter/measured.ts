/** The measured catalogue, read as a stream, by recording. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type AudioFeatures, FEATURES } from '../../core/features.ts';

/** Same recording, same key: letters and digits alone, without what stands in brackets or behind a dash. */
export function recordingKey(title: string, artist: string): string {
  return `${normal(title)}|${normal(artist)}`;
}

function normal(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const cut = plain.replace(/\(.*?\)|\[.*?\]/g, '').replace(/ - .*$/, '');
  // A title that is nothing but brackets keeps them.
  return (cut.trim() || plain).replaceAll('&', 'and').replace(/[^\p{Letter}\p{Number}]/gu, '');
}

/** Splits one line of a comma-separated file; quotes may hold commas and doubled quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** Features by `recordingKey`; of several versions the most popular one. */
export async function readMeasured(path: string): Promise<Map<string, AudioFeatures>> {
  const lines = createInterface({
    input: createReadStream(path).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  const best = new Map<string, { popularity: number; features: AudioFeatures }>();
  let columns: string[] | undefined;
  for await (const line of lines) {
    if (!columns) {
      columns = cells(line);
      continue;
    }
    const row = Object.fromEntries(cells(line).map((cell, index) => [columns![index], cell]));
    const features = Object.fromEntries(FEATURES.map((name) => [name, Number(row[name])])) as AudioFeatures;
    if (!row.title || !row.artist || !(features.tempo > 0)) continue;
    const key = recordingKey(row.title, row.artist);
    const popularity = Number(row.popularity || -1);
    if ((best.get(key)?.popularity ?? -2) < popularity) best.set(key, { popularity, features });
  }
  return new Map([...best].map(([key, { features }]) => [key, features]));
}

/** Situations that song lists are measured by: moments with songs that fit and songs that would be tone-deaf. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Track } from '../../../core/catalogue/track.ts';
import type { Label } from '../../../core/contracts/pipeline.ts';
import { AppError } from '../../../core/errors.ts';
import { artistKey, titleKey } from '../../../core/ranking/same-recording.ts';

/** How sure a label that is only named is taken to be. */
const NAMED_CONFIDENCE = 0.95;

const labelSchema = z.union([
  z.string().min(1),
  z.object({
    name: z.string().min(1),
    confidence: z.number().min(0).max(100).optional(),
    parents: z.array(z.string()).optional(),
    categories: z.array(z.string()).optional(),
  }),
]);

const songNames = z.array(z.string().min(1)).min(1);

const situationSchema = z
  .object({
    caption: z.string().nullish(),
    labels: z.array(labelSchema).nullish(),
    friends: songNames,
    toneDeaf: songNames,
  })
  .refine(
    ({ caption, labels }) => Boolean(caption?.trim()) || (labels ?? []).length > 0,
    'has neither caption nor labels',
  );

/** A moment, and the tracks that are judged for it. */
export interface Situation {
  readonly caption: string | null;
  readonly labels: readonly Label[];
  readonly friends: readonly Track[];
  readonly toneDeaf: readonly Track[];
  /** Rules and weights are tuned while looking at `tuning` alone. */
  readonly half: 'tuning' | 'heldOut';
}

/**
 * Reads a file, or every JSON file of a folder: a JSON array, an object with `situations`, or one object a line. Throws
 * `InvalidSituations` naming the place where it cannot be read or names a song that is not among `tracks`.
 */
export function readSituations(path: string, tracks: readonly Track[]): Situation[] {
  const byKey = new Map<string, Track>();
  for (const track of tracks) byKey.set(songKey(track.title, track.artist), track);
  return filesAt(path).flatMap((file) =>
    rowsOf(file).map((row, at) => {
      const where = `Situation ${at + 1} of ${file}`;
      const read = situationSchema.safeParse(row);
      if (!read.success) throw invalid(`${where} ${z.prettifyError(read.error).replace(/\s+/g, ' ')}`);
      const { caption, labels, friends, toneDeaf } = read.data;
      const find = (name: string) => findSong(name, byKey, where);
      return {
        caption: caption?.trim() ? caption : null,
        labels: (labels ?? []).map(toLabel),
        friends: friends.map(find),
        toneDeaf: toneDeaf.map(find),
        half: halfOf(caption?.trim() || JSON.stringify(labels)),
      };
    }),
  );
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (cause) {
    throw new AppError('InvalidSituations', 404, `There is no file or folder ${path}.`, { cause });
  }
  const files = globSync('*.json', { cwd: path }).sort();
  if (files.length === 0) throw invalid(`${path} holds no JSON file`);
  return files.map((file) => join(path, file));
}

function rowsOf(file: string): unknown[] {
  const text = readFileSync(file, 'utf8');
  try {
    const document: unknown = JSON.parse(text);
    const rows = Array.isArray(document) ? document : (document as { situations?: unknown }).situations;
    if (Array.isArray(rows)) return rows;
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch (cause) {
      throw invalid(`${file} is neither JSON nor one JSON object a line`, cause);
    }
  }
  throw invalid(`${file} holds no list of situations`);
}

function toLabel(label: z.infer<typeof labelSchema>): Label {
  const {
    name,
    confidence = NAMED_CONFIDENCE,
    parents = [],
    categories = [],
  } = typeof label === 'string' ? { name: label } : label;
  return { name, confidence: confidence > 1 ? confidence / 100 : confidence, parents, categories, instances: [] };
}

function songKey(title: string, artist: string): string {
  return `${titleKey(title)}|${artistKey(artist)}`;
}

/** Titles and artists may hold the separator themselves, so every place of it is tried. */
function findSong(name: string, byKey: ReadonlyMap<string, Track>, where: string): Track {
  const parts = name.split(' - ');
  for (let at = 1; at < parts.length; at++) {
    const track = byKey.get(songKey(parts.slice(0, at).join(' - '), parts.slice(at).join(' - ')));
    if (track) return track;
  }
  throw invalid(`${where} names "${name}", which is not in the catalogue; the form is "TITLE - ARTIST"`);
}

function halfOf(moment: string): Situation['half'] {
  return createHash('sha256').update(moment.normalize('NFC')).digest()[0]! % 2 === 0 ? 'tuning' : 'heldOut';
}

function invalid(what: string, cause?: unknown): AppError {
  return new AppError('InvalidSituations', 422, `${what}.`, { cause });
}

/** By what two rows are taken for the same recording: ids of the outside world, and title with first artist. */
import { artistKey, titleKey } from '../ranking/same-recording.ts';
import { isOtherVersion } from '../ranking/unwanted-recordings.ts';

/** What identifies a recording. */
export interface Identified {
  readonly title: string;
  readonly artist: string;
  readonly externalId?: string | undefined;
  readonly isrc?: string | undefined;
}

/**
 * Every key of a recording, the surest first. A live recording or a remix is another recording than the studio one,
 * so the words that tell them apart stay in its key; "Remastered" and "feat." do not.
 */
export function recordingKeys(song: Identified): string[] {
  return [
    ...(song.externalId === undefined ? [] : [`id ${song.externalId}`]),
    ...(song.isrc === undefined ? [] : [`isrc ${song.isrc}`]),
    `song ${versionedTitle(song.title)}|${artistKey(song.artist)}`,
  ];
}

function versionedTitle(title: string): string {
  return isOtherVersion(title) ? title.normalize('NFKC').toLowerCase() : titleKey(title);
}

/** The id of a track in a service's catalogue, from an id, URI or address; undefined for a mere row number. */
export function externalIdOf(cell: string): string | undefined {
  const id = cell.trim().split(/[:/]/).at(-1)!.split('?')[0]!;
  return id.length >= 10 && /^[\w-]+$/.test(id) && /[a-z]/i.test(id) ? id : undefined;
}

/** An International Standard Recording Code (ISO 3901) without its hyphens; undefined for anything else. */
export function isrcOf(cell: string): string | undefined {
  const code = cell.replace(/[-\s]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : undefined;
}

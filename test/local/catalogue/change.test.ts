/** Adding to and taking out of a served index, through the importer's table. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedBlocks, changesItemSchema } from '../../../core/catalogue/changes.ts';
import { parseStarterParts } from '../../../core/catalogue/starter-assets.ts';
import { catalogueKeys } from '../../../core/contracts/names.ts';
import { ordinalsOf } from '../../../core/posting-block.ts';
import { addToIndex, removeFromIndex } from '../../../local/cli/catalogue/change.ts';
import { reindex } from '../../../local/cli/catalogue/reindex.ts';
import { removeSong } from '../../../local/cli/catalogue/remove.ts';
import { variedTsv } from '../../core/catalogue/starter-text.ts';
import { openTable, type TableFixture } from './fixture.ts';

const { tracks } = parseStarterParts([variedTsv(90)]);
const [base, later] = [tracks.slice(0, 80), tracks.slice(80)];
let fixture: TableFixture;

beforeAll(async () => {
  fixture = await openTable();
  const { table } = fixture;
  expect(await addToIndex(table, later)).toBe(false);
  await table.put(base.map((track) => ({ pk: catalogueKeys.track(track.trackId), ...track })));
  await table.prepare(1000, 0);
  await reindex(table, base, new Map());
});
afterAll(() => fixture.close());

async function storedChanges() {
  const [item] = await fixture.table.get([catalogueKeys.changes(await fixture.table.version())]);
  return item === undefined ? null : changesItemSchema.parse(item);
}

test('songs are added to and taken out of the version that is served; building anew takes the changes in', async () => {
  const { table } = fixture;
  await table.put(later.map((track) => ({ pk: catalogueKeys.track(track.trackId), ...track })));
  expect(await addToIndex(table, later)).toBe(true);
  expect(await table.version()).toBe(1);
  const { title, artist, ordinal } = base[0]!;
  expect(await removeSong(table, `${title} - ${artist}`)).toMatchObject({ removed: { title, artist }, version: 1 });
  await expect(removeSong(table, `${title} - ${artist}`)).rejects.toThrow('There is no song');

  const changes = (await storedChanges())!;
  expect(changes.revision).toBe(2);
  const [added] = changedBlocks([], changes, []);
  expect(ordinalsOf(added!.block)).toEqual(later.map((track) => track.ordinal));

  const { tracks: stored, versions } = await table.read();
  expect(stored.map((track) => track.ordinal)).not.toContain(ordinal);
  expect(stored).toHaveLength(89);
  await reindex(table, stored, versions);
  expect(await table.version()).toBe(2);
  expect(await storedChanges()).toBeNull();
});

test('of two changes at once one is refused', async () => {
  const { table } = fixture;
  expect(await removeFromIndex(table, [7])).toBe(true);
  const changes = (await storedChanges())!;
  await expect(table.putChanges(changes, 0)).rejects.toThrow('Another import changed the catalogue');
  await expect(table.putChanges(changes, 5)).rejects.toThrow('Another import changed the catalogue');
});

/** Each known dataset's layout, with rows of its form, through the importer into a table. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Track } from '../../../core/catalogue/track.ts';
import { importSongs } from '../../../local/cli/catalogue/import.ts';
import { openTable, type TableFixture } from './fixture.ts';

let fixture: TableFixture;
beforeEach(async () => {
  fixture = await openTable();
});
afterEach(() => fixture.close());

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(fixture.folder, name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const importFile = (path: string, joined: string[] = [], columns = {}) =>
  importSongs(fixture.table, path, { joined, columns, report: () => undefined });

async function theOnly(): Promise<Track> {
  const { tracks } = await fixture.table.read();
  expect(tracks).toHaveLength(1);
  return tracks[0]!;
}

const FIGURES = '0.676,0.461,1,-6.746,0,0.143,0.0322,1.01e-06,0.358,0.715,87.917';

describe('datasets', () => {
  test('spotify-tracks-dataset: a song in several genres is one song', async () => {
    const header =
      ',track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre';
    const row = (number: number, genre: string) =>
      `${number},5SuOikwiRyPMVoIQDJUgSV,Gen Hoshino;Somebody,Comedy,"Comedy, Again",73,230666,False,${FIGURES},4,${genre}`;
    const path = fileOf('tracks.csv.gz', [header, row(0, 'acoustic'), row(1, 'j-pop')]);
    expect(await importFile(path)).toMatchObject({ read: 2, imported: 1, duplicates: 1, refused: [], version: 1 });
    expect(await theOnly()).toMatchObject({
      title: 'Comedy, Again',
      artist: 'Gen Hoshino',
      genre: 'acoustic',
      explicit: false,
      popularity: 73,
      durationSeconds: 230.7,
      mode: 'minor',
      externalId: '5SuOikwiRyPMVoIQDJUgSV',
      features: { instrumentalness: 1.01e-6, loudness: -6.746, tempo: 87.917 },
    });
    // The same import again changes nothing, and makes no new version.
    expect(await importFile(path)).toMatchObject({ read: 2, imported: 0, duplicates: 2, version: 1 });
    expect(await theOnly()).toMatchObject({ title: 'Comedy, Again' });
  });

  test('spotify_songs', async () => {
    const path = fileOf('spotify_songs.csv', [
      'track_id,track_name,track_artist,track_popularity,track_album_id,track_album_name,track_album_release_date,playlist_name,playlist_id,playlist_genre,playlist_subgenre,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,duration_ms',
      `6f807x0ima9a1j3VPbc7VN,"I Don't Care (with Somebody)",Ed Example,66,2oCs0DGTsRO98Gh5ZSl2Cx,I Don't Care,2019-06-14,Pop Remix,37i9dQZF1DXcZDD7cfEKhW,pop,dance pop,${FIGURES},194754`,
    ]);
    expect(await importFile(path)).toMatchObject({ read: 1, imported: 1, refused: [] });
    expect(await theOnly()).toMatchObject({
      artist: 'Ed Example',
      year: 2019,
      genre: 'pop',
      popularity: 66,
      explicit: null,
    });
  });

  test('tracks_features: artists as a Python list, year 0 is none, and a cut-off row is refused', async () => {
    const path = fileOf('tracks_features.csv', [
      'id,name,album,album_id,artists,artist_ids,track_number,disc_number,explicit,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,duration_ms,time_signature,year,release_date',
      `7lmeHLHBe4nmXzuXc0HDjk,Testify,The Battle,2eia0myWFgoHuttJytCxgX,"['Rage, ""Rage"" & Co', 'B']","['2d0hyoQ5ynDBnkvAbJKORj']",1,1,True,${FIGURES},210133,4.0,0,1999-11-02`,
      '1wsRitfRRtWyEapl0q22o8,Guerrilla,The Battle',
    ]);
    const imported = await importFile(path);
    expect(imported).toMatchObject({ read: 2, imported: 1 });
    expect(imported.refused).toEqual([
      {
        reason: 'is cut off: it has fewer cells than the header',
        count: 1,
        example: 'row 3: 1wsRitfRRtWyEapl0q22o8,Guerrilla,The Battle',
      },
    ]);
    expect(await theOnly()).toMatchObject({
      artist: 'Rage, "Rage" & Co',
      explicit: true,
      year: null,
      durationSeconds: 210.1,
    });
  });

  test('Moodify has addresses only: it is refused, or joined with a dataset that names them', async () => {
    const moodify = fileOf('278k_labelled_uri.csv', [
      ',Unnamed: 0,duration (ms),danceability,energy,loudness,speechiness,acousticness,instrumentalness,liveness,valence,tempo,spec_rate,labels,uri',
      '0,0,195000.0,0.611,0.614,-8.815,0.0672,0.0169,0.000794,0.753,0.52,128.05,3.4e-07,2,spotify:track:3v6sBj3swihU8pXQQHhDZo',
    ]);
    expect((await importFile(moodify)).refused).toMatchObject([{ reason: 'has no title', count: 1 }]);
    const names = fileOf('names.csv', [
      'id,name,artists,year',
      "3v6sBj3swihU8pXQQHhDZo,Way Back Home,\"['Joe', 'X']\",1971",
    ]);
    expect(await importFile(moodify, [names])).toMatchObject({ imported: 1, refused: [] });
    expect(await theOnly()).toMatchObject({
      title: 'Way Back Home',
      artist: 'Joe',
      year: 1971,
      durationSeconds: 195,
      source: 'moodify',
      externalId: '3v6sBj3swihU8pXQQHhDZo',
      features: { tempo: 128.05, liveness: 0.753 },
    });
  });

  test('ReccoBeats: tracks and audio features in one document', async () => {
    const path = join(fixture.folder, 'reccobeats.json');
    const id = 'a8c9a3f0-1111-4222-8333-444455556666';
    const href = 'https://open.spotify.com/track/5pnGk4a0dkQ1rBDDGcPg5x';
    const figures = {
      acousticness: 0.1,
      danceability: 0.7,
      energy: 0.6,
      instrumentalness: 0,
      key: 1,
      liveness: 0.1,
      loudness: -5.1,
      mode: 0,
      speechiness: 0.05,
      tempo: 99.9,
      valence: 0.4,
    };
    const content = [
      {
        id,
        trackTitle: 'Song',
        artists: [{ id: 'x', name: 'Singer' }],
        durationMs: 180_000,
        isrc: 'usrc17607839',
        href,
        popularity: 12,
      },
      { id, href, ...figures },
    ];
    writeFileSync(path, JSON.stringify({ content }));
    expect(await importFile(path)).toMatchObject({ imported: 1, refused: [] });
    expect(await theOnly()).toMatchObject({
      isrc: 'USRC17607839',
      externalId: '5pnGk4a0dkQ1rBDDGcPg5x',
      mode: 'minor',
      popularity: 12,
      source: 'reccobeats',
    });
  });

  test('AcousticBrainz: high-level and rhythm figures, with names from MusicBrainz', async () => {
    const mbid = '96685213-a25c-4678-9a13-abd9ec81cf35';
    const high = fileOf('highlevel.csv', [
      'mbid,submission_offset,mood_happy,mood_sad,mood_party,mood_aggressive,mood_relaxed,mood_acoustic,voice_instrumental',
      `${mbid},0,0.9,0.1,0.7,0.2,0.3,0.25,0.05`,
      `${mbid},1,0.8,0.1,0.7,0.2,0.3,0.25,0.05`,
      'b1a9c0e9-d987-4042-ae91-78d6a3267d69,0,0.9,0.1,0.7,0.2,0.3,0.25,0.05',
    ]);
    const rhythm = fileOf('rhythm.csv.gz', [
      'mbid,submission_offset,bpm,bpm_histogram_first_peak_bpm_mean,danceability,onset_rate',
      `${mbid},0,125.2,125,1.4,3.5`,
      'b1a9c0e9-d987-4042-ae91-78d6a3267d69,0,90,90,2.8,2',
    ]);
    const names = fileOf('canonical_musicbrainz_data.csv', [
      'id,artist_credit_id,artist_mbids,artist_credit_name,release_mbid,release_name,recording_mbid,recording_name,combined_lookup,score',
      `7,1,"{x}",Sweet Trio,76df3287-6cda-33eb-8e9a-044b5e15ffdd,Album,${mbid},My Song,sweettriomysong,1`,
    ]);
    const imported = await importFile(high, [names, rhythm]);
    expect(imported).toMatchObject({ read: 3, imported: 1, duplicates: 1 });
    expect(imported.refused).toMatchObject([{ reason: 'has no title', count: 1 }]);
    const { features, ...track } = await theOnly();
    expect(track).toMatchObject({
      title: 'My Song',
      artist: 'Sweet Trio',
      externalId: mbid,
      source: 'acousticbrainz-highlevel',
    });
    expect(features).toMatchObject({
      valence: 0.9,
      energy: 0.7,
      tempo: 125.2,
      acousticness: 0.25,
      instrumentalness: 0.05,
    });
    expect(features.danceability).toBeCloseTo(0.4);
  });

  test('any other, with its columns told', async () => {
    const path = fileOf('own.csv', [
      'Lied,Wer,Tanz,Energie,Laune,Schläge,Akustik,Ohne,Live,Rede,Laut',
      'Eins,Ich,70,"60",50,"120,5",10,0,12,5,"-7,5"',
    ]);
    const columns = {
      title: 'Lied',
      artist: 'Wer',
      danceability: 'Tanz',
      energy: 'Energie',
      valence: 'Laune',
      tempo: 'Schläge',
      acousticness: 'Akustik',
      instrumentalness: 'Ohne',
      liveness: 'Live',
      speechiness: 'Rede',
      loudness: 'Laut',
    };
    await expect(importFile(path)).rejects.toMatchObject({ code: 'UnknownLayout' });
    expect(await importFile(path, [], columns)).toMatchObject({ imported: 1, refused: [] });
    expect((await theOnly()).features).toMatchObject({ danceability: 0.7, tempo: 120.5, loudness: -7.5 });
  });
});

test('files that cannot be joined or read are said in a sentence', async () => {
  const path = fileOf('a.csv', ['title,artist', 'A,B']);
  await expect(importFile(path, [path])).rejects.toThrow('has no column of ids');
  await expect(importFile(join(fixture.folder, 'none.csv'))).rejects.toMatchObject({ code: 'DatasetNotFound' });
  const withIds = fileOf('ids.csv', ['id,title', 'abcdefghijkl,A']);
  await expect(importFile(withIds, [fileOf('empty.csv', [''])])).rejects.toMatchObject({ code: 'DatasetUnreadable' });
  await expect(importFile(fileOf('empty2.csv', ['']), [withIds])).rejects.toThrow('The file is empty');
});

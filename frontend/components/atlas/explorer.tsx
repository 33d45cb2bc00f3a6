'use client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CatalogueMap, placeOnMap } from '../../../core/contracts/map-file.ts';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { placeOfRow, rowOf } from '../../lib/atlas/nearest';
import { ZOOM_STEP } from '../../lib/atlas/use-gestures';
import { type Place, type View, WHOLE } from '../../lib/atlas/view';
import { strings } from '../../lib/strings';
import { AtlasHead } from './atlas-head';
import { AtlasMap } from './atlas-map';
import { SongsHere } from './songs-here';

const TEXT = strings.atlas;
/** How close a song is shown, and a region, and a moment. */
const SONG_ZOOM = 10;
const REGION_ZOOM = 4;
const MOMENT_ZOOM = 3;

type Props = { map: CatalogueMap; recap: RecapView | null; recapGone: boolean };

/** The map with its means to move about, and the songs at its middle. */
export function Explorer({ map, recap, recapGone }: Props) {
  const { moment, songs } = useMemo(() => marksOf(map, recap), [map, recap]);
  const [view, setView] = useFrameState(WHOLE);
  const near = useCallback(
    (place: Place, zoom: number) => setView((now) => ({ ...place, zoom: Math.max(now.zoom, zoom) })),
    [setView],
  );
  useEffect(() => {
    if (moment) near(moment, MOMENT_ZOOM);
  }, [moment, near]);
  const show = (trackId: string) => {
    const row = rowOf(map, trackId);
    if (row >= 0) near(placeOfRow(map, row), SONG_ZOOM);
  };
  const zoom = (factor: number) => setView((now) => ({ ...now, zoom: Math.min(80, Math.max(1, now.zoom * factor)) }));
  return (
    <div className="flex grow flex-col">
      <AtlasHead count={TEXT.count(map.songs, map.ordinals.length)} />
      {recapGone && (
        <p role="status" className="px-4 pb-3 md:px-10">
          {TEXT.momentGone}
        </p>
      )}
      <div className="grid grow border-t-2 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col lg:sticky lg:top-0 lg:h-[calc(100dvh-11rem-var(--player,0px))] lg:min-h-[30rem]">
          <div className="h-[58svh] min-h-80 lg:h-auto lg:grow">
            <AtlasMap
              map={map}
              view={view}
              onView={setView}
              onPick={(row) => near(placeOfRow(map, row), SONG_ZOOM)}
              moment={moment}
              songs={songs}
            />
          </div>
          <div className="controls">
            <button type="button" className="cell grow" onClick={() => zoom(ZOOM_STEP)}>
              {TEXT.closer}
            </button>
            <button type="button" className="cell grow" onClick={() => zoom(1 / ZOOM_STEP)}>
              {TEXT.farther}
            </button>
            <button type="button" className="cell grow" onClick={() => setView(() => WHOLE)}>
              {TEXT.whole}
            </button>
            {moment && (
              <button type="button" className="cell grow" onClick={() => near(moment, MOMENT_ZOOM)}>
                {TEXT.toMoment}
              </button>
            )}
            <label className="cell grow">
              {TEXT.goTo}
              <select
                className="min-h-8 min-w-0 max-w-52 bg-ground text-ink"
                value=""
                onChange={({ target }) => near(map.regions[Number(target.value)]!, REGION_ZOOM)}
              >
                <option value="" disabled>
                  {TEXT.goToHint}
                </option>
                {map.regions.map((region, at) => {
                  const name = TEXT.region(region.mood, region.genre);
                  return (
                    <option key={`${name} ${region.x}`} value={at}>
                      {TEXT.regionSongs(name, region.points)}
                    </option>
                  );
                })}
              </select>
            </label>
          </div>
        </div>
        <div className="lg:border-l-2">
          <SongsHere map={map} middle={view} onShow={show} />
        </div>
      </div>
    </div>
  );
}

/** Where a recap's moment and its songs lie. */
function marksOf(map: CatalogueMap, recap: RecapView | null): { moment: Place | null; songs: Place[] } {
  const moment = recap?.target ? placeOnMap(map, recap.target.features) : null;
  const rows = (recap?.songs ?? []).map(({ trackId }) => rowOf(map, trackId)).filter((row) => row >= 0);
  return { moment, songs: rows.map((row) => placeOfRow(map, row)) };
}

/** A view that changes at most once a frame, however many events a pointer sends. */
function useFrameState(first: View): [View, (by: (view: View) => View) => void] {
  const [view, setView] = useState(first);
  const latest = useRef(first);
  const frame = useRef(0);
  const change = useCallback((by: (view: View) => View) => {
    const { x, y, zoom } = by(latest.current);
    latest.current = { x, y, zoom };
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      setView(latest.current);
    });
  }, []);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );
  return [view, change];
}

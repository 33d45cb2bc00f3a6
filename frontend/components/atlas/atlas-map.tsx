'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CatalogueMap, MapRegion } from '../../../core/contracts/map-file.ts';
import { regionColours } from '../../lib/atlas/colours';
import { halfOf, labelsIn, type Taken } from '../../lib/atlas/labels';
import { nearestPoints } from '../../lib/atlas/nearest';
import { type Painter, painterOf } from '../../lib/atlas/paint';
import { useGestures } from '../../lib/atlas/use-gestures';
import { type Place, type Size, sideOf, toMap, toScreen, type View, WHOLE } from '../../lib/atlas/view';
import { strings } from '../../lib/strings';
import { Disc } from '../mark';

const TEXT = strings.atlas;
/** How far below the moment its name stands, pixels. */
const MOMENT_DROP = 32;
/** How far beside a point a finger may press, pixels. */
const REACH = 24;
const nameOf = (region: MapRegion) => TEXT.region(region.mood, region.genre);

type Props = {
  map: CatalogueMap;
  view: View;
  onView: (by: (view: View) => View) => void;
  /** The row of a point that was pressed. */
  onPick: (row: number) => void;
  moment: Place | null;
  /** Places of the songs of the moment's recap. */
  songs: readonly Place[];
};

/** The map itself: points drawn on a canvas, names and marks above it. */
export function AtlasMap({ map, view, onView, onPick, moment, songs }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  usePainted(canvas, map, view, size);
  useGestures(frame, {
    size,
    change: onView,
    reset: () => onView(() => WHOLE),
    pick: (at) => {
      const [row] = nearestPoints(map, toMap(view, size, at), 1, REACH / sideOf(size, view.zoom));
      if (row !== undefined) onPick(row);
    },
  });
  const labels = useMemo(
    () => labelsIn(map.regions, view, size, nameOf, moment ? [momentIn(view, size, moment)] : []),
    [map, view, size, moment],
  );
  const at = ({ x, y }: Place) => ({ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` });
  const place = (spot: Place) => at(toScreen(view, size, spot));
  return (
    <div
      ref={frame}
      role="application"
      aria-label={TEXT.mapLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the map.
      tabIndex={0}
      data-testid="map"
      className="relative h-full cursor-grab touch-none overflow-hidden select-none focus-visible:outline-offset-[-6px] active:cursor-grabbing"
    >
      <div aria-hidden="true" className="pointer-events-none absolute inset-0">
        <canvas ref={canvas} className="absolute inset-0 size-full" />
        {songs.map((song) => (
          <span
            key={`${song.x} ${song.y}`}
            className="absolute top-0 left-0 size-3.5 rounded-full border-[3px] border-ink bg-ground"
            style={place(song)}
          />
        ))}
        {labels.map(({ region, x, y }) => (
          <span
            key={region}
            className="absolute top-0 left-0 bg-ground px-1 text-sm leading-5 font-semibold whitespace-nowrap"
            style={at({ x, y })}
          >
            {nameOf(map.regions[region]!)}
          </span>
        ))}
        {moment && (
          <span className="absolute top-0 left-0 size-9" style={place(moment)}>
            <Disc className="size-9" />
          </span>
        )}
        {moment && (
          <span
            className="absolute top-0 left-0 bg-ink px-1.5 text-sm leading-6 font-semibold whitespace-nowrap text-ground"
            style={at({ x: toScreen(view, size, moment).x, y: toScreen(view, size, moment).y + MOMENT_DROP })}
          >
            {TEXT.moment}
          </span>
        )}
        <svg viewBox="-12 -12 24 24" aria-hidden="true" className="absolute top-1/2 left-1/2 -mt-3 -ml-3 size-6">
          <path d="M-12 0h8M4 0h8M0 -12v8M0 4v8" stroke="var(--ground)" strokeWidth="4" />
          <path d="M-12 0h8M4 0h8M0 -12v8M0 4v8" stroke="var(--ink)" strokeWidth="2" />
        </svg>
      </div>
    </div>
  );
}

/** The disc of the moment, and its name below. */
function momentIn(view: View, size: Size, moment: Place): Taken {
  const { x, y } = toScreen(view, size, moment);
  return { x, y: y + MOMENT_DROP / 2, half: halfOf(TEXT.moment), halfHeight: MOMENT_DROP };
}

function useSize(element: React.RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width, height });
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Draws whenever map, view, size or theme change. */
function usePainted(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  map: CatalogueMap,
  view: View,
  size: Size,
): void {
  const [painter, setPainter] = useState<Painter | null>(null);
  const dark = useDark();
  useEffect(() => {
    const made = canvas.current && painterOf(canvas.current, map);
    setPainter(made);
    return () => made?.dispose();
  }, [canvas, map]);
  useEffect(() => {
    if (!painter || !canvas.current || size.width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (canvas.current.width !== width) canvas.current.width = width;
    if (canvas.current.height !== height) canvas.current.height = height;
    painter.colour(regionColours(map.regions, dark ? 'dark' : 'light'));
  }, [painter, canvas, map, size, dark]);
  useEffect(() => {
    if (!painter || size.width === 0) return;
    // The colours may have changed as well; both are drawn at once.
    void dark;
    painter.draw(view, window.devicePixelRatio || 1);
  }, [painter, view, size, dark]);
}

function useDark(): boolean {
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    const read = () => setDark(query.matches);
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return dark;
}

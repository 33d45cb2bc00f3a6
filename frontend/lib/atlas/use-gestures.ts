'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { type Place, panned, type Size, type View, zoomed } from './view';

/** Further than this a press is no click, pixels. */
const STILL = 6;
const WHEEL_SPEED = 0.0016;
/** What one key press moves, pixels; and zooms. */
const KEY_STEP = 60;
export const ZOOM_STEP = 1.6;
const PAN_KEYS = new Map<string, Place>([
  ['ArrowLeft', { x: KEY_STEP, y: 0 }],
  ['ArrowRight', { x: -KEY_STEP, y: 0 }],
  ['ArrowUp', { x: 0, y: KEY_STEP }],
  ['ArrowDown', { x: 0, y: -KEY_STEP }],
]);
const ZOOM_KEYS = new Map([
  ['+', ZOOM_STEP],
  ['=', ZOOM_STEP],
  ['-', 1 / ZOOM_STEP],
]);

type Change = (view: View) => View;
type Gestures = { size: Size; change: (by: Change) => void; pick: (at: Place) => void; reset: () => void };

/** Pan and zoom by pointer, wheel, two fingers and keys; a press that stays still picks. */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const current = useRef(gestures);
  current.current = gestures;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const pointers = new Map<number, Place>();
    let travelled = 0;
    const placeOf = (event: MouseEvent): Place => {
      const { left, top } = target.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      target.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, placeOf(event));
      if (pointers.size === 1) travelled = 0;
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = placeOf(event);
      const { size, change } = current.current;
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (!other) return change((view) => panned(view, size, now.x - before.x, now.y - before.y));
      travelled = Number.POSITIVE_INFINITY;
      const apart = (place: Place) => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      change((view) =>
        zoomed(
          panned(view, size, (now.x - before.x) / 2, (now.y - before.y) / 2),
          size,
          apart(now) / apart(before),
          middle,
        ),
      );
    };
    const up = (event: PointerEvent) => {
      const held = pointers.delete(event.pointerId);
      if (held && event.type === 'pointerup' && pointers.size === 0 && travelled < STILL)
        current.current.pick(placeOf(event));
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { size, change } = current.current;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const factor = Math.exp(-event.deltaY * lines * WHEEL_SPEED * (event.ctrlKey ? 6 : 1));
      change((view) => zoomed(view, size, factor, placeOf(event)));
    };
    const key = (event: KeyboardEvent) => {
      const { size, change, reset } = current.current;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = PAN_KEYS.get(event.key);
      const factor = ZOOM_KEYS.get(event.key);
      if (by) change((view) => panned(view, size, by.x, by.y));
      else if (factor) change((view) => zoomed(view, size, factor));
      else if (event.key === '0') reset();
      else return;
      event.preventDefault();
    };
    const held = new AbortController();
    const { signal } = held;
    target.addEventListener('pointerdown', down, { signal });
    target.addEventListener('pointermove', move, { signal });
    target.addEventListener('pointerup', up, { signal });
    target.addEventListener('pointercancel', up, { signal });
    // Passive listeners cannot keep the page from scrolling along.
    target.addEventListener('wheel', wheel, { signal, passive: false });
    target.addEventListener('keydown', key, { signal });
    return () => held.abort();
  }, [element]);
}

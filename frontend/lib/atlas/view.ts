/** What part of the map a window shows. Places of the map are 0..1 from the left and from the top; the window is in pixels. */

export type Size = { width: number; height: number };
export type Place = { x: number; y: number };
/** The place in the middle, and how many times larger than the whole map it is shown. */
export type View = Place & { zoom: number };

export const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 };
export const MAX_ZOOM = 80;

/** Pixels of the whole map's side at this zoom. */
export const sideOf = ({ width, height }: Size, zoom: number) => Math.max(1, Math.min(width, height)) * zoom;

export function toScreen(view: View, size: Size, { x, y }: Place): Place {
  const side = sideOf(size, view.zoom);
  return { x: (x - view.x) * side + size.width / 2, y: (y - view.y) * side + size.height / 2 };
}

export function toMap(view: View, size: Size, { x, y }: Place): Place {
  const side = sideOf(size, view.zoom);
  return { x: (x - size.width / 2) / side + view.x, y: (y - size.height / 2) / side + view.y };
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** The view moved by pixels; its middle stays on the map. */
export function panned(view: View, size: Size, dx: number, dy: number): View {
  const side = sideOf(size, view.zoom);
  return { ...view, x: within(view.x - dx / side, 0, 1), y: within(view.y - dy / side, 0, 1) };
}

/** The view `factor` times closer, with the place under `at` staying where it is. */
export function zoomed(
  view: View,
  size: Size,
  factor: number,
  at: Place = { x: size.width / 2, y: size.height / 2 },
): View {
  const zoom = within(view.zoom * factor, 1, MAX_ZOOM);
  const held = toMap(view, size, at);
  const side = sideOf(size, zoom);
  return {
    zoom,
    x: within(held.x - (at.x - size.width / 2) / side, 0, 1),
    y: within(held.y - (at.y - size.height / 2) / side, 0, 1),
  };
}

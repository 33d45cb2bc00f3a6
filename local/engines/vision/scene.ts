/**
 * Scene labels that the object detector cannot give, guessed from where which colours lie. Each rule asks for a layout
 * that hardly anything else has; where it is not met nothing is said, and never with much confidence.
 */
import { toLab } from './lab.ts';
import { stretchTo } from './picture.ts';
import type { Picture } from './types.ts';

export interface SceneHint {
  readonly name: string;
  /** 0..60. */
  readonly confidence: number;
  readonly parents: readonly string[];
  readonly category: string;
}

/** Mean colour of one square of the picture. */
export interface Cell {
  readonly lightness: number;
  readonly chroma: number;
  /** Degrees in Lab: 0 red, 90 yellow, 180 green, 270 blue. */
  readonly hue: number;
  /** Standard deviation of lightness inside the cell: how busy it is. */
  readonly texture: number;
}

export const COLUMNS = 24;
export const ROWS = 16;
const CELL_PIXELS = 8;

/** Colour alone never says more. */
const MAX_CONFIDENCE = 60;
const NATURE = 'Nature and Outdoors';

export async function toCells(picture: Picture): Promise<Cell[]> {
  const { data, width } = await stretchTo(picture, COLUMNS * CELL_PIXELS, ROWS * CELL_PIXELS);
  const pixels = CELL_PIXELS * CELL_PIXELS;
  return Array.from({ length: COLUMNS * ROWS }, (_, index) => {
    const left = (index % COLUMNS) * CELL_PIXELS;
    const top = Math.floor(index / COLUMNS) * CELL_PIXELS;
    let [l, a, b, squares] = [0, 0, 0, 0];
    for (let y = top; y < top + CELL_PIXELS; y++) {
      for (let x = left; x < left + CELL_PIXELS; x++) {
        const at = 3 * (y * width + x);
        const lab = toLab(data[at]!, data[at + 1]!, data[at + 2]!);
        l += lab[0] / pixels;
        a += lab[1] / pixels;
        b += lab[2] / pixels;
        squares += lab[0] ** 2 / pixels;
      }
    }
    return {
      lightness: l,
      chroma: Math.hypot(a, b),
      hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
      texture: Math.sqrt(Math.max(0, squares - l * l)),
    };
  });
}

/** What the models found, for rules that colour alone cannot carry. */
export interface SceneEvidence {
  /** Nothing was located and no animal seen: what fills the picture is the scene itself. */
  readonly unpeopled: boolean;
  /** Wild animals or snow vehicles: white ground is then snow, not paper or porcelain. */
  readonly wild: boolean;
}

type Test = (cell: Cell) => boolean;

const rowsOf = (cells: readonly Cell[], from: number, to: number) => cells.slice(from * COLUMNS, to * COLUMNS);
const share = (cells: readonly Cell[], test: Test) => cells.filter(test).length / cells.length;
const average = (cells: readonly Cell[], value: (cell: Cell) => number) =>
  cells.reduce((sum, cell) => sum + value(cell), 0) / Math.max(1, cells.length);

const isSkyBlue: Test = ({ hue, chroma, lightness, texture }) =>
  hue > 225 && hue < 295 && chroma >= 10 && lightness >= 25 && texture < 5;
const isLeafGreen: Test = ({ hue, chroma, lightness }) =>
  hue > 95 && hue < 140 && chroma >= 18 && lightness > 15 && lightness < 75;
const isGlow: Test = ({ hue, chroma, lightness, texture }) =>
  hue > 30 && hue < 90 && chroma >= 28 && lightness >= 40 && texture < 10;
const isBlack: Test = ({ lightness }) => lightness < 12;

/** Indexes of the cells that pass and hang together with the top edge. */
function fromTop(cells: readonly Cell[], test: Test): number[] {
  const reached = new Set<number>();
  const open = cells.flatMap((cell, index) => (index < COLUMNS && test(cell) ? [index] : []));
  while (open.length > 0) {
    const index = open.pop()!;
    if (reached.has(index)) continue;
    reached.add(index);
    const column = index % COLUMNS;
    const next = [index - COLUMNS, index + COLUMNS, ...(column > 0 ? [index - 1] : [])];
    if (column < COLUMNS - 1) next.push(index + 1);
    for (const neighbour of next) {
      const cell = cells[neighbour];
      if (cell && test(cell)) open.push(neighbour);
    }
  }
  return [...reached].sort((one, other) => one - other);
}

/** Smooth blue from the top edge down that pales towards the horizon and ends above the bottom. */
function sky(cells: readonly Cell[]): number {
  const region = fromTop(cells, isSkyBlue).map((index) => ({ cell: cells[index]!, row: Math.floor(index / COLUMNS) }));
  const area = region.length / cells.length;
  const atTop = share(rowsOf(cells, 0, 1), isSkyBlue);
  if (area < 0.15 || atTop < 0.6 || region.some(({ row }) => row === ROWS - 1)) return 0;
  const third = Math.max(1, Math.floor(region.length / 3));
  const upper = region.slice(0, third).map(({ cell }) => cell);
  const lower = region.slice(-third).map(({ cell }) => cell);
  const paling =
    average(lower, ({ lightness }) => lightness) -
    average(upper, ({ lightness }) => lightness) +
    (average(upper, ({ chroma }) => chroma) - average(lower, ({ chroma }) => chroma)) / 2;
  return paling < 2 ? 0 : 45 + 50 * area;
}

function grass(cells: readonly Cell[]): number {
  const ground = rowsOf(cells, Math.round(ROWS * 0.7), ROWS);
  const green = share(ground, ({ texture, ...cell }) => texture > 1 && isLeafGreen({ ...cell, texture }));
  return green < 0.85 ? 0 : 60 * green;
}

function plants(cells: readonly Cell[]): number {
  const green = share(cells, (cell) => isLeafGreen(cell) && cell.texture > 3);
  return green < 0.4 ? 0 : 40 + 25 * green;
}

/** A glowing warm sky with something bright in it above a dark land. */
function sunset(cells: readonly Cell[]): number {
  const glow = share(rowsOf(cells, 0, ROWS / 2), isGlow);
  const bright = rowsOf(cells, 0, Math.round(ROWS * 0.75)).some(({ lightness }) => lightness > 82);
  const dark = share(rowsOf(cells, Math.round(ROWS * 0.75), ROWS), ({ lightness }) => lightness < 22);
  return glow < 0.3 || !bright || dark < 0.7 ? 0 : 45 + 20 * glow;
}

/** Mostly black, with several separate lights. */
function night(cells: readonly Cell[]): number {
  const dark = share(cells, isBlack);
  const lights = share(cells, ({ lightness, texture }) => lightness > 20 && texture > 15);
  return dark < 0.5 || lights < 0.05 ? 0 : 40 + 25 * dark;
}

/** Busy dull green nearly everywhere. */
function forest(cells: readonly Cell[], { unpeopled }: SceneEvidence): number {
  const foliage = share(
    cells,
    ({ hue, chroma, lightness, texture }) => texture > 6 && lightness < 50 && chroma < 32 && hue > 80 && hue < 140,
  );
  return !unpeopled || foliage < 0.6 ? 0 : 35 + 30 * foliage;
}

/** A white lower half under something that lives outdoors. */
function snow(cells: readonly Cell[], { wild }: SceneEvidence): number {
  const white = share(rowsOf(cells, ROWS / 2, ROWS), ({ lightness, chroma }) => lightness > 68 && chroma < 9);
  return !wild || white < 0.75 ? 0 : MAX_CONFIDENCE;
}

const RULES: readonly {
  readonly name: string;
  readonly parents: readonly string[];
  rule(cells: readonly Cell[], evidence: SceneEvidence): number;
}[] = [
  { name: 'Sky', parents: ['Nature', 'Outdoors'], rule: sky },
  { name: 'Sunset', parents: ['Sky', 'Nature', 'Outdoors'], rule: sunset },
  { name: 'Night', parents: [], rule: night },
  { name: 'Grass', parents: ['Plant'], rule: grass },
  { name: 'Vegetation', parents: ['Plant'], rule: plants },
  { name: 'Forest', parents: ['Nature', 'Outdoors'], rule: forest },
  { name: 'Snow', parents: ['Nature', 'Outdoors'], rule: snow },
];

/** The scenes whose layout is met. `cells` are COLUMNS x ROWS, row by row. */
export function sceneHints(cells: readonly Cell[], evidence: SceneEvidence): SceneHint[] {
  return RULES.flatMap(({ name, parents, rule }) => {
    const confidence = Math.min(MAX_CONFIDENCE, rule(cells, evidence));
    return confidence > 0 ? [{ name, confidence, parents, category: NATURE }] : [];
  });
}

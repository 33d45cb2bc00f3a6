/** Rows of figures in CSV, as training data and as queries. */

const FIGURE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The `count` figures of a line, each from 0 to 1, or a sentence saying why they are not. */
export function parseFigures(line: string, count: number): number[] | string {
  const cells = line.split(',').map((cell) => cell.trim());
  if (cells.length !== count) return `A row has ${count} figures, not ${cells.length}.`;
  const wrong = cells.find((cell) => !FIGURE.test(cell) || Number(cell) < 0 || Number(cell) > 1);
  if (wrong !== undefined) return `"${wrong.slice(0, 40)}" is not a figure from 0 to 1.`;
  return cells.map(Number);
}

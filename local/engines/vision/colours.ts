/** A picture's main colours: k-means in CIE Lab over a small copy. */
import { cssColourName, simplifiedColourName } from './css-colours.ts';
import { type Lab, squaredDifference, toLab } from './lab.ts';
import { stretchTo } from './picture.ts';
import { measureQuality } from './quality.ts';
import type { Box, ImageProperties, Picture, Region, SeenColour } from './types.ts';

/** Side of the copy whose pixels are clustered. */
const SAMPLE_SIZE = 96;
/** Longest side of the copy on which quality is measured, so that sharpness does not depend on the upload's size. */
const QUALITY_SIZE = 512;
const MAX_COLOURS = 12;
const ITERATIONS = 10;
/** Colours nearer than this (CIE 1976 difference) are one colour to the eye. */
const MERGE_DIFFERENCE = 12;
/** Smaller shares, per cent, are not reported. */
const MIN_PERCENT = 1;
/** A foreground smaller or larger than these shares of the picture is none. */
const FOREGROUND_SHARE = { min: 0.01, max: 0.95 };

interface Pixel {
  readonly rgb: readonly [number, number, number];
  readonly lab: Lab;
}

interface Cluster {
  readonly rgb: readonly [number, number, number];
  readonly lab: Lab;
  readonly count: number;
}

function mean(pixels: readonly Pixel[]): Cluster {
  const rgb: [number, number, number] = [0, 0, 0];
  const lab: [number, number, number] = [0, 0, 0];
  for (const pixel of pixels) {
    for (let i = 0; i < 3; i++) {
      rgb[i]! += pixel.rgb[i]! / pixels.length;
      lab[i]! += pixel.lab[i]! / pixels.length;
    }
  }
  return { rgb, lab, count: pixels.length };
}

/** The fullest cells of a coarse Lab grid that lie apart: the same seeds for the same picture, every time. */
function seeds(pixels: readonly Pixel[]): Lab[] {
  const cells = new Map<string, Pixel[]>();
  for (const pixel of pixels) {
    const key = pixel.lab.map((value) => Math.round(value / 15)).join();
    const cell = cells.get(key);
    if (cell) cell.push(pixel);
    else cells.set(key, [pixel]);
  }
  const chosen: Lab[] = [];
  for (const cell of [...cells.values()].sort((a, b) => b.length - a.length)) {
    const { lab } = mean(cell);
    if (chosen.every((other) => squaredDifference(other, lab) > MERGE_DIFFERENCE ** 2)) chosen.push(lab);
    if (chosen.length === MAX_COLOURS) break;
  }
  return chosen;
}

function cluster(pixels: readonly Pixel[]): Cluster[] {
  let centres = seeds(pixels);
  let clusters: Cluster[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const members: Pixel[][] = centres.map(() => []);
    for (const pixel of pixels) {
      let best = 0;
      let bestDifference = Number.POSITIVE_INFINITY;
      for (let i = 0; i < centres.length; i++) {
        const difference = squaredDifference(centres[i]!, pixel.lab);
        if (difference < bestDifference) [best, bestDifference] = [i, difference];
      }
      members[best]!.push(pixel);
    }
    clusters = members.filter((group) => group.length > 0).map(mean);
    centres = clusters.map((one) => one.lab);
  }
  return clusters.sort((a, b) => b.count - a.count);
}

/** Main colours, largest share first; the shares are of all given pixels and may add up to less than 100. */
export function dominantColours(pixels: readonly Pixel[]): SeenColour[] {
  const colours: SeenColour[] = [];
  for (const { rgb, lab, count } of cluster(pixels)) {
    const pixelPercent = (100 * count) / pixels.length;
    if (pixelPercent < MIN_PERCENT) continue;
    const [red, green, blue] = rgb.map(Math.round) as [number, number, number];
    const hex = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    colours.push({
      red,
      green,
      blue,
      hex,
      simplified: simplifiedColourName(lab),
      css: cssColourName(lab),
      pixelPercent,
    });
  }
  return colours;
}

function pixelsOf({ data }: Picture): Pixel[] {
  return Array.from({ length: data.length / 3 }, (_, index) => {
    const rgb = [data[3 * index]!, data[3 * index + 1]!, data[3 * index + 2]!] as const;
    return { rgb, lab: toLab(...rgb) };
  });
}

/** Colours and quality of the picture, of what the boxes enclose and of the rest. */
export async function measureProperties(picture: Picture, boxes: readonly Box[]): Promise<ImageProperties> {
  const scale = Math.min(1, QUALITY_SIZE / Math.max(picture.width, picture.height));
  const [sample, sized] = await Promise.all([
    stretchTo(picture, SAMPLE_SIZE, SAMPLE_SIZE),
    stretchTo(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))),
  ]);
  const pixels = pixelsOf(sample);
  const inside = pixels.map((_, index) => {
    const x = ((index % SAMPLE_SIZE) + 0.5) / SAMPLE_SIZE;
    const y = (Math.floor(index / SAMPLE_SIZE) + 0.5) / SAMPLE_SIZE;
    return boxes.some((box) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height);
  });
  const whole = { quality: measureQuality(sized), colours: dominantColours(pixels) };
  const share = inside.filter(Boolean).length / pixels.length;
  if (share < FOREGROUND_SHARE.min || share > FOREGROUND_SHARE.max) {
    return { ...whole, foreground: null, background: whole };
  }

  const region = (wanted: boolean): Region => {
    const chosen = pixels.filter((_, index) => inside[index] === wanted);
    const row = new Uint8Array(chosen.flatMap((pixel) => pixel.rgb));
    const { brightness, contrast } = measureQuality({ data: row, width: chosen.length, height: 1 });
    // Cut-out pixels have no neighbours to compare with: the whole picture's sharpness stands for them.
    return {
      quality: { brightness, contrast, sharpness: whole.quality.sharpness },
      colours: dominantColours(chosen),
    };
  };
  return { ...whole, foreground: region(true), background: region(false) };
}

/** A picture of how a catalogue's songs spread over each audio feature: nine histograms as one SVG. */
import { FEATURE_RANGES, FEATURES, type Feature, normaliseFeature } from '../features.ts';
import type { Track } from './track.ts';

const BINS = 40;
const PANEL = { width: 240, height: 120, gap: 40, margin: 30 } as const;
const PER_ROW = 3;

/** Songs in each of 40 equal parts of the feature's range. */
export function histogram(tracks: readonly Track[], feature: Feature): number[] {
  const bins = new Array<number>(BINS).fill(0);
  for (const { features } of tracks) {
    bins[Math.min(BINS - 1, Math.floor(normaliseFeature(feature, features[feature]) * BINS))]! += 1;
  }
  return bins;
}

/** The SVG document. Each histogram fills its panel's height, so shapes compare and counts do not. */
export function distributionPlot(tracks: readonly Track[]): string {
  const width = PANEL.margin * 2 + PER_ROW * PANEL.width + (PER_ROW - 1) * PANEL.gap;
  const rows = Math.ceil(FEATURES.length / PER_ROW);
  const height = PANEL.margin * 2 + rows * (PANEL.height + PANEL.gap);
  const panels = FEATURES.map((feature, at) => {
    const x = PANEL.margin + (at % PER_ROW) * (PANEL.width + PANEL.gap);
    const y = PANEL.margin + Math.floor(at / PER_ROW) * (PANEL.height + PANEL.gap);
    return panel(feature, histogram(tracks, feature), x, y);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Audio features of ${tracks.length} songs</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function panel(feature: Feature, bins: readonly number[], x: number, y: number): string {
  const most = Math.max(1, ...bins);
  const step = PANEL.width / BINS;
  const bars = bins.map((count, at) => {
    const barHeight = (count / most) * PANEL.height;
    const [left, top] = [x + at * step, y + PANEL.height - barHeight].map(rounded);
    return `<rect x="${left}" y="${top}" width="${rounded(step - 0.5)}" height="${rounded(barHeight)}"/>`;
  });
  const { min, max, unit } = FEATURE_RANGES[feature];
  const base = y + PANEL.height;
  return [
    `<g fill="#2b4c7e">${bars.join('')}</g>`,
    `<line x1="${x}" y1="${base}" x2="${x + PANEL.width}" y2="${base}" stroke="#888"/>`,
    `<text x="${x}" y="${y - 6}">${feature} (${unit})</text>`,
    `<text x="${x}" y="${base + 14}" fill="#555">${min}</text>`,
    `<text x="${x + PANEL.width}" y="${base + 14}" fill="#555" text-anchor="end">${max}</text>`,
  ].join('\n');
}

const rounded = (value: number) => Math.round(value * 100) / 100;

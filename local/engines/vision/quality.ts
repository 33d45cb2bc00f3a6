import type { Picture, Quality } from './types.ts';

const round = (value: number) => Math.round(100 * Math.min(100, Math.max(0, value))) / 100;

/** Mean absolute Laplacian, in grey levels, at which a picture counts as half sharp. */
const HALF_SHARP = 9;

/**
 * Brightness: mean luma. Contrast: its standard deviation, where half of the range counts as 100. Sharpness: mean
 * absolute Laplacian, saturating.
 */
export function measureQuality({ data, width, height }: Picture): Quality {
  const luma = new Float32Array(width * height);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < luma.length; i++) {
    const value = 0.2126 * data[3 * i]! + 0.7152 * data[3 * i + 1]! + 0.0722 * data[3 * i + 2]!;
    luma[i] = value;
    sum += value;
    squares += value * value;
  }
  const mean = sum / luma.length;
  const deviation = Math.sqrt(Math.max(0, squares / luma.length - mean * mean));

  let edges = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      edges += Math.abs(4 * luma[i]! - luma[i - 1]! - luma[i + 1]! - luma[i - width]! - luma[i + width]!);
    }
  }
  const laplacian = edges / Math.max(1, (width - 2) * (height - 2));
  return {
    brightness: round((100 * mean) / 255),
    sharpness: round((100 * laplacian) / (laplacian + HALF_SHARP)),
    contrast: round((100 * deviation) / 127.5),
  };
}

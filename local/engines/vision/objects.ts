/** The eighty COCO things, found by the CenterNet that @vladmandic/human ships (MobileNetV3 trunk, 512 x 512). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../package-files.ts';
import { stretchTo } from './picture.ts';
import { type GraphModel, loadGraph, type TensorFlow } from './tensorflow.ts';
import type { Box, Picture } from './types.ts';

const INPUT_SIZE = 512;
const OUTPUT = 'tower_0/detections';
/** Numbers a detection has: left, top, right, bottom in input pixels, score, class. */
const FIELDS = 6;
/** Below this score even a person is more often wrong than right. */
const MIN_SCORE = 0.38;
/** Two boxes of one class that share more than this are one thing. */
const MAX_OVERLAP = 0.5;

export interface SeenObject {
  /** COCO class in the order of the data set, 0 person .. 79 toothbrush. */
  readonly coco: number;
  /** The network's score, 0..1; not yet a probability. */
  readonly score: number;
  readonly box: Box;
}

export async function loadObjectModel(tf: TensorFlow): Promise<GraphModel> {
  const folder = join(packageFolder('@vladmandic/human'), 'models');
  return loadGraph(
    tf,
    JSON.parse(readFileSync(join(folder, 'centernet.json'), 'utf8')),
    readFileSync(join(folder, 'centernet.bin')),
  );
}

/** Intersection over union of two boxes, 0..1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Reads the network's flat output; boxes are clamped to the picture, doubles of one class are dropped. */
export function readDetections(values: Float32Array): SeenObject[] {
  const clamp = (pixels: number) => Math.min(1, Math.max(0, pixels / INPUT_SIZE));
  const found: SeenObject[] = [];
  for (let at = 0; at + FIELDS <= values.length; at += FIELDS) {
    const [x1, y1, x2, y2, score, coco] = values.subarray(at, at + FIELDS) as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const left = clamp(x1);
    const top = clamp(y1);
    const box = { left, top, width: clamp(x2) - left, height: clamp(y2) - top };
    if (score >= MIN_SCORE && box.width > 0 && box.height > 0) found.push({ coco, score, box });
  }
  found.sort((a, b) => b.score - a.score);
  return found.filter(
    (one, index) =>
      !found.slice(0, index).some((other) => other.coco === one.coco && overlap(other.box, one.box) > MAX_OVERLAP),
  );
}

export async function findObjects(tf: TensorFlow, model: GraphModel, picture: Picture): Promise<SeenObject[]> {
  const { data } = await stretchTo(picture, INPUT_SIZE, INPUT_SIZE);
  const output = tf.tidy(() =>
    model.execute(tf.tensor4d(Float32Array.from(data), [1, INPUT_SIZE, INPUT_SIZE, 3]), OUTPUT),
  );
  try {
    return readDetections(await output.data());
  } finally {
    output.dispose();
  }
}

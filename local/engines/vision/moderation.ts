/** Nudity and sexual content, judged by nsfwjs' medium MobileNetV2. A weak stand-in: its recall is not known. */
import { join } from 'node:path';
import { packageFolder } from '../package-files.ts';
import { stretchTo } from './picture.ts';
import { type GraphModel, loadGraph, readBundledModel, type TensorFlow } from './tensorflow.ts';
import type { Picture, SeenModeration } from './types.ts';

const INPUT_SIZE = 224;
/** No false alarm on 60 everyday photos at this probability. */
const MIN_PROBABILITY = 0.85;

/** The network's classes in its order, and what each is in Rekognition's taxonomy; null where it is harmless. */
const CLASSES: readonly (Omit<SeenModeration, 'confidence'> | null)[] = [
  null, // drawing
  { name: 'Explicit', parent: '', level: 1 }, // explicit drawing
  null, // neutral
  { name: 'Explicit', parent: '', level: 1 }, // pornography
  { name: 'Non-Explicit Nudity of Intimate parts and Kissing', parent: '', level: 1 }, // suggestive
];

export function loadModerationModel(tf: TensorFlow): Promise<GraphModel> {
  const folder = join(packageFolder('nsfwjs'), 'dist', 'models', 'mobilenet_v2_mid');
  const { model, weights } = readBundledModel(folder, 2);
  return loadGraph(tf, model, weights);
}

/** A finding below MIN_PROBABILITY is a false alarm more often than not, so it is told with less than even odds. */
const DOUBTED = 50;
/** Per cent below which nothing is told. */
const LEAST_CONFIDENCE = 3;

/** Adds up the probabilities of the classes that mean the same. */
export function readModeration(probabilities: ArrayLike<number>): SeenModeration[] {
  const sums = new Map<string, SeenModeration>();
  CLASSES.forEach((finding, index) => {
    if (!finding) return;
    const confidence = 100 * (probabilities[index] ?? 0) + (sums.get(finding.name)?.confidence ?? 0);
    sums.set(finding.name, { ...finding, confidence });
  });
  return [...sums.values()]
    .map((finding) => ({ ...finding, confidence: calibrated(finding.confidence) }))
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
}

const calibrated = (percent: number) =>
  percent >= 100 * MIN_PROBABILITY ? percent : (percent / (100 * MIN_PROBABILITY)) * DOUBTED * 0.99;

export async function moderate(tf: TensorFlow, model: GraphModel, picture: Picture): Promise<SeenModeration[]> {
  const { data } = await stretchTo(picture, INPUT_SIZE, INPUT_SIZE);
  const output = tf.tidy(() =>
    model.execute(
      tf.tensor4d(
        Float32Array.from(data, (value) => value / 255),
        [1, INPUT_SIZE, INPUT_SIZE, 3],
      ),
      'Identity',
    ),
  );
  try {
    return readModeration(await output.data());
  } finally {
    output.dispose();
  }
}

/** Faces and their expressions by face-api's SSD MobileNetV1 and its expression net. Neither age, gender nor identity. */

import { isAnimal, isPerson } from './coco-labels.ts';
import type { SeenObject } from './objects.ts';
import { cropToSquare, fitIntoSquare } from './picture.ts';
import { measureQuality } from './quality.ts';
import { type FaceApi, loadFaceNet } from './tensorflow.ts';
import { type Box, EMOTIONS, type Emotion, type Picture, type SeenFace } from './types.ts';

const DETECTOR_SIZE = 512;
const EXPRESSION_SIZE = 112;
const MAX_FACES = 100;
/** A face inside a person's box. */
const MIN_SCORE = 0.5;
/** A face with no person's box around it: the detector also likes dogs and statues. */
const MIN_SCORE_ALONE = 0.88;
/** Widths of a face, in pixels of the working picture, at which an expression cannot and can be read. */
const FACE_PIXELS = { blurred: 16, clear: 56 };

/** Each emotion's name in the expression net, and how common it is on people's photographs relative to its training. */
const EXPRESSIONS: Record<Emotion, { readonly key: string; readonly prior: number }> = {
  HAPPY: { key: 'happy', prior: 1 },
  CALM: { key: 'neutral', prior: 1 },
  SAD: { key: 'sad', prior: 0.5 },
  ANGRY: { key: 'angry', prior: 0.6 },
  SURPRISED: { key: 'surprised', prior: 0.8 },
  FEAR: { key: 'fearful', prior: 0.5 },
  DISGUSTED: { key: 'disgusted', prior: 0.5 },
};
/** The net says 1.00 even where it errs (a lowered gaze is "sad"): its log-odds are divided by this. */
const TEMPERATURE = 3;
/** Nothing is held less likely than this, so no emotion is ever certain. */
const SURE_FLOOR = 1e-4;

export function loadFaceModels(faceApi: FaceApi): void {
  loadFaceNet(faceApi.tf, faceApi.nets.ssdMobilenetv1, 'ssd_mobilenetv1_model');
  loadFaceNet(faceApi.tf, faceApi.nets.faceExpressionNet, 'face_expression_model');
}

/**
 * Tempers the net's probabilities. `clarity` 0..1: at 0 nothing is claimed beyond the priors, at 1 the net is heard in
 * full. The result adds up to 100.
 */
export function readEmotions(
  probabilities: Readonly<Record<string, number>>,
  clarity: number,
): Record<Emotion, number> {
  const weights = EMOTIONS.map((emotion) => {
    const { key, prior } = EXPRESSIONS[emotion];
    return prior * Math.max(SURE_FLOOR, probabilities[key] ?? 0) ** (clarity / TEMPERATURE);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(EMOTIONS.map((emotion, index) => [emotion, (100 * weights[index]!) / total])) as Record<
    Emotion,
    number
  >;
}

function holdsCentre(outer: Box, inner: Box): boolean {
  const x = inner.left + inner.width / 2;
  const y = inner.top + inner.height / 2;
  return x >= outer.left && x <= outer.left + outer.width && y >= outer.top && y <= outer.top + outer.height;
}

/** Whether a detection is believed, given the things seen around it. */
export function isBelievable(score: number, box: Box, objects: readonly SeenObject[]): boolean {
  const around = objects.filter((object) => holdsCentre(object.box, box));
  if (around.some((object) => isPerson(object.coco))) return score >= MIN_SCORE;
  return score >= MIN_SCORE_ALONE && !around.some((object) => isAnimal(object.coco));
}

function clarityOf(widthPixels: number): number {
  const { blurred, clear } = FACE_PIXELS;
  return Math.min(1, Math.max(0, (widthPixels - blurred) / (clear - blurred)));
}

async function describe(faceApi: FaceApi, picture: Picture, box: Box, score: number): Promise<SeenFace> {
  const crop = await cropToSquare(picture, box, EXPRESSION_SIZE);
  const input = faceApi.tf.tensor3d(Float32Array.from(crop.data), [EXPRESSION_SIZE, EXPRESSION_SIZE, 3]);
  try {
    const probabilities = await faceApi.nets.faceExpressionNet.predictExpressions(input);
    const emotions = readEmotions(probabilities, clarityOf(box.width * picture.width));
    const { brightness, sharpness } = measureQuality(crop);
    const smiling = emotions.HAPPY >= 50;
    return {
      box,
      confidence: 100 * score,
      emotions,
      smile: { value: smiling, confidence: smiling ? emotions.HAPPY : 100 - emotions.HAPPY },
      quality: { brightness, sharpness },
    };
  } finally {
    input.dispose();
  }
}

/** Faces of the picture, largest first. */
export async function findFaces(
  faceApi: FaceApi,
  picture: Picture,
  objects: readonly SeenObject[],
): Promise<SeenFace[]> {
  const square = await fitIntoSquare(picture, DETECTOR_SIZE);
  const input = faceApi.tf.tensor3d(Float32Array.from(square.data), [DETECTOR_SIZE, DETECTOR_SIZE, 3]);
  const longest = Math.max(picture.width, picture.height);
  try {
    const found = await faceApi.nets.ssdMobilenetv1.locateFaces(
      input,
      new faceApi.SsdMobilenetv1Options({ minConfidence: MIN_SCORE, maxResults: MAX_FACES }),
    );
    const faces: SeenFace[] = [];
    for (const { score, relativeBox } of found) {
      const left = Math.max(0, (relativeBox.x * longest) / picture.width);
      const top = Math.max(0, (relativeBox.y * longest) / picture.height);
      const box = {
        left,
        top,
        width: Math.min(1 - left, (relativeBox.width * longest) / picture.width),
        height: Math.min(1 - top, (relativeBox.height * longest) / picture.height),
      };
      if (box.width <= 0 || box.height <= 0 || !isBelievable(score, box, objects)) continue;
      faces.push(await describe(faceApi, picture, box, score));
    }
    return faces.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  } finally {
    input.dispose();
  }
}

/** The two fetched models, where they are: the object labeler (631 names) and MobileNetV2 over ImageNet (1001 classes). */
import { mayBeReady, readModel } from '../../models/files.ts';
import { IMAGENET, modelNamed, OBJECT_LABELER } from '../../models/table.ts';
import { labelsInFile } from './file-labels.ts';
import { type Classifier, loadClassifier } from './litert.ts';
import { coverSquare, squareAt, stretchTo } from './picture.ts';
import type { Picture } from './types.ts';

const SIDE = 224;
const SHAPE = [1, SIDE, SIDE, 3];
/** Side of the heart of a picture beside its shorter side. */
const HEART = 0.7;
const NAMES_FILE = 'probability-labels-en.txt';
/** The labeler's output is a sigmoid in 256ths. */
const LABELER_STEP = 1 / 256;
/** The classifier's output is a logit in these steps; its zero point cancels in the softmax. Both from the model files. */
export const LOGIT_STEP = 0.09889254;

/** What the two networks say of one picture. */
export interface SmallModelScores {
  /** Scores 0..1 that do not depend on one another, by the labeler's own names. */
  readonly labeler: ReadonlyMap<string, number>;
  /** Probabilities of ImageNet's 1001 classes, background first: the mean over the whole picture and its middle. */
  readonly imagenet: readonly number[];
  /** The same, over more parts of the picture: steadier as a whole, less sure of any one class. */
  readonly glances: readonly number[];
}

export interface SmallModels {
  look(picture: Picture): Promise<SmallModelScores>;
}

/** Probabilities from quantised logits. */
export function softmax(quantised: ArrayLike<number>): number[] {
  const values = Array.from(quantised);
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp((value - highest) * LOGIT_STEP));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * Loads both from a folder; null where one of them is missing or has other bytes than the pinned ones. Throws what
 * the runtime throws.
 */
export async function loadSmallModels(folder: string): Promise<SmallModels | null> {
  const labelerBytes = readModel(folder, modelNamed(OBJECT_LABELER)!);
  const imagenetBytes = readModel(folder, modelNamed(IMAGENET)!);
  const names = labelerBytes && labelsInFile(labelerBytes, NAMES_FILE);
  if (!labelerBytes || !imagenetBytes || !names) return null;
  const labeler = await loadClassifier(labelerBytes, SHAPE);
  const imagenet = await loadClassifier(imagenetBytes, SHAPE);
  const blank = new Uint8Array(SIDE * SIDE * 3);
  await labeler.run(blank);
  await imagenet.run(blank);
  return { look: (picture) => look(labeler, imagenet, names, picture) };
}

async function look(labeler: Classifier, imagenet: Classifier, names: readonly string[], picture: Picture) {
  const whole = await stretchTo(picture, SIDE, SIDE);
  const scores = await labeler.run(pixelsOf(whole));
  const views: number[][] = [];
  for (const view of [whole, ...(await partsOf(picture))]) views.push(softmax(await imagenet.run(pixelsOf(view))));
  const byName = new Map<string, number>();
  // Two of the names stand for two classes each: the surer one counts.
  names.forEach((name, index) => {
    byName.set(name, Math.max(scores[index]! * LABELER_STEP, byName.get(name) ?? 0));
  });
  // What only one of two views shows is more often wrong.
  return { labeler: byName, imagenet: meanOf(views.slice(0, 2)), glances: meanOf(views) };
}

/** The middle square, the squares at both ends of the longer side, and the heart of the middle one. */
async function partsOf(picture: Picture): Promise<Picture[]> {
  const { width, height } = picture;
  const size = Math.min(width, height);
  const heart = Math.max(1, Math.round(size * HEART));
  return [
    await coverSquare(picture, SIDE),
    await squareAt(picture, 0, 0, size, SIDE),
    await squareAt(picture, width - size, height - size, size, SIDE),
    await squareAt(picture, Math.floor((width - heart) / 2), Math.floor((height - heart) / 2), heart, SIDE),
  ];
}

function meanOf(views: readonly (readonly number[])[]): number[] {
  return views[0]!.map((_, index) => views.reduce((sum, view) => sum + view[index]!, 0) / views.length);
}

/** A copy in memory of its own, which the runtime takes over. */
const pixelsOf = ({ data }: Picture) => Uint8Array.from(data);

/** Whether both files seem to be in the folder: cheap, their bytes are checked when they are loaded. */
export function smallModelsPresent(folder: string): boolean {
  return [OBJECT_LABELER, IMAGENET].every((name) => mayBeReady(folder, modelNamed(name)!));
}

/** The two fetched models, where they are: the object labeler (631 names) and MobileNetV2 over ImageNet (1001 classes). */
import { mayBeReady, readModel } from '../../models/files.ts';
import { IMAGENET, modelNamed, OBJECT_LABELER } from '../../models/table.ts';
import { labelsInFile } from './file-labels.ts';
import { type Classifier, loadClassifier } from './litert.ts';
import { coverSquare, stretchTo } from './picture.ts';
import type { Picture } from './types.ts';

const SIDE = 224;
const SHAPE = [1, SIDE, SIDE, 3];
const NAMES_FILE = 'probability-labels-en.txt';
/** The labeler's output is a sigmoid in 256ths. */
const LABELER_STEP = 1 / 256;
/** The classifier's output is a logit in these steps; its zero point cancels in the softmax. Both from the model files. */
export const LOGIT_STEP = 0.09889254;

/** What the two networks say of one picture. */
export interface SmallModelScores {
  /** Scores 0..1 that do not depend on one another, by the labeler's own names. */
  readonly labeler: ReadonlyMap<string, number>;
  /** Probabilities of ImageNet's 1001 classes, background first. */
  readonly imagenet: readonly number[];
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
  const middle = await coverSquare(picture, SIDE);
  const scores = await labeler.run(pixelsOf(whole));
  // The mean over two views: what only one of them shows is more often wrong.
  const stretched = softmax(await imagenet.run(pixelsOf(whole)));
  const cropped = softmax(await imagenet.run(pixelsOf(middle)));
  const byName = new Map<string, number>();
  // Two of the names stand for two classes each: the surer one counts.
  names.forEach((name, index) => {
    byName.set(name, Math.max(scores[index]! * LABELER_STEP, byName.get(name) ?? 0));
  });
  return { labeler: byName, imagenet: stretched.map((probability, index) => (probability + cropped[index]!) / 2) };
}

/** A copy in memory of its own, which the runtime takes over. */
const pixelsOf = ({ data }: Picture) => Uint8Array.from(data);

/** Small models that may arrive while the engine runs already. */
export interface ArrivingModels {
  /** The models, loaded when they are there; null where they are not, or cannot be used. */
  current(): Promise<SmallModels | null>;
}

export function awaitSmallModels(folder: string | null): ArrivingModels {
  let loading: Promise<SmallModels | null> | undefined;
  const present = () =>
    folder !== null && [OBJECT_LABELER, IMAGENET].every((name) => mayBeReady(folder, modelNamed(name)!));
  return {
    current: async () => {
      if (!loading && !present()) return null;
      // A failure to load is not tried again: the packaged models answer alone.
      loading ??= loadSmallModels(folder!).catch((error: unknown) => {
        process.stderr.write(`The picture models in ${folder} cannot be used: ${String(error)}\n`);
        return null;
      });
      return loading;
    },
  };
}

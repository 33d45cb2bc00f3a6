/** The vision worker: loads the models once, then answers one request after another on its own thread. */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { AppError } from '../../../core/errors.ts';
import { MODEL_SETS, type ModelSet } from '../../models/table.ts';
import { serveQuestions } from '../worker-link.ts';
import { type ArrivingModels, awaitModels } from './arriving-models.ts';
import { type ClipModel, loadClip, presentFamily } from './clip.ts';
import { isPerson } from './coco-labels.ts';
import { measureProperties } from './colours.ts';
import { type DeducedLabel, deduce } from './deduce.ts';
import { findFaces, loadFaceModels } from './faces.ts';
import { faintLabels } from './faint.ts';
import { believable, toLabels } from './labels.ts';
import { loadModerationModel, moderate } from './moderation.ts';
import { findObjects, loadObjectModel, type SeenObject } from './objects.ts';
import { decodePicture } from './picture.ts';
import { richLabels } from './rich-labels.ts';
import { type SceneEvidence, sceneHints, toCells } from './scene.ts';
import { loadSmallModels, type SmallModels, smallModelsPresent } from './small-models.ts';
import { type FaceApi, type GraphModel, loadFaceApi } from './tensorflow.ts';
import type { Picture, SeenFace, SeenLabels, SeenModeration } from './types.ts';

export interface VisionResults {
  detectLabels: SeenLabels;
  detectFaces: SeenFace[];
  detectModeration: SeenModeration[];
}
export type VisionOperation = keyof VisionResults;

export interface VisionQuestion {
  readonly operation: VisionOperation;
  readonly image: Uint8Array;
  /** Which fetched models take part in naming things; all that are there where absent. */
  readonly sets?: readonly ModelSet[];
}

/** What the thread is started with. */
export interface VisionSettings {
  /** Where the fetched models lie, or will; null where there are none. */
  readonly modelsFolder: string | null;
  /** Whether the models run once before anybody asks; not where a picture waits already. */
  readonly warm: boolean;
}

/** The three detections of one recap ask about the same picture: it is decoded and searched for things once. */
const REMEMBERED_PICTURES = 6;

interface Models {
  readonly faceApi: FaceApi;
  readonly objects: GraphModel;
  readonly moderation: GraphModel;
  readonly small: ArrivingModels<SmallModels>;
  readonly rich: ArrivingModels<ClipModel>;
}

interface Seen {
  readonly picture: Picture;
  objects?: readonly SeenObject[];
}

async function loadModels(): Promise<Models> {
  const { modelsFolder: folder = null, warm = true } = (workerData ?? {}) as Partial<VisionSettings>;
  const faceApi = await loadFaceApi();
  loadFaceModels(faceApi);
  const objects = await loadObjectModel(faceApi.tf);
  const moderation = await loadModerationModel(faceApi.tf);
  // The first run of a model is several times slower than the next ones: nobody should wait for it.
  const blank: Picture = { data: new Uint8Array(3 * 64 * 64).fill(128), width: 64, height: 64 };
  if (warm) {
    await findObjects(faceApi.tf, objects, blank);
    await moderate(faceApi.tf, moderation, blank);
    await findFaces(faceApi, blank, []);
  }
  const small = awaitModels(folder, { present: smallModelsPresent, load: loadSmallModels });
  const rich = awaitModels(folder, { present: (place) => presentFamily(place) !== null, load: loadClip });
  // Loaded once the engine is ready, so that nobody waits for them before the first photo.
  setImmediate(() => void Promise.all([small.current(), rich.current()]));
  return { faceApi, objects, moderation, small, rich };
}

const remembered = new Map<string, Seen>();

async function look(image: Uint8Array): Promise<Seen> {
  const key = createHash('sha1').update(image).digest('base64');
  const known = remembered.get(key);
  if (known) return known;
  const picture = await decodePicture(image).catch((cause: unknown) => {
    throw new AppError('InvalidImage', 400, 'The picture could not be read.', { cause });
  });
  const seen: Seen = { picture };
  remembered.set(key, seen);
  if (remembered.size > REMEMBERED_PICTURES) remembered.delete(remembered.keys().next().value!);
  return seen;
}

async function objectsOf({ faceApi, objects }: Models, seen: Seen): Promise<readonly SeenObject[]> {
  seen.objects ??= believable(await findObjects(faceApi.tf, objects, seen.picture));
  return seen.objects;
}

const WILD = ['Wildlife', 'Wolf', 'Polar Bear', 'Dog Sledding', 'Skiing', 'Snowmobile'];

function evidenceOf(objects: readonly SeenObject[], deduced: readonly DeducedLabel[]): SceneEvidence {
  const has = (...names: string[]) => deduced.some(({ name }) => names.includes(name));
  return { unpeopled: objects.length === 0 && !has('Animal', 'Mammal', 'Bird', 'Person'), wild: has(...WILD) };
}

async function answer(
  models: Models,
  { operation, image, sets = MODEL_SETS }: VisionQuestion,
): Promise<VisionResults[VisionOperation]> {
  const seen = await look(image);
  switch (operation) {
    case 'detectLabels': {
      const objects = await objectsOf(models, seen);
      const properties = await measureProperties(
        seen.picture,
        objects.map(({ box }) => box),
      );
      const small = sets.includes('small') ? await models.small.current() : null;
      const person = objects.some(({ coco }) => isPerson(coco));
      const scores = small ? await small.look(seen.picture) : null;
      const clip = sets.includes('rich') ? await models.rich.current() : null;
      const rich = clip ? richLabels(await clip.compare(seen.picture)) : null;
      const deduced = [...(scores ? deduce(scores, person) : []), ...(rich?.believed ?? [])];
      const hints = sceneHints(await toCells(seen.picture), evidenceOf(objects, deduced));
      const labels = toLabels(objects, hints, deduced);
      const named = new Set(labels.map(({ name }) => name));
      const guesses = [...(scores ? faintLabels(scores.glances) : []), ...(rich?.faint ?? [])];
      const faint = new Map(guesses.sort((a, b) => a.confidence - b.confidence).map((label) => [label.name, label]));
      return { labels: [...labels, ...[...faint.values()].filter(({ name }) => !named.has(name))], properties };
    }
    case 'detectFaces':
      return findFaces(models.faceApi, seen.picture, await objectsOf(models, seen));
    case 'detectModeration':
      return moderate(models.faceApi.tf, models.moderation, seen.picture);
  }
}

serveQuestions(loadModels, answer);

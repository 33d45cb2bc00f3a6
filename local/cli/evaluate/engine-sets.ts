/** The engines that can look at a picture here, and every picture seen by each of them in one pass. */
import { startVision, type VisionEngine } from '../../engines/vision.ts';
import { modelState, modelsFolder } from '../../models/files.ts';
import { CLIP_FAMILIES, type ModelSet, modelNamed, modelsOf } from '../../models/table.ts';
import { DATA_DIR } from '../data-dir.ts';
import { type Eyes, look, type Seen } from './pictures.ts';

export interface EngineSet {
  name: 'packaged' | ModelSet | 'vision-language';
  /** Fetched models that take part. */
  sets: readonly ModelSet[];
}

export interface Sight {
  seen: Seen;
  /** From the file's bytes to what was seen. */
  ms: number;
}

const EVERY_SET: readonly EngineSet[] = [
  { name: 'packaged', sets: [] },
  { name: 'small', sets: ['small'] },
  { name: 'rich', sets: ['small', 'rich'] },
];

/** Those whose models are there. */
export function presentSets(): EngineSet[] {
  const { path } = modelsFolder(DATA_DIR, process.env);
  const ready = (names: readonly string[]) => names.every((name) => modelState(path, modelNamed(name)!) === 'ready');
  // Of the rich models one of the families is enough.
  const present = (set: ModelSet) =>
    set === 'rich'
      ? CLIP_FAMILIES.some(({ files }) => ready(Object.values(files)))
      : ready(modelsOf(set).map(({ name }) => name));
  return EVERY_SET.filter(({ sets }) => sets.every(present));
}

/**
 * Looks at every image with every set. What all sets share is done once: a larger set's time is that of the smaller one
 * and what it adds. Progress goes to stderr.
 */
export async function lookWithAll(
  folder: string,
  images: readonly string[],
  sets: readonly EngineSet[],
): Promise<Map<EngineSet['name'], Sight[]>> {
  const vision = startVision({ modelsFolder: modelsFolder(DATA_DIR, process.env).path });
  const sights = new Map<EngineSet['name'], Sight[]>(sets.map(({ name }) => [name, []]));
  try {
    await vision.ready;
    // The fetched models load at their first picture, which is not what a picture takes.
    await look(seeingWith(vision, sets.at(-1)!), folder, images[0]!);
    for (const [at, image] of images.entries()) {
      const once = rememberingFaces(vision);
      let ms = 0;
      for (const set of sets) {
        const startedAt = performance.now();
        const seen = await look(seeingWith(once, set), folder, image);
        ms += performance.now() - startedAt;
        sights.get(set.name)!.push({ seen, ms });
      }
      if ((at + 1) % 25 === 0) process.stderr.write(`${at + 1} of ${images.length} images in ${folder}\n`);
    }
  } finally {
    await vision.close();
  }
  return sights;
}

const seeingWith = (vision: Eyes, { sets }: EngineSet): Eyes => ({
  detectLabels: (image) => vision.detectLabels(image, sets),
  detectFaces: (image) => vision.detectFaces(image),
  detectModeration: (image) => vision.detectModeration(image),
});

/** For one picture: faces and moderation are the same whichever models name things. */
function rememberingFaces(vision: VisionEngine): Eyes {
  let faces: ReturnType<VisionEngine['detectFaces']> | undefined;
  let moderation: ReturnType<VisionEngine['detectModeration']> | undefined;
  return {
    detectLabels: (image, sets) => vision.detectLabels(image, sets),
    detectFaces: (image) => {
      faces ??= vision.detectFaces(image);
      return faces;
    },
    detectModeration: (image) => {
      moderation ??= vision.detectModeration(image);
      return moderation;
    },
  };
}

/** What was seen in several frames, as one picture: what lasts counts more, and nothing is counted twice over. */
import {
  type Face,
  type FaintLabel,
  type ImageProperties,
  type Label,
  NAMEABLE_CONFIDENCE,
} from '../contracts/pipeline.ts';
import type { ModerationLabel } from '../moderation.ts';

/** A frame's findings and the share of the time it stands for; shares sum to 1. */
export type Weighted<T> = { share: number; found: T };

export type FoundLabels = { labels: Label[]; faint: FaintLabel[] };

/** More than a person ever looks at. */
const MAX_NAMEABLE = 40;
const MAX_FAINT = 100;
const MAX_COLOURS = 12;

/**
 * One list of labels. A thing's confidence is the geometric mean of its best one and its mean over time, so that a dog in half of
 * the frames is named and one in a single frame of twelve only tints the mood. It is counted as in the frame with most of it.
 */
export function mergeLabels(frames: readonly Weighted<FoundLabels>[]): FoundLabels {
  const byName = new Map<string, { label: Label; best: number; sum: number }>();
  for (const { share, found } of frames) {
    const all: Label[] = [...found.labels, ...found.faint.map((label) => ({ ...label, instances: [] }))];
    for (const label of all) {
      const known = byName.get(label.name);
      const fuller = known && known.label.instances.length >= label.instances.length ? known.label : label;
      byName.set(label.name, {
        label: fuller,
        best: Math.max(known?.best ?? 0, label.confidence),
        sum: (known?.sum ?? 0) + share * label.confidence,
      });
    }
  }
  const merged = [...byName.values()]
    .map(({ label, best, sum }) => ({ ...label, confidence: Math.min(1, Math.sqrt(best * sum)) }))
    .sort((a, b) => b.confidence - a.confidence || a.name.localeCompare(b.name));
  return {
    labels: merged.filter(({ confidence }) => confidence >= NAMEABLE_CONFIDENCE).slice(0, MAX_NAMEABLE),
    faint: merged
      .filter(({ confidence }) => confidence < NAMEABLE_CONFIDENCE)
      .slice(0, MAX_FAINT)
      .map(({ instances: _, ...label }) => label),
  };
}

/** Mean light, sharpness and contrast; colours by the share they have over all frames. */
export function mergeProperties(frames: readonly Weighted<ImageProperties>[]): ImageProperties {
  const mean = (key: 'brightness' | 'sharpness' | 'contrast') =>
    frames.reduce((sum, { share, found }) => sum + share * found[key], 0);
  const colours = new Map<string, ImageProperties['colours'][number]>();
  for (const { share, found } of frames) {
    for (const colour of found.colours) {
      const known = colours.get(colour.hex);
      const sum = Math.min(1, (known?.share ?? 0) + share * colour.share);
      colours.set(colour.hex, { ...colour, share: sum });
    }
  }
  return {
    brightness: mean('brightness'),
    sharpness: mean('sharpness'),
    contrast: mean('contrast'),
    colours: [...colours.values()].sort((a, b) => b.share - a.share).slice(0, MAX_COLOURS),
  };
}

/**
 * As many faces as were seen at once, largest first: the n-th is the mean of all n-th largest ones, and as large as it is over the
 * whole time. One person in twelve frames stays one person.
 */
export function mergeFaces(frames: readonly Weighted<Face[]>[]): Face[] {
  const sorted = frames.map(({ share, found }) => ({ share, faces: found.toSorted((a, b) => b.area - a.area) }));
  const atOnce = Math.max(0, ...sorted.map(({ faces }) => faces.length));
  return Array.from({ length: atOnce }, (_, n) =>
    meanFace(sorted.flatMap(({ share, faces }) => (faces[n] ? [{ share, face: faces[n] }] : []))),
  );
}

function meanFace(faces: readonly { share: number; face: Face }[]): Face {
  const seen = faces.reduce((sum, { share }) => sum + share, 0);
  const smiles = faces.filter(({ face }) => face.smile !== null);
  const smileShare = smiles.reduce((sum, { share }) => sum + share, 0);
  const emotions: Record<string, number> = {};
  for (const { share, face } of faces) {
    for (const [name, value] of Object.entries(face.emotions)) {
      emotions[name] = Math.min(1, (emotions[name] ?? 0) + (share / seen) * value);
    }
  }
  return {
    area: faces.reduce((sum, { share, face }) => sum + share * face.area, 0),
    smile:
      smileShare === 0
        ? null
        : Math.min(1, smiles.reduce((sum, { share, face }) => sum + share * face.smile!, 0) / smileShare),
    emotions,
  };
}

/** Everything that moderation noticed anywhere, as sure as it was at its surest: one frame is enough to refuse. */
export function mergeModeration(frames: readonly ModerationLabel[][]): ModerationLabel[] {
  const byName = new Map<string, ModerationLabel>();
  for (const label of frames.flat()) {
    if (label.confidence > (byName.get(label.name)?.confidence ?? -1)) byName.set(label.name, label);
  }
  return [...byName.values()].sort((a, b) => b.confidence - a.confidence);
}

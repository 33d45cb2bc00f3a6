/** Rekognition's replies in the pipeline's shapes: confidences 0..1, boxes as shares, no identity. */
import type {
  DetectFacesResponse,
  DetectLabelsResponse,
  DetectModerationLabelsResponse,
  Label as RekognitionLabel,
} from '@aws-sdk/client-rekognition';
import {
  type Face,
  type FaintLabel,
  type ImageProperties,
  type Label,
  NAMEABLE_CONFIDENCE,
} from '../../../core/contracts/pipeline.ts';
import type { ModerationLabel } from '../../../core/moderation.ts';

const share = (percent: number | undefined) => Math.min(1, Math.max(0, (percent ?? 0) / 100));
const names = (entries: { Name?: string | undefined }[] | undefined) =>
  (entries ?? []).flatMap(({ Name }) => Name ?? []);

/** More than a person ever looks at. */
const MAX_NAMEABLE = 40;

/** Labels that may be named and those too faint for it, surest first. */
export function toLabels(reply: DetectLabelsResponse): { labels: Label[]; faint: FaintLabel[] } {
  const all = (reply.Labels ?? [])
    .flatMap((label) => (label.Name ? [toLabel(label, label.Name)] : []))
    .sort((a, b) => b.confidence - a.confidence);
  return {
    labels: all.filter(({ confidence }) => confidence >= NAMEABLE_CONFIDENCE).slice(0, MAX_NAMEABLE),
    faint: all.filter(({ confidence }) => confidence < NAMEABLE_CONFIDENCE).map(({ instances: _, ...label }) => label),
  };
}

function toLabel(label: RekognitionLabel, name: string): Label {
  return {
    name,
    confidence: share(label.Confidence),
    parents: names(label.Parents),
    categories: names(label.Categories),
    instances: (label.Instances ?? []).map(({ Confidence, BoundingBox }) => ({
      confidence: share(Confidence),
      box: {
        left: BoundingBox?.Left ?? 0,
        top: BoundingBox?.Top ?? 0,
        width: BoundingBox?.Width ?? 0,
        height: BoundingBox?.Height ?? 0,
      },
    })),
  };
}

export function toImageProperties(reply: DetectLabelsResponse): ImageProperties {
  const properties = reply.ImageProperties;
  return {
    brightness: properties?.Quality?.Brightness ?? 50,
    sharpness: properties?.Quality?.Sharpness ?? 50,
    contrast: properties?.Quality?.Contrast ?? 50,
    colours: (properties?.DominantColors ?? []).map((colour) => ({
      name: (colour.SimplifiedColor ?? colour.CSSColor ?? 'unknown').toLowerCase(),
      hex: colour.HexCode ?? '',
      share: share(colour.PixelPercent),
    })),
  };
}

export function toFaces(reply: DetectFacesResponse): Face[] {
  return (reply.FaceDetails ?? []).map((face) => ({
    area: Math.min(1, Math.max(0, (face.BoundingBox?.Width ?? 0) * (face.BoundingBox?.Height ?? 0))),
    smile: face.Smile?.Value === undefined ? null : smileShare(face.Smile),
    emotions: Object.fromEntries(
      (face.Emotions ?? []).flatMap(({ Type, Confidence }) => (Type ? [[Type, share(Confidence)]] : [])),
    ),
  }));
}

/** Rekognition says yes or no with a confidence in that answer; a sure "no" is a share near 0. */
function smileShare(smile: { Value?: boolean | undefined; Confidence?: number | undefined }): number {
  return smile.Value ? share(smile.Confidence) : 1 - share(smile.Confidence);
}

export function toModerationLabels(reply: DetectModerationLabelsResponse): ModerationLabel[] {
  return (reply.ModerationLabels ?? []).map((label) => ({
    name: label.Name ?? 'Unknown',
    confidence: share(label.Confidence),
    parents: label.ParentName ? [label.ParentName] : [],
  }));
}

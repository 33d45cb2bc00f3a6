/** The local Rekognition: the request and reply shapes of AWS around the vision engine. */
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Box, Quality, Region, SeenColour, SeenFace, SeenLabel } from '../engines/vision/types.ts';
import type { VisionEngine } from '../engines/vision.ts';
import { jsonService } from './wire/json.ts';
import type { WireService } from './wire.ts';

export interface RekognitionOptions {
  readonly vision: Pick<VisionEngine, 'detectLabels' | 'detectFaces' | 'detectModeration'>;
  /** The object's bytes; undefined where bucket or key do not exist. */
  readonly readObject: (bucket: string, key: string) => Promise<Uint8Array | undefined>;
}

const MAX_INLINE_BYTES = 5 * 1024 * 1024;
const MAX_STORED_BYTES = 15 * 1024 * 1024;
/** Rekognition's defaults, per cent. */
const DEFAULT_LABEL_CONFIDENCE = 55;
const DEFAULT_MODERATION_CONFIDENCE = 50;
const DEFAULT_COLOURS = 10;

const MODELS = { labels: '3.0', moderation: '7.0' };

const imageSchema = z.strictObject({
  Bytes: z.base64().optional(),
  S3Object: z
    .strictObject({ Bucket: z.string().min(3), Name: z.string().min(1), Version: z.string().optional() })
    .optional(),
});
const percent = z.number().min(0).max(100);
const nameList = z.array(z.string()).optional();

const labelsSchema = z.strictObject({
  Image: imageSchema,
  MaxLabels: z.int().min(0).optional(),
  MinConfidence: percent.optional(),
  Features: z.array(z.enum(['GENERAL_LABELS', 'IMAGE_PROPERTIES'])).optional(),
  Settings: z
    .strictObject({
      GeneralLabels: z
        .strictObject({
          LabelInclusionFilters: nameList,
          LabelExclusionFilters: nameList,
          LabelCategoryInclusionFilters: nameList,
          LabelCategoryExclusionFilters: nameList,
        })
        .optional(),
      ImageProperties: z.strictObject({ MaxDominantColors: z.int().min(0).max(12).optional() }).optional(),
    })
    .optional(),
});
type LabelFilters = NonNullable<NonNullable<z.infer<typeof labelsSchema>['Settings']>['GeneralLabels']>;

const facesSchema = z.strictObject({ Image: imageSchema, Attributes: nameList });
const moderationSchema = z.strictObject({ Image: imageSchema, MinConfidence: percent.optional() });

/** The service for `createWireHandler`. */
export function createRekognition(options: RekognitionOptions): WireService {
  return jsonService({
    signingName: 'rekognition',
    targetPrefix: 'RekognitionService',
    protocol: '1.1',
    operations: {
      DetectLabels: (input) => detectLabels(options, parse(labelsSchema, input)),
      DetectFaces: (input) => detectFaces(options, parse(facesSchema, input)),
      DetectModerationLabels: (input) => detectModeration(options, parse(moderationSchema, input)),
    },
  });
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new AppError(
    'InvalidParameterException',
    400,
    `Request has invalid parameters: ${issue.path.join('.') || 'request'}: ${issue.message}`,
  );
}

/** The image's bytes, whichever way they came. Only JPEG and PNG pass, judged by their first bytes. */
async function readImage({ readObject }: RekognitionOptions, image: z.infer<typeof imageSchema>): Promise<Uint8Array> {
  const { Bytes, S3Object } = image;
  if ((Bytes === undefined) === (S3Object === undefined)) {
    throw new AppError('InvalidParameterException', 400, 'Request has invalid parameters: Image takes one source.');
  }
  const bytes = S3Object ? await readObject(S3Object.Bucket, S3Object.Name) : Buffer.from(Bytes!, 'base64');
  if (!bytes) {
    throw new AppError(
      'InvalidS3ObjectException',
      400,
      'Unable to get object metadata from S3. Check object key, region and/or access permissions.',
    );
  }
  if (bytes.length > (S3Object ? MAX_STORED_BYTES : MAX_INLINE_BYTES)) {
    throw new AppError('ImageTooLargeException', 400, 'The image size is too large.');
  }
  const starts = (...magic: number[]) => magic.every((value, index) => bytes[index] === value);
  if (!starts(0xff, 0xd8, 0xff) && !starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) throw badFormat();
  return bytes;
}

const badFormat = (cause?: unknown) =>
  new AppError('InvalidImageFormatException', 400, 'Request has invalid image format', { cause });

/** Runs an engine call; a picture that cannot be decoded is the caller's fault. */
async function see<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError && error.code === 'InvalidImage') throw badFormat(error);
    throw error;
  }
}

async function detectLabels(options: RekognitionOptions, input: z.infer<typeof labelsSchema>) {
  const features = input.Features ?? ['GENERAL_LABELS'];
  const general = features.includes('GENERAL_LABELS');
  const minConfidence = input.MinConfidence ?? DEFAULT_LABEL_CONFIDENCE;
  const image = await readImage(options, input.Image);
  const { labels, properties } = await see(options.vision.detectLabels(image));
  const chosen = labels
    .filter((label) => label.confidence >= minConfidence && passes(label, input.Settings?.GeneralLabels ?? {}))
    .slice(0, input.MaxLabels ?? labels.length);
  const maxColours = input.Settings?.ImageProperties?.MaxDominantColors ?? DEFAULT_COLOURS;
  return {
    Labels: general ? chosen.map(toLabel) : [],
    LabelModelVersion: MODELS.labels,
    ...(features.includes('IMAGE_PROPERTIES')
      ? {
          ImageProperties: {
            Quality: toQuality(properties.quality),
            DominantColors: properties.colours.slice(0, maxColours).map(toColour),
            ...(properties.foreground ? { Foreground: toRegion(properties.foreground, maxColours) } : {}),
            Background: toRegion(properties.background, maxColours),
          },
        }
      : {}),
  };
}

function passes({ name, categories }: SeenLabel, filters: LabelFilters): boolean {
  const { LabelInclusionFilters: names, LabelCategoryInclusionFilters: kinds } = filters;
  const included = !names?.length && !kinds?.length;
  const listed = names?.includes(name) || categories.some((category) => kinds?.includes(category));
  const excluded =
    filters.LabelExclusionFilters?.includes(name) ||
    categories.some((category) => filters.LabelCategoryExclusionFilters?.includes(category));
  return (included || listed === true) && !excluded;
}

const toBox = (box: Box) => ({ Width: box.width, Height: box.height, Left: box.left, Top: box.top });
const toQuality = (quality: Quality) => ({
  Brightness: quality.brightness,
  Sharpness: quality.sharpness,
  Contrast: quality.contrast,
});
const toColour = (colour: SeenColour) => ({
  Red: colour.red,
  Green: colour.green,
  Blue: colour.blue,
  HexCode: colour.hex,
  CSSColor: colour.css,
  SimplifiedColor: colour.simplified,
  PixelPercent: colour.pixelPercent,
});
const toRegion = (region: Region, maxColours: number) => ({
  Quality: toQuality(region.quality),
  DominantColors: region.colours.slice(0, maxColours).map(toColour),
});
const toLabel = (label: SeenLabel) => ({
  Name: label.name,
  Confidence: label.confidence,
  Instances: label.instances.map(({ box, confidence }) => ({ BoundingBox: toBox(box), Confidence: confidence })),
  Parents: label.parents.map((Name) => ({ Name })),
  Aliases: [],
  Categories: label.categories.map((Name) => ({ Name })),
});

async function detectFaces(options: RekognitionOptions, input: z.infer<typeof facesSchema>) {
  const attributes = input.Attributes ?? ['DEFAULT'];
  const wants = (name: string) => attributes.includes('ALL') || attributes.includes(name);
  const faces = await see(options.vision.detectFaces(await readImage(options, input.Image)));
  return { FaceDetails: faces.map((face) => toFaceDetail(face, wants)) };
}

/** Gender, age and identity are never part of it. */
function toFaceDetail(face: SeenFace, wants: (attribute: string) => boolean) {
  const { smile, quality } = face;
  const emotions = Object.entries(face.emotions).sort(([, a], [, b]) => b - a);
  return {
    BoundingBox: toBox(face.box),
    Confidence: face.confidence,
    Quality: { Brightness: quality.brightness, Sharpness: quality.sharpness },
    ...(wants('SMILE') ? { Smile: { Value: smile.value, Confidence: smile.confidence } } : {}),
    ...(wants('EMOTIONS') ? { Emotions: emotions.map(([Type, Confidence]) => ({ Type, Confidence })) } : {}),
  };
}

async function detectModeration(options: RekognitionOptions, input: z.infer<typeof moderationSchema>) {
  const minConfidence = input.MinConfidence ?? DEFAULT_MODERATION_CONFIDENCE;
  const findings = await see(options.vision.detectModeration(await readImage(options, input.Image)));
  return {
    ModerationLabels: findings
      .filter(({ confidence }) => confidence >= minConfidence)
      .map(({ name, parent, level, confidence }) => ({
        Name: name,
        ParentName: parent,
        TaxonomyLevel: level,
        Confidence: confidence,
      })),
    ModerationModelVersion: MODELS.moderation,
    ContentTypes: [],
  };
}

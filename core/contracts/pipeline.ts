/**
 * The shapes that travel through the recap pipeline: what each step takes and gives. Handlers parse their input with
 * these schemas, the state machine passes exactly these fields, unknown ones are refused.
 */
import * as z from 'zod/mini';
import { FEATURES } from '../features.ts';
import { THEMES } from '../themes.ts';
import { STORY_LANGUAGES, VOICE_QUALITIES } from './telling.ts';

const share = z.number().check(z.gte(0), z.lte(1));

/** The stages a recap passes, in order; each is written on the item when its step begins. */
export const STAGES = [
  'AwaitingUpload',
  'PreparingMedia',
  'LookingAtPicture',
  'ReadingMood',
  'FindingSongs',
  'TellingStory',
  'Narrating',
  'Publishing',
  'Done',
] as const;
export type Stage = (typeof STAGES)[number];

/** A recap ends in one of READY, REFUSED, FAILED. */
export const STATUSES = ['AWAITING_UPLOAD', 'RUNNING', 'READY', 'REFUSED', 'FAILED'] as const;
export type RecapStatus = (typeof STATUSES)[number];

export const recapRefSchema = z.strictObject({
  userId: z.string().check(z.minLength(1)),
  recapId: z.string().check(z.minLength(1)),
});
export type RecapRef = z.infer<typeof recapRefSchema>;

/** A box in shares of the picture's width and height, as Rekognition gives it. */
export const boxSchema = z.strictObject({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

/** One thing seen. Confidence 0..1 (Rekognition's per cent divided by 100). */
export const labelSchema = z.strictObject({
  name: z.string(),
  confidence: share,
  parents: z.array(z.string()),
  categories: z.array(z.string()),
  instances: z.array(z.strictObject({ confidence: share, box: boxSchema })),
});
export type Label = z.infer<typeof labelSchema>;

/** From this confidence on a label may be named; below it, it only tints the mood. */
export const NAMEABLE_CONFIDENCE = 0.35;

/** A guess too weak to be named to anybody. Many of them together still tell how a picture feels. */
export const faintLabelSchema = z.omit(labelSchema, { instances: true });
export type FaintLabel = z.infer<typeof faintLabelSchema>;

/** Whole-picture properties. Brightness, sharpness, contrast 0..100; colours are simplified names with their share. */
export const imagePropertiesSchema = z.strictObject({
  brightness: z.number(),
  sharpness: z.number(),
  contrast: z.number(),
  colours: z.array(z.strictObject({ name: z.string(), hex: z.string(), share })),
});
export type ImageProperties = z.infer<typeof imagePropertiesSchema>;

/** One face: its share of the picture's area and its emotions, 0..1. Nothing that tells who, how old or which gender. */
export const faceSchema = z.strictObject({
  area: share,
  smile: z.nullable(share),
  /** Rekognition's emotion names (HAPPY, SAD, ANGRY, CONFUSED, DISGUSTED, SURPRISED, CALM, FEAR, UNKNOWN) to 0..1. */
  emotions: z.record(z.string(), share),
});
export type Face = z.infer<typeof faceSchema>;

/** What moderation said: refused, or allowed with what was noticed. */
export const moderationSchema = z.strictObject({
  refused: z.boolean(),
  reasons: z.array(z.strictObject({ name: z.string(), confidence: share })),
});
export type Moderation = z.infer<typeof moderationSchema>;

/** Nine features in natural units. */
export const featuresSchema = z.strictObject(
  Object.fromEntries(FEATURES.map((f) => [f, z.number()])) as Record<(typeof FEATURES)[number], z.ZodMiniNumber>,
);
/** Weight of each of the nine features, 0..3. */
export const weightsSchema = z.strictObject(
  Object.fromEntries(FEATURES.map((f) => [f, z.number().check(z.gte(0), z.lte(3))])) as Record<
    (typeof FEATURES)[number],
    z.ZodMiniNumber
  >,
);

/** A theme the moment has, with how sure the reading is, 0..1. */
export const weightedThemeSchema = z.strictObject({
  theme: z.enum(THEMES),
  weight: share,
  /** What tells of it: a thing in the picture, or the person's words; absent where nobody said. */
  because: z.optional(z.string()),
});
export type WeightedTheme = z.infer<typeof weightedThemeSchema>;

/** How a picture (and caption) feels. Valence and energy 0..1; evidence in words a person understands. */
export const moodSchema = z.strictObject({
  valence: share,
  energy: share,
  word: z.string(),
  confidence: share,
  /** True where picture or caption is about grief, illness, war, injury, loss: never answered with upbeat songs. */
  sensitive: z.boolean(),
  evidence: z.array(z.string()),
});
export type Mood = z.infer<typeof moodSchema>;

/** What a song should sound like and be about. `explicit`: true wanted, false unwanted, null no matter. */
export const targetSchema = z.strictObject({
  features: featuresSchema,
  weights: weightsSchema,
  themes: z.array(weightedThemeSchema),
  /** Themes and occasions at hand, matched against a song's `notFor`. */
  occasions: z.array(z.string()),
  explicit: z.nullable(z.boolean()),
});
export type Target = z.infer<typeof targetSchema>;

/** Core's own reading of what was seen and said. */
export const readingSchema = z.strictObject({ mood: moodSchema, target: targetSchema });
export type Reading = z.infer<typeof readingSchema>;

export const storySchema = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(80)),
  /** 60-120 words. */
  text: z.string().check(z.minLength(1), z.maxLength(1500)),
  writtenBy: z.enum(['model', 'template']),
  language: z.enum(STORY_LANGUAGES),
  /** What the voice says before the song is named; plain sentences. */
  script: z.string().check(z.minLength(1), z.maxLength(1200)),
});
export type Story = z.infer<typeof storySchema>;

/** A cluster and its distance from the query, nearest first. */
export const clusterHitSchema = z.strictObject({
  cluster: z.int().check(z.nonnegative()),
  distance: z.number().check(z.nonnegative()),
});
export type ClusterHit = z.infer<typeof clusterHitSchema>;

export const POPULARITY_TIERS = ['favourite', 'hit', 'anthem'] as const;

/** One song of a list, with why it is there. `distance` 0 is a perfect match, about 1 is unrelated. */
export const songSchema = z.strictObject({
  trackId: z.string(),
  title: z.string(),
  artist: z.string(),
  year: z.nullable(z.int()),
  genre: z.nullable(z.string()),
  language: z.nullable(z.string()),
  /** null: not known. */
  explicit: z.nullable(z.boolean()),
  themes: z.array(z.enum(THEMES)),
  features: featuresSchema,
  /** `editorial`: estimated by editors; anything else names the dataset that measured it. */
  source: z.string(),
  distance: z.number().check(z.nonnegative()),
  why: z.array(z.string()).check(z.minLength(1)),
});
export type Song = z.infer<typeof songSchema>;

/** One spoken word; times from the start of the audio file, lead-in included. */
export const wordTimingSchema = z.strictObject({
  word: z.string(),
  startMs: z.int().check(z.nonnegative()),
  endMs: z.int().check(z.nonnegative()),
});
export type WordTiming = z.infer<typeof wordTimingSchema>;

export const narrationSchema = z.strictObject({
  key: z.string(),
  script: z.string(),
  voice: z.string(),
  /** `simple`: the voice that comes with the local cloud, which sounds like a machine. */
  quality: z.enum(VOICE_QUALITIES),
  durationSeconds: z.number().check(z.positive()),
  words: z.array(wordTimingSchema),
});
export type Narration = z.infer<typeof narrationSchema>;

export const imageRefSchema = z.strictObject({
  key: z.string(),
  /** Of a smaller one, for lists and phones. Recaps of earlier versions have none. */
  smallKey: z.optional(z.string()),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
});
export type ImageRef = z.infer<typeof imageRefSchema>;

/** A frame that is looked at: where in the video it is, and the share of the time that it stands for. */
export const frameSchema = z.strictObject({ key: z.string(), atMs: z.int().check(z.nonnegative()), share });
export type Frame = z.infer<typeof frameSchema>;

/** How a moment of a video feels, in milliseconds from the video's beginning. Valence and energy 0..1. */
export const curvePointSchema = z.strictObject({ atMs: z.int().check(z.nonnegative()), valence: share, energy: share });
export type CurvePoint = z.infer<typeof curvePointSchema>;

/** Which part of a video was taken, and who chose it. */
export const takenPartSchema = z.strictObject({
  fromSecond: z.number().check(z.nonnegative()),
  toSecond: z.number().check(z.nonnegative()),
  /** Length of the whole video. */
  totalSeconds: z.number().check(z.nonnegative()),
  chosenBy: z.enum(['whole', 'person', 'liveliest']),
});
export type TakenPart = z.infer<typeof takenPartSchema>;

/** The nearest clusters to a target, and who found them. */
export const foundClustersSchema = z.strictObject({
  version: z.int().check(z.positive()),
  clusters: z.array(clusterHitSchema),
  /** Who computed them: the endpoint, or the index's own centroids where the endpoint could not. */
  source: z.enum(['endpoint', 'index']),
  /** What the person is told about how they were found. */
  notes: z.array(z.string()),
});
export type FoundClusters = z.infer<typeof foundClustersSchema>;

/** A step that reads what it needs from the recap's item and writes what it found there. */
const onRecap = z.strictObject({ recap: recapRefSchema });
const nothing = z.strictObject({});
/** `final`: the list that the recap ends with, as opposed to the first one, which does not wait for the story. */
const songStep = z.strictObject({ recap: recapRefSchema, final: z.boolean() });

/**
 * What each step takes and gives. The keys are the state names. The history of an execution keeps all of it for 90 days
 * and cannot be deleted: so what a photo shows, what a person wrote and what was made of it stay on the recap's item,
 * and only the item's key and small facts that choose the way travel.
 */
export const STEPS = {
  PrepareMedia: {
    input: z.strictObject({ key: z.string(), size: z.int().check(z.nonnegative()), execution: z.string() }),
    /** `video`: its frames are yet to be extracted. */
    output: z.strictObject({ recap: recapRefSchema, video: z.boolean() }),
  },
  ExtractFrames: { input: z.strictObject({ recap: recapRefSchema, key: z.string() }), output: nothing },
  DetectLabels: { input: onRecap, output: nothing },
  DetectFaces: { input: onRecap, output: nothing },
  DetectModeration: { input: onRecap, output: z.strictObject({ refused: z.boolean() }) },
  ReadMood: { input: onRecap, output: nothing },
  WriteStory: { input: onRecap, output: z.pick(storySchema, { writtenBy: true }) },
  FindClusters: { input: songStep, output: z.pick(foundClustersSchema, { version: true, source: true }) },
  LookupTracks: { input: songStep, output: nothing },
  Narrate: { input: onRecap, output: nothing },
  PublishRecap: { input: onRecap, output: z.strictObject({ status: z.literal('READY') }) },
  FailRecap: {
    input: z.strictObject({
      key: z.string(),
      execution: z.string(),
      /** What was caught: a step's error, or a refusal by moderation. */
      error: z.strictObject({ Error: z.string(), Cause: z.string() }),
    }),
    output: z.strictObject({ status: z.enum(['FAILED', 'REFUSED']) }),
  },
} as const;

export type StepName = keyof typeof STEPS;
export type StepInput<S extends StepName> = z.infer<(typeof STEPS)[S]['input']>;
export type StepOutput<S extends StepName> = z.infer<(typeof STEPS)[S]['output']>;

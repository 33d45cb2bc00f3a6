import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import {
  featuresSchema,
  STAGES,
  STATUSES,
  STEPS,
  type StepName,
  songSchema,
} from '../../../core/contracts/pipeline.ts';
import { FEATURES } from '../../../core/features.ts';
import { readyRecap } from '../recap-example.ts';

const { userId, recapId, image, labels, properties, reading, story, songs, narration, caption } = readyRecap();
const recap = { userId, recapId };
const moderation = { refused: false, reasons: [{ name: 'Alcohol', confidence: 0.6 }] };
const faces = [{ area: 0.2, smile: null, emotions: { HAPPY: 0.9 } }];
const clusters = [{ cluster: 4, distance: 0.3 }];
const seen = { recap, caption, labels, properties, faces };

/** One valid input and output of every step. */
const EXAMPLES: Record<StepName, { input: Record<string, unknown>; output: Record<string, unknown> }> = {
  PrepareMedia: {
    input: { key: `uploads/${userId}/${recapId}/source`, size: 1234, execution: 'arn:one' },
    output: { recap, image, caption },
  },
  DetectLabels: { input: { recap, image }, output: { labels, properties } },
  DetectFaces: { input: { recap, image }, output: { faces } },
  DetectModeration: { input: { recap, image }, output: moderation },
  ReadMood: { input: { ...seen, moderation }, output: { ...reading } },
  WriteStory: { input: { ...seen, reading }, output: { story, reading } },
  FindClusters: {
    input: { recap, target: reading?.target },
    output: { version: 1, clusters, source: 'endpoint' },
  },
  LookupTracks: {
    input: { recap, reading, version: 1, clusters, final: true },
    output: { songs, notes: [] },
  },
  Narrate: {
    input: { recap, story, song: { title: 'Low Tide', artist: 'The Harbour Lights' } },
    output: { narration },
  },
  PublishRecap: { input: { recap }, output: { status: 'READY' } },
  FailRecap: {
    input: { key: `uploads/${userId}/${recapId}/source`, execution: 'arn:one', error: { Error: 'Refused', Cause: '' } },
    output: { status: 'REFUSED' },
  },
};

describe.each(Object.entries(EXAMPLES) as [StepName, (typeof EXAMPLES)[StepName]][])('%s', (name, example) => {
  it.each(['input', 'output'] as const)('has an %s of exactly its fields', (side) => {
    const schema: z.ZodMiniType = STEPS[name][side];
    const value = example[side];
    expect(schema.parse(value)).toEqual(value);
    expect(schema.safeParse({ ...value, unknown: 1 }).success).toBe(false);
    for (const field of Object.keys(value)) {
      const { [field]: _, ...rest } = value;
      expect(schema.safeParse(rest).success, `without ${field}`).toBe(false);
    }
  });
});

describe('the vocabulary', () => {
  it('lists stages and statuses once', () => {
    expect(new Set(STAGES).size).toBe(STAGES.length);
    expect(new Set(STATUSES).size).toBe(STATUSES.length);
  });

  it('asks for all nine features and no other', () => {
    const features = songs![0]!.features;
    expect(Object.keys(featuresSchema.shape)).toEqual([...FEATURES]);
    expect(featuresSchema.safeParse({ ...features, key: 5 }).success).toBe(false);
    expect(featuresSchema.safeParse({ ...features, tempo: 'fast' }).success).toBe(false);
  });

  it('has no song without a reason', () => {
    expect(songSchema.safeParse({ ...songs![0], why: [] }).success).toBe(false);
    expect(songSchema.safeParse({ ...songs![0], themes: ['not-a-theme'] }).success).toBe(false);
  });
});

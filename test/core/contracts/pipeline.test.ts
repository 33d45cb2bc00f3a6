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

const { userId, recapId, songs } = readyRecap();
const recap = { userId, recapId };
const key = `uploads/${userId}/${recapId}/source`;
const execution = 'arn:one';

/** One valid input and output of every step. */
const EXAMPLES: Record<StepName, { input: Record<string, unknown>; output: Record<string, unknown> }> = {
  PrepareMedia: { input: { key, size: 1234, execution }, output: { recap, video: false } },
  ExtractFrames: { input: { recap, key }, output: {} },
  DetectLabels: { input: { recap }, output: {} },
  DetectFaces: { input: { recap }, output: {} },
  DetectModeration: { input: { recap }, output: { refused: false } },
  ReadMood: { input: { recap }, output: {} },
  WriteStory: { input: { recap }, output: { writtenBy: 'template' } },
  FindClusters: { input: { recap, final: false }, output: { version: 1, source: 'endpoint' } },
  LookupTracks: { input: { recap, final: true }, output: {} },
  Narrate: { input: { recap }, output: {} },
  PublishRecap: { input: { recap }, output: { status: 'READY' } },
  FailRecap: {
    input: { key, execution, error: { Error: 'Refused', Cause: '' } },
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

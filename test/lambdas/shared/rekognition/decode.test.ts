import { describe, expect, it } from 'vitest';
import {
  faceSchema,
  faintLabelSchema,
  imagePropertiesSchema,
  labelSchema,
} from '../../../../core/contracts/pipeline.ts';
import { judgeModeration } from '../../../../core/moderation.ts';
import {
  toFaces,
  toImageProperties,
  toLabels,
  toModerationLabels,
} from '../../../../lambdas/shared/rekognition/decode.ts';

/** Replies in the shape that the service's API reference gives. */
const LABELS = {
  Labels: [
    { Name: 'Water', Confidence: 71.5, Parents: [{ Name: 'Nature' }], Categories: [{ Name: 'Nature and Outdoors' }] },
    {
      Name: 'Dog',
      Confidence: 98.2,
      Instances: [{ BoundingBox: { Width: 0.2, Height: 0.3, Left: 0.1, Top: 0.4 }, Confidence: 97 }],
      Parents: [{ Name: 'Animal' }, { Name: 'Mammal' }],
      Categories: [{ Name: 'Animals and Pets' }],
    },
  ],
  ImageProperties: {
    Quality: { Brightness: 81.2, Sharpness: 44, Contrast: 60 },
    DominantColors: [
      {
        Red: 30,
        Green: 60,
        Blue: 190,
        HexCode: '#1e3cbe',
        CSSColor: 'royalblue',
        SimplifiedColor: 'Blue',
        PixelPercent: 62,
      },
      { CSSColor: 'Linen', PixelPercent: 10 },
      {},
    ],
  },
  LabelModelVersion: '3.0',
};

describe('toLabels', () => {
  it('gives labels of the contract, surest first', () => {
    expect(toLabels(LABELS).labels.map((label) => labelSchema.parse(label))).toEqual([
      {
        name: 'Dog',
        confidence: expect.closeTo(0.982, 12),
        parents: ['Animal', 'Mammal'],
        categories: ['Animals and Pets'],
        instances: [{ confidence: 0.97, box: { left: 0.1, top: 0.4, width: 0.2, height: 0.3 } }],
      },
      {
        name: 'Water',
        confidence: expect.closeTo(0.715, 12),
        parents: ['Nature'],
        categories: ['Nature and Outdoors'],
        instances: [],
      },
    ]);
  });

  it('leaves out what has no name and fills what is missing', () => {
    expect(toLabels({})).toEqual({ labels: [], faint: [] });
    const [label, ...more] = toLabels({
      Labels: [{ Confidence: 90 }, { Name: 'Sky', Confidence: 50, Instances: [{}], Parents: [{}] }],
    }).labels;
    expect(more).toEqual([]);
    expect(labelSchema.parse(label)).toEqual({
      name: 'Sky',
      confidence: 0.5,
      parents: [],
      categories: [],
      instances: [{ confidence: 0, box: { left: 0, top: 0, width: 0, height: 0 } }],
    });
  });

  it('keeps confidences within 0..1', () => {
    const { labels, faint } = toLabels({
      Labels: [
        { Name: 'A', Confidence: 100.0001 },
        { Name: 'B', Confidence: -1 },
      ],
    });
    expect([...labels, ...faint].map(({ confidence }) => confidence)).toEqual([1, 0]);
  });

  it('keeps what is too faint to be named apart, without boxes', () => {
    const { labels, faint } = toLabels({
      Labels: [
        { Name: 'Lake', Confidence: 12, Instances: [{}], Parents: [{ Name: 'Water' }] },
        { Name: 'Dog', Confidence: 35 },
        { Name: 'Wolf', Confidence: 34.9 },
      ],
    });
    expect(labels.map(({ name }) => name)).toEqual(['Dog']);
    expect(faint.map((label) => faintLabelSchema.parse(label))).toEqual([
      { name: 'Wolf', confidence: expect.closeTo(0.349, 12), parents: [], categories: [] },
      { name: 'Lake', confidence: 0.12, parents: ['Water'], categories: [] },
    ]);
  });

  it('names forty things at most', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ Name: `Thing ${at}`, Confidence: 90 }));
    expect(toLabels({ Labels: many }).labels).toHaveLength(40);
  });
});

describe('toImageProperties', () => {
  it('gives quality and simplified colours', () => {
    expect(imagePropertiesSchema.parse(toImageProperties(LABELS))).toEqual({
      brightness: 81.2,
      sharpness: 44,
      contrast: 60,
      colours: [
        { name: 'blue', hex: '#1e3cbe', share: 0.62 },
        { name: 'linen', hex: '', share: 0.1 },
        { name: 'unknown', hex: '', share: 0 },
      ],
    });
  });

  it('is in the middle where nothing was measured', () => {
    expect(toImageProperties({})).toEqual({ brightness: 50, sharpness: 50, contrast: 50, colours: [] });
  });
});

describe('toFaces', () => {
  it('gives size, smile and emotions, and nothing that tells who it is', () => {
    const [face] = toFaces({
      FaceDetails: [
        {
          BoundingBox: { Width: 0.5, Height: 0.4, Left: 0, Top: 0 },
          AgeRange: { Low: 30, High: 40 },
          Gender: { Value: 'Female', Confidence: 99 },
          Landmarks: [{ Type: 'eyeLeft', X: 0.1, Y: 0.2 }],
          Smile: { Value: true, Confidence: 92 },
          Emotions: [{ Type: 'HAPPY', Confidence: 95 }, { Confidence: 3 }],
        },
      ],
    });
    expect(faceSchema.parse(face)).toEqual({ area: 0.2, smile: 0.92, emotions: { HAPPY: 0.95 } });
  });

  it('reads a sure "no" as hardly a smile, and silence as not known', () => {
    const faces = toFaces({
      FaceDetails: [{ Smile: { Value: false, Confidence: 98 } }, {}, { Smile: { Value: true } }],
    });
    expect(faces.map(({ smile }) => smile)).toEqual([expect.closeTo(0.02, 12), null, 0]);
    expect(faces[1]).toEqual({ area: 0, smile: null, emotions: {} });
    expect(toFaces({})).toEqual([]);
  });

  it('keeps a face that reaches out of the picture within it', () => {
    expect(toFaces({ FaceDetails: [{ BoundingBox: { Width: 1.2, Height: 1.1 } }] })[0]!.area).toBe(1);
  });
});

describe('toModerationLabels', () => {
  it('gives name, confidence and the category above', () => {
    const labels = toModerationLabels({
      ModerationLabels: [
        { Name: 'Explicit', Confidence: 99.1, ParentName: '' },
        { Name: 'Exposed Buttocks or Anus', Confidence: 88, ParentName: 'Explicit Nudity' },
        {},
      ],
      ModerationModelVersion: '7.0',
    });
    expect(labels).toEqual([
      { name: 'Explicit', confidence: expect.closeTo(0.991, 12), parents: [] },
      { name: 'Exposed Buttocks or Anus', confidence: 0.88, parents: ['Explicit Nudity'] },
      { name: 'Unknown', confidence: 0, parents: [] },
    ]);
    expect(judgeModeration(labels).refused).toBe(true);
    expect(toModerationLabels({})).toEqual([]);
  });
});

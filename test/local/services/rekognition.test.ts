import {
  DetectFacesCommand,
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { ImageProperties, SeenFace, SeenLabel } from '../../../local/engines/vision/types.ts';
import { createRekognition } from '../../../local/services/rekognition.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
const jpeg = (size: number) => {
  const bytes = new Uint8Array(size);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
};
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
const labels: SeenLabel[] = [
  {
    name: 'Dog',
    confidence: 90,
    parents: ['Pet', 'Animal'],
    categories: ['Animals and Pets'],
    instances: [{ confidence: 90, box }],
  },
  { name: 'Sky', confidence: 60, parents: ['Nature'], categories: ['Nature and Outdoors'], instances: [] },
  { name: 'Cup', confidence: 50, parents: [], categories: ['Kitchen and Dining'], instances: [] },
];
const quality = { brightness: 60, sharpness: 70, contrast: 40 };
const colour = { red: 1, green: 2, blue: 3, hex: '#010203', simplified: 'black', css: 'black', pixelPercent: 50 };
const properties: ImageProperties = {
  quality,
  colours: [colour, colour],
  foreground: { quality, colours: [colour] },
  background: { quality, colours: [colour] },
};
const face: SeenFace = {
  box,
  confidence: 99,
  emotions: { HAPPY: 80, CALM: 14, SAD: 1, ANGRY: 1, SURPRISED: 2, FEAR: 1, DISGUSTED: 1 },
  smile: { value: true, confidence: 80 },
  quality: { brightness: 60, sharpness: 70 },
};

let listener: Listener;
let client: RekognitionClient;
beforeAll(async () => {
  const broken = async (image: Uint8Array) => {
    if (image.length === 13) throw new AppError('InvalidImage', 400, 'The picture could not be read.');
  };
  const rekognition = createRekognition({
    vision: {
      detectLabels: async (image) => {
        await broken(image);
        return { labels, properties };
      },
      detectFaces: async () => [face],
      detectModeration: async () => [{ name: 'Explicit', parent: '', level: 1, confidence: 90 }],
    },
    readObject: async (bucket, key) => {
      if (bucket !== 'media') return undefined;
      return { 'image.jpg': jpeg(6_000_000), 'huge.jpg': jpeg(16_000_000), 'note.txt': Buffer.from('hello') }[key];
    },
  });
  listener = await listen(
    createWireHandler({ services: [rekognition], secretFor: () => credentials.secretAccessKey }),
    { port: 0 },
  );
  client = new RekognitionClient({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
});
afterAll(() => listener.close());

const stored = (Name: string, Bucket = 'media') => ({ S3Object: { Bucket, Name } });

describe('DetectLabels', () => {
  test('labels from bytes at the default confidence, without properties', async () => {
    const reply = await client.send(new DetectLabelsCommand({ Image: { Bytes: png } }));
    expect(reply.Labels?.map(({ Name }) => Name)).toEqual(['Dog', 'Sky']);
    expect(reply.Labels?.[0]).toEqual({
      Name: 'Dog',
      Confidence: 90,
      Instances: [{ BoundingBox: { Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 }, Confidence: 90 }],
      Parents: [{ Name: 'Pet' }, { Name: 'Animal' }],
      Aliases: [],
      Categories: [{ Name: 'Animals and Pets' }],
    });
    expect(reply.ImageProperties).toBeUndefined();
  });

  test('properties of a stored image, limits and filters', async () => {
    const reply = await client.send(
      new DetectLabelsCommand({
        Image: stored('image.jpg'),
        Features: ['GENERAL_LABELS', 'IMAGE_PROPERTIES'],
        MaxLabels: 1,
        MinConfidence: 10,
        Settings: {
          GeneralLabels: { LabelCategoryExclusionFilters: ['Animals and Pets'] },
          ImageProperties: { MaxDominantColors: 1 },
        },
      }),
    );
    expect(reply.Labels?.map(({ Name }) => Name)).toEqual(['Sky']);
    expect(reply.ImageProperties?.DominantColors).toEqual([
      { Red: 1, Green: 2, Blue: 3, HexCode: '#010203', CSSColor: 'black', SimplifiedColor: 'black', PixelPercent: 50 },
    ]);
    expect(reply.ImageProperties?.Quality).toEqual({ Brightness: 60, Sharpness: 70, Contrast: 40 });
    expect(reply.ImageProperties?.Foreground?.DominantColors).toHaveLength(1);
  });

  test('inclusion filters and properties alone', async () => {
    const included = await client.send(
      new DetectLabelsCommand({
        Image: { Bytes: png },
        Settings: { GeneralLabels: { LabelInclusionFilters: ['Sky'], LabelExclusionFilters: ['Dog'] } },
      }),
    );
    expect(included.Labels?.map(({ Name }) => Name)).toEqual(['Sky']);
    const bare = await client.send(new DetectLabelsCommand({ Image: { Bytes: png }, Features: ['IMAGE_PROPERTIES'] }));
    expect(bare.Labels).toEqual([]);
    expect(bare.ImageProperties?.Background).toBeDefined();
  });
});

describe('errors', () => {
  const detect = (input: ConstructorParameters<typeof DetectLabelsCommand>[0]) =>
    client.send(new DetectLabelsCommand(input));

  test.each([
    ['text', { Bytes: Buffer.from('plain text') }, 'InvalidImageFormatException'],
    ['stored text', stored('note.txt'), 'InvalidImageFormatException'],
    ['a picture that cannot be decoded', { Bytes: jpeg(13) }, 'InvalidImageFormatException'],
    ['more than 5 MB of bytes', { Bytes: jpeg(5 * 1024 * 1024 + 1) }, 'ImageTooLargeException'],
    ['more than 15 MB stored', stored('huge.jpg'), 'ImageTooLargeException'],
    ['a missing key', stored('nothing.jpg'), 'InvalidS3ObjectException'],
    ['a missing bucket', stored('image.jpg', 'other'), 'InvalidS3ObjectException'],
    ['no source', {}, 'InvalidParameterException'],
    ['two sources', { ...stored('image.jpg'), Bytes: png }, 'InvalidParameterException'],
  ])('%s', async (_, Image, name) => {
    await expect(detect({ Image })).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  test('a confidence above 100', async () => {
    await expect(detect({ Image: { Bytes: png }, MinConfidence: 101 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('MinConfidence'),
    });
  });
});

describe('DetectFaces', () => {
  test('all attributes it has: never gender or age', async () => {
    const reply = await client.send(new DetectFacesCommand({ Image: { Bytes: png }, Attributes: ['ALL'] }));
    const [detail] = reply.FaceDetails ?? [];
    expect(Object.keys(detail ?? {}).sort()).toEqual(['BoundingBox', 'Confidence', 'Emotions', 'Quality', 'Smile']);
    expect(detail?.Emotions?.[0]).toEqual({ Type: 'HAPPY', Confidence: 80 });
    expect(detail?.Smile).toEqual({ Value: true, Confidence: 80 });
  });

  test('by default the box and its quality; single attributes on request', async () => {
    const plain = await client.send(new DetectFacesCommand({ Image: { Bytes: png } }));
    expect(Object.keys(plain.FaceDetails?.[0] ?? {}).sort()).toEqual(['BoundingBox', 'Confidence', 'Quality']);
    const smiling = await client.send(new DetectFacesCommand({ Image: { Bytes: png }, Attributes: ['SMILE'] }));
    expect(smiling.FaceDetails?.[0]?.Smile?.Value).toBe(true);
    expect(smiling.FaceDetails?.[0]?.Emotions).toBeUndefined();
  });
});

describe('DetectModerationLabels', () => {
  test('what is sure enough', async () => {
    const image = { Image: { Bytes: png } };
    const reply = await client.send(new DetectModerationLabelsCommand(image));
    expect(reply.ModerationLabels).toEqual([{ Name: 'Explicit', ParentName: '', TaxonomyLevel: 1, Confidence: 90 }]);
    const strict = await client.send(new DetectModerationLabelsCommand({ ...image, MinConfidence: 95 }));
    expect(strict.ModerationLabels).toEqual([]);
  });
});

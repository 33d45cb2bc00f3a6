/** A recap with everything that the pipeline can find. */
import { type RecapItem, recapItemSchema } from '../../core/contracts/recap-item.ts';
import { DEFAULT_WEIGHTS } from '../../core/features.ts';

const features = {
  danceability: 0.4,
  energy: 0.3,
  valence: 0.7,
  tempo: 92,
  acousticness: 0.8,
  instrumentalness: 0.1,
  liveness: 0.1,
  speechiness: 0.05,
  loudness: -12,
};

/** Ready, with one song; a fresh object at every call. */
export function readyRecap(): RecapItem {
  return recapItemSchema.parse({
    userId: '7d1f2c8e-8a43-4a5b-9f2e-0f4b7a1c2d3e',
    recapId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    status: 'READY',
    stage: 'Done',
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:09.000Z',
    caption: 'First swim of the year',
    execution: 'arn:aws:states:eu-west-1:123456789012:execution:recap:one',
    timings: {
      DetectLabels: { startedAt: 2000, ms: 310 },
      PrepareMedia: { startedAt: 1000, ms: 420 },
      Narrate: { startedAt: 3000, ms: 900 },
    },
    image: { key: 'derivatives/a/b/image.jpg', smallKey: 'derivatives/a/b/image-small.jpg', width: 2048, height: 1536 },
    labels: [
      {
        name: 'Sea',
        confidence: 0.98,
        parents: ['Water'],
        categories: ['Nature and Outdoors'],
        instances: [{ confidence: 0.9, box: { left: 0, top: 0.5, width: 1, height: 0.5 } }],
      },
    ],
    properties: {
      brightness: 80,
      sharpness: 60,
      contrast: 55,
      colours: [{ name: 'blue', hex: '#2040c0', share: 0.6 }],
    },
    reading: {
      mood: {
        valence: 0.8,
        energy: 0.4,
        word: 'carefree',
        confidence: 0.7,
        sensitive: false,
        evidence: ['sea', 'bright'],
      },
      target: {
        features,
        weights: DEFAULT_WEIGHTS,
        themes: [{ theme: 'sea', weight: 0.9 }],
        occasions: ['summer'],
        explicit: null,
      },
    },
    story: {
      title: 'Salt on the skin',
      text: 'It was cold at first.',
      writtenBy: 'template',
      language: 'en',
      script: 'Cold at first.',
    },
    songs: [
      {
        trackId: 's1',
        title: 'Low Tide',
        artist: 'The Harbour Lights',
        year: 1998,
        genre: 'folk',
        language: 'en',
        explicit: false,
        themes: ['sea'],
        features,
        source: 'editorial',
        distance: 0.12,
        why: ['About the sea, like your photo'],
      },
    ],
    songsFinal: true,
    notes: ['The voice is computed on this machine.'],
    narration: {
      key: 'derivatives/a/b/narration.mp3',
      script: 'Cold at first.',
      voice: 'Joanna',
      quality: 'simple',
      durationSeconds: 2.4,
      words: [{ word: 'Cold', startMs: 100, endMs: 420 }],
    },
  });
}

/** Just asked for: nothing found, not even uploaded. */
export function waitingRecap(): RecapItem {
  const { userId, recapId, createdAt } = readyRecap();
  return recapItemSchema.parse({
    userId,
    recapId,
    status: 'AWAITING_UPLOAD',
    stage: 'AwaitingUpload',
    createdAt,
    updatedAt: createdAt,
    caption: null,
  });
}

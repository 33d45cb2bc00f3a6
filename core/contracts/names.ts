/**
 * Names that two rooms must agree on: environment variables that a stack sets and a handler reads, keys of stored
 * objects and items, metric and tool names. Nothing else may spell them.
 */

/** Environment variable names. A stack sets them, `lambdas/shared/env.ts` reads them. */
export const ENV = {
  mediaBucket: 'MEDIA_BUCKET',
  recapsTable: 'RECAPS_TABLE',
  catalogueTable: 'CATALOGUE_TABLE',
  clustersEndpoint: 'CLUSTERS_ENDPOINT',
  webOrigins: 'WEB_ORIGINS',
  openAiSecret: 'OPENAI_SECRET',
  openAiBaseUrl: 'OPENAI_BASE_URL',
  openAiModel: 'OPENAI_MODEL',
  visionModelUrl: 'VISION_MODEL_URL',
  visionModel: 'VISION_MODEL',
  visionModelSecret: 'VISION_MODEL_SECRET',
  ffmpegPath: 'FFMPEG_PATH',
  narrationVoice: 'NARRATION_VOICE',
  narrationLanguages: 'NARRATION_LANGUAGES',
  voiceQuality: 'VOICE_QUALITY',
  recapMachine: 'RECAP_MACHINE',
  tasteTable: 'TASTE_TABLE',
  previewsTable: 'PREVIEWS_TABLE',
  itunesBaseUrl: 'ITUNES_BASE_URL',
  deezerBaseUrl: 'DEEZER_BASE_URL',
  peopleTable: 'PEOPLE_TABLE',
  userPool: 'USER_POOL',
  webClient: 'WEB_CLIENT',
  guestsPerHour: 'GUESTS_PER_HOUR',
} as const;

/** Where a recap's files live in the media bucket. All three begin with a kind, then the owner, then the recap. */
export const mediaKeys = {
  uploadsPrefix: 'uploads/',
  /** All that one person owns, for erasing it. */
  ofPerson: (userId: string) => [`uploads/${userId}/`, `derivatives/${userId}/`],
  source: (userId: string, recapId: string) => `uploads/${userId}/${recapId}/source`,
  derivativesPrefix: (userId: string, recapId: string) => `derivatives/${userId}/${recapId}/`,
  image: (userId: string, recapId: string) => `derivatives/${userId}/${recapId}/image.jpg`,
  smallImage: (userId: string, recapId: string) => `derivatives/${userId}/${recapId}/image-small.jpg`,
  frame: (userId: string, recapId: string, index: number) => `derivatives/${userId}/${recapId}/frame-${index}.jpg`,
  narration: (userId: string, recapId: string) => `derivatives/${userId}/${recapId}/narration.mp3`,
  words: (userId: string, recapId: string) => `derivatives/${userId}/${recapId}/words.json`,
} as const;

/** Partition keys of the people table. */
export const peopleKeys = {
  /** What is to be known of a person beside the user pool: a guest's recaps and end, an erased person's trace. */
  person: (userId: string) => `person#${userId}`,
  /** How often something was asked for from one address within an hour. */
  attempts: (what: string, addressHash: string, hour: number) => `attempts#${what}#${addressHash}#${hour}`,
} as const;

/** The owner and recap named by an upload key; null for a key of any other form. */
export function parseSourceKey(key: string): { userId: string; recapId: string } | null {
  const match = /^uploads\/([^/]+)\/([^/]+)\/source$/.exec(key);
  return match ? { userId: match[1]!, recapId: match[2]! } : null;
}

const partSuffix = (part: number) => (part === 0 ? '' : `#${part}`);

/** Partition keys of the catalogue table; one string key, no sort key. */
export const catalogueKeys = {
  /** Pointer item naming the version that is served. */
  current: 'index#current',
  /** Counters of the importer, and whether tracks were written that no index knows yet. */
  importState: 'index#import',
  /** Facts about one version: counts, cluster sizes, which features and weights it was built with. */
  meta: (version: number) => `v${version}#meta`,
  /** Further parts of the cluster centroids, from 1, where they do not fit into the meta item. */
  centroids: (version: number, part: number) => `v${version}#centroids${partSuffix(part)}`,
  /** Packed posting block of one cluster; a block too large for one item goes on in parts 1, 2, … */
  cluster: (version: number, cluster: number, part = 0) => `v${version}#c${cluster}${partSuffix(part)}`,
  /** Packed posting block of one theme; parts as for clusters. */
  theme: (version: number, theme: string, part = 0) => `v${version}#theme#${theme}${partSuffix(part)}`,
  /** Packed block of the text index: songs by word; parts as for clusters. */
  words: (version: number, block: number, part = 0) => `v${version}#words#${block}${partSuffix(part)}`,
  /** Packed block of the text index: words by their ends; parts as for clusters. */
  dictionary: (version: number, block: number, part = 0) => `v${version}#dictionary#${block}${partSuffix(part)}`,
  /** Songs added to a version since it was built, and songs taken out of it. */
  changes: (version: number) => `v${version}#changes`,
  /** Row of the presence table: which clusters hold songs of one kind. */
  presence: (version: number, row: string) => `v${version}#presence#${row}`,
  /** The map of the catalogue; parts as for clusters. */
  map: (version: number, part = 0) => `v${version}#map${partSuffix(part)}`,
  /** One track's full item. */
  track: (trackId: string) => `track#${trackId}`,
} as const;

/** A track's public id from its catalogue ordinal (a whole number that is never reused), and back. */
export const trackIds = {
  fromOrdinal: (ordinal: number) => `s${ordinal.toString(36)}`,
  toOrdinal: (trackId: string): number | null =>
    /^s[0-9a-z]{1,7}$/.test(trackId) ? Number.parseInt(trackId.slice(1), 36) : null,
} as const;

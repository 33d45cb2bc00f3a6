/** Plain words for the sound of a song. */
import type { Feature } from '../features.ts';

/** How a feature is spoken of. */
export interface FeaturePhrase {
  /** Gaps up to this, in the feature's own unit, may be called close. */
  readonly closeWithin: number;
  /** The song in words from its own figure; null where the figure is nothing to speak of, as a song that is sung. */
  readonly describe: (value: number) => string | null;
  /** Whether the claim says that the moment asks for just that, so that the figure asked for has to earn the same words. */
  readonly asAsked: boolean;
  /** Joins the description and what is asked for. */
  readonly close: (described: string, value: string, wanted: string) => string;
  /** The quality, to follow "nearest in". */
  readonly noun: string;
  /** A song above what is asked, to be followed by "than fits", and one below. */
  readonly above: string;
  readonly below: string;
  readonly format: (value: number) => string;
  /** Follows the last of two figures; empty for shares. */
  readonly unit: string;
}

const share = (value: number) => value.toFixed(2);
const sameAsAsked = (described: string, value: string, wanted: string) =>
  `${described}, as your moment asks (${value} against ${wanted})`;
const level =
  (high: string, middle: string | null, low: string | null, from: number, below: number) => (value: number) =>
    value >= from ? high : value < below ? low : middle;

export const FEATURE_PHRASES: Readonly<Record<Feature, FeaturePhrase>> = {
  valence: {
    closeWithin: 0.12,
    describe: level('Bright mood', 'Mixed mood', 'Sombre mood', 0.65, 0.4),
    asAsked: false,
    close: (described, value, wanted) => `${described}, close to the one that fits (${value} against ${wanted})`,
    noun: 'mood',
    above: 'brighter',
    below: 'more sombre',
    format: share,
    unit: '',
  },
  energy: {
    closeWithin: 0.12,
    describe: level('High energy', 'Moderate energy', 'Gentle energy', 0.65, 0.4),
    asAsked: false,
    close: (described, value, wanted) => `${described}, close to what fits (${value} against ${wanted})`,
    noun: 'energy',
    above: 'more energetic',
    below: 'gentler',
    format: share,
    unit: '',
  },
  tempo: {
    closeWithin: 8,
    describe: (value) => `Around ${Math.round(value)} beats a minute`,
    asAsked: false,
    close: (described, _value, wanted) => `${described}, near the ${wanted} that fits`,
    noun: 'tempo',
    above: 'faster',
    below: 'slower',
    format: (value) => String(Math.round(value)),
    unit: ' beats a minute',
  },
  acousticness: {
    closeWithin: 0.15,
    describe: level('Mostly acoustic', null, 'More electric than acoustic', 0.6, 0.25),
    asAsked: true,
    close: sameAsAsked,
    noun: 'acoustic sound',
    above: 'more acoustic',
    below: 'less acoustic',
    format: share,
    unit: '',
  },
  danceability: {
    closeWithin: 0.12,
    describe: level('Easy to dance to', null, 'For listening more than dancing', 0.65, 0.4),
    asAsked: true,
    close: sameAsAsked,
    noun: 'danceability',
    above: 'easier to dance to',
    below: 'harder to dance to',
    format: share,
    unit: '',
  },
  instrumentalness: {
    closeWithin: 0.15,
    describe: level('Mostly without voices', null, null, 0.6, 0),
    asAsked: true,
    close: sameAsAsked,
    noun: 'instrumental share',
    above: 'more instrumental',
    below: 'more sung',
    format: share,
    unit: '',
  },
  liveness: {
    closeWithin: 0.15,
    describe: level('Heard as at a concert', null, null, 0.6, 0),
    asAsked: true,
    close: sameAsAsked,
    noun: 'concert feel',
    above: 'more like a concert',
    below: 'less like a concert',
    format: share,
    unit: '',
  },
  speechiness: {
    closeWithin: 0.12,
    describe: level('Close to talking', null, null, 0.33, 0),
    asAsked: true,
    close: sameAsAsked,
    noun: 'amount of talking',
    above: 'closer to talking',
    below: 'further from talking',
    format: share,
    unit: '',
  },
  loudness: {
    closeWithin: 3,
    describe: level('Loud', null, 'Quiet', -6, -14),
    asAsked: true,
    close: (described, value, wanted) => `${described}, as your moment asks (${value} against ${wanted} dB)`,
    noun: 'loudness',
    above: 'louder',
    below: 'quieter',
    format: (value) => String(Math.round(value)),
    unit: ' dB',
  },
};

/** Well-known songs of the starter catalogue by which a feature can be heard, low and high. */
import type { Feature } from './features.ts';

export interface ExampleSong {
  readonly trackId: string;
  readonly title: string;
  readonly artist: string;
  /** In dB, so that it plays as loud as everything else. */
  readonly loudness: number;
}

const song = (trackId: string, title: string, artist: string, loudness: number): ExampleSong => ({
  trackId,
  title,
  artist,
  loudness,
});

export const FEATURE_EXAMPLES: Readonly<Record<Feature, { readonly low: ExampleSong; readonly high: ExampleSong }>> = {
  danceability: {
    low: song('s55', 'Bridge Over Troubled Water', 'Simon & Garfunkel', -13),
    high: song('si9', 'Old Town Road', 'Lil Nas X', -6),
  },
  energy: {
    low: song('ss1', '3 Gymnopédies: No.1 Lent et douloureux', 'Erik Satie', -29),
    high: song('sgo', 'Hey Ya!', 'OutKast', -3),
  },
  valence: {
    low: song('sfd', 'Hallelujah', 'Jeff Buckley', -15),
    high: song('suy', 'The Hustle', 'Van McCoy', -10),
  },
  tempo: {
    low: song('s2x', 'Georgia on My Mind', 'Ray Charles', -12),
    high: song('sd', 'Tutti Frutti', 'Little Richard', -6),
  },
  acousticness: {
    low: song('s9g', 'Back in Black', 'AC/DC', -6),
    high: song('ssn', 'River Flows In You', 'Yiruma', -22),
  },
  instrumentalness: {
    low: song('s2u', 'At Last', 'Etta James', -9),
    high: song('st9', 'Chariots Of Fire', 'Vangelis', -15),
  },
  liveness: {
    low: song('sp', 'Unforgettable', 'Nat King Cole', -14),
    high: song('s8k', 'No Woman, No Cry', 'Bob Marley & The Wailers', -10),
  },
  speechiness: {
    low: song('sry', 'Nocturnes, Op. 9: No. 2 in E-Flat Major. Andante', 'Frédéric Chopin', -26),
    high: song('soi', 'Rock Me Amadeus', 'Falco', -9),
  },
  loudness: {
    low: song(
      'sru',
      'Piano Sonata No. 14 In C Sharp Minor, Op. 27-2 1st Mvt: Adagio Sostenuto',
      'Ludwig van Beethoven',
      -29,
    ),
    high: song('sov', 'Gangnam Style', 'PSY', -4),
  },
};

/**
 * How well editors' estimates of a feature follow measured figures: Spearman's rank correlation over 1,062 songs, as
 * `npm run check-starter` prints it.
 */
export const ESTIMATE_AGREEMENT: Readonly<Record<Feature, number>> = {
  danceability: 0.82,
  energy: 0.87,
  valence: 0.79,
  tempo: 0.42,
  acousticness: 0.83,
  instrumentalness: 0.55,
  liveness: 0.27,
  speechiness: 0.35,
  loudness: 0.77,
};

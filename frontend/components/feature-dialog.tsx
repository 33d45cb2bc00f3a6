'use client';
import { ESTIMATE_AGREEMENT, type ExampleSong, FEATURE_EXAMPLES } from '../../core/feature-examples.ts';
import type { AudioFeatures, Feature } from '../../core/features.ts';
import { figure, nameOf, sentenceCase } from '../lib/format';
import { player } from '../lib/player/engine';
import { songItem } from '../lib/player/items';
import { usePlaying } from '../lib/player/use-player';
import { strings } from '../lib/strings';
import type { ListedSong } from '../lib/use-song-list';
import { Dialog } from './dialog';

const TEXT = strings.info;
const EDITORIAL = 'editorial';

type Props = { feature: Feature; target: AudioFeatures; song: ListedSong; onClose: () => void };

/** What a figure means, where it comes from, how far to trust it, and how it sounds. */
export function FeatureDialog({ feature, target, song, onClose }: Props) {
  const { low, high } = FEATURE_EXAMPLES[feature];
  const agreement = ESTIMATE_AGREEMENT[feature];
  const estimated = song.source === EDITORIAL;
  return (
    <Dialog title={sentenceCase(strings.features[feature])} onClose={onClose} closeLabel={TEXT.close}>
      <p className="name max-w-[34rem]">{TEXT.what[feature]}</p>
      <div className="grid max-w-[34rem] gap-2">
        <p className="font-semibold">
          {TEXT.values(figure(feature, target[feature]), figure(feature, song.features[feature]))}
        </p>
        <p>{estimated ? TEXT.estimated : TEXT.measured(song.source)}</p>
        <p>{TEXT.wanted}</p>
        <p>{estimated ? TEXT.sure(agreement, Math.round(agreement * 100)) : TEXT.measuredSure}</p>
      </div>
      <ul className="border-b-2">
        <Example label={TEXT.low} example={low} other={high} />
        <Example label={TEXT.high} example={high} other={low} />
      </ul>
    </Dialog>
  );
}

function Example({ label, example, other }: { label: string; example: ExampleSong; other: ExampleSong }) {
  const playing = usePlaying(example.trackId);
  const sounds = playing === 'playing' || playing === 'loading';
  const { title } = example;
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-x-3 border-t-2 py-2">
      <span className="text-sm font-semibold">{label}</span>
      <span className="min-w-0 break-words">{nameOf(example)}</span>
      <button
        type="button"
        className="cell"
        aria-label={sounds ? strings.songs.pauseOf(title) : TEXT.hearOf(title)}
        onClick={() => (playing ? player.toggle() : player.play([songItem(example), songItem(other)]))}
      >
        {sounds ? strings.songs.pause : TEXT.hear}
      </button>
    </li>
  );
}

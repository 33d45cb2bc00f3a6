import { dateOf, sentenceCase } from '../lib/format';
import { strings } from '../lib/strings';
import { recapAddress } from '../lib/use-address';
import type { Summary } from '../lib/use-library';
import { Link } from './link';
import { Disc } from './mark';

const TEXT = strings.library;
/** Sleeves that stand on the first screen: their pictures are what the page is waited for. */
const FIRST = 4;

/** Own recaps as sleeves side by side. */
export function Shelf({ recaps, onDelete }: { recaps: Summary[]; onDelete: (recap: Summary) => void }) {
  return (
    <ul className="grid grid-cols-2 border-t-2 md:grid-cols-3 xl:grid-cols-4">
      {recaps.map((recap, at) => (
        <li key={recap.recapId} className="flex flex-col border-b-2 max-md:odd:border-r-2 md:border-r-2">
          <Spine recap={recap} first={at < FIRST} onDelete={() => onDelete(recap)} />
        </li>
      ))}
    </ul>
  );
}

export const titleOf = (recap: Summary) => recap.title ?? recap.caption ?? TEXT.untitled;

function Spine({ recap, first, onDelete }: { recap: Summary; first: boolean; onDelete: () => void }) {
  const { recapId, status, imageUrl, topSong, mood, createdAt } = recap;
  const title = titleOf(recap);
  return (
    <>
      <Link href={recapAddress(recapId)} className="group flex grow flex-col">
        <span className="flex aspect-square w-full border-b-2 bg-wash">
          <span aria-hidden="true" className="obi w-8 py-2 text-sm font-semibold md:w-10">
            <span>{mood ? sentenceCase(mood) : ''}</span>
            <time dateTime={createdAt} className="font-medium max-md:hidden">
              {dateOf(createdAt)}
            </time>
          </span>
          <span className="relative grid grow place-items-center overflow-hidden">
            {imageUrl ? (
              <img
                crossOrigin="anonymous"
                src={imageUrl}
                alt=""
                loading={first ? 'eager' : 'lazy'}
                className="absolute inset-0 size-full object-cover"
              />
            ) : (
              <Disc className="w-1/2" />
            )}
          </span>
        </span>
        <span className="grid grow content-start gap-1 p-3 group-hover:bg-ink group-hover:text-ground md:p-4">
          <span className="text-2xl leading-none font-bold [font-stretch:66%] md:text-3xl">{title}</span>
          <span className="text-sm">
            {status === 'READY' ? topSong && `${topSong.title}, ${topSong.artist}` : TEXT.status[status]}
          </span>
        </span>
      </Link>
      <button
        type="button"
        className="min-h-11 px-3 text-left text-sm font-semibold underline underline-offset-4 md:px-4"
        aria-label={strings.delete.label(title)}
        onClick={onDelete}
      >
        {strings.delete.confirm}
      </button>
    </>
  );
}

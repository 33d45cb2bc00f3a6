import { SMALL_SIDE } from '../../core/contracts/media.ts';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { dateOf, posterSize, sentenceCase } from '../lib/format';
import { strings } from '../lib/strings';

/** Pixels across of the smaller picture. */
const smallWidth = ({ width, height }: { width: number; height: number }) =>
  Math.round(width * Math.min(1, SMALL_SIDE / Math.max(width, height)));

/** The front of the sleeve, one phone screen: photo, title and the first song. */
export function Sleeve({ recap, onStale }: { recap: RecapView; onStale: () => void }) {
  const { image, story, mood, songs, labels } = recap;
  const top = songs?.[0];
  const title = story?.title ?? strings.library.untitled;
  const things = labels
    ?.slice(0, 4)
    .map(({ name }) => name.toLowerCase())
    .join(', ');
  return (
    <section className="sleeve">
      <p className="obi name text-base">
        <span>{mood ? sentenceCase(mood.word) : ''}</span>
        <time dateTime={recap.createdAt} className="font-medium">
          {dateOf(recap.createdAt)}
        </time>
      </p>
      <div className="relative min-h-0 overflow-hidden border-b-2 bg-wash md:border-r-2 md:border-b-0">
        {image && (
          // Asked for as the card will ask for it: an answer without leave for this origin must not stay in the cache.
          <img
            crossOrigin="anonymous"
            src={image.url}
            srcSet={`${image.smallUrl} ${smallWidth(image)}w, ${image.url} ${image.width}w`}
            sizes="(min-width: 48rem) 50vw, 100vw"
            width={image.width}
            height={image.height}
            alt={strings.recap.alt(Boolean(recap.video), things ?? '')}
            fetchPriority="high"
            onError={onStale}
            className="absolute inset-0 size-full object-cover"
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col justify-between gap-4 p-4 md:gap-10 md:p-10">
        <h1 className={posterSize(title)}>{title}</h1>
        {top && (
          <div className="grid grid-cols-[auto_1fr] gap-x-4">
            <span className="text-sm leading-7 font-semibold">A1</span>
            <span className="min-w-0">
              <span className="block text-2xl leading-7 font-bold [font-stretch:78%] md:text-3xl">{top.title}</span>
              <span className="block text-lg">
                {top.artist}
                {top.year !== null && `, ${top.year}`}
              </span>
            </span>
          </div>
        )}
      </div>
    </section>
  );
}

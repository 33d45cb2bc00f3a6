import { strings } from '../../lib/strings';

const TEXT = strings.atlas;

/** What the map is, which stands there before the map does; then how many songs it holds. */
export function AtlasHead({ count = '' }: { count?: string }) {
  return (
    <div className="grid gap-2 px-4 pt-6 pb-4 md:flex md:items-end md:justify-between md:gap-10 md:px-10">
      <h1 className="poster-s">{TEXT.title}</h1>
      <div className="max-w-2xl">
        <p className="text-balance">{TEXT.intro}</p>
        {/* Apart, so that the sentence above is painted once and for all before the map comes. */}
        <p className="min-h-[1lh]">{count}</p>
      </div>
    </div>
  );
}

import { strings } from '../../lib/strings';

const TEXT = strings.atlas;

/** What the map is, which stands there before the map does; then how many songs it holds. */
export function AtlasHead({ count = '' }: { count?: string }) {
  return (
    <div className="grid gap-2 px-4 pt-6 pb-4 md:flex md:items-end md:justify-between md:gap-10 md:px-10">
      <h1 className="poster-s">{TEXT.title}</h1>
      <p className="max-w-2xl">
        {TEXT.intro} {count}
      </p>
    </div>
  );
}

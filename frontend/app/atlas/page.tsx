'use client';
import { Suspense, useEffect, useState } from 'react';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { AtlasHead } from '../../components/atlas/atlas-head';
import { Explorer } from '../../components/atlas/explorer';
import { Link } from '../../components/link';
import { Disc } from '../../components/mark';
import { MessagePage } from '../../components/message-page';
import { readRecap } from '../../lib/client';
import { preloadConfig } from '../../lib/config';
import { strings } from '../../lib/strings';
import { useRecapId } from '../../lib/use-address';
import { useAtlas } from '../../lib/use-atlas';

const TEXT = strings.atlas;

export default function AtlasPage() {
  preloadConfig();
  return (
    <Suspense fallback={<Unfolding />}>
      <Atlas />
    </Suspense>
  );
}

function Atlas() {
  const atlas = useAtlas();
  const { recap, gone } = useMoment(useRecapId());
  if (atlas.state === 'ready') return <Explorer map={atlas.map} recap={recap} recapGone={gone} />;
  if (atlas.state === 'failed') {
    return (
      <MessagePage title={TEXT.failedTitle} text={atlas.problem}>
        <button type="button" className="bar" onClick={atlas.retry}>
          {strings.failure.reload}
        </button>
      </MessagePage>
    );
  }
  if (atlas.state === 'none') {
    return (
      <MessagePage title={TEXT.noneTitle} text={TEXT.noneText}>
        <Link href="/" className="bar">
          {TEXT.start}
        </Link>
      </MessagePage>
    );
  }
  return <Unfolding />;
}

function Unfolding() {
  return (
    <div className="flex grow flex-col">
      <AtlasHead />
      <p role="status" className="grid grow place-content-center justify-items-center gap-4 border-t-2">
        <Disc className="size-24" turning />
        {TEXT.loading}
      </p>
    </div>
  );
}

/** The recap that the address names, if it does: its moment is shown on the map. */
function useMoment(id: string | null): { recap: RecapView | null; gone: boolean } {
  const [recap, setRecap] = useState<RecapView | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (!id) return;
    readRecap(id).then(setRecap, () => setGone(true));
  }, [id]);
  return { recap, gone };
}

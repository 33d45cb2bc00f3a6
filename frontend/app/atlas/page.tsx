'use client';
import Link from 'next/link';
import { Suspense, useEffect, useState } from 'react';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { Explorer } from '../../components/atlas/explorer';
import { Disc } from '../../components/mark';
import { MessagePage } from '../../components/message-page';
import { readRecap } from '../../lib/client';
import { strings } from '../../lib/strings';
import { useRecapId } from '../../lib/use-address';
import { useAtlas } from '../../lib/use-atlas';

const TEXT = strings.atlas;

export default function AtlasPage() {
  return (
    <Suspense>
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
  return (
    <p role="status" className="grid grow place-content-center justify-items-center gap-4">
      <Disc className="size-24" turning />
      {TEXT.loading}
    </p>
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

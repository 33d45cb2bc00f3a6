'use client';
import { useRouter } from 'next/navigation';
import { Suspense, useEffect, useState } from 'react';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { Link } from '../../components/link';
import { MessagePage } from '../../components/message-page';
import { Progress } from '../../components/progress';
import { RecapArticle } from '../../components/recap-article';
import { applyInks } from '../../lib/apply-inks';
import { preloadConfig } from '../../lib/config';
import { inksOf } from '../../lib/inks';
import { removeRecap } from '../../lib/recaps';
import { sentHere } from '../../lib/sent';
import { strings } from '../../lib/strings';
import { useRecapId } from '../../lib/use-address';
import { useBegin } from '../../lib/use-begin';
import { useRecap } from '../../lib/use-recap';
import { NO_WISHES } from '../../lib/wishes';

const TEXT = strings.failure;

export default function RecapPage() {
  preloadConfig();
  return (
    <Suspense fallback={<Progress recap={null} sent={null} problem={null} cancelling={false} onCancel={null} />}>
      <AddressedRecap />
    </Suspense>
  );
}

/** Begun anew for each id, so that nothing of one recap is left on the next. */
function AddressedRecap() {
  const id = useRecapId();
  return id ? <FollowedRecap key={id} id={id} /> : <Missing />;
}

function FollowedRecap({ id }: { id: string }) {
  const router = useRouter();
  const { recap, missing, problem, refresh } = useRecap(id);
  const [cancelling, setCancelling] = useState(false);
  useInks(recap);

  const cancel = async () => {
    setCancelling(true);
    // Where the service cannot be reached the recap is found in the library, to be deleted there.
    await removeRecap(id).catch(() => undefined);
    router.replace('/');
  };

  if (missing && !cancelling) return <Missing />;
  if (recap?.status === 'READY') return <RecapArticle recap={recap} onStale={refresh} />;
  if (recap?.status === 'FAILED' || recap?.status === 'REFUSED') return <Ended id={id} recap={recap} />;
  return (
    <Progress
      recap={recap}
      sent={sentHere(id)?.photo ?? null}
      problem={problem}
      cancelling={cancelling}
      onCancel={cancel}
    />
  );
}

/** The page takes on the photo's colours as soon as they are known. */
function useInks(recap: RecapView | null): void {
  const colours = recap?.properties?.colours;
  const known = colours && JSON.stringify(colours);
  useEffect(() => {
    if (known) applyInks(inksOf(JSON.parse(known)));
  }, [known]);
  useEffect(() => () => applyInks(null), []);
}

function Missing() {
  return (
    <MessagePage title={TEXT.missing} text={TEXT.missingText}>
      <Link href="/library" className="bar">
        {TEXT.toLibrary}
      </Link>
      <Link href="/" className="cell -mt-0.5">
        {TEXT.another}
      </Link>
    </MessagePage>
  );
}

/** Why it ended, and the next step. The same photo is offered again where this tab still has it and it might help. */
function Ended({ id, recap }: { id: string; recap: RecapView }) {
  const again = useBegin();
  const sent = sentHere(id);
  const choice = sent?.photo
    ? { photo: sent.photo, imageUrl: null }
    : sent?.imageUrl
      ? { photo: null, imageUrl: sent.imageUrl }
      : null;
  const retry = recap.status === 'FAILED' && choice !== null;
  return (
    <MessagePage
      title={recap.status === 'REFUSED' ? TEXT.REFUSED : TEXT.FAILED}
      text={again.problem ?? recap.error?.message ?? TEXT.unknown}
    >
      {retry && (
        <button
          type="button"
          className="bar"
          disabled={again.busy}
          onClick={() => again.begin(choice, sent?.wishes ?? NO_WISHES)}
        >
          {again.busy ? strings.home.sending(choice.photo?.video !== undefined) : TEXT.again}
        </button>
      )}
      <Link href="/" className={retry ? 'cell -mt-0.5' : 'bar'}>
        {TEXT.another}
      </Link>
      <Link href="/library" className="cell -mt-0.5">
        {TEXT.toLibrary}
      </Link>
    </MessagePage>
  );
}

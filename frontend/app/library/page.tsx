'use client';
import { useState } from 'react';
import { ConfirmDelete } from '../../components/confirm-delete';
import { Link } from '../../components/link';
import { Disc } from '../../components/mark';
import { MessagePage } from '../../components/message-page';
import { Notice } from '../../components/notice';
import { Shelf } from '../../components/shelf';
import { preloadConfig } from '../../lib/config';
import { strings } from '../../lib/strings';
import { type Summary, useLibrary } from '../../lib/use-library';

const TEXT = strings.library;

export default function LibraryPage() {
  preloadConfig();
  const { recaps, next, loading, problem, load, remove } = useLibrary();
  const [doomed, setDoomed] = useState<Summary | null>(null);
  const [said, setSaid] = useState('');

  if (recaps === null && problem) {
    return (
      <MessagePage title={TEXT.failedTitle} text={problem}>
        <button type="button" className="bar" onClick={load}>
          {strings.failure.reload}
        </button>
      </MessagePage>
    );
  }
  if (recaps === null) {
    return (
      <section className="flex grow flex-col">
        <h1 className="poster-l px-4 pt-8 pb-6 md:px-10">{TEXT.title}</h1>
        <p role="status" className="grid grow place-content-center justify-items-center gap-4">
          <Disc className="size-24" turning />
          {TEXT.loading}
        </p>
      </section>
    );
  }
  if (recaps.length === 0 && next === null) {
    return (
      <MessagePage title={TEXT.emptyTitle} text={TEXT.emptyText}>
        <Link href="/" className="bar">
          {strings.home.choose}
        </Link>
      </MessagePage>
    );
  }
  return (
    <section className="flex grow flex-col">
      <div className="flex flex-wrap items-end justify-between gap-x-6 px-4 pt-8 pb-6 md:px-10">
        <h1 className="poster-l">{TEXT.title}</h1>
        <Link href="/songs" className="plain">
          {strings.taste.link}
        </Link>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      <Shelf recaps={recaps} onDelete={setDoomed} />
      <div className="grid gap-3 p-4 md:max-w-md md:p-10">
        {problem && <Notice>{problem}</Notice>}
        {next === null ? (
          <p className="text-sm text-quiet">{TEXT.end}</p>
        ) : (
          <button type="button" className="bar" onClick={load} disabled={loading}>
            {loading ? TEXT.loadingMore : TEXT.more}
          </button>
        )}
      </div>
      {doomed && (
        <ConfirmDelete
          id={doomed.recapId}
          onKeep={() => setDoomed(null)}
          onDeleted={() => {
            remove(doomed.recapId);
            setDoomed(null);
            setSaid(strings.delete.deleted);
          }}
        />
      )}
    </section>
  );
}

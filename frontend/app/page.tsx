'use client';
import { useEffect, useState } from 'react';
import { PhotoForm } from '../components/photo-form';
import { Progress } from '../components/progress';
import { Recap } from '../components/recap';
import { beginRecap, deleteRecap, ServiceError } from '../lib/client';
import { useRecap } from '../lib/use-recap';

/** The recap that is open is in the address, so that a reload comes back to it. */
const idInAddress = () => new URLSearchParams(location.search).get('recap');

export default function Home() {
  const [id, setId] = useState<string | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const followed = useRecap(id);

  useEffect(() => {
    setId(idInAddress());
    const back = () => setId(idInAddress());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  const open = (next: string | null) => {
    history.pushState(null, '', next ? `/?recap=${next}` : '/');
    setId(next);
    if (!next) setPreview(null);
  };

  const begin = async (photo: File, caption: string) => {
    setProblem(null);
    setSending(true);
    setPreview(URL.createObjectURL(photo));
    try {
      open(await beginRecap(photo, caption));
    } catch (error) {
      setProblem(error instanceof ServiceError ? error.message : 'The service cannot be reached. Please try again.');
    } finally {
      setSending(false);
    }
  };

  const remove = async () => {
    if (!id) return;
    await deleteRecap(id).catch(() => setProblem('Deleting did not work. Please try again.'));
    open(null);
  };

  const { recap } = followed;
  const trouble = problem ?? followed.problem ?? recap?.error?.message ?? null;
  const ended = recap?.status === 'FAILED' || recap?.status === 'REFUSED';

  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 pb-16 sm:px-8">
      <header className="flex items-center justify-between py-5">
        <a href="/" className="flex items-center gap-2.5 font-display text-xl">
          <img src="/icon.svg" alt="" className="size-8" />
          Sightsong
        </a>
        {id && (
          <button
            type="button"
            onClick={() => open(null)}
            className="rounded-full border border-line px-4 py-2 text-sm"
          >
            Another photo
          </button>
        )}
      </header>
      <main className="grow">
        {trouble && (
          <p role="alert" className="mb-6 rounded-xl border border-glow bg-wash px-4 py-3">
            {trouble}
          </p>
        )}
        {!id && <PhotoForm busy={sending} onBegin={begin} />}
        {id && recap?.status !== 'READY' && !ended && !followed.problem?.startsWith('There is no') && (
          <Progress recap={recap} preview={preview} />
        )}
        {recap?.status === 'READY' && <Recap recap={recap} onDelete={remove} />}
      </main>
    </div>
  );
}

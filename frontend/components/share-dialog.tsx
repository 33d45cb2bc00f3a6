'use client';
import { useEffect, useState } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { nameOf } from '../lib/format';
import { inksOf } from '../lib/inks';
import { listenLinks } from '../lib/listen';
import { CARD, drawCard } from '../lib/share-card';
import { strings } from '../lib/strings';
import { Dialog } from './dialog';
import { Disc } from './mark';
import { Notice } from './notice';

const TEXT = strings.share;

/** The card, the words to go with it, and how a song really gets on a story. */
export function ShareDialog({ recap, onClose }: { recap: RecapView; onClose: () => void }) {
  const song = recap.songs?.[0] ?? null;
  const title = recap.story?.title ?? strings.library.untitled;
  const { card, failed } = useCard(recap, title);
  return (
    <Dialog title={TEXT.title} onClose={onClose} closeLabel={TEXT.close}>
      <div className="grid gap-6 sm:grid-cols-[15rem_1fr]">
        <div className="mx-auto grid aspect-[9/16] w-44 place-items-center border-2 bg-wash sm:w-full">
          {card ? (
            <img
              src={card.url}
              alt={TEXT.alt(title, song ? nameOf(song) : '')}
              width={CARD.width}
              height={CARD.height}
            />
          ) : (
            !failed && (
              <p role="status" className="grid justify-items-center gap-3 text-sm">
                <Disc className="size-12" turning />
                {TEXT.drawing}
              </p>
            )
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {failed && <Notice>{TEXT.failed}</Notice>}
          <div className="grid">
            {card && <SendButton file={card.file} url={card.url} />}
            {song && <CopyButton label={TEXT.copySong} text={nameOf(song)} />}
            <CopyButton label={TEXT.copyCaption} text={song ? TEXT.caption(title, nameOf(song)) : `${title}.`} />
          </div>
          <HowTo />
          {song && (
            <p className="flex flex-wrap items-center gap-x-4">
              <span>{TEXT.openIn}</span>
              {listenLinks(song).map(({ name, href }) => (
                <a key={name} href={href} target="_blank" rel="noreferrer" className="plain">
                  {name}
                </a>
              ))}
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** How a song really gets on a story or a post, app by app. */
function HowTo() {
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{TEXT.how}</p>
      {TEXT.apps.map(({ name, steps }) => (
        <details key={name}>
          <summary className="min-h-11 py-2.5 font-semibold underline decoration-2 underline-offset-4">{name}</summary>
          <ol className="grid list-decimal gap-1 pb-2 pl-5">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      ))}
      <p className="text-sm text-quiet">{TEXT.licence}</p>
    </div>
  );
}

/** The card is drawn when the dialog opens, since sharing must follow the click without a pause. */
function useCard(recap: RecapView, title: string) {
  const [card, setCard] = useState<{ url: string; file: File } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let url: string | null = null;
    let stopped = false;
    drawCard({
      imageUrl: recap.image?.url ?? null,
      title,
      mood: recap.mood?.word ?? '',
      song: recap.songs?.[0] ?? null,
      inks: inksOf(recap.properties?.colours ?? []),
    })
      .then((blob) => {
        if (stopped) return;
        url = URL.createObjectURL(blob);
        setCard({ url, file: new File([blob], TEXT.file, { type: blob.type }) });
      })
      .catch(() => setFailed(true));
    return () => {
      stopped = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [recap, title]);
  return { card, failed };
}

/** Hands the card to the phone's own sharing where there is such a thing; saves it otherwise. */
function SendButton({ file, url }: { file: File; url: string }) {
  const canShare = navigator.canShare?.({ files: [file] }) ?? false;
  if (!canShare) {
    return (
      <a className="bar" href={url} download={TEXT.file}>
        {TEXT.save}
      </a>
    );
  }
  return (
    // Closing the phone's sheet without sharing rejects; that is a choice, not a failure.
    <button type="button" className="bar" onClick={() => navigator.share({ files: [file] }).catch(() => undefined)}>
      {TEXT.send}
    </button>
  );
}

function CopyButton({ label, text }: { label: string; text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  return (
    <div className="-mt-0.5">
      <button type="button" className="cell w-full" onClick={copy}>
        {label}
        <span role="status" className="text-sm">
          {state === 'copied' && TEXT.copied}
        </span>
      </button>
      {state === 'refused' && (
        <p role="alert" className="border-2 border-t-0 p-3 text-sm">
          {TEXT.copyFailed} <strong className="select-all">{text}</strong>
        </p>
      )}
    </div>
  );
}

'use client';
import { useId, useState } from 'react';
import { MAX_VIDEO_SECONDS } from '../../core/contracts/media.ts';
import type { PreparedPhoto } from '../lib/photo';
import { strings } from '../lib/strings';
import { NO_WISHES, type Wishes } from '../lib/wishes';
import { Adjust } from './adjust';
import { CheckBox } from './check-box';
import { ChosenMinute } from './chosen-minute';
import { Link } from './link';
import { Disc } from './mark';
import { Notice } from './notice';

const TEXT = strings.home;
/** The contract's limit, characters. */
export const MAX_CAPTION = 300;

export type Choice = { photo: PreparedPhoto; imageUrl: null } | { photo: null; imageUrl: string };

type Props = {
  choice: Choice;
  busy: boolean;
  problem: string | null;
  /** Whether an account is the way on. */
  limited: boolean;
  onBegin: (wishes: Wishes, startSecond: number | null) => void;
  onOther: () => void;
};

/** The photo on its sleeve, a few words if you like, one button. */
export function ChosenPhoto({ choice, busy, problem, limited, onBegin, onOther }: Props) {
  const [wishes, setWishes] = useState(NO_WISHES);
  const set = (change: Partial<Wishes>) => setWishes({ ...wishes, ...change });
  const [start, setStart] = useState<number | null>(null);
  const isVideo = choice.photo?.video !== undefined;
  const seconds = choice.photo?.video?.seconds ?? 0;
  const field = useId();
  const hint = useId();
  return (
    <form
      className="grid grow grid-rows-[minmax(0,1fr)_auto] border-t-2 md:grid-cols-[1.1fr_1fr] md:grid-rows-1"
      onSubmit={(event) => {
        event.preventDefault();
        onBegin(wishes, start);
      }}
    >
      <div className="relative flex min-h-60 motion-safe:animate-arrive border-b-2 bg-wash md:border-r-2 md:border-b-0">
        <p className="obi name">{TEXT.chosenTitle}</p>
        {choice.photo ? (
          <div className="relative min-h-60 grow">
            <img
              src={choice.photo.url}
              alt={TEXT.chosenAlt(isVideo)}
              className="absolute inset-0 size-full object-cover"
            />
          </div>
        ) : (
          <div className="grid grow place-content-center justify-items-center gap-4 p-6 text-center">
            <Disc className="size-24" />
            <p className="name">{TEXT.linked(new URL(choice.imageUrl).host)}</p>
          </div>
        )}
      </div>
      <div className="grid content-end gap-4 p-4 md:p-10">
        {problem && (
          <Notice>
            {problem}
            {limited && (
              <Link href="/account" className="flex min-h-11 w-fit items-center underline underline-offset-4">
                {strings.account.signUp}
              </Link>
            )}
          </Notice>
        )}
        <div className="grid gap-1">
          <h1 className="head">
            <label htmlFor={field}>{TEXT.captionLabel}</label>
          </h1>
          <p id={hint} className="text-sm text-quiet">
            {TEXT.captionHint}
          </p>
        </div>
        <div className="grid">
          <input
            id={field}
            className="field"
            value={wishes.caption}
            maxLength={MAX_CAPTION}
            autoComplete="off"
            enterKeyHint="go"
            aria-describedby={hint}
            placeholder={TEXT.captionPlaceholder}
            onChange={(event) => set({ caption: event.target.value })}
          />
          <KeepWords checked={wishes.keepWords} onChange={(keepWords) => set({ keepWords })} />
          {seconds > MAX_VIDEO_SECONDS + 1 && <ChosenMinute seconds={seconds} start={start} onChange={setStart} />}
          <Adjust wishes={wishes} onChange={set} />
          <button type="submit" className="bar -mt-0.5" disabled={busy}>
            {busy ? (choice.photo ? TEXT.sending(isVideo) : TEXT.fetching) : TEXT.submit}
            <span aria-hidden="true">→</span>
          </button>
        </div>
        <div className="flex flex-wrap items-start justify-between gap-x-6">
          <p className="max-w-md grow basis-56 text-sm text-quiet">{isVideo ? strings.video.privacy : TEXT.privacy}</p>
          <button type="button" className="plain" onClick={onOther} disabled={busy}>
            {TEXT.other}
          </button>
        </div>
      </div>
    </form>
  );
}

/** Where the caption goes, said beside it. */
function KeepWords({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <div className="-mt-0.5 border-2 px-4 py-3">
      <CheckBox
        label={TEXT.keepWords}
        hint={checked ? TEXT.keepWordsOn : TEXT.keepWordsOff}
        checked={checked}
        onChange={onChange}
      />
    </div>
  );
}

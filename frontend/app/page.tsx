'use client';
import { useCallback, useState } from 'react';
import { type Choice, ChosenPhoto, MAX_CAPTION } from '../components/chosen-photo';
import { Link } from '../components/link';
import { Disc } from '../components/mark';
import { Notice } from '../components/notice';
import { PhotoPicker } from '../components/photo-picker';
import { PhotoError, preparePhoto } from '../lib/photo';
import { strings } from '../lib/strings';
import { useBegin } from '../lib/use-begin';
import { useIncoming } from '../lib/use-incoming';
import { type Shared, useShared } from '../lib/use-shared';
import { NO_WISHES } from '../lib/wishes';

const TEXT = strings.home;

export default function Home() {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const beginning = useBegin();

  const receive = useCallback(async (file: File | null) => {
    setProblem(null);
    setReading(true);
    try {
      const next: Choice = { photo: await preparePhoto(file), imageUrl: null };
      setChoice(next);
      return next;
    } catch (error) {
      setChoice(null);
      setProblem(error instanceof PhotoError ? error.message : strings.photo.unreadable);
      return null;
    } finally {
      setReading(false);
    }
  }, []);
  const hovering = useIncoming(!beginning.busy, receive);

  // Whoever shares a photo with the app has said what is wanted: it begins at once.
  useShared(async ({ photo, link, words }: Shared) => {
    if (!photo) return link ? setChoice({ photo: null, imageUrl: link }) : setProblem(strings.photo.nothingShared);
    const next = await receive(photo);
    if (next) await beginning.begin(next, { ...NO_WISHES, caption: words.slice(0, MAX_CAPTION) });
  });

  const other = () => {
    if (choice?.photo) URL.revokeObjectURL(choice.photo.url);
    setChoice(null);
    beginning.forget();
  };

  return (
    <>
      {choice ? (
        <ChosenPhoto
          choice={choice}
          busy={beginning.busy}
          problem={beginning.problem}
          limited={beginning.limited}
          onBegin={(wishes, startSecond) => beginning.begin(choice, wishes, startSecond)}
          onOther={other}
        />
      ) : (
        <section className="relative flex grow flex-col justify-between gap-8 overflow-hidden px-4 pb-4 md:px-10">
          <Disc className="home-disc" />
          <h1 className="home-poster" aria-label={TEXT.posterText}>
            {TEXT.poster.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </h1>
          <div className="relative grid gap-3 md:absolute md:right-10 md:bottom-10 md:w-[26rem]">
            {problem && <Notice>{problem}</Notice>}
            <PhotoPicker
              busy={reading}
              onFile={receive}
              onLink={(imageUrl) => setChoice({ photo: null, imageUrl })}
              onProblem={setProblem}
            />
            <p className="text-sm">
              {TEXT.privacy}{' '}
              <Link href="/privacy" className="font-semibold underline underline-offset-4">
                {strings.legal.photo}
              </Link>
            </p>
          </div>
        </section>
      )}
      {hovering && (
        <div className="pointer-events-none fixed inset-0 z-40 grid place-content-center bg-ink text-ground">
          <p className="poster-m">{TEXT.drop}</p>
        </div>
      )}
    </>
  );
}

'use client';
import { memo, useMemo } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { player } from '../lib/player/engine';
import { useSpokenWord } from '../lib/player/use-player';
import { useRecapQueue } from '../lib/player/use-recap-queue';
import { spokenParagraphs } from '../lib/spoken-text';
import { strings } from '../lib/strings';

/**
 * The story. The word being spoken is reversed, and a touch on a word plays from there. To a screen reader it is plain
 * text; the player's slider is the way to seek by keyboard.
 */
export function LinerNotes({ recap }: { recap: RecapView }) {
  const { story, narration, caption } = recap;
  const spoken = useSpokenWord(recap.recapId);
  const queue = useRecapQueue(recap);
  const paragraphs = useMemo(
    () =>
      narration
        ? spokenParagraphs(story?.text ?? null, narration.script, narration.words)
        : [[{ at: 0, text: story?.text ?? '', word: null }]],
    [story, narration],
  );
  return (
    <section className="section" aria-labelledby="liner-notes">
      <div className="grid content-start gap-3">
        <h2 id="liner-notes" className="head">
          {strings.recap.notes}
        </h2>
        {caption && <p className="max-w-56 text-sm">{strings.recap.caption(caption)}</p>}
        {narration && <p className="max-w-56 text-sm text-quiet">{strings.recap.seekHint}</p>}
        {narration?.quality === 'simple' && <p className="max-w-56 text-sm text-quiet">{strings.recap.simpleVoice}</p>}
      </div>
      <div className="grid max-w-[38rem] gap-5">
        {paragraphs.map((tokens) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: touching a word is a shortcut for the slider, which has a keyboard.
          <p
            key={tokens[0]?.at}
            className="note"
            onClick={(event) => {
              const word = (event.target as HTMLElement).dataset.word;
              const start = word && narration?.words[Number(word)]?.startMs;
              if (typeof start === 'number') player.play(queue, 0, start / 1000);
            }}
          >
            {tokens.map(({ at, text, word }) =>
              word === null ? text : <Word key={at} index={word} text={text} spoken={word === spoken} />,
            )}
          </p>
        ))}
      </div>
    </section>
  );
}

const Word = memo(function Word({ index, text, spoken }: { index: number; text: string; spoken: boolean }) {
  return (
    <span data-word={index} className={`cursor-pointer ${spoken ? 'bg-ink text-ground outline-2 outline-ink' : ''}`}>
      {text}
    </span>
  );
});

import type { RecapView } from '../../core/contracts/recaps.ts';
import { invariant } from '../../core/errors.ts';

/** What `npm run recap -- --json` prints and recap.json holds. `narrationFile` is where the MP3 was written. */
export function recapDocument(recap: RecapView, narrationFile: string) {
  const { mood, target, story, songs, narration } = recap;
  invariant(mood && target && story && songs && narration, 'A recap that is ready has all its parts.');
  return {
    status: recap.status,
    recapId: recap.recapId,
    caption: recap.caption,
    labels: (recap.labels ?? []).map(({ name, confidence }) => ({ name, confidence })),
    mood,
    ...(recap.curve ? { curve: recap.curve, video: recap.video } : {}),
    features: target.features,
    themes: target.themes,
    story: { title: story.title, text: story.text, writtenBy: story.writtenBy },
    songs,
    notes: recap.notes,
    narration: {
      file: narrationFile,
      script: narration.script,
      durationSeconds: narration.durationSeconds,
      words: narration.words,
    },
    stages: recap.stages,
  };
}

export type RecapDocument = ReturnType<typeof recapDocument>;

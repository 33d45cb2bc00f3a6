import type { RecapDocument } from './recap-document.ts';

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Prints a recap for a person at a terminal. */
export function printRecap(recap: RecapDocument, out: string): void {
  const { mood, story, narration } = recap;
  const seen = recap.labels.slice(0, 8).map(({ name, confidence }) => `${name} ${percent(confidence)}`);
  const lines = [
    '',
    story.title,
    '',
    wrap(story.text),
    '',
    `Seen   ${seen.join(', ') || 'colours and light alone'}`,
    `Mood   ${mood.word}: valence ${mood.valence.toFixed(2)}, energy ${mood.energy.toFixed(2)} (${mood.evidence.join(', ')})`,
    '',
    ...recap.songs.flatMap((song, index) => [
      `${String(index + 1).padStart(2)}  ${song.title}, ${song.artist}${song.year ? ` (${song.year})` : ''}`,
      ...song.why.map((reason) => `    ${reason}`),
    ]),
    ...recap.notes.map((note) => `    ${note}`),
    '',
    `Narrated in ${narration.durationSeconds.toFixed(1)} s; narration.mp3, words.json and recap.json are in ${out}.`,
    "The songs' figures are editors' estimates, not measurements.",
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Breaks a text into lines of at most 78 characters. */
function wrap(text: string): string {
  return text.replace(/(.{1,78})(\s+|$)/g, '$1\n').trimEnd();
}

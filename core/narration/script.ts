/** What the voice says in the end: the story's script, then a sentence or two that name the song. */
import type { Story } from '../contracts/pipeline.ts';
import { countWords, hash, sentencesOf } from '../story/grammar.ts';
import { speakable } from './speech.ts';

/** Polly bills and accepts at most this many characters for one request. */
export const MAX_SCRIPT_CHARACTERS = 3000;
/** At 150 words a minute this is 17 to 55 seconds. */
export const SPOKEN_WORDS = { min: 42, max: 135 } as const;

/** `{song}` is title and artist. Nothing here is merry or sad: the words must fit a party and a parting alike. */
const OUTROS = [
  'And this is the one that goes with it: {song}.',
  'For this one, we chose {song}.',
  'The song we found for it is {song}.',
  'To stay in this moment a little longer, here is {song}.',
  'If this picture could carry a tune, it might be {song}.',
  'Next to it, we would put {song}.',
  'Here is something to go with it. This is {song}.',
  'Let it rest beside this one: {song}.',
  'And from here, the song takes over. It is {song}.',
  'The rest is better sung than said. This is {song}.',
  'What comes next belongs to {song}.',
  'We leave the last word to {song}.',
  'There is a song that knows this feeling. It is {song}.',
  'Keep the picture in mind for {song}.',
];
/** Said where the script and the story together are too short. */
const FILLERS = [
  'A photo keeps only a moment, and yet a moment can hold a great deal.',
  'It was worth stopping for, and it is worth looking at again.',
  'Some things are easier to feel than to explain, and this is one of them.',
  'Take your time with it, because it is not going anywhere.',
];

/**
 * The script for one narration, plain speakable sentences of 42 to 135 words (about 17 to 55 seconds at 150 words a
 * minute) and under 3,000 characters. The wording that names the song is chosen by its title and artist; without a song
 * there is none.
 */
export function narrationScript(story: Story, song: { title: string; artist: string } | null): string {
  const outro = song ? outroFor(song) : '';
  const budget = SPOKEN_WORDS.max - countWords(outro);
  const sentences = withinWords(spokenSentences(story.script), budget);
  const spares = [...spokenSentences(story.text), ...FILLERS].filter((sentence) => !sentences.includes(sentence));
  while (countWords(sentences.join(' ')) + countWords(outro) < SPOKEN_WORDS.min && spares.length > 0) {
    sentences.push(spares.shift()!);
  }
  const spoken = withinWords(sentences, budget);
  const room = MAX_SCRIPT_CHARACTERS - outro.length - 1;
  while (spoken.length > 1 && spoken.join(' ').length > room) spoken.pop();
  return [spoken.join(' ').slice(0, room).trim(), outro].filter(Boolean).join(' ');
}

function spokenSentences(text: string): string[] {
  return sentencesOf(speakable(text)).map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`));
}

/** Whole sentences up to `max` words. A first sentence that is longer by itself is cut at the word. */
function withinWords(sentences: readonly string[], max: number): string[] {
  const kept: string[] = [];
  let words = 0;
  for (const sentence of sentences) {
    words += countWords(sentence);
    if (words > max && kept.length > 0) break;
    kept.push(
      words > max
        ? `${sentence
            .split(' ')
            .slice(0, max)
            .join(' ')
            .replace(/[.,:!?]+$/, '')}.`
        : sentence,
    );
    if (words >= max) break;
  }
  return kept;
}

const MAX_NAME = { words: 14, characters: 120 } as const;

function outroFor({ title, artist }: { title: string; artist: string }): string {
  const [spokenTitle, spokenArtist] = [spokenName(title), spokenName(artist)];
  if (spokenTitle === '') return '';
  const named = spokenArtist === '' ? spokenTitle : `${spokenTitle}, by ${spokenArtist}`;
  return OUTROS[hash(`${title}\n${artist}`) % OUTROS.length]!.replace('{song}', () => named).replace(/([!?])\.$/, '$1');
}

/** A title or name as it is said: without what follows a dash ("2011 Remaster") and without marks that end a sentence. */
function spokenName(name: string): string {
  const main = name.replace(/\s+-\s+.*(?:remaster|version|edit|mix|mono|stereo|live|single|feat\.?|from).*$/i, '');
  // A name that stands in brackets altogether is still a name.
  const spoken = speakable(main) || speakable(name.replace(/[()[\]{}<>]/g, ' '));
  const plain = spoken.replace(/[.!?:]+(?=\s|$)/g, '');
  return plain.split(' ').slice(0, MAX_NAME.words).join(' ').slice(0, MAX_NAME.characters).trim();
}

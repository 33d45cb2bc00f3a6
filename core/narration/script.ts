/** What the voice says in the end: the story's script, then a sentence or two that name the song. */
import type { Story } from '../contracts/pipeline.ts';
import type { StoryLanguage } from '../contracts/telling.ts';
import { countWords, hash, sentencesOf } from '../story/grammar.ts';
import { speakable } from './speech.ts';

/** Polly bills and accepts at most this many characters for one request. */
export const MAX_SCRIPT_CHARACTERS = 3000;
/** At 150 words a minute this is 17 to 38 seconds; nobody is asked to listen for longer than 40. */
export const SPOKEN_WORDS = { min: 42, max: 96 } as const;

/** `{song}` is title and artist. Nothing here is merry or sad: the words must fit a party and a parting alike. */
const OUTROS: Readonly<Record<StoryLanguage, readonly string[]>> = {
  en: [
    'And this is the one that goes with it: {song}.',
    'For this one, we chose {song}.',
    'The song we found for it is {song}.',
    'To stay in this moment a little longer, here is {song}.',
    'If this could carry a tune, it might be {song}.',
    'Next to it, we would put {song}.',
    'Here is something to go with it. This is {song}.',
    'Let it rest beside this one: {song}.',
    'And from here, the song takes over. It is {song}.',
    'The rest is better sung than said. This is {song}.',
    'What comes next belongs to {song}.',
    'We leave the last word to {song}.',
    'There is a song that knows this feeling. It is {song}.',
    'Keep what you saw in mind for {song}.',
  ],
  de: [
    'Und dazu passt dieses Lied: {song}.',
    'Dafür haben wir {song} gefunden.',
    'Von hier an übernimmt die Musik: {song}.',
  ],
  es: [
    'Y esta es la canción que le va: {song}.',
    'Para este momento elegimos {song}.',
    'Desde aquí sigue la música: {song}.',
  ],
  fr: [
    'Et voici la chanson qui va avec : {song}.',
    'Pour ce moment, nous avons choisi {song}.',
    'La musique prend la suite : {song}.',
  ],
  it: [
    'E questa è la canzone giusta: {song}.',
    'Per questo momento abbiamo scelto {song}.',
    'Da qui continua la musica: {song}.',
  ],
  pt: [
    'E esta é a música que combina: {song}.',
    'Para este momento, escolhemos {song}.',
    'Daqui em diante, a música continua: {song}.',
  ],
};
/** Names the second and the third song. */
const FOLLOWERS: Readonly<Record<StoryLanguage, string>> = {
  en: 'After it come {second} and {third}.',
  de: 'Danach folgen {second} und {third}.',
  es: 'Después vienen {second} y {third}.',
  fr: 'Ensuite viennent {second} et {third}.',
  it: 'Poi vengono {second} e {third}.',
  pt: 'Depois vêm {second} e {third}.',
};
const BY: Readonly<Record<StoryLanguage, string>> = { en: 'by', de: 'von', es: 'de', fr: 'de', it: 'di', pt: 'de' };
/** Said where the script and the story together are too short. */
const FILLERS = [
  'It keeps no more than a moment, and yet a moment can hold a great deal.',
  'It was worth stopping for, and it is worth looking at again.',
  'Some things are easier to feel than to explain, and this is one of them.',
  'Take your time with it, because it is not going anywhere.',
];

type Named = { title: string; artist: string };

/**
 * The script for one narration, plain speakable sentences of 42 to 96 words (about 17 to 38 seconds at 150 words a minute)
 * and under 3,000 characters. It ends by naming the first song, and the two after it where there are as many; the wording
 * is chosen by the first one's title and artist. Without songs none is named.
 */
export function narrationScript(story: Story, songs: readonly Named[]): string {
  const outro = outroFor(songs, story.language);
  const budget = SPOKEN_WORDS.max - countWords(outro);
  const sentences = withinWords(spokenSentences(story.script, story.language), budget);
  const spares = [...spokenSentences(story.text, story.language), ...(story.language === 'en' ? FILLERS : [])].filter(
    (sentence) => !sentences.includes(sentence),
  );
  while (countWords(sentences.join(' ')) + countWords(outro) < SPOKEN_WORDS.min && spares.length > 0) {
    sentences.push(spares.shift()!);
  }
  const spoken = withinWords(sentences, budget);
  const room = MAX_SCRIPT_CHARACTERS - outro.length - 1;
  while (spoken.length > 1 && spoken.join(' ').length > room) spoken.pop();
  return [beginningOf(spoken.join(' '), room).trim(), outro].filter(Boolean).join(' ');
}

/** The first characters of a text, never half of one that takes two. */
function beginningOf(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** English is made speakable word by word; a voice of another language reads its own numbers and signs. */
function spokenSentences(text: string, language: StoryLanguage): string[] {
  return sentencesOf(language === 'en' ? speakable(text) : text).map((sentence) =>
    /[.!?]$/.test(sentence) ? sentence : `${sentence}.`,
  );
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

function outroFor(songs: readonly Named[], language: StoryLanguage): string {
  const [first, ...others] = songs;
  const named = first && spokenSong(first, language);
  if (!named) return '';
  const outros = OUTROS[language];
  const outro = outros[hash(`${first.title}\n${first.artist}`) % outros.length]!.replace('{song}', () => named).replace(
    /([!?])\.$/,
    '$1',
  );
  const [second, third] = others.slice(0, 2).map((song) => spokenName(song.title));
  if (!second || !third) return outro;
  return `${outro} ${FOLLOWERS[language].replace('{second}', () => second).replace('{third}', () => third)}`;
}

function spokenSong({ title, artist }: Named, language: StoryLanguage): string {
  const [spokenTitle, spokenArtist] = [spokenName(title), spokenName(artist)];
  if (spokenTitle === '' || spokenArtist === '') return spokenTitle;
  return `${spokenTitle}, ${BY[language]} ${spokenArtist}`;
}

/** A title or name as it is said: without what follows a dash ("2011 Remaster") and without marks that end a sentence. */
function spokenName(name: string): string {
  const main = name.replace(/\s+-\s+.*(?:remaster|version|edit|mix|mono|stereo|live|single|feat\.?|from).*$/i, '');
  // A name that stands in brackets altogether is still a name.
  const spoken = speakable(main) || speakable(name.replace(/[()[\]{}<>]/g, ' '));
  const plain = spoken.replace(/[.!?:]+(?=\s|$)/g, '');
  return beginningOf(plain.split(' ').slice(0, MAX_NAME.words).join(' '), MAX_NAME.characters).trim();
}

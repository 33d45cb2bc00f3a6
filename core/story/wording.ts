/** Two ways to say the same, chosen per sentence: as a person writes, who says "it's" here and "it is" there. */
import type { Random } from './grammar.ts';

/** What a story is told of. */
export type Medium = 'photo' | 'video';

/** Words and phrases that stand for each other anywhere. */
const EQUALS: readonly (readonly [string, string])[] = [
  ['somebody', 'someone'],
  ['nobody', 'no one'],
  ['anybody', 'anyone'],
  ['perhaps', 'maybe'],
  ['picture', 'photo'],
  ['pictures', 'photos'],
  ['begins', 'starts'],
  ['began', 'started'],
  ['stays', 'remains'],
  ['as if', 'as though'],
  ['for a while', 'for some time'],
  ['a great deal', 'a good deal'],
  ['of course', 'naturally'],
  ['a moment', 'an instant'],
  ['worth keeping', 'worth holding on to'],
  ['and that is', 'which is'],
];

/** What may be said another way, but not the other way about. Short forms are among them. */
const ONE_WAY: readonly (readonly [string, string])[] = [
  ['a bit', 'a little'],
  ['the whole of it', 'all of it'],
  ['comes back', 'returns'],
  ['more than enough', 'plenty'],
  ['it is', "it's"],
  ['that is', "that's"],
  ['there is', "there's"],
  ['is not', "isn't"],
  ['are not', "aren't"],
  ['was not', "wasn't"],
  ['does not', "doesn't"],
  ['do not', "don't"],
  ['did not', "didn't"],
  ['cannot', "can't"],
  ['could not', "couldn't"],
  ['would not', "wouldn't"],
  ['will not', "won't"],
  ['has not', "hasn't"],
];

/** What a picture is called where it moves. */
const MOVING: readonly (readonly [string, string])[] = [
  ['picture', 'video'],
  ['photo', 'clip'],
  ['photograph', 'video'],
  ['pictures', 'videos'],
  ['photos', 'clips'],
];

const either = new Map(EQUALS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));
const oneWay = new Map(ONE_WAY);
const moving = new Map(MOVING);
const PICTURES = new RegExp(`\\b(?:${[...moving.keys()].join('|')})\\b`, 'gi');
const WORDS = new RegExp(`\\b(?:${[...either.keys()].join('|')})\\b`, 'gi');
/**
 * A short form needs something after it ("so it is" has none) and no question of kind before it ("as it is found"). What
 * stands in braces is a slot or its forms and is left alone.
 */
const PHRASES = new RegExp(
  `(?<!\\b(?:as|what|than|how|where|whatever|which|of|in|about|around|with|to) )\\b(?:${[...oneWay.keys()].join('|')})\\b(?= [\\p{Ll}{])`,
  'giu',
);

/** `template` with each such word or phrase kept or exchanged by chance, a video called by its name. Slots are not touched. */
export function vary(template: string, random: Random, medium: Medium = 'photo'): string {
  const exchanged = (found: string, other: string | undefined) =>
    other === undefined || random() < 0.5 ? found : likeFirst(found, other);
  return template
    .split(/(\{[^}]*\})/)
    .map((part, index, parts) => {
      if (index % 2 === 1) return part;
      const next = parts[index + 1] ? '{' : '';
      return (part + next)
        .replace(PICTURES, (word) => (medium === 'video' ? likeFirst(word, moving.get(word.toLowerCase())!) : word))
        .replace(WORDS, (word) => exchanged(word, either.get(word.toLowerCase())))
        .replace(PHRASES, (phrase) => exchanged(phrase, oneWay.get(phrase.toLowerCase())))
        .slice(0, next ? -1 : undefined);
    })
    .join('');
}

function likeFirst(model: string, text: string): string {
  return /^\p{Lu}/u.test(model) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

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
  ['everybody', 'everyone'],
  ['each other', 'one another'],
  ['hardly', 'barely'],
  ['seldom', 'rarely'],
  ['almost', 'nearly'],
  ['until', 'till'],
  ['exactly', 'precisely'],
  ['quietly', 'softly'],
  ['kind of', 'sort of'],
  ['next to', 'beside'],
  ['the scene', 'the view'],
  ['a story', 'a tale'],
  ['the story', 'the tale'],
  ['stories', 'tales'],
  ['needs to', 'has to'],
  ['need to', 'have to'],
  ['this moment', 'this minute'],
  ['as ever', 'as always'],
  ['all the same', 'even so'],
  ['by now', 'by this time'],
  ['really', 'truly'],
  ['a look', 'a glance'],
  ['one look', 'one glance'],
  ['a second look', 'a second glance'],
  ['a thought', 'an idea'],
  ['the thought', 'the idea'],
  ['no reason', 'no cause'],
  ['reason enough', 'cause enough'],
  ['small things', 'little things'],
  ['all of it', 'every bit of it'],
  ['and still', 'and yet'],
  ['a way of', 'a manner of'],
  ['the rest is', 'what remains is'],
  ['the rest can', 'what remains can'],
  ['this is how', 'here is how'],
  ['this is a', 'here is a'],
  ['this is one', 'here is one'],
];

/** What may be said another way, but not the other way about. Short forms are among them. */
const ONE_WAY: readonly (readonly [string, string])[] = [
  ['a bit', 'a little'],
  ['simply', 'just'],
  ['might', 'may'],
  ['because', 'since'],
  ['seems', 'appears'],
  ['seem', 'appear'],
  ['can be', 'may be'],
  ['once more', 'again'],
  ['before long', 'soon'],
  ['at once', 'right away'],
  ['for once', 'this time'],
  ['the eye', 'the gaze'],
  ['the mood', 'the tone'],
  ['a few', 'some'],
  ['by itself', 'on its own'],
  ['the whole of it', 'all of it'],
  ['comes back', 'returns'],
  ['the whole', 'the entire'],
  ['a whole', 'an entire'],
  ['more than enough', 'plenty'],
  ['a small', 'a little'],
  ['without a', 'with no'],
  ['and yet', 'but'],
  ['nothing is', 'not a thing is'],
  ['nothing was', 'not a thing was'],
  ['nothing has', 'not a thing has'],
  ['nothing could', 'not a thing could'],
  ['everything is', 'each thing is'],
  ['everything has', 'each thing has'],
  ['there is a', 'you find a'],
  ['there is no', 'one finds no'],
  ['it will', "it'll"],
  ['you will', "you'll"],
  ['you would', "you'd"],
  ['they are', "they're"],
  ['we are', "we're"],
  ['you are', "you're"],
  ['what is', "what's"],
  ['here is', "here's"],
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

/** "One" is anybody only where nothing before it makes it a thing ("this one would"). */
const ANYBODY =
  /(?<!\b(?:this|that|each|every|any|no|some|the|last|first|good|other|only|not) )\bone (?=(?:can|could|may|might|would|should)\b)/gi;

/** Before the verb of a clause that says what a thing does. */
const DOES = /\b(?<=and it )(?!(?:is|has|was|does|takes|keeps|means|costs|sometimes)\b)(?=\p{Ll}+s\b(?! not))/gu;
const STILL = ['still ', 'also ', 'always '] as const;

/** At the end of a clause. */
const ALSO = /\b(?:too|as well)(?=[,.;:])/g;

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
  `(?<!\\b(?:as|what|than|how|where|whatever|which|of|in|about|around|with|to|from|by|for|on|at|behind|under|beside|over|through) )\\b(?:${[...oneWay.keys()].join('|')})\\b(?= [\\p{Ll}{])`,
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
        .replace(ANYBODY, (found) => exchanged(found, 'you '))
        .replace(DOES, () => (random() < 0.5 ? '' : STILL[Math.floor(random() * STILL.length)]!))
        .replace(ALSO, (found) => exchanged(found, found === 'too' ? 'as well' : 'too'))
        .replace(WORDS, (word) => exchanged(word, either.get(word.toLowerCase())))
        .replace(PHRASES, (phrase) => exchanged(phrase, oneWay.get(phrase.toLowerCase())))
        .slice(0, next ? -1 : undefined);
    })
    .join('');
}

function likeFirst(model: string, text: string): string {
  return /^\p{Lu}/u.test(model) ? text[0]!.toUpperCase() + text.slice(1) : text;
}

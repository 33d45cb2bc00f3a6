/** The caption retold: by the event it tells, else quoted, else acknowledged. Never contradicted. */
import type { CaptionReading } from '../caption.ts';
import { LIFE_EVENTS } from '../lexicon/life-events.ts';
import { countWords, expand, pick, type Random } from './grammar.ts';
import { QUOTED, SAID, UNQUOTED } from './phrases/said.ts';
import type { Medium } from './wording.ts';

const MAX_QUOTE = { words: 12, characters: 80 } as const;
const SENSITIVE_EVENTS = new Set(LIFE_EVENTS.filter(({ sensitive }) => sensitive).map(({ id }) => id));

/** One sentence (or two) on the person's words, as written and as spoken. */
export function retell(
  reading: CaptionReading,
  caption: string,
  random: Random,
  medium: Medium = 'photo',
): { text: string; spoken: string } {
  const event = tellingEvent(reading);
  const tone = toneOf(reading);
  if (event) {
    const text = expand(pick(SAID[event]!, random), {}, random, medium);
    return { text, spoken: text };
  }
  const unquoted = expand(pick(UNQUOTED[tone], random), {}, random, medium);
  const quote = quotable(caption);
  if (quote === null) return { text: unquoted, spoken: unquoted };
  const text = expand(pick(QUOTED[tone], random), { quote: { text: quote, plural: false } }, random, medium);
  // An English voice cannot read another language.
  return { text, spoken: reading.language === 'en' ? text : unquoted };
}

/** The first event told; in a sensitive caption the one that makes it so. */
function tellingEvent({ events, sensitive }: CaptionReading): string | undefined {
  const known = events.filter((event) => SAID[event] !== undefined);
  return (sensitive ? known.find((event) => SENSITIVE_EVENTS.has(event)) : undefined) ?? known[0];
}

function toneOf({ sensitive, valence }: CaptionReading): keyof typeof QUOTED {
  if (sensitive) return 'gentle';
  if (valence >= 0.62) return 'glad';
  return valence <= 0.4 ? 'sad' : 'even';
}

/** The caption as a short quotation without emoji, addresses and closing marks; null where it does not make one. */
export function quotable(caption: string): string | null {
  const plain = caption
    .replace(/https?:\/\/\S+|www\.\S+|@[\w.]+/gi, ' ')
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Cc}|\p{Cf}|\uFE0F|["“”„«»#*_~`]/gu,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s.!?…,;:-]+$/, '');
  const words = countWords(plain);
  const short = words >= 1 && words <= MAX_QUOTE.words && plain.length <= MAX_QUOTE.characters;
  return short && !/[.!?…<>{}[\]|\\]/.test(plain) ? plain : null;
}

/** Everyday spellings made plain: short forms of messages, and slips of the finger in the words that matter most. */

const SHORT_FORMS: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  ya: 'you',
  im: "i'm",
  ive: "i've",
  bf: 'boyfriend',
  gf: 'girlfriend',
  bday: 'birthday',
  grad: 'graduation',
  luv: 'love',
  lov: 'love',
  thx: 'thanks',
  pls: 'please',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  tonite: 'tonight',
  '2nite': 'tonight',
  '2day': 'today',
  '2moro': 'tomorrow',
  b4: 'before',
  gr8: 'great',
  w: 'with',
  'w/': 'with',
  cuz: 'because',
  bc: 'because',
  tmrw: 'tomorrow',
  hbd: 'happy birthday',
  hny: 'happy new year',
  exited: 'excited',
  hapy: 'happy',
};

/** Words that a caption turns on, all of six letters or more. */
const KEY_WORDS =
  `birthday graduation graduated wedding married anniversary engaged funeral hospital surgery pregnant christmas
  halloween vacation holiday festival concert marathon champion celebrate celebrating celebration beautiful wonderful amazing
  excited exciting favorite favourite friends friendship together tomorrow finally goodbye farewell forever memories remember
  promotion promoted retired retirement heartbroken breakup divorce divorced rejected failed passed grandma grandpa grandmother
  grandfather brother sister daughter mother father family puppy kitten sunset sunrise summer winter autumn mountain mountains
  camping travelling traveling depressed anxious exhausted lonely thankful grateful blessed success accident cancer`
    .split(/\s+/)
    .filter((word) => word.length >= 6);

/** Each key word's slips: one letter missing after the first, or two neighbours changed over. */
const SLIPS: ReadonlyMap<string, string> = new Map(
  KEY_WORDS.flatMap((word) => slipsOf(word).map((slip) => [slip, word] as const)).filter(
    ([slip]) => !KEY_WORDS.includes(slip),
  ),
);

function slipsOf(word: string): string[] {
  const slips: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const missing = word.slice(0, at) + word.slice(at + 1);
    // Without its last letter a word is often another word.
    if (at < word.length - 1) slips.push(missing);
    if (at < word.length - 1) slips.push(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2));
  }
  return slips;
}

/** Slips that are words of their own. */
const REAL_WORDS = new Set(['bother', 'moter', 'fater', 'simmer', 'farwell']);

/** Plain text with short forms written out and slips mended; everything else stays. */
export function mended(text: string): string {
  return text.replace(/[a-z0-9]+(?:'[a-z]+)*\/?/g, (word) => {
    const short = Object.hasOwn(SHORT_FORMS, word) ? SHORT_FORMS[word] : undefined;
    if (short !== undefined) return short;
    return (REAL_WORDS.has(word) ? undefined : SLIPS.get(word)) ?? word;
  });
}

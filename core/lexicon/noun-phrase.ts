/** English noun phrases for things seen: articles, plurals, counted phrases. Pure string work, no dictionary lookup. */

/** Nouns without an article or plural of their own ("water", never "a water"). Head words of label names. */
const UNCOUNTABLE = new Set(
  `water food snow rain sand grass sky fog mist ice frost soil dirt mud smoke fire light art music money luggage baggage
  furniture equipment machinery traffic architecture scenery nature wildlife vegetation foliage greenery countryside
  wilderness bread rice pasta meat beef pork cheese butter chocolate honey popcorn corn fruit seafood sushi produce coffee
  tea milk juice wine beer champagne alcohol liquor clothing jewelry jewellery cutlery pottery hair wood metal plastic
  concrete asphalt gravel steel leather lace silk wool cotton paper cardboard rubber moss ivy bamboo lavender coral
  graffiti neon text handwriting weather sunlight moonlight sunshine darkness night dusk dawn winter summer spring autumn
  travel photography sport sports football soccer basketball baseball volleyball tennis rugby cricket golf hockey yoga
  ballet karate judo gymnastics fitness exercise cattle police software hardware denim plywood broccoli spinach lettuce
  garlic pollution rubbish garbage trash blood war education science`.split(/\s+/),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  foot: 'feet',
  goose: 'geese',
  mouse: 'mice',
  wolf: 'wolves',
  calf: 'calves',
  knife: 'knives',
  leaf: 'leaves',
  shelf: 'shelves',
  scarf: 'scarves',
  sheep: 'sheep',
  fish: 'fish',
  goldfish: 'goldfish',
  jellyfish: 'jellyfish',
  deer: 'deer',
  moose: 'moose',
  bison: 'bison',
  aircraft: 'aircraft',
  spacecraft: 'spacecraft',
  octopus: 'octopuses',
};
const PLURALS = new Set([...Object.values(IRREGULAR), 'cattle', 'police', 'twins', 'dice', 'eyes', 'friends']);
const SINGULAR_ALSO = new Set([
  'sheep',
  'fish',
  'goldfish',
  'jellyfish',
  'deer',
  'moose',
  'bison',
  'aircraft',
  'spacecraft',
]);

/** Words that end in s without being plural. */
const SINGULAR_IN_S = new Set(
  'tennis gymnastics canvas christmas diwali lens bus gas cactus octopus iris chess dress glass grass cross moss compass'.split(
    ' ',
  ),
);

/** Openings that are written with a vowel but spoken with a consonant, or the other way round. */
const SPOKEN_CONSONANT = /^(uni(?!n)|use|usu|uten|eu|ewe|one\b|once\b|u[bk]ul|ufo)/i;
const SPOKEN_VOWEL = /^(hour|honest|honou?r|heir)/i;

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** The noun a phrase is about: the last word before "of", "at" or "in". */
function headWord(phrase: string): string {
  const words = phrase
    .toLowerCase()
    .split(/ (?:of|at|in|who|sitting)\b/)[0]!
    .split(' ');
  return words[words.length - 1]!;
}

/** Whether a phrase takes a plural verb: "flowers", "two dogs", "people"; never one that begins with a or an. */
export function isPlural(phrase: string): boolean {
  if (/^(a|an|someone|each|one) /i.test(phrase)) return false;
  if (/^(two|three|four|five|six|several) /i.test(phrase) || / and /.test(phrase)) return true;
  const head = headWord(phrase);
  if (SINGULAR_ALSO.has(head)) return false;
  if (PLURALS.has(head)) return true;
  return head.endsWith('s') && !/(ss|us|is)$/.test(head) && !SINGULAR_IN_S.has(head) && !UNCOUNTABLE.has(head);
}

/** "a" or "an" as the phrase is spoken. */
export function articleFor(phrase: string): 'a' | 'an' {
  const vowel = SPOKEN_VOWEL.test(phrase) || (/^[aeiou]/i.test(phrase) && !SPOKEN_CONSONANT.test(phrase));
  return vowel ? 'an' : 'a';
}

/** A label's name as a noun phrase: "Tennis Ball" gives "a tennis ball", "Snow" gives "snow", "Jeans" gives "jeans". */
export function indefinite(name: string): string {
  const phrase = name.trim().toLowerCase().replace(/[_-]+/g, ' ').replace(/\s+/g, ' ');
  const head = headWord(phrase);
  if (UNCOUNTABLE.has(head) || isPlural(phrase) || head.endsWith('ing')) return phrase;
  return `${articleFor(phrase)} ${phrase}`;
}

/** The phrase as something already mentioned: "a dog" gives "the dog", "snow" gives "the snow". */
export function definite(phrase: string): string {
  if (/^the /i.test(phrase) || /^(someone|Christmas|Halloween|Diwali|Easter|Valentine)/.test(phrase)) return phrase;
  return `the ${phrase.replace(/^(a|an|some) /i, '')}`;
}

/** Plural of a noun phrase without its article: "a hot air balloon" gives "hot air balloons". */
export function plural(phrase: string): string {
  const bare = phrase.replace(/^(a|an) /i, '');
  if (bare === phrase) return phrase;
  const [before, after = ''] = bare.split(/(?= (?:of|at|in)\b)/);
  const words = before!.split(' ');
  const last = words.pop()!;
  const formed =
    IRREGULAR[last] ??
    (/(s|x|z|ch|sh)$/.test(last) ? `${last}es` : /[^aeiou]y$/.test(last) ? `${last.slice(0, -1)}ies` : `${last}s`);
  return [...words, formed].join(' ') + after;
}

/** "a dog" seen twice is "two dogs"; beyond six "several dogs". Phrases that cannot be counted stay as they are. */
export function counted(phrase: string, count: number): string {
  if (count < 2 || !/^(a|an) /i.test(phrase)) return phrase;
  return `${NUMBER_WORDS[count] ?? 'several'} ${plural(phrase)}`;
}

/** "a, b and c". */
export function listed(phrases: readonly string[]): string {
  if (phrases.length < 2) return phrases.join('');
  return `${phrases.slice(0, -1).join(', ')} and ${phrases[phrases.length - 1]}`;
}

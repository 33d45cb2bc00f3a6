/** English number words, so that a voice says the same words in a sentence and one by one. */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
] as const;
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
/** Larger whole numbers are read digit by digit. */
const MAX_CARDINAL = 999_999_999_999;

const digitByDigit = (digits: string) => [...digits].map((digit) => ONES[Number(digit)]).join(' ');

/** `42` as "forty two". Whole numbers from 0. */
export function cardinal(value: number): string {
  if (value > MAX_CARDINAL) return digitByDigit(String(value));
  if (value < 20) return ONES[value]!;
  if (value < 100) return [TENS[Math.floor(value / 10) - 2]!, ...(value % 10 ? [ONES[value % 10]!] : [])].join(' ');
  const [size, name] = SCALES.find(([scale]) => value >= scale)!;
  const rest = value % size;
  return `${cardinal(Math.floor(value / size))} ${name}${rest ? ` ${cardinal(rest)}` : ''}`;
}

/** `21` as "twenty first". */
export function ordinal(value: number): string {
  const words = cardinal(value).split(' ');
  const last = words.pop()!;
  return [...words, ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)].join(' ');
}

/** A year as it is said: "nineteen eighty four", "two thousand five", "twenty twelve". */
export function year(value: number): string {
  const [century, rest] = [Math.floor(value / 100), value % 100];
  if (rest === 0) return century % 10 === 0 ? cardinal(value) : `${cardinal(century)} hundred`;
  if (rest < 10) return century % 10 === 0 ? cardinal(value) : `${cardinal(century)} oh ${ONES[rest]}`;
  return `${cardinal(century)} ${cardinal(rest)}`;
}

const plural = (words: string) => (words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`);
const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  $: ['dollar', 'dollars'],
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
  '¥': ['yen', 'yen'],
};

function decimal(digits: string): string {
  const [whole, fraction] = digits.replaceAll(',', '').split('.') as [string, string | undefined];
  // A leading zero is said, as in "double oh seven" or a number to dial.
  const head = whole.length > 1 && whole.startsWith('0') ? digitByDigit(whole) : cardinal(Number(whole));
  return fraction ? `${head} point ${digitByDigit(fraction)}` : head;
}

/** The words of a token that is or begins with a number; undefined for any other. */
export function spokenNumber(token: string): string | undefined {
  const money = /^([$€£¥])(\d[\d,]*)(?:\.(\d\d))?$/.exec(token);
  if (money) {
    const [one, many] = CURRENCIES[money[1]!]!;
    const amount = money[2]!.replaceAll(',', '');
    return `${decimal(amount)} ${amount === '1' ? one : many}${money[3] ? ` ${cardinal(Number(money[3]))}` : ''}`;
  }
  const time = /^(\d{1,2}):(\d\d)$/.exec(token);
  if (time) {
    const [hour, minute] = [Number(time[1]), Number(time[2])];
    if (minute === 0) return `${cardinal(hour)} o'clock`;
    return `${cardinal(hour)} ${minute < 10 ? `oh ${cardinal(minute)}` : cardinal(minute)}`;
  }
  const ranked = /^(\d{1,9})(?:st|nd|rd|th)$/i.exec(token);
  if (ranked) return ordinal(Number(ranked[1]));
  const decade = /^['’]?(\d{2}|\d{4})['’]?s$/.exec(token);
  if (decade) {
    const digits = decade[1]!;
    return plural(digits.length === 4 ? year(Number(digits)) : cardinal(Number(digits)));
  }
  const percent = /^(\d[\d,]*(?:\.\d+)?)%$/.exec(token);
  if (percent) return `${decimal(percent[1]!)} per cent`;
  if (/^1[1-9]\d\d$|^20\d\d$/.test(token)) return year(Number(token));
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(token)) return decimal(token);
  return undefined;
}

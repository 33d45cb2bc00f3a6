/** Text made speakable: no signs a voice cannot say, numbers as words. */

const ONES =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen`.split(/\s+/);
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A whole number below a million in English words; larger ones digit by digit. */
export function numberWords(value: number): string {
  if (value >= 1_000_000) return [...String(value)].map((digit) => ONES[Number(digit)]).join(' ');
  if (value >= 1000) {
    const rest = value % 1000;
    return `${numberWords(Math.floor(value / 1000))} thousand${rest === 0 ? '' : rest < 100 ? ` and ${numberWords(rest)}` : ` ${numberWords(rest)}`}`;
  }
  if (value >= 100) {
    const rest = value % 100;
    return `${ONES[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` and ${numberWords(rest)}`}`;
  }
  if (value < 20) return ONES[value]!;
  const ones = value % 10;
  return TENS[Math.floor(value / 10)]! + (ones === 0 ? '' : `-${ONES[ones]}`);
}

/** Years are said in pairs: 1999 is "nineteen ninety-nine", 2007 "two thousand and seven". */
function yearWords(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (rest === 0) return year % 1000 === 0 ? numberWords(year) : `${numberWords(century)} hundred`;
  if (century === 20 && rest < 10) return numberWords(year);
  return `${numberWords(century)} ${rest < 10 ? `oh ${numberWords(rest)}` : numberWords(rest)}`;
}

const ORDINAL_ENDINGS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function ordinalWords(value: number): string {
  return numberWords(value).replace(
    /[a-z]+$/,
    (last) => ORDINAL_ENDINGS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

function spokenNumber(digits: string): string {
  if (digits.length > 1 && digits.startsWith('0')) return [...digits].map((digit) => ONES[Number(digit)]).join(' ');
  const value = Number(digits);
  return digits.length === 4 && value >= 1100 && value < 2100 ? yearWords(value) : numberWords(value);
}

/**
 * What a voice can say: addresses, emoji, brackets with their content and stray symbols are gone, `&` is "and", numbers
 * are words, quotation marks are dropped. Letters of any script stay; the voice decides what it can read.
 */
export function speakable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?:https?:\/\/|www\.)\S+/gi, ' ')
    .replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>/g, ' ')
    .replace(/(\p{L})\$(\p{L})/gu, '$1s$2')
    .replace(/(\p{L})!(\p{L})/gu, '$1i$2')
    .replace(/\b\d{1,3}(?:,\d{3})+\b/g, (grouped) => numberWords(Number(grouped.replaceAll(',', ''))))
    .replace(/(\d+)(st|nd|rd|th)\b/gi, (_, digits: string) => ordinalWords(Number(digits)))
    .replace(
      /(\d+)\.(\d+)/g,
      (_, whole: string, part: string) =>
        `${spokenNumber(whole)} point ${[...part].map((digit) => ONES[Number(digit)]).join(' ')}`,
    )
    .replace(/\d+/g, (digits) => ` ${spokenNumber(digits)} `)
    .replace(/\s*&\s*/g, ' and ')
    .replace(/\s*%/g, ' percent')
    .replace(/\s*\+\s*/g, ' plus ')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/\s*[\u2013\u2014;]\s*|\s+-\s+/g, ', ')
    .replace(/\u2026/g, '.')
    .replace(/[^\p{L}\p{M}\s.,!?:'-]/gu, ' ')
    .replace(/(^|\s)'+|'+(?=\s|$|[.,!?])/g, (_, before: string = '') => before)
    .replace(/([.!?])[.!?]+/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,!?:])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .trim();
}

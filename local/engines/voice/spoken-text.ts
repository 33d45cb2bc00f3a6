/** What a text's written words sound like in plain ASCII, with the way back to where each was written. */
import { spokenNumber } from './numbers.ts';

/** A written word and what is said for it. */
export interface SpokenWord {
  /** As written, without the punctuation around it. */
  readonly written: string;
  /** Offsets into the text in UTF-8 bytes, as speech marks count. */
  readonly startByte: number;
  readonly endByte: number;
  /** One or more lower-case ASCII words separated by single spaces. */
  readonly spoken: string;
  /** The pause after it: comma, full stop, question or exclamation mark, or none. */
  readonly pause: '' | ',' | '.' | '?' | '!';
}

/** Letters that decomposition does not turn into ASCII. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'th',
  þ: 'th',
  ı: 'i',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  '%': 'per cent',
  '°': 'degrees',
  '№': 'number',
  '♥': 'love',
  '❤': 'love',
};

/** Titles and the like that are written short and said long. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  ms: 'miz',
  dr: 'doctor',
  vs: 'versus',
  etc: 'et cetera',
  feat: 'featuring',
  ft: 'featuring',
};

const utf8 = new TextEncoder();

function toAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ`]/g, "'")
    .toLowerCase()
    .replace(/[^\0-\x7f]/g, (letter) => LETTERS[letter] ?? SYMBOLS[letter] ?? ' ');
}

/** What is said for one written word; empty where the voice has no way to say it. */
export function speakWord(written: string): string {
  const whole = spokenNumber(written);
  if (whole !== undefined) return whole;
  const parts = written.match(/\d[\d,.]*(?:st|nd|rd|th|s|%)?|[^\d\s]+/gu) ?? [];
  return parts
    .map((part) => {
      const number = spokenNumber(part.replace(/[.,]+$/, ''));
      if (number !== undefined) return number;
      const ascii = toAscii(part).replace(/[&+=@%]/g, (symbol) => ` ${SYMBOLS[symbol]} `);
      const words = ascii.split(/[^a-z']+/).map((word) => word.replace(/^'+(?!tis|twas|em\b|cause)|'+$/g, ''));
      return words.map((word) => SHORT_FORMS[word] ?? word).join(' ');
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function pauseOf(written: string, after: string): SpokenWord['pause'] {
  // The stop of "Dr." is part of the word.
  if (SHORT_FORMS[written.toLowerCase()] && /^\.\s+$/.test(after)) return '';
  if (/[!]/.test(after)) return '!';
  if (/[?]/.test(after)) return '?';
  if (/[.…。]/.test(after)) return '.';
  return /[,;:—–()"“”]/.test(after) ? ',' : '';
}

/** The text's words in order. Tokens that sound like nothing (a lone dash, an emoji) are left out. */
export function spokenWords(text: string): SpokenWord[] {
  const words: SpokenWord[] = [];
  let atCharacter = 0;
  let atByte = 0;
  for (const match of text.matchAll(/[^\s—–]+/gu)) {
    const inner = /[\p{L}\p{N}$€£¥&+=@%№♥❤'’].*[\p{L}\p{N}%°+]|[\p{L}\p{N}&+=@%♥❤]/u.exec(match[0]);
    if (!inner) continue;
    const written = inner[0].replace(/^['’](?=\p{L}.*['’]$)|(?<=^['’].*)['’]$/gu, '');
    const spoken = speakWord(written);
    if (spoken === '') continue;
    const start = match.index + inner.index + inner[0].indexOf(written);
    atByte += utf8.encode(text.slice(atCharacter, start)).length;
    const endByte = atByte + utf8.encode(written).length;
    words.push({ written, startByte: atByte, endByte, spoken, pause: '' });
    atCharacter = start + written.length;
    atByte = endByte;
  }
  // A pause is read off everything between two words, so that a dash or a bracket standing alone counts too.
  const bytes = utf8.encode(text);
  const decoder = new TextDecoder();
  return words.map((word, index) => {
    const between = decoder.decode(bytes.subarray(word.endByte, words[index + 1]?.startByte ?? bytes.length));
    return { ...word, pause: pauseOf(word.written, between) };
  });
}

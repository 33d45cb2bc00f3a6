/**
 * A small generative grammar for sentences. A template is plain text with `[one|other]` for a free choice (choices nest)
 * and `{slot}` for a value. `{slot?is/are}` picks the word that agrees with the slot's number. A template can only be
 * used where all its slots have values, so a sentence never speaks of something that is not there.
 */
import { invariant } from '../errors.ts';
import { type Medium, vary } from './wording.ts';

/** A value for a slot; `plural` decides agreement. */
export interface SlotValue {
  text: string;
  plural: boolean;
}
export type Slots = Readonly<Record<string, SlotValue>>;

/** Numbers in 0..1, the same sequence for the same seed. */
export type Random = () => number;

/** FNV-1a over UTF-16 code units, 32 bits, unsigned. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/** One item; throws `InvariantViolated` on an empty list. */
export function pick<T>(items: readonly T[], random: Random): T {
  invariant(items.length > 0, 'There is nothing to choose from.');
  return items[Math.min(items.length - 1, Math.floor(random() * items.length))]!;
}

/**
 * One template, those with more ways to be worded more often: two stories that draw the same one then seldom have the same words. Throws
 * `InvariantViolated` on an empty list.
 */
export function pickTemplate(templates: readonly string[], random: Random): string {
  invariant(templates.length > 0, 'There is nothing to choose from.');
  const weights = templates.map(richness);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return templates.at(at)!;
}

/** Bits of choice, to which a thing that is named counts: the next picture shows another. */
function richness(template: string): number {
  const choices = [...template.matchAll(/\[([^[\]]*)\]/g)].map(([, options]) => Math.log2(options!.split('|').length));
  return choices.reduce((sum, bits) => sum + bits, 1) + (/\{(?:the)?[a-dx]\}/.test(template) ? 2 : 0);
}
const SLOT = /\{(\w+)(?:\?([^/}]*)\/([^}]*))?\}/g;

/** The templates whose slots all have values. */
export function usable(templates: readonly string[], slots: Slots): string[] {
  return templates.filter((template) => [...template.matchAll(SLOT)].every((slot) => slots[slot[1]!] !== undefined));
}

/** Makes one sentence: choices first, then its wording, then slots, then a capital at the start of each sentence. */
export function expand(template: string, slots: Slots, random: Random, medium: Medium = 'photo'): string {
  const chosen = vary(choose(template, random), random, medium);
  const filled = chosen.replace(SLOT, (_, name: string, one?: string, many?: string) => {
    const slot = slots[name];
    invariant(slot, `The template asks for ${name}, which has no value.`);
    return one === undefined ? slot.text : slot.plural ? many! : one;
  });
  return capitalised(
    filled
      .replace(/\s+/g, ' ')
      .replace(/ ([,.;:])/g, '$1')
      .trim(),
  );
}

/** Resolves the innermost choices until none is left. */
function choose(template: string, random: Random): string {
  let text = template;
  while (text.includes('[')) {
    const next = text.replace(/\[([^[\]]*)\]/g, (_, options: string) => pick(options.split('|'), random));
    invariant(next !== text, `The brackets of this template do not match: ${template}`);
    text = next;
  }
  return text;
}

function capitalised(text: string): string {
  return text.replace(
    /(^["(]?|[.?!]\s+"?)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** Words as a person counts them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Splits running text into its sentences, each with its closing mark. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?]+(?:[.!?]+["”’)]*|$)(?=\s|$)/g) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
}

/** What a rule's target gets of an event: all of it, a part, a constant, or a text made from parts. */
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';

export const targetInputFields = {
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
};
const schema = z.object(targetInputFields);
export type TargetInputSource = z.output<typeof schema>;

/** Facts a template may name beside the event's own fields. */
export interface RuleFacts {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO time at which the bus took the event. */
  readonly ingestionTime: string;
}

/** Gives the target's JSON input for an event. */
export type TargetInput = (event: object, facts: RuleFacts) => unknown;

/** @throws AppError InvalidRule for a path or template that cannot be read. */
export function compileInput(source: TargetInputSource): TargetInput {
  if (source.Input !== undefined) {
    const constant = parseJson(source.Input, 'Input');
    return () => constant;
  }
  if (source.InputPath !== undefined) {
    const read = compilePath(source.InputPath);
    return (event) => read(event) ?? null;
  }
  if (!source.InputTransformer) return (event) => event;
  return compileTransformer(source.InputTransformer);
}

function compileTransformer(source: NonNullable<TargetInputSource['InputTransformer']>): TargetInput {
  const paths = new Map(Object.entries(source.InputPathsMap).map(([name, path]) => [name, compilePath(path)] as const));
  const parts = splitTemplate(source.InputTemplate);
  for (const part of parts) {
    if (part.name !== undefined && !paths.has(part.name) && !part.name.startsWith('aws.events.')) {
      throw new AppError('InvalidRule', 400, `InputTemplate names <${part.name}>, which InputPathsMap does not have.`);
    }
  }
  return (event, facts) => {
    const own: Record<string, unknown> = {
      'aws.events.rule-arn': facts.ruleArn,
      'aws.events.rule-name': facts.ruleName,
      'aws.events.event.ingestion-time': facts.ingestionTime,
      'aws.events.event': event,
      'aws.events.event.json': event,
    };
    const texts = parts.map((part) => {
      if (part.name === undefined) return part.text;
      const value = paths.has(part.name) ? paths.get(part.name)!(event) : own[part.name];
      return part.quoted ? insideText(value) : JSON.stringify(value ?? null);
    });
    return parseJson(texts.join(''), 'InputTemplate');
  };
}

/** Within quotes a value is written as text, escaped so that the quotes still close. */
function insideText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

type Part = { text: string; name?: undefined } | { name: string; quoted: boolean };

/** Plain stretches and `<name>` placeholders, with whether a placeholder stands within quotes. */
function splitTemplate(template: string): Part[] {
  const parts: Part[] = [];
  let quoted = false;
  let end = 0;
  for (const match of template.matchAll(/<([A-Za-z0-9_.-]+)>|\\.|"/gs)) {
    if (match[0] === '"') quoted = !quoted;
    if (match[1] === undefined) continue;
    parts.push({ text: template.slice(end, match.index) }, { name: match[1], quoted });
    end = match.index + match[0].length;
  }
  parts.push({ text: template.slice(end) });
  return parts;
}

/** Reads `$`, `$.a.b`, `$.a['b']` and `$.a[0]`; undefined where the event has no such part. */
function compilePath(path: string): (event: unknown) => unknown {
  const step = /\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\[(\d+)\]/y;
  const keys: string[] = [];
  let at = 1;
  while (path.startsWith('$') && at < path.length) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (!match) break;
    keys.push((match[1] ?? match[2] ?? match[3])!);
    at = step.lastIndex;
  }
  if (!path.startsWith('$') || at < path.length) {
    throw new AppError('InvalidRule', 400, `The path "${path}" cannot be read.`);
  }
  return (event) => {
    let value = event;
    for (const key of keys) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Record<string, unknown>)[key];
    }
    return value;
  };
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('InvalidRule', 400, `${what} does not give JSON: ${text.slice(0, 200)}`, { cause });
  }
}

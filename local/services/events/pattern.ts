/** EventBridge's event patterns. */
import { AppError } from '../../../core/errors.ts';

/** Whether an event, or a part of one, fits. */
export type Matcher = (value: unknown) => boolean;

/**
 * Compiles an event pattern. Every field of the pattern must fit; of a field's list one entry must.
 * @throws AppError InvalidEventPattern naming the field.
 */
export function compilePattern(pattern: unknown, path = ''): Matcher {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw invalid(path, 'a pattern is an object that is not empty');
  }
  const fields = Object.entries(pattern).map(([key, part]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (key === '$or') return either(part, place);
    return inField(key, Array.isArray(part) ? oneOf(part, place) : nested(compilePattern(part, place)));
  });
  return (event) => fields.every((fits) => fits(event));
}

function either(alternatives: unknown, place: string): Matcher {
  if (!Array.isArray(alternatives) || alternatives.length < 2) throw invalid(place, 'needs at least two patterns');
  const matchers = alternatives.map((one, index) => compilePattern(one, `${place}[${index}]`));
  return (event) => matchers.some((fits) => fits(event));
}

function inField(key: string, fits: Matcher): Matcher {
  return (event) => fits(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
}

/** Below a list any of its elements may fit. A missing part is tried too, for the sake of `exists: false`. */
function nested(fits: Matcher): Matcher {
  return (value) => (Array.isArray(value) ? value.some(fits) : fits(value));
}

function oneOf(conditions: readonly unknown[], place: string): Matcher {
  if (conditions.length === 0) throw invalid(place, 'the list of values is empty');
  const matchers = conditions.map((condition) => compileCondition(condition, place));
  return (value) => matchers.some((fits) => fits(value));
}

function compileCondition(condition: unknown, place: string): Matcher {
  if (!isObject(condition)) {
    if (Array.isArray(condition)) throw invalid(place, 'a value must not be a list');
    return onLeaves((leaf) => leaf === condition);
  }
  const [operator, ...more] = Object.keys(condition);
  if (operator === undefined || more.length > 0) throw invalid(place, 'a condition has one operator');
  const operand = condition[operator];
  switch (operator) {
    case 'exists': {
      if (typeof operand !== 'boolean') throw invalid(place, 'exists is true or false');
      const isThere = onLeaves(() => true);
      return (value) => isThere(value) === operand;
    }
    case 'numeric':
      return onLeaves(numericRange(operand, place));
    case 'anything-but':
      return onLeaves(anythingBut(operand, place));
    default:
      return onLeaves(textCondition(operator, operand, place));
  }
}

/** Conditions are about single values; of a list of values one must fit, an object never does. */
function onLeaves(fits: Matcher): Matcher {
  return (value) => {
    if (Array.isArray(value)) return value.some((item) => !isObject(item) && fits(item));
    return value !== undefined && !isObject(value) && fits(value);
  };
}

function textCondition(operator: string, operand: unknown, place: string): Matcher {
  const ignoringCase =
    (operator === 'prefix' || operator === 'suffix') && isObject(operand) ? operand['equals-ignore-case'] : undefined;
  const wanted = ignoringCase ?? operand;
  if (typeof wanted !== 'string') throw invalid(place, `${operator} needs a text`);
  const fold = (text: string) => (ignoringCase === undefined ? text : text.toLowerCase());
  const test: Record<string, (text: string) => boolean> = {
    prefix: (text) => fold(text).startsWith(fold(wanted)),
    suffix: (text) => fold(text).endsWith(fold(wanted)),
    'equals-ignore-case': (text) => text.toLowerCase() === wanted.toLowerCase(),
    wildcard: wildcard(wanted),
  };
  if (!Object.hasOwn(test, operator)) throw invalid(place, `the operator ${operator} is not hosted`);
  return (value) => typeof value === 'string' && test[operator]!(value);
}

/** `*` stands for any characters; a backslash before `*` or a backslash takes it literally. */
function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.match(/\\[*\\]|\*+|[^*\\]+|\\/g) ?? [];
  const source = parts.map((part) => {
    if (part.startsWith('*')) return '[^]*?';
    return (part.length === 2 && part.startsWith('\\') ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const expression = new RegExp(`^${source.join('')}$`, 'u');
  return (text) => expression.test(text);
}

function anythingBut(operand: unknown, place: string): Matcher {
  if (isObject(operand)) {
    const [operator, ...more] = Object.keys(operand);
    if (operator === undefined || more.length > 0) throw invalid(place, 'a condition has one operator');
    const texts = Array.isArray(operand[operator]) ? (operand[operator] as unknown[]) : [operand[operator]];
    const matchers = texts.map((text) => textCondition(operator, text, place));
    return (value) => !matchers.some((fits) => fits(value));
  }
  const unwanted: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (unwanted.length === 0) throw invalid(place, 'anything-but needs values');
  return (value) => !unwanted.includes(value);
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numericRange(operand: unknown, place: string): Matcher {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw invalid(place, 'numeric needs one or two comparisons');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const [sign, bound] = operand.slice(i, i + 2) as [unknown, unknown];
    if (typeof sign !== 'string' || !Object.hasOwn(COMPARISONS, sign) || typeof bound !== 'number') {
      throw invalid(place, 'numeric needs a comparison sign and a number');
    }
    tests.push((value) => COMPARISONS[sign]!(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(place: string, what: string): AppError {
  return new AppError('InvalidEventPattern', 400, `Event pattern${place === '' ? '' : `, ${place}`}: ${what}.`);
}

import jsonata from 'jsonata';
import { AppError } from '../../../core/errors.ts';
import { ERROR, StateFailure } from './failure.ts';
import { type Json, toJson } from './json.ts';

/** Names an expression may use, without their `$`: `states`, the variables in reach and the extra functions. */
export type Bindings = Readonly<Record<string, unknown>>;

/** A field of a state, ready to be worked out. */
export type Template = (bindings: Bindings) => Json | Promise<Json>;

/** Guards against endless recursion; far above what an honest expression needs. */
const LIMITS = { timeout: 30_000, stack: 10_000 };

/** Whether a string of the definition is an expression. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}');
}

/**
 * Compiles a payload template: any JSON value in which strings of the form `{% … %}` are JSONata.
 * `place` says where it stands, as in `State "Narrate", field Output`.
 * @throws AppError InvalidDefinition for a syntax error, a half-marked string, or a use of $eval.
 */
export function compileTemplate(value: unknown, place: string): Template {
  if (typeof value === 'string') return compileText(value, place);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compileTemplate(item, `${place}[${index}]`));
    if (!hasExpression(value)) return () => value as Json;
    return (bindings) => Promise.all(items.map((item) => item(bindings)));
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => [key, compileTemplate(member, `${place}.${key}`)] as const,
    );
    if (!hasExpression(value)) return () => value as Json;
    return async (bindings) => {
      const entries: [string, Json][] = [];
      for (const [key, member] of members) entries.push([key, await member(bindings)]);
      return Object.fromEntries(entries);
    };
  }
  return () => value as Json;
}

function hasExpression(value: unknown): boolean {
  if (typeof value === 'string') return isExpression(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

function compileText(text: string, place: string): Template {
  if (!isExpression(text)) {
    if (text.startsWith('{%') || text.endsWith('%}')) {
      throw new AppError('InvalidDefinition', 400, `${place}: an expression begins with "{%" and ends with "%}".`);
    }
    return () => text;
  }
  const source = text.slice(2, -2).trim();
  const expression = parse(source, place);
  return async (bindings) => {
    let value: unknown;
    try {
      value = await expression.evaluate(undefined, bindings as Record<string, unknown>);
    } catch (thrown) {
      throw evaluationFailure(source, place, `threw an error: ${messageOf(thrown)}`);
    }
    if (value === undefined) throw evaluationFailure(source, place, 'returned nothing');
    try {
      return toJson(value);
    } catch (thrown) {
      throw evaluationFailure(source, place, `returned ${messageOf(thrown)}`);
    }
  };
}

function parse(source: string, place: string): jsonata.Expression {
  let expression: jsonata.Expression;
  try {
    expression = jsonata(source, LIMITS);
  } catch (thrown) {
    throw new AppError('InvalidDefinition', 400, `${place}: "${source}" is not JSONata: ${messageOf(thrown)}`);
  }
  if (mentionsEval(expression.ast(), new Set())) {
    throw new AppError('InvalidDefinition', 400, `${place}: Step Functions has no $eval; use $parse.`);
  }
  return expression;
}

function mentionsEval(node: unknown, seen: Set<object>): boolean {
  if (typeof node !== 'object' || node === null || seen.has(node)) return false;
  seen.add(node);
  const { type, value } = node as { type?: unknown; value?: unknown };
  if (type === 'variable' && value === 'eval') return true;
  return Object.values(node).some((member) => mentionsEval(member, seen));
}

function evaluationFailure(source: string, place: string, what: string): StateFailure {
  return new StateFailure(ERROR.queryEvaluation, `${place}: the JSONata expression "${source}" ${what}.`);
}

/** JSONata throws plain objects as well as errors; both have a message. */
function messageOf(thrown: unknown): string {
  const message = (thrown as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : String(thrown);
}

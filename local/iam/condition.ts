/** The Condition element of a policy statement: operators, their IfExists and set forms, and the keys supplied here. */
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** The condition keys that requests of the local cloud carry. A policy that asks for another one is refused. */
export const CONDITION_KEYS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
] as const;
export type ConditionKey = (typeof CONDITION_KEYS)[number];

/** What a request says of itself. A key that does not apply to it is absent. */
export type Context = Readonly<Partial<Record<ConditionKey, string | readonly string[]>>>;

/** Whether the condition holds. */
export type Condition = (context: Context) => boolean;

interface Operator {
  readonly matches: (wanted: string, given: string) => boolean;
  /** Holds where no wanted value matches, and so for an absent key too. */
  readonly negated?: boolean;
}

const ignoringCase = (wanted: string, given: string) => wanted.toLowerCase() === given.toLowerCase();
const equal = (wanted: string, given: string) => wanted === given;
const numeric = (compare: (given: number, wanted: number) => boolean) => (wanted: string, given: string) =>
  given.trim() !== '' && wanted.trim() !== '' && compare(Number(given), Number(wanted));

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { matches: equal },
  StringNotEquals: { matches: equal, negated: true },
  StringEqualsIgnoreCase: { matches: ignoringCase },
  StringNotEqualsIgnoreCase: { matches: ignoringCase, negated: true },
  StringLike: { matches: matchesWildcard },
  StringNotLike: { matches: matchesWildcard, negated: true },
  ArnEquals: { matches: matchesArn },
  ArnNotEquals: { matches: matchesArn, negated: true },
  ArnLike: { matches: matchesArn },
  ArnNotLike: { matches: matchesArn, negated: true },
  Bool: { matches: ignoringCase },
  NumericEquals: { matches: numeric((given, wanted) => given === wanted) },
  NumericNotEquals: { matches: numeric((given, wanted) => given === wanted), negated: true },
  NumericLessThan: { matches: numeric((given, wanted) => given < wanted) },
  NumericLessThanEquals: { matches: numeric((given, wanted) => given <= wanted) },
  NumericGreaterThan: { matches: numeric((given, wanted) => given > wanted) },
  NumericGreaterThanEquals: { matches: numeric((given, wanted) => given >= wanted) },
};

const KEYS: ReadonlyMap<string, ConditionKey> = new Map(CONDITION_KEYS.map((key) => [key.toLowerCase(), key]));

/**
 * One operator with one key of a Condition element, ready to be asked.
 * @param operator as written, for example `StringLike`, `ForAnyValue:StringEquals` or `BoolIfExists`
 * @param refuse told what is not known; does not return
 */
export function compileCondition(
  operator: string,
  writtenKey: string,
  wanted: readonly string[],
  refuse: (what: string) => never,
): Condition {
  const key = KEYS.get(writtenKey.toLowerCase()) ?? refuse(`the condition key ${writtenKey}`);
  const [, set, name = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null' && set === undefined && ifExists === undefined) {
    return (context) => wanted.some((value) => (context[key] === undefined) === (value.toLowerCase() === 'true'));
  }
  const { matches, negated = false } = Object.hasOwn(OPERATORS, name)
    ? OPERATORS[name]!
    : refuse(`the condition operator ${operator}`);
  const holds = (given: string) => wanted.some((value) => matches(value, given)) !== negated;
  return (context) => {
    const given = context[key];
    if (given === undefined) return ifExists !== undefined || set === 'ForAllValues' || (negated && set === undefined);
    const values = typeof given === 'string' ? [given] : given;
    // One value must match; of a negated operator without a set form, every value must stay clear.
    return set === 'ForAllValues' || (set === undefined && negated) ? values.every(holds) : values.some(holds);
  };
}

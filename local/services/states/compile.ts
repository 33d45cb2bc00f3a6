import { AppError } from '../../../core/errors.ts';
import { firstComplaint, machineSchema, STATE_SCHEMAS, type StateSource, type StateType } from './definition.ts';
import { compileTemplate } from './expression.ts';
import { ERROR } from './failure.ts';
import type { Flow, Handover, Machine, Recovering, State } from './machine.ts';

const INVOKE = /^arn:[^:]+:states:[^:]*:[^:]*:lambda:invoke$/;
const FUNCTION = /^arn:[^:]+:lambda:[^:]+:\d+:function:.+$/;
const INVOKE_ARGUMENTS: ReadonlySet<string> = new Set(['FunctionName', 'Payload']);

/**
 * Checks and compiles a definition. Only the JSONata query language is hosted.
 * @throws AppError InvalidDefinition naming the state and what is wrong with it.
 */
export function compileMachine(definition: unknown): Machine {
  const machine = parseWith(machineSchema, definition, 'The state machine');
  if (
    machine.QueryLanguage !== undefined &&
    machine.QueryLanguage !== 'JSONata' &&
    machine.QueryLanguage !== 'JSONPath'
  ) {
    refuse(`The state machine: QueryLanguage "${machine.QueryLanguage}" does not exist.`);
  }
  const compiler = new Compiler(machine.QueryLanguage ?? 'JSONPath');
  return { ...compiler.flow(machine, 'The state machine', []), timeoutSeconds: machine.TimeoutSeconds };
}

class Compiler {
  /** What a state without a QueryLanguage of its own has. */
  readonly #language: string;
  readonly #names = new Set<string>();

  constructor(language: string) {
    this.#language = language;
  }

  /** `outer`: the variables of the flows around, which this one may read and must not assign. */
  flow(source: { StartAt: string; States: Record<string, unknown> }, place: string, outer: readonly string[]): Flow {
    const parsed = Object.entries(source.States).map(([name, state]) => [name, this.#parse(name, state)] as const);
    const assigned = new Set(parsed.flatMap(([, state]) => assignedNames(state)));
    for (const name of assigned) {
      if (outer.includes(name))
        refuse(`${place}: the variable "${name}" belongs to an outer flow and cannot be assigned.`);
      if (name === 'states') refuse(`${place}: "states" is reserved and cannot be assigned.`);
    }
    const inner = [...outer, ...assigned];
    const states = new Map(parsed.map(([name, state]) => [name, this.#compile(name, state, inner)]));
    if (!states.has(source.StartAt))
      refuse(`${place}: StartAt names "${source.StartAt}", which is not one of its states.`);
    const reached = new Set([source.StartAt]);
    for (const name of reached) {
      for (const next of targetsOf(states.get(name)!)) {
        if (!states.has(next)) refuse(`State "${name}" leads to "${next}", which is not a state of its flow.`);
        reached.add(next);
      }
    }
    const lost = [...states.keys()].find((name) => !reached.has(name));
    if (lost !== undefined) refuse(`State "${lost}" cannot be reached.`);
    return { startAt: source.StartAt, states };
  }

  #parse(name: string, source: unknown): StateSource<StateType> {
    const place = `State "${name}"`;
    if (this.#names.has(name)) refuse(`${place} exists twice.`);
    this.#names.add(name);
    const { Type: type, QueryLanguage: language = this.#language } = (source ?? {}) as Record<string, unknown>;
    if (language !== 'JSONata') {
      refuse(`${place} uses the query language ${String(language)}; only JSONata is hosted.`);
    }
    if (typeof type !== 'string' || !Object.hasOwn(STATE_SCHEMAS, type)) {
      refuse(`${place}: the type ${JSON.stringify(type)} does not exist.`);
    }
    return parseWith(STATE_SCHEMAS[type as StateType], source, place) as StateSource<StateType>;
  }

  #compile(name: string, source: StateSource<StateType>, variables: readonly string[]): State {
    const place = `State "${name}"`;
    const template = (field: string, value: unknown) =>
      value === undefined ? undefined : compileTemplate(value, `${place}, field ${field}`);
    const required = (field: string, value: unknown) => compileTemplate(value, `${place}, field ${field}`);
    const handover = (
      of: { Output?: unknown; Assign?: Record<string, unknown> | undefined },
      prefix = '',
    ): Handover => ({
      output: template(`${prefix}Output`, of.Output),
      assign: Object.entries(of.Assign ?? {}).map(([key, value]) => [key, required(`${prefix}Assign.${key}`, value)]),
    });
    switch (source.Type) {
      case 'Task':
        return {
          type: 'Task',
          name,
          ...handover(source),
          next: nextOf(source, place),
          ...recoveryOf(source, place, handover),
          functionArn: functionArnOf(source, place),
          arguments: template('Arguments', source.Arguments),
          timeoutSeconds: template('TimeoutSeconds', source.TimeoutSeconds),
        };
      case 'Pass':
        return { type: 'Pass', name, ...handover(source), next: nextOf(source, place) };
      case 'Choice':
        return {
          type: 'Choice',
          name,
          ...handover(source),
          choices: source.Choices.map((choice, index) => ({
            condition: required(`Choices[${index}].Condition`, choice.Condition),
            next: choice.Next,
            ...handover(choice, `Choices[${index}].`),
          })),
          default: source.Default,
        };
      case 'Wait':
        if ((source.Seconds === undefined) === (source.Timestamp === undefined)) {
          refuse(`${place} needs either Seconds or Timestamp.`);
        }
        return {
          type: 'Wait',
          name,
          ...handover(source),
          next: nextOf(source, place),
          seconds: template('Seconds', source.Seconds),
          timestamp: template('Timestamp', source.Timestamp),
        };
      case 'Succeed':
        return { type: 'Succeed', name, ...handover(source) };
      case 'Fail':
        return {
          type: 'Fail',
          name,
          ...handover({}),
          error: template('Error', source.Error),
          cause: template('Cause', source.Cause),
        };
      case 'Parallel':
        return {
          type: 'Parallel',
          name,
          ...handover(source),
          next: nextOf(source, place),
          ...recoveryOf(source, place, handover),
          branches: source.Branches.map((branch, index) => this.flow(branch, `${place}, branch ${index}`, variables)),
          arguments: template('Arguments', source.Arguments),
        };
      case 'Map':
        return {
          type: 'Map',
          name,
          ...handover(source),
          next: nextOf(source, place),
          ...recoveryOf(source, place, handover),
          processor: this.flow(source.ItemProcessor, `${place}, item processor`, variables),
          items: template('Items', source.Items),
          itemSelector: template('ItemSelector', source.ItemSelector),
          maxConcurrency: required('MaxConcurrency', source.MaxConcurrency),
          toleratedCount: template('ToleratedFailureCount', source.ToleratedFailureCount),
          toleratedPercentage: template('ToleratedFailurePercentage', source.ToleratedFailurePercentage),
        };
    }
  }
}

function parseWith<S extends typeof machineSchema | (typeof STATE_SCHEMAS)[StateType]>(
  schema: S,
  value: unknown,
  place: string,
): S['_zod']['output'] {
  const parsed = schema.safeParse(value);
  if (!parsed.success) refuse(`${place}: ${firstComplaint(parsed.error)}.`);
  return parsed.data;
}

function assignedNames(state: StateSource<StateType>): string[] {
  const own = 'Assign' in state ? Object.keys(state.Assign ?? {}) : [];
  const caught = 'Catch' in state ? state.Catch.flatMap((catcher) => Object.keys(catcher.Assign ?? {})) : [];
  const chosen = 'Choices' in state ? state.Choices.flatMap((choice) => Object.keys(choice.Assign ?? {})) : [];
  return [...own, ...caught, ...chosen];
}

function targetsOf(state: State): string[] {
  const targets: string[] = [];
  if ('next' in state && state.next !== null) targets.push(state.next);
  if ('catch' in state) targets.push(...state.catch.map((catcher) => catcher.next));
  if (state.type === 'Choice') targets.push(...state.choices.map((choice) => choice.next));
  if (state.type === 'Choice' && state.default !== undefined) targets.push(state.default);
  return targets;
}

function nextOf(source: { Next?: string | undefined; End?: true | undefined }, place: string): string | null {
  if ((source.Next === undefined) === (source.End === undefined)) refuse(`${place} needs either Next or End.`);
  return source.Next ?? null;
}

function recoveryOf(
  source: StateSource<'Task' | 'Parallel' | 'Map'>,
  place: string,
  handover: (of: StateSource<'Task'>['Catch'][number], prefix: string) => Handover,
): Pick<Recovering, 'retry' | 'catch'> {
  for (const [field, rules] of Object.entries({ Retry: source.Retry, Catch: source.Catch })) {
    rules.forEach((rule, index) => {
      const names = rule.ErrorEquals;
      if (names.includes(ERROR.all) && (names.length > 1 || index < rules.length - 1)) {
        refuse(`${place}: ${ERROR.all} must stand alone and in the last rule of ${field}.`);
      }
    });
  }
  return {
    retry: source.Retry,
    catch: source.Catch.map((catcher, index) => ({
      errorEquals: catcher.ErrorEquals,
      next: catcher.Next,
      ...handover(catcher, `Catch[${index}].`),
    })),
  };
}

/** The ARN in Resource, or null for lambda:invoke, whose Arguments name the function. */
function functionArnOf(source: StateSource<'Task'>, place: string): string | null {
  if (FUNCTION.test(source.Resource)) return source.Resource;
  if (!INVOKE.test(source.Resource)) {
    refuse(`${place}: the resource "${source.Resource}" is not hosted; lambda:invoke and the ARN of a function are.`);
  }
  if (typeof source.Arguments !== 'string') {
    const given = Object.keys((source.Arguments ?? {}) as object);
    const unknown = given.find((key) => !INVOKE_ARGUMENTS.has(key));
    if (unknown !== undefined) refuse(`${place}: the argument "${unknown}" of lambda:invoke is not hosted.`);
    if (!given.includes('FunctionName')) refuse(`${place}: Arguments need FunctionName.`);
  }
  return null;
}

function refuse(message: string): never {
  throw new AppError('InvalidDefinition', 400, message);
}

import type { Retrier } from './definition.ts';
import type { Template } from './expression.ts';

/** States that follow one another: a whole machine, one branch of a Parallel, one iteration of a Map. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** A compiled definition; made once, run as often as wanted. */
export interface Machine extends Flow {
  readonly timeoutSeconds: number | undefined;
}

/** What a state hands on. Absent Output means its result (or its input where there is none). */
export interface Handover {
  readonly output: Template | undefined;
  readonly assign: readonly (readonly [name: string, value: Template])[];
}

export interface Catcher extends Handover {
  readonly errorEquals: readonly string[];
  readonly next: string;
}

interface Named extends Handover {
  readonly name: string;
}
/** `next` is null where the flow ends. */
interface Continuing extends Named {
  readonly next: string | null;
}
export interface Recovering extends Continuing {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskState extends Recovering {
  readonly type: 'Task';
  /** The ARN of the function where Resource names it, null where Arguments do (lambda:invoke). */
  readonly functionArn: string | null;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
}
export interface PassState extends Continuing {
  readonly type: 'Pass';
}
export interface ChoiceState extends Named {
  readonly type: 'Choice';
  readonly choices: readonly (Handover & { readonly condition: Template; readonly next: string })[];
  readonly default: string | undefined;
}
export interface WaitState extends Continuing {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}
export interface SucceedState extends Named {
  readonly type: 'Succeed';
}
export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}
export interface ParallelState extends Recovering {
  readonly type: 'Parallel';
  readonly branches: readonly Flow[];
  readonly arguments: Template | undefined;
}
export interface MapState extends Recovering {
  readonly type: 'Map';
  readonly processor: Flow;
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template;
  readonly toleratedCount: Template | undefined;
  /** 0..100 */
  readonly toleratedPercentage: Template | undefined;
}
export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { compileRule, type Rule, type RuleResource, type Target } from './events/rule.ts';
import { type Clock, systemClock } from './states/clock.ts';

export { objectCreatedEvent } from './events/s3-event.ts';

/** What the source of an event writes. */
export interface EventInput {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: object;
  readonly resources?: readonly string[];
  /** Milliseconds since 1970; now where absent. */
  readonly time?: number;
}

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO time to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** An event that reached its target neither at once nor by retries. */
export interface Undelivered {
  readonly event: BusEvent;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly error: unknown;
  /** How often it was tried again. */
  readonly retries: number;
}

export interface EventBusOptions {
  readonly region: string;
  readonly accountId: string;
  /** Throws where a rule may not deliver to a target, or to the dead-letter queue of one. */
  readonly authorise?: (delivery: {
    kind: Target['kind'] | 'queue';
    ruleArn: string;
    targetArn: string;
    roleArn: string | null;
  }) => void;
  /** Starts an execution; `input` is JSON text. */
  startExecution(stateMachineArn: string, name: string, input: string): Promise<unknown>;
  /** Hands an event to a function without waiting for its answer. */
  invokeFunction(functionArn: string, payload: unknown): Promise<unknown>;
  /** Puts a message on a dead-letter queue. */
  sendToQueue(queueArn: string, body: string, attributes: Readonly<Record<string, string>>): Promise<unknown>;
  /** Told about every event that could not be delivered, with or without a dead-letter queue. */
  onUndelivered(undelivered: Undelivered): void;
  readonly clock?: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random?: () => number;
}

const LONGEST_BACKOFF_SECONDS = 600;

/** The default event bus: matches events against the template's rules and delivers them, each target on its own. */
export class EventBus {
  readonly #options: EventBusOptions;
  readonly #clock: Clock;
  readonly #rules: Rule[] = [];
  readonly #deliveries = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: EventBusOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** @throws AppError InvalidRule naming the rule and what of it is not hosted. */
  addRule(resource: RuleResource): void {
    const rule = compileRule(resource);
    if (!rule) return;
    this.#rules.push(rule);
    if (rule.everyMs !== null) void this.#follow(rule, rule.everyMs);
  }

  /** Delivers every rule with a schedule once, as if its time had come. */
  ring(): void {
    for (const rule of this.#rules) if (rule.everyMs !== null) this.#ring(rule);
  }

  /** A rule is due for the first time one period after it was made. */
  async #follow(rule: Rule, everyMs: number): Promise<void> {
    try {
      for (;;) {
        await this.#clock.sleep(everyMs, this.#closing.signal);
        this.#ring(rule);
      }
    } catch {
      // The bus is closing.
    }
  }

  #ring(rule: Rule): void {
    const now = this.#clock.now();
    const input = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {}, resources: [rule.arn] };
    this.#hand(this.#envelope(input, now), [rule], now);
  }

  /** Takes an event and gives it back with its envelope. Delivery goes on in the background. */
  putEvent(input: EventInput): BusEvent {
    const now = this.#clock.now();
    const event = this.#envelope(input, now);
    this.#hand(
      event,
      this.#rules.filter((rule) => rule.matches?.(event)),
      now,
    );
    return event;
  }

  #envelope(input: EventInput, now: number): BusEvent {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': input['detail-type'],
      source: input.source,
      account: this.#options.accountId,
      time: new Date(input.time ?? now).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: this.#options.region,
      resources: input.resources ?? [],
      detail: input.detail,
    };
  }

  #hand(event: BusEvent, rules: readonly Rule[], now: number): void {
    for (const rule of rules) {
      for (const target of rule.targets) {
        const delivery = this.#deliver(event, rule, target, now).finally(() => this.#deliveries.delete(delivery));
        this.#deliveries.add(delivery);
      }
    }
  }

  /** Resolves when every event has been delivered or given up. */
  async idle(): Promise<void> {
    while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
  }

  /** Gives up what is waiting for another try. */
  async close(): Promise<void> {
    this.#closing.abort(new AppError('EventBusClosed', 503, 'The event bus is closing.'));
    await this.idle();
  }

  async #deliver(event: BusEvent, rule: Rule, target: Target, takenAt: number): Promise<void> {
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#send(event, rule, target, takenAt);
      } catch (error) {
        const backoff = Math.min(2 ** retries, LONGEST_BACKOFF_SECONDS) * (0.5 + 0.5 * this.#random());
        const tooOld = this.#clock.now() + backoff * 1000 > takenAt + target.maximumEventAgeInSeconds * 1000;
        const exhausted =
          retries >= target.maximumRetryAttempts ? 'MaximumRetryAttempts' : tooOld ? 'MaximumEventAgeInSeconds' : null;
        // A refusal will be the same next time.
        const refused = error instanceof AppError && error.status >= 400 && error.status < 500 && error.status !== 429;
        if (refused || exhausted) return this.#giveUp(event, rule, target, retries, error, refused ? null : exhausted);
        try {
          await this.#clock.sleep(backoff * 1000, this.#closing.signal);
        } catch {
          return this.#giveUp(event, rule, target, retries, this.#closing.signal.reason, null);
        }
      }
    }
  }

  async #send(event: BusEvent, rule: Rule, target: Target, takenAt: number): Promise<void> {
    const { kind, arn: targetArn, roleArn } = target;
    this.#options.authorise?.({ kind, ruleArn: rule.arn, targetArn, roleArn });
    const ingestionTime = new Date(takenAt).toISOString();
    const input = target.input(event, { ruleArn: rule.arn, ruleName: rule.name, ingestionTime });
    if (target.kind === 'function') {
      await this.#options.invokeFunction(target.arn, input);
    } else {
      // EventBridge offers no way to choose the name: a repeated event is a new execution.
      await this.#options.startExecution(target.arn, `${event.id}_${randomUUID()}`, JSON.stringify(input));
    }
  }

  async #giveUp(
    event: BusEvent,
    rule: Rule,
    target: Target,
    retries: number,
    error: unknown,
    exhausted: string | null,
  ): Promise<void> {
    this.#options.onUndelivered({ event, ruleArn: rule.arn, targetArn: target.arn, error, retries });
    if (target.deadLetterArn === null) return;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const attributes = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.arn,
      ERROR_CODE: name,
      ERROR_MESSAGE: message,
      RETRY_ATTEMPTS: String(retries),
      ...(exhausted === null ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
    };
    try {
      this.#options.authorise?.({ kind: 'queue', ruleArn: rule.arn, targetArn: target.deadLetterArn, roleArn: null });
      await this.#options.sendToQueue(target.deadLetterArn, JSON.stringify(event), attributes);
    } catch (failure) {
      this.#options.onUndelivered({
        event,
        ruleArn: rule.arn,
        targetArn: target.deadLetterArn,
        error: failure,
        retries: 0,
      });
    }
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }
}

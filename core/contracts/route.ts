/**
 * What is told of a route to those who serve it. The bodies of answers stand apart, in answers.ts: no function needs them,
 * and making their schemas takes a quarter of a function's start.
 */
import type * as z from 'zod/mini';

type Answer = {
  status: number;
  description: string;
  /** The type of an answer that is bytes and no JSON. */
  bytes?: string;
};
export type Route = {
  /** Which resource's handler serves it. */
  resource: 'recaps' | 'tracks' | 'previews' | 'taste' | 'guests' | 'sessions' | 'account';
  /**
   * Who may call: `anyone` without a token (the routes that make sessions go by their cookie), a `member` but no guest, or,
   * where it is left out, every signed-in person.
   */
  access?: 'anyone' | 'member';
  summary: string;
  path?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  success: Answer;
  failures: readonly number[];
};

/** Routes by method and path, as the gateway writes them. */
export type Routes = Readonly<Record<string, Route>>;

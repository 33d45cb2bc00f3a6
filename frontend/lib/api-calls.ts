/** What may be asked of the API and what it answers, by the types that its OpenAPI document generates. Types alone. */
import type { paths } from './api-types';

export type Path = keyof paths;
export type Verb = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** The methods that a path has. */
export type VerbOf<P extends Path> = {
  [V in Verb]: paths[P][Lowercase<V>] extends { responses: unknown } ? V : never;
}[Verb];

/** A path with something in each place, and perhaps a query: `/recaps/{id}` becomes `/recaps/${string}`. */
export type Filled<P extends string> = WithValues<P> | `${WithValues<P>}?${string}`;
type WithValues<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${WithValues<After>}`
  : P;

type Operation<P extends Path, V extends Verb> = paths[P][Lowercase<V>];
type Json = { content: { 'application/json': unknown } };

/** What is sent; undefined where nothing is. */
export type BodyOf<P extends Path, V extends Verb> =
  Operation<P, V> extends { requestBody: { content: { 'application/json': infer Body } } } ? Sendable<Body> : undefined;

/** JSON leaves out what is undefined, so that counts as absent. */
type Sendable<T> = T extends readonly (infer One)[]
  ? readonly Sendable<One>[]
  : T extends object
    ? { [K in keyof T]: object extends Pick<T, K> ? Sendable<T[K]> | undefined : Sendable<T[K]> }
    : T;

/** What comes back where all is well; undefined where nothing does. */
export type AnswerOf<P extends Path, V extends Verb> =
  Operation<P, V> extends { responses: infer Responses }
    ? JsonOf<Responses[keyof Responses & (200 | 201 | 202)]>
    : never;
type JsonOf<Response> = Response extends Json ? Response['content']['application/json'] : undefined;

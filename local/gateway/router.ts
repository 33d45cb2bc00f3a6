import type { RouteConfig } from './types.ts';

/** The route of a request and what its path variables matched. */
export interface RouteMatch<Route> {
  route: Route;
  pathParameters: Record<string, string>;
}

type Segment = { kind: 'literal' | 'parameter' | 'greedy'; text: string };

interface CompiledRoute<Route> {
  route: Route;
  method: string;
  segments: Segment[];
}

/** A literal beats a variable, a variable beats `{proxy+}`. */
const RANK = { literal: 0, parameter: 1, greedy: 2 } as const;

/**
 * Finds routes as HTTP APIs do: the most specific path that fits the method wins, a named method beats `ANY` on the same
 * path, and `$default` takes what is left. A trailing slash is a path of its own.
 */
export class Router<Route extends Pick<RouteConfig, 'routeKey'>> {
  readonly #routes: CompiledRoute<Route>[] = [];
  readonly #fallback: Route | null = null;

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      if (route.routeKey === '$default') {
        this.#fallback = route;
        continue;
      }
      const [method = '', path = ''] = route.routeKey.split(' ');
      this.#routes.push({ route, method, segments: path.slice(1).split('/').map(compileSegment) });
    }
    this.#routes.sort(bySpecificity);
  }

  /** `path` is decoded and begins with a slash. */
  match(method: string, path: string): RouteMatch<Route> | null {
    const parts = path.slice(1).split('/');
    for (const { route, method: wanted, segments } of this.#routes) {
      if (wanted !== method && wanted !== 'ANY') continue;
      const pathParameters = matchSegments(segments, parts);
      if (pathParameters) return { route, pathParameters };
    }
    return this.#fallback ? { route: this.#fallback, pathParameters: {} } : null;
  }
}

function compileSegment(text: string): Segment {
  const variable = /^\{([^{}+]+)(\+?)\}$/.exec(text);
  if (!variable) return { kind: 'literal', text };
  return { kind: variable[2] ? 'greedy' : 'parameter', text: variable[1]! };
}

function matchSegments(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const [index, { kind, text }] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return null;
    if (kind === 'greedy') {
      const rest = parts.slice(index).join('/');
      return rest === '' ? null : { ...found, [text]: rest };
    }
    if (kind === 'literal' ? part !== text : part === '') return null;
    if (kind === 'parameter') found[text] = part;
  }
  return parts.length === segments.length ? found : null;
}

function bySpecificity(a: CompiledRoute<unknown>, b: CompiledRoute<unknown>): number {
  const shared = Math.min(a.segments.length, b.segments.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = RANK[a.segments[index]!.kind] - RANK[b.segments[index]!.kind];
    if (difference !== 0) return difference;
  }
  return b.segments.length - a.segments.length || Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

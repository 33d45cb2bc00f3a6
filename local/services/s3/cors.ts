/** Cross-origin rules of a bucket, evaluated as S3 does: the first rule that fits decides. */

/** A rule as CloudFormation's `AWS::S3::Bucket CorsRule` spells it. */
export interface CorsRule {
  /** `*` or origins with at most one `*` in them. */
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  /** Seconds a browser may keep the answer to a preflight. */
  readonly MaxAge?: number;
}

const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** Headers for the reply to an actual request; none where no rule fits. */
export function corsHeaders(rules: readonly CorsRule[], origin: string, method: string): Record<string, string> {
  const rule = rules.find((each) => allowedOrigin(each, origin) && each.AllowedMethods.includes(method));
  return rule ? headersFor(rule, origin) : {};
}

/** Headers for the reply to a preflight; null where no rule fits, which S3 answers with 403. */
export function preflightHeaders(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  requested: readonly string[],
): Record<string, string> | null {
  const rule = rules.find(
    (each) =>
      allowedOrigin(each, origin) &&
      each.AllowedMethods.includes(method) &&
      requested.every((header) =>
        (each.AllowedHeaders ?? []).some((pattern) => matches(pattern.toLowerCase(), header)),
      ),
  );
  if (!rule) return null;
  return {
    ...headersFor(rule, origin),
    ...(requested.length === 0 ? {} : { 'access-control-allow-headers': requested.join(', ') }),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
  };
}

/** The header names of an `Access-Control-Request-Headers` value, in lower case. */
export function requestedHeaders(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

function headersFor(rule: CorsRule, origin: string): Record<string, string> {
  const anyOrigin = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyOrigin ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(anyOrigin ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.ExposedHeaders?.length ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') } : {}),
    vary: VARY,
  };
}

function allowedOrigin(rule: CorsRule, origin: string): boolean {
  return rule.AllowedOrigins.some((pattern) => matches(pattern, origin));
}

/** Whether a text fits a pattern with at most one `*`. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

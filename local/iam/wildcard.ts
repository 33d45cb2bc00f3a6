/**
 * Whether the text fits the pattern, in which `*` stands for any characters (none included) and `?` for exactly one.
 * Takes time proportional to both lengths at most, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  /** Where the last star was met, and up to where it reaches so far. */
  let star = -1;
  let reach = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      reach = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      reach += 1;
      p = star + 1;
      t = reach;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** `arn`, partition, service, region, account, and the resource, which may hold colons itself. */
const ARN_PARTS = 6;

/** Whether an ARN fits a pattern whose wildcards stay within one of its six parts, as ArnLike and ArnEquals compare. */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  if (!wanted || !given) return false;
  return wanted.every((part, index) => matchesWildcard(part, given[index]!));
}

function arnParts(arn: string): string[] | null {
  const parts = arn.split(':');
  if (parts[0] !== 'arn' || parts.length < ARN_PARTS) return null;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

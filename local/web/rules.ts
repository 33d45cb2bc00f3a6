/** A rewrite or redirect rule of Amplify Hosting. */
export interface WebRule {
  /** A path with placeholders (`/recaps/<id>`), a wildcard at its end (`/recaps/<*>`), or `</regular expression/>`. */
  source: string;
  /** Path, or for a redirect also an address, in which the source's placeholders may occur. */
  target: string;
  /** `200` rewrites; `404-200` rewrites and `404` answers 404 only where no file is found; `301` and `302` redirect. */
  status: '200' | '301' | '302' | '404' | '404-200';
}

export type RuleMatch = { status: WebRule['status']; target: string };

/** Applies the first rule that fits, as Amplify Hosting does. */
export class RuleTable {
  readonly #rules: { pattern: RegExp; names: string[]; rule: WebRule }[];

  constructor(rules: readonly WebRule[]) {
    this.#rules = rules.map((rule) => ({ ...compileSource(rule.source), rule }));
  }

  /** `missing` says that no file has been found, which is when rules of status 404 and 404-200 come in. */
  match(path: string, missing: boolean): RuleMatch | null {
    for (const { pattern, names, rule } of this.#rules) {
      if (rule.status.startsWith('404') !== missing) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      const target = names.reduce(
        (text, name, index) => text.replaceAll(`<${name}>`, found[index + 1] ?? ''),
        rule.target,
      );
      return { status: rule.status, target };
    }
    return null;
  }
}

function compileSource(source: string): { pattern: RegExp; names: string[] } {
  const expression = /^<\/(.*)\/>$/.exec(source)?.[1];
  if (expression !== undefined) return { pattern: new RegExp(expression), names: [] };
  const names: string[] = [];
  const text = source.replace(/<([^>]+)>|[.*+?^${}()|[\]\\]/g, (token, name: string | undefined) => {
    if (name === undefined) return `\\${token}`;
    names.push(name);
    return name === '*' ? '(.*)' : '([^/]+)';
  });
  return { pattern: new RegExp(`^${text}$`), names };
}

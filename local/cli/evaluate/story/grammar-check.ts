/** Harper, a grammar checker that runs on this machine, asked for what it finds in a text. */

import { Dialect, LocalLinter } from 'harper.js';
import { binaryInlined } from 'harper.js/binaryInlined';

export interface GrammarFinding {
  kind: string;
  text: string;
  message: string;
}

export interface GrammarCheck {
  findings(text: string): Promise<GrammarFinding[]>;
}

/** Loads it once; takes some seconds. The stories are in British English. */
export async function openGrammarCheck(): Promise<GrammarCheck> {
  const linter = new LocalLinter({ binary: binaryInlined, dialect: Dialect.British });
  await linter.setup();
  return {
    async findings(text) {
      const lints = await linter.lint(text, { language: 'plaintext' });
      return lints.map((lint) => ({ kind: lint.lint_kind(), text: lint.get_problem_text(), message: lint.message() }));
    },
  };
}

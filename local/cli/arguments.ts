/** Command lines: what may be given, and a sentence for what may not. */
import { parseArgs } from 'node:util';
import { AppError } from '../../core/errors.ts';

export type Option = { type: 'string' | 'boolean'; help: string };

/** Parses the words after the command. Throws `InvalidCommand` naming the option at fault. */
export function readArguments<O extends Record<string, Option>>(
  usage: string,
  options: O,
  words: string[] = process.argv.slice(2),
): { values: { [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : string }; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    return { values: values as never, positionals };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : 'The command was not understood';
    throw new AppError('InvalidCommand', 400, `${reason}. Usage: ${usage}`, { cause: error });
  }
}

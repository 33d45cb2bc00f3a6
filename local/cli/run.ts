/** How every command ends: a result on stdout, or a sentence on stderr and exit code 1. */
import { AppError, publicMessageOf } from '../../core/errors.ts';

/**
 * Runs a command. With `--json` among the words, its failure is one JSON document on stdout, as its success is.
 * Sets the exit code and lets the process end by itself, so that nothing written is cut off.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'InternalError';
    const message = publicMessageOf(error);
    if (process.argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ status: 'FAILED', error: { code, message } })}\n`);
    } else {
      process.stderr.write(`${message}\n`);
    }
    if (!(error instanceof AppError)) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

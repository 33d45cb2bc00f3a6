/** Sentences for what the machine itself may be short of, wherever in the cloud it shows. */
import { AppError } from '../core/errors.ts';
import { damaged } from './damaged.ts';

type Cause = { code?: unknown; message?: unknown; stdout?: unknown; cause?: unknown };

/** The error and what caused it, outermost first. */
function chainOf(error: unknown): Cause[] {
  const chain: Cause[] = [];
  for (let one = error as Cause | undefined; one && chain.length < 10; one = one.cause as Cause | undefined) {
    chain.push(one);
  }
  return chain;
}

const told = (chain: readonly Cause[], code: string, words: RegExp) =>
  chain.some((one) => one.code === code || words.test(String(one.message)));

/** The error as a sentence, where it comes from a full disk, a missing right or a damaged store; else the error itself. */
export function explain(error: unknown, dataDir: string): unknown {
  const chain = chainOf(error);
  const sentence = (code: string, text: string) => new AppError(code, 507, text, { cause: error });
  // Libraries wrap what the system said, and some keep only its words.
  if (told(chain, 'ENOSPC', /ENOSPC|No space left on device/i) || told(chain, 'EDQUOT', /EDQUOT|quota exceeded/i)) {
    return sentence('DiskFull', `The disk is full: ${dataDir} takes no more. Make room there and start again.`);
  }
  if (error instanceof AppError && error.code !== 'SynthesisFailed') return error;
  if (told(chain, 'EACCES', /EACCES|Permission denied/) || told(chain, 'EROFS', /EROFS|Read-only file system/)) {
    const path = chain.map((one) => (one as NodeJS.ErrnoException).path).find(Boolean) ?? dataDir;
    return sentence(
      'NotWritable',
      `${path} cannot be written. Give this user the right to, or set SIGHTSONG_DATA_DIR.`,
    );
  }
  if (told(chain, 'ENOTDIR', /ENOTDIR/) || told(chain, 'EEXIST', /EEXIST/)) return damaged(dataDir, error);
  if (chain.some((one) => String(one.code).startsWith('LEVEL_'))) return damaged(dataDir, error);
  return error;
}

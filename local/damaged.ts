import { AppError } from '../core/errors.ts';

/** A file or folder of the data folder that does not hold what was written there. */
export function damaged(path: string, cause: unknown): AppError {
  const message = `${path} is damaged and cannot be read. npm start -- --reset begins with an empty data folder.`;
  return new AppError('DataFolderDamaged', 500, message, { cause });
}

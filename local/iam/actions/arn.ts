import { AppError } from '../../../core/errors.ts';
import type { Place } from '../actions.ts';

/** The ARN of a resource of this account and region. */
export function regionalArn({ region, accountId }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** A field that must be text. Throws `ValidationException` (400). */
export function requiredText(body: Readonly<Record<string, unknown>>, field: string): string {
  const value = body[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new AppError('ValidationException', 400, `${field} must be given as text.`);
}

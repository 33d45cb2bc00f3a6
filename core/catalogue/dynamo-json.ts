/**
 * Plain values as DynamoDB JSON, the format of the service's export to and import from S3: one object a line, each value
 * wrapped in its type. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html
 */
import { AppError } from '../errors.ts';

/** A value with its DynamoDB type, as it stands in JSON: binary values as base64. */
export type DynamoJsonValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: DynamoJsonValue[] }
  | { M: Record<string, DynamoJsonValue> };

/** Items one a line, each line ended. Throws `InvalidItem` for a value that the table cannot hold. */
export function toDynamoJsonLines(items: Iterable<object>): string {
  const lines: string[] = [];
  for (const item of items) lines.push(`${toDynamoJsonLine(item)}\n`);
  return lines.join('');
}

/** One item as one line without its end. */
export function toDynamoJsonLine(item: object): string {
  return JSON.stringify({ Item: attributesOf(item) });
}

function attributesOf(object: object): Record<string, DynamoJsonValue> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, toDynamoJson(value)]));
}

function toDynamoJson(value: unknown): DynamoJsonValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (value instanceof Uint8Array) return { B: toBase64(value) };
  if (Array.isArray(value)) return { L: value.map(toDynamoJson) };
  if (typeof value === 'object') return { M: attributesOf(value) };
  throw new AppError('InvalidItem', 500, `A table cannot hold the value ${String(value)}.`);
}

/** `String.fromCharCode` takes its bytes as arguments, of which a call may have only so many. */
const CHUNK = 8192;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/**
 * Plain values as DynamoDB JSON, the format of the service's export to and import from S3: one object a line, each value
 * wrapped in its type. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html
 */
import { AppError } from '../errors.ts';

/** A value with its DynamoDB type; `Bytes` is what binary values are given as. */
export type Attribute<Bytes> =
  | { S: string }
  | { N: string }
  | { B: Bytes }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: Attribute<Bytes>[] }
  | { M: Record<string, Attribute<Bytes>> };

/** A value as it stands in JSON: binary values as base64. */
export type DynamoJsonValue = Attribute<string>;

/** Items one a line, each line ended. Throws `InvalidItem` for a value that the table cannot hold. */
export function toDynamoJsonLines(items: Iterable<object>): string {
  const lines: string[] = [];
  for (const item of items) lines.push(`${toDynamoJsonLine(item)}\n`);
  return lines.join('');
}

/** One item as one line without its end. */
export function toDynamoJsonLine(item: object): string {
  return JSON.stringify({ Item: attributesOf(item, toBase64) });
}

/** The item as a client of DynamoDB sends it. Throws `InvalidItem` for a value that the table cannot hold. */
export function toAttributes(item: object): Record<string, Attribute<Uint8Array>> {
  return attributesOf(item, (bytes) => bytes);
}

type OfBytes<Bytes> = (bytes: Uint8Array) => Bytes;

function attributesOf<Bytes>(object: object, ofBytes: OfBytes<Bytes>): Record<string, Attribute<Bytes>> {
  const attributes: Record<string, Attribute<Bytes>> = {};
  for (const [name, value] of Object.entries(object)) attributes[name] = attributeOf(value, ofBytes);
  return attributes;
}

function attributeOf<Bytes>(value: unknown, ofBytes: OfBytes<Bytes>): Attribute<Bytes> {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (value instanceof Uint8Array) return { B: ofBytes(value) };
  if (Array.isArray(value)) return { L: value.map((inner) => attributeOf(inner, ofBytes)) };
  if (typeof value === 'object') return { M: attributesOf(value, ofBytes) };
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

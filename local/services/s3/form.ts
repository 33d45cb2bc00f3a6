/** Reading `multipart/form-data` (RFC 7578) as it arrives: the fields first, then the file as a stream. */
import { ByteReader } from './byte-reader.ts';
import { S3Error } from './errors.ts';

export interface UploadForm {
  /** Fields before the file; names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** The client's name of the file, for `${filename}` in a key. */
  readonly filename: string;
  /** The file's bytes; to be read once. */
  readonly file: AsyncIterable<Buffer>;
}

/** S3 takes at most this much before the file. */
const MAX_FIELD_BYTES = 20_480;
const MAX_HEADER_BYTES = 4_096;
const MAX_FIELDS = 200;

/** The boundary of a content type; null where it is not form data. */
export function formBoundary(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  );
  return match ? (match[1] ?? match[2]!) : null;
}

/** Reads up to the part named `file`. Throws `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`, `InvalidArgument`. */
export async function readForm(source: AsyncIterable<Buffer>, boundary: string): Promise<UploadForm> {
  const reader = new ByteReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  let total = 0;
  await reader.readUntil(Buffer.from(`--${boundary}`), MAX_HEADER_BYTES, malformed);
  for (;;) {
    const end = (await reader.readExactly(2)).toString('latin1');
    if (end === '--') throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
    if (end !== '\r\n') throw malformed();
    const { name, filename } = await readPartHeaders(reader);
    if (name.toLowerCase() === 'file') return { fields, filename, file: reader.streamUntil(delimiter) };
    const value = (await reader.readUntil(delimiter, MAX_FIELD_BYTES, tooLong)).toString('utf8');
    total += name.length + value.length;
    if (total > MAX_FIELD_BYTES || fields.size >= MAX_FIELDS) throw tooLong();
    // Two fields of one name could show the policy one value and the object another.
    if (fields.has(name.toLowerCase())) throw malformed();
    fields.set(name.toLowerCase(), value);
  }
}

async function readPartHeaders(reader: ByteReader): Promise<{ name: string; filename: string }> {
  let disposition: string | undefined;
  const line = Buffer.from('\r\n');
  for (let lines = 0; ; lines++) {
    const header = (await reader.readUntil(line, MAX_HEADER_BYTES, malformed)).toString('utf8');
    if (header === '') break;
    if (lines > 10) throw malformed();
    const match = /^content-disposition:\s*form-data\s*;(.*)$/i.exec(header);
    if (match) disposition = match[1]!;
  }
  const parameter = (name: string) => {
    const match = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i').exec(disposition ?? '');
    return match?.[1] ?? match?.[2];
  };
  const name = parameter('name');
  if (!name) throw malformed();
  return { name, filename: parameter('filename') ?? '' };
}

function malformed(): S3Error {
  return new S3Error('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
}

function tooLong(): S3Error {
  return new S3Error(
    'MaxPostPreDataLengthExceeded',
    'Your POST request fields preceding the upload file were too large.',
  );
}

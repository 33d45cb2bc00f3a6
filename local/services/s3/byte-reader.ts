/** Reading a byte stream up to delimiters and counts, as chunked bodies and form data need it. */
import { S3Error } from './errors.ts';

/** Wraps a stream of chunks; one reader at a time. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** What stands before the delimiter, which is consumed. Throws `IncompleteBody` at the end, `tooLong()` past `maxBytes`. */
  async readUntil(delimiter: Buffer, maxBytes: number, tooLong: () => S3Error): Promise<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      if (at > maxBytes || (at < 0 && this.#buffer.length > maxBytes + delimiter.length)) throw tooLong();
      if (at >= 0) return this.#consume(at, delimiter.length);
      await this.#fill();
    }
  }

  /** Exactly `length` bytes. */
  async readExactly(length: number): Promise<Buffer> {
    while (this.#buffer.length < length) await this.#fill();
    return this.#consume(length, 0);
  }

  /** Exactly `length` bytes, in pieces as they arrive. */
  async *streamExactly(length: number): AsyncGenerator<Buffer, void> {
    let left = length;
    while (left > 0) {
      if (this.#buffer.length === 0) await this.#fill();
      const piece = this.#consume(Math.min(left, this.#buffer.length), 0);
      left -= piece.length;
      yield piece;
    }
  }

  /** The bytes before the delimiter in pieces as they arrive; the delimiter is consumed. */
  async *streamUntil(delimiter: Buffer): AsyncGenerator<Buffer, void> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      if (at >= 0) {
        if (at > 0) yield this.#consume(at, 0);
        this.#consume(0, delimiter.length);
        return;
      }
      // The last bytes may be the beginning of a delimiter that the next chunk completes.
      const certain = this.#buffer.length - delimiter.length + 1;
      if (certain > 0) yield this.#consume(certain, 0);
      await this.#fill();
    }
  }

  #consume(length: number, skip: number): Buffer {
    const piece = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length + skip);
    return piece;
  }

  async #fill(): Promise<void> {
    const { value, done } = await this.#source.next();
    if (done) {
      throw new S3Error('IncompleteBody', 'The request body ended before the number of bytes it announced.');
    }
    this.#buffer = this.#buffer.length === 0 ? value : Buffer.concat([this.#buffer, value]);
  }
}

/** The checksums a client may send with an object ("Checking object integrity" in the S3 user guide). */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** FULL_OBJECT covers the bytes of the object; COMPOSITE covers the checksums of its parts and ends in `-<parts>`. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64, big-endian for the CRCs. */
  readonly value: string;
  readonly type: ChecksumType;
}

/** A checksum being computed. */
export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  /** Base64 of the bytes so far. */
  digest(): string;
}

/** The header or trailer that carries an algorithm's checksum, e.g. `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The algorithm of such a header name, or of an algorithm's name in any case; undefined for any other text. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm | undefined {
  const upper = name.replace(/^x-amz-checksum-/i, '').toUpperCase();
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === upper);
}

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return running<number>(0, (crc, chunk) => crc32(chunk, crc), bytesOf32);
    case 'CRC32C':
      return running<number>(0, crc32c, bytesOf32);
    case 'CRC64NVME':
      return running({ high: 0, low: 0 }, crc64nvme, ({ high, low }) =>
        Buffer.concat([bytesOf32(high), bytesOf32(low)]),
      );
    case 'SHA1':
    case 'SHA256': {
      const hash = createHash(algorithm.toLowerCase());
      return { update: (chunk) => void hash.update(chunk), digest: () => hash.copy().digest('base64') };
    }
  }
}

function running<State>(
  initial: State,
  step: (state: State, chunk: Uint8Array) => State,
  bytes: (state: State) => Buffer,
): RunningChecksum {
  let state = initial;
  return {
    update(chunk) {
      state = step(state, chunk);
    },
    digest: () => bytes(state).toString('base64'),
  };
}

function bytesOf32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** Castagnoli's polynomial, reflected (RFC 3720, 12.1). */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  return crc;
});

function crc32c(crc: number, chunk: Uint8Array): number {
  let state = ~crc;
  for (let i = 0; i < chunk.length; i++) state = (state >>> 8) ^ CRC32C_TABLE[(state ^ chunk[i]!) & 0xff]!;
  return ~state >>> 0;
}

/** The reflected polynomial of the NVM Express base specification, 0x9a6c9329ac4bc9b5, one table for each half. */
const CRC64_HIGH = new Uint32Array(256);
const CRC64_LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd) {
      high ^= 0x9a6c9329;
      low ^= 0xac4bc9b5;
    }
  }
  CRC64_HIGH[byte] = high >>> 0;
  CRC64_LOW[byte] = low >>> 0;
}

function crc64nvme(crc: { high: number; low: number }, chunk: Uint8Array): { high: number; low: number } {
  let high = ~crc.high;
  let low = ~crc.low;
  for (let i = 0; i < chunk.length; i++) {
    const at = (low ^ chunk[i]!) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[at]!;
    high = (high >>> 8) ^ CRC64_HIGH[at]!;
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

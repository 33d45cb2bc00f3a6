/** The list of labels that a TensorFlow Lite model carries: a zip archive at the end of its file. */
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;

/** The lines of one text file in the model's metadata; null where it has no such file. Layout: APPNOTE.TXT 4.3 of zip. */
export function labelsInFile(bytes: Uint8Array, name: string): string[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + END_BYTES > file.length || file.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  const entries = file.readUInt16LE(end + 10);
  const directoryBytes = file.readUInt32LE(end + 12);
  // The offsets count from the archive's own begin, which is somewhere in the model's file.
  const shift = end - directoryBytes - file.readUInt32LE(end + 16);
  let at = end - directoryBytes;
  for (let entry = 0; entry < entries; entry++) {
    const nameBytes = file.readUInt16LE(at + 28);
    if (file.toString('utf8', at + DIRECTORY_ENTRY_BYTES, at + DIRECTORY_ENTRY_BYTES + nameBytes) === name) {
      const header = shift + file.readUInt32LE(at + 42);
      const begin = header + LOCAL_HEADER_BYTES + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28);
      const packed = file.subarray(begin, begin + file.readUInt32LE(at + 20));
      const text = file.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed);
      return text.toString('utf8').trim().split('\n');
    }
    at += DIRECTORY_ENTRY_BYTES + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return null;
}

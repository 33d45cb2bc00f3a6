import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { contentTypeOf, isCompressible } from './content-types.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the site, with its compressed forms made on demand. */
export interface SiteFile {
  contentType: string;
  etag: string;
  /** Only for compressible files of more than a packet's size is it anything but the plain bytes. */
  bytes(encoding: Encoding): Promise<Buffer>;
  compressible: boolean;
}

/** Less than this fits one network packet either way. */
const MIN_COMPRESSED_BYTES = 1_024;
/** Brotli's setting for content compressed on the fly; 11 takes seconds for a large script. */
const BROTLI_QUALITY = 5;

const compressors = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/** Makes a servable file of content in memory. */
export function siteFile(name: string, content: Buffer): SiteFile {
  const contentType = contentTypeOf(name);
  const compressible = content.length >= MIN_COMPRESSED_BYTES && isCompressible(contentType);
  const compressed = new Map<Encoding, Promise<Buffer>>();
  return {
    contentType,
    compressible,
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    bytes(encoding) {
      if (!compressible || encoding === 'identity') return Promise.resolve(content);
      const bytes = compressed.get(encoding) ?? compressors[encoding](content);
      compressed.set(encoding, bytes);
      return bytes;
    },
  };
}

/** The files below one folder, found by URL path. Nothing outside it, and no hidden file, is ever served. */
export class SiteFolder {
  readonly #folder: string;
  readonly #known = new Map<string, { version: string; file: SiteFile }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Clean addresses: `/about` is `about`, `about.html` or `about/index.html`. `path` is decoded. */
  async find(path: string): Promise<SiteFile | null> {
    const parts = path.split('/').filter(Boolean);
    if (parts.some((part) => part.startsWith('.') || /[\\\0]/.test(part))) return null;
    const base = parts.join('/');
    const candidates = path.endsWith('/') ? [`${base}/index.html`] : [base, `${base}.html`, `${base}/index.html`];
    for (const candidate of candidates) {
      const file = await this.#read(candidate);
      if (file) return file;
    }
    return null;
  }

  async #read(relative: string): Promise<SiteFile | null> {
    try {
      const root = await realpath(this.#folder);
      const path = await realpath(join(root, relative));
      const stats = await stat(path);
      if (!stats.isFile() || !path.startsWith(root + sep)) return null;
      const version = `${stats.mtimeMs} ${stats.size}`;
      const known = this.#known.get(path);
      if (known?.version === version) return known.file;
      const file = siteFile(path, await readFile(path));
      this.#known.set(path, { version, file });
      return file;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
      throw error;
    }
  }
}

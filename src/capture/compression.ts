import { readU32 } from './integers.ts';

export type Compression = 'none' | 'gzip' | 'lz4' | 'zstd';

/** Magic number of a frame, little-endian (LZ4 frame format 1.6.4). */
export const LZ4_MAGIC = 0x184d2204;

/** Magic number of a frame, little-endian (RFC 8878 §3.1.1). */
export const ZSTD_MAGIC = 0xfd2fb528;

/** Whether a frame with this magic is to be skipped (LZ4 frame format 1.6.4, RFC 8878 §3.1.2). */
export function isSkippable(magic: number): boolean {
  return magic >>> 4 === 0x184d2a5;
}

/** How a file is compressed that begins with `beginning`. */
export function identifyCompression(beginning: Uint8Array): Compression {
  // A gzip member (RFC 1952 §2.3.1).
  if (beginning[0] === 0x1f && beginning[1] === 0x8b) return 'gzip';
  for (let at = 0; at + 4 <= beginning.length;) {
    const magic = readU32(beginning, at, true);
    if (magic === LZ4_MAGIC) return 'lz4';
    if (magic === ZSTD_MAGIC) return 'zstd';
    if (!isSkippable(magic) || at + 8 > beginning.length) return 'none';
    at += 8 + readU32(beginning, at + 4, true);
  }
  return 'none';
}

import { ascii, pcapFile } from './build.ts';

/** A capture of 1,538 bytes, whose compressed literals are coded. */
export const text = pcapFile(
  Array.from({ length: 30 }, (_, index) => ({
    seconds: index,
    nanoseconds: 0,
    data: ascii(`publish live ${(index * index * 7919) % 10_007}, reply _result ${index}`),
  })),
);

/** A capture of 180,984 bytes, which is more than one block. */
export const long = pcapFile(
  Array.from({ length: 60 }, (_, index) => ({
    seconds: index,
    nanoseconds: 0,
    data: new Uint8Array(3000).fill(index),
  })),
);

/** What a program made of `content`. */
export type Compressed = { readonly content: Uint8Array; readonly bytes: Uint8Array };

export function compressed(content: Uint8Array, base64: string): Compressed {
  return { content, bytes: Uint8Array.from(Buffer.from(base64, 'base64')) };
}

/** By lz4 1.9.4 of Debian 12. */
export const lz4 = {
  /** `lz4 -9 -B4 -BD`: one block and a checksum. */
  best: compressed(
    text,
    'BCJNGGRAp6EBAACG1MOyoQIABAABADcEAAEOABMfBAD0EHB1Ymxpc2ggbGl2ZSAwLCByZXBseSBfcmVzdWx0IDAzABMiBAAJLwBM' +
      'NzkxOTIALzECMgAJTDE2NTUyAC8yAzIACjwyMjIyAC8zBDIACT02NjLIAC80BcgACi04NGQALzUGMgAJTDQ4ODgyAC82B2QACi03' +
      'NvoALzcIyAAKPDQ2NjIAIzgJMgATIQQACTIAPDk5MTEAIzkKMQATIwQACl0BPTM0N8EBLzALMwAJTTc1MzQzAC8xDDMACT05NTT7' +
      'AD8xMg1mAAotMzjEAT8xMw7MAAouMDONAi80D2IBCS41MjIALzUQZQAJPjU4NZgALzYRMwAJPjY5Of4ALzcSMwAJPjM5NmQBLzgT' +
      'ZgAKHzczAAAvORTMAAoeM8QCPzIwFcoBCj04NDMzAC8xFsADCh4x8QMvMhfLAAouMjIzAC8zGDMACT04MTXKAT8yNBn+AAotOTH7' +
      'Aj8yNRrIAgsdMJEDPzI2G5kACg8iBQA/MjccMwAJPjQxNWYALzgdzAAKKjIy/QFQbHQgMjkAAAAAE8cmuQ==',
  ),
  /** `lz4 -9 -B4 -BD`: blocks that copy from the one before. */
  linked: compressed(
    long,
    'BCJNGERAXswBAACG1MOyoQIABAABADcEAAEOACK4CwQADwEA//////////////+wGwHICx8BAQD//////////////68bAsgLHwIB' +
      'AP//////////////rxsDyAsfAwEA//////////////+vGwTICx8EAQD//////////////68bBcgLHwUBAP//////////////rxsG' +
      'yAsfBgEA//////////////+vGwfICx8HAQD//////////////68bCMgLHwgBAP//////////////rxsJyAsfCQEA////////////' +
      '//+vGwrICx8KAQD//////////////68bC8gLHwsBAP//////////////rxsMyAsfDAEA//////////////+vGw3ICx8NAQD/////' +
      '/////////68bDsgLHw4BAP//////////////rxsPyAsfDwEA//////////////+vGxDICx8QAQD//////////////68bEcgLHxEB' +
      'AP//////////////rxsSyAsfEgEA//////////////+vGxPICx8TAQD//////////////68bFMgLHxQBAP//////////////rxsV' +
      'yAsfFQEA//////////9fUBUVFRUVvwEAAA8EAP///zgbFsgLHxYBAP//////////////rxsXyAsfFwEA//////////////+vGxjI' +
      'Cx8YAQD//////////////68bGcgLHxkBAP//////////////rxsayAsfGgEA//////////////+vGxvICx8bAQD/////////////' +
      '/68bHMgLHxwBAP//////////////rxsdyAsfHQEA//////////////+vGx7ICx8eAQD//////////////68bH8gLHx8BAP//////' +
      '////////rxsgyAsfIAEA//////////////+vGyHICx8hAQD//////////////68bIsgLHyIBAP//////////////rxsjyAsfIwEA' +
      '//////////////+vGyTICx8kAQD//////////////68bJcgLHyUBAP//////////////rxsmyAsfJgEA//////////////+vGyfI' +
      'Cx8nAQD//////////////68bKMgLHygBAP//////////////rxspyAsfKQEA//////////////+vGyrICx8qAQD/////////////' +
      '/68bK8gLHysBAP//////LFArKysrK1ABAAAPBAD///////9rGyzICx8sAQD//////////////68bLcgLHy0BAP//////////////' +
      'rxsuyAsfLgEA//////////////+vGy/ICx8vAQD//////////////68bMMgLHzABAP//////////////rxsxyAsfMQEA////////' +
      '//////+vGzLICx8yAQD//////////////68bM8gLHzMBAP//////////////rxs0yAsfNAEA//////////////+vGzXICx81AQD/' +
      '/////////////68bNsgLHzYBAP//////////////rxs3yAsfNwEA//////////////+vGzjICx84AQD//////////////68bOcgL' +
      'HzkBAP//////////////rxs6yAsfOgEA//////////////+vGzvICx87AQD//////////////6pQOzs7OzsAAAAAHLyymQ==',
  ),
  /** `lz4 -B4 -BI -BX --content-size`: independent blocks, each with a checksum. */
  independent: compressed(
    long,
    'BCJNGHxA+MICAAAAAACN1AEAAIbUw7KhAgAEAAEANgQAAQ0AMgC4CwQADwIA//////////////+wBMwLBMgLHwEBAP//////////' +
      '////rxMCgRcEyAsfAgEA//////////////+vGwPICx8DAQD//////////////68EMi8EkBcfBAEA//////////////+vGwWQFx8F' +
      'AQD//////////////68bBsgLHwYBAP//////////////rxsHyAsfBwEA//////////////+vGwjICx8IAQD//////////////68b' +
      'CcgLHwkBAP//////////////rxsKyAsfCgEA//////////////+vGwvICx8LAQD//////////////68bDMgLHwwBAP//////////' +
      '////rxsNyAsfDQEA//////////////+vGw7ICx8OAQD//////////////68bD8gLHw8BAP//////////////rxsQyAsfEAEA////' +
      '//////////+vGxHICx8RAQD//////////////68bEsgLHxIBAP//////////////rxsTyAsfEwEA//////////////+vGxTICx8U' +
      'AQD//////////////68bFcgLHxUBAP//////////X1AVFRUVFXmycxDJAQAAHxUBAP///zciFgABACK4CwQAHxYBAP//////////' +
      '////rxIXxwsFyAsfFwEA//////////////+vGxjICx8YAQD//////////////68bGcgLHxkBAP//////////////rxsayAsfGgEA' +
      '//////////////+vGxvICx8bAQD//////////////68bHMgLHxwBAP//////////////rxsdyAsfHQEA//////////////+vGx7I' +
      'Cx8eAQD//////////////68bH8gLHx8BAP//////////////rxsgyAsfIAEA//////////////+vGyHICx8hAQD/////////////' +
      '/68bIsgLHyIBAP//////////////rxsjyAsfIwEA//////////////+vGyTICx8kAQD//////////////68bJcgLHyUBAP//////' +
      '////////rxsmyAsfJgEA//////////////+vGyfICx8nAQD//////////////68bKMgLHygBAP//////////////rxspyAsfKQEA' +
      '//////////////+vGyrICx8qAQD//////////////68bK8gLHysBAP//////LFArKysrK3xFgM5aAQAAHysBAP///////2oiLAAB' +
      'ACK4CwQAHywBAP//////////////rxItxwsFyAsfLQEA//////////////+vGy7ICx8uAQD//////////////68bL8gLHy8BAP//' +
      '////////////rxswyAsfMAEA//////////////+vGzHICx8xAQD//////////////68bMsgLHzIBAP//////////////rxszyAsf' +
      'MwEA//////////////+vGzTICx80AQD//////////////68bNcgLHzUBAP//////////////rxs2yAsfNgEA//////////////+v' +
      'GzfICx83AQD//////////////68bOMgLHzgBAP//////////////rxs5yAsfOQEA//////////////+vGzrICx86AQD/////////' +
      '/////68bO8gLHzsBAP//////////////qlA7Ozs7O5M5+70AAAAAHLyymQ==',
  ),
  /** `lz4 -B5 --no-frame-crc`: no checksum at all. */
  plain: compressed(
    text,
    'BCJNGGBAgsYBAACG1MOyoQIABAABADYEAAENACMAHwQA9BBwdWJsaXNoIGxpdmUgMCwgcmVwbHkgX3Jlc3VsdCAwMwATIgQACS8A' +
      'TDc5MTkyACMxAmUADzIAAkwxNjU1MgAvMgMyAAo8MjIyMgAUM9cAD2QAAj02NjLIAC80BWQACT03ODRkAC81BjIACUw0ODg4lgAv' +
      'NgcyAAk9Nzc2+gAvNwgyAAlMNjQ2NmQAIzgJMgATIQQACZABPDk5MTEAIzkKMQATIwQACTEATDEzNDcyAD8xMAszAAlNNzUzNDMA' +
      'LzEMMwAJPTk1NPsAPzEyDTMACT03MzjEAT8xMw4zAAk+MTAzjQIjNA8zAA8qAgIuNTIyACM1EDIADzEBAj41ODWYAC82ETMACT42' +
      'OTn+AC83EjMACT4zOTZkAS84EzMACS82NzMAAC85FDMACS41M8QCPzIwFTMACUw5ODQz/QEzMjEWMwAPZAECLTEx/gAzMjIXMgAP' +
      'ZAECPjYyMjMALzMYMwAJPTgxNcoBPzI0GTMACT01OTH7Aj8yNRozAAk9OTUwkQM/MjYbMwAJHzgiBQA/MjccMwAJPjQxNWYALzgd' +
      'MwAJOjUyMjACUGx0IDI5AAAAAA==',
  ),
} as const;

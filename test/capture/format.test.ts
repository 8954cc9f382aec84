import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINNING_LENGTH, identifyFormat } from '../../src/capture/format.ts';
import { LinkType, linkTypeName } from '../../src/capture/link-types.ts';
import { CaptureError } from '../../src/capture/packet.ts';
import { ascii, concat, counting, pcapHeader, section, u32 } from './build.ts';
import { read } from './read.ts';

function verdict(bytes: Uint8Array): string {
  try {
    return identifyFormat(bytes.subarray(0, BEGINNING_LENGTH), 'x');
  } catch (error) {
    if (error instanceof CaptureError) return error.message;
    throw error;
  }
}

describe('identifyFormat', () => {
  it.each(['little', 'big'] as const)('knows the captures that are read, %s-endian', (order) => {
    expect(verdict(pcapHeader({ order }))).toBe('pcap');
    expect(verdict(pcapHeader({ order, nanoseconds: true }))).toBe('pcap');
    expect(verdict(pcapHeader({ order, modified: true }))).toBe('pcap');
    expect(verdict(section(order))).toBe('pcapng');
  });

  it.each([
    [
      'not a capture: it begins with "hello world, thi", which is text',
      ascii('hello world, this is no capture'),
    ],
    ['not a capture: it begins with "a\\x09b\\x0a\\x0d\\x0a", which is text', ascii('a\tb\n\r\n')],
    [
      'not a capture: it begins with "你好，世界，这不是", which is text',
      ascii('你好，世界，这不是一个抓包文件'),
    ],
    ['not a capture: it begins with "  <!DOCTYPE html", which is HTML', ascii('  <!DOCTYPE html><title>404')],
    ['not a capture: it begins with 00 01 02 ff, which no capture does', Uint8Array.of(0, 1, 2, 255)],
    ['not a capture: it begins with d4, which no capture does', Uint8Array.of(0xd4)],
    ['not a capture: it is FLV media', ascii('FLV\x01\x05')],
    ['not a capture: it is MP4 media', concat(u32(32, 'big'), ascii('ftypisom'))],
    ['not a capture: it is UTF-16 text, as PowerShell makes', Uint8Array.of(0xff, 0xfe, 0xd4, 0)],
    ['empty: 0 bytes', new Uint8Array(0)],
    ['compressed with Zstandard: decompress it first (zstd -d)', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)],
    ['compressed with LZ4: decompress it first (lz4 -d)', Uint8Array.of(0x04, 0x22, 0x4d, 0x18)],
    ['compressed with LZ4 in its legacy format: decompress it first', Uint8Array.of(2, 0x21, 0x4c, 0x18)],
    ['compressed with gzip: decompress it first (gzip -d)', Uint8Array.of(0x1f, 0x8b, 8)],
    ['pcap with the record headers of F. Mesquita, which is not supported', u32(0xa1b234cd, 'little')],
    ['pcap as Navtel devices write it, which is not supported', u32(0xa12b3c4d, 'big')],
    ['a compiled packet filter (cBPF) in a pcap file', u32(0xa1b2c3cb, 'little')],
    ['a snoop capture: convert it first', ascii('snoop\0\0\0\0\0\0\x02')],
    ['a Microsoft Network Monitor 2 capture: convert it first', ascii('GMBU')],
    ['an iptrace capture (AIX): convert it first', ascii('iptrace 2.0')],
    ['an OmniPeek capture: convert it first', ascii('\x7fver')],
    ['a Microsoft Network Monitor 1 capture: convert it first', ascii('RTSS')],
  ])('says that it is %s', (message, bytes) => {
    expect(verdict(bytes)).toContain(`x is ${message}`);
  });
});

describe('createReader', () => {
  it('throws nothing but CaptureError, whatever the bytes', () => {
    const beginning = fc.constantFrom(
      new Uint8Array(0),
      pcapHeader(),
      pcapHeader({ order: 'big', nanoseconds: true }).subarray(0, 4),
      section(),
      section('big').subarray(0, 12),
      pcapHeader({ snapLength: 0 }),
    );
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 500 }), (head, garbage) => {
        try {
          const { notes } = read(concat(head, garbage), [50]);
          for (const { text } of notes) expect(text).toMatch(/^[ -~]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(CaptureError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('stops at garbage behind a file header', () => {
    const { packets, notes } = read(concat(pcapHeader(), counting(400, 100)));
    expect(packets).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.severity).toBe('error');
  });
});

describe('linkTypeName', () => {
  it('names link types, and numbers those it does not know', () => {
    expect(linkTypeName(LinkType.ethernet)).toBe('Ethernet');
    expect(linkTypeName(276)).toBe('Linux cooked v2');
    expect(linkTypeName(147)).toBe('link type 147');
  });
});

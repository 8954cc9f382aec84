import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLiveCapture } from '../../src/capture/open.ts';
import { CaptureError } from '../../src/capture/packet.ts';
import { unzstd } from '../../src/capture/zstd/unzstd.ts';
import { Xxh64 } from '../../src/capture/zstd/xxh64.ts';
import { ascii, concat, counting, u32 } from './build.ts';
import { text } from './compressed.ts';
import { changed, decompress, stream } from './decompress.ts';
import { blockSizes, kinds, seen } from './read.ts';
import { zstd } from './zstd-samples.ts';

const MAGIC = u32(0xfd2fb528, 'little');
const skippable = concat(u32(0x184d2a53, 'little'), u32(5, 'little'), counting(5));
const { best, treeless } = zstd;

/** A block (RFC 8878 §3.1.1.2): type 0 raw, 1 RLE, 2 compressed, 3 reserved. */
function block(type: number, content: readonly number[], size = content.length, isLast = true): Uint8Array {
  const fields = (size << 3) | (type << 1) | (isLast ? 1 : 0);
  return Uint8Array.of(fields & 0xff, (fields >> 8) & 0xff, fields >> 16, ...content);
}

/** A frame with a window of 1 KiB (RFC 8878 §3.1.1), without its length and checksum. */
function frame(...blocks: readonly Uint8Array[]): Uint8Array {
  return concat(MAGIC, Uint8Array.of(0x00, 0x00), ...blocks);
}

describe('zstd', () => {
  it.each(Object.entries(zstd))('reads what the program writes: %s', async (_, { content, bytes }) => {
    for (const sizes of [[], [1]]) {
      const result = await decompress(unzstd, bytes, sizes);
      expect(Buffer.compare(result.content, content)).toBe(0);
      expect(result.notes).toEqual([]);
    }
  });

  it('reads several frames, and skips those that are to be skipped, in any blocks', async () => {
    const bytes = concat(
      skippable,
      best.bytes,
      treeless.bytes,
      skippable,
      zstd.empty.bytes,
      best.bytes,
      skippable,
    );
    const content = concat(text, treeless.content, text);
    await fc.assert(
      fc.asyncProperty(blockSizes, async (sizes) => {
        expect(await decompress(unzstd, bytes, sizes)).toEqual({ content, notes: [] });
      }),
      { numRuns: 20 },
    );
  });

  it('reads what the program does not write', async () => {
    // Literals of one repeated byte and no sequence (RFC 8878 §3.1.1.3.1.1).
    const run = block(2, [0x01 | (20 << 3), 65, 0]);
    expect(await decompress(unzstd, frame(run))).toEqual({ content: ascii('A'.repeat(20)), notes: [] });
    // Two literals; each sequence has one of them and a match of 3 at offset 1: all three tables are one code
    // (RFC 8878 §3.1.1.3.2.1), 1 literal, offset value 4 to 7 with 2 extra bits that are 00, match length 3.
    const sequences = block(2, [2 << 3, 65, 66, 2, 0b01_01_01_00, 1, 2, 0, 0b1_0000]);
    expect(await decompress(unzstd, frame(sequences))).toEqual({ content: ascii('AAAABBBB'), notes: [] });
  });

  it('repeats offsets as the frame says', async () => {
    // Offset values 1, 2 and 3 are one code each, or two (RFC 8878 §3.1.1.5): the frame begins with 1, 4 and 8.
    const one = (literals: number, code: number, bits: readonly number[]) =>
      block(2, [9 << 3, ...ascii('ABCDEFGHI'), 1, 0b01_01_01_00, literals, code, 0, ...bits]);
    const contentOf = async (bytes: Uint8Array) => {
      const { content, notes } = await decompress(unzstd, frame(bytes));
      return notes[0]?.text ?? String.fromCharCode(...content);
    };
    expect(await contentOf(one(8, 0, [0b1]))).toBe('ABCDEFGHHHHI');
    expect(await contentOf(one(8, 1, [0b10]))).toBe('ABCDEFGHEFGI');
    expect(await contentOf(one(8, 1, [0b11]))).toBe('ABCDEFGHABCI');
    // Without literals, 3 stands for one less than the first, which is 0 here.
    expect(await contentOf(one(0, 1, [0b11]))).toMatch(/a match lies before the data$/);
  });

  it('gives what can be read and one note wherever it ends', async () => {
    for (const { content, bytes } of [treeless, zstd.repeats, zstd.stored]) {
      for (let length = 1; length < bytes.length; length++) {
        const result = await decompress(unzstd, bytes.subarray(0, length));
        expect(kinds(result.notes)).toEqual(['warning capture.zstd-truncated']);
        expect(Buffer.compare(result.content, content.subarray(0, result.content.length))).toBe(0);
      }
    }
    const cut = skippable.subarray(0, -1);
    expect(kinds((await decompress(unzstd, concat(best.bytes, cut))).notes)).toEqual([
      'warning capture.zstd-truncated',
    ]);
  });

  it('notes every changed bit that makes a difference, where there is a checksum', async () => {
    const { bytes } = zstd.fast;
    // Byte 4 says whether there is one.
    for (let at = 5; at < bytes.length; at++) {
      for (const bit of [1, 0x10, 0x80]) {
        const { content, notes } = await decompress(unzstd, changed(bytes, at, bytes[at]! ^ bit));
        if (notes.length === 0) expect(content).toEqual(text);
      }
    }
  });

  it('leaves notes at most, and throws nothing, whatever is damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.constantFrom(...Object.values(zstd)), async (changes, { bytes }) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) damaged[4 + (at % (bytes.length - 4))] = value;
        const { notes } = await decompress(unzstd, damaged);
        expect(notes.length).toBeLessThan(2);
        for (const note of notes) expect(note.text).toMatch(/^[ -~]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads garbage in a block to a result', async () => {
    const garbage = fc.uint8Array({ minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(garbage, async (content) => {
        const { notes } = await decompress(unzstd, frame(block(2, [...content])));
        expect(notes.length).toBeLessThan(2);
      }),
      { numRuns: 2000 },
    );
  });

  it('ignores what follows', async () => {
    expect(await decompress(unzstd, concat(best.bytes, ascii('garbage')))).toEqual({
      content: text,
      notes: [
        {
          code: 'capture.zstd-trailer',
          severity: 'note',
          text: `what follows from compressed offset ${best.bytes.length} on is not zstd and is ignored`,
        },
      ],
    });
  });

  it('is part of a capture like any other', async () => {
    const packets: string[] = [];
    const open = await openLiveCapture(stream(best.bytes, [7]), (packet) => packets.push(seen(packet).time));
    for await (const _ of open.read());
    open.end();
    expect(packets).toHaveLength(30);
    expect(open).toMatchObject({
      compression: 'zstd',
      format: 'pcap',
      bytesRead: best.bytes.length,
      notes: [],
    });
  });

  it('throws nothing but CaptureError, whatever follows the magic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), blockSizes, async (garbage, sizes) => {
        const opening = openLiveCapture(stream(concat(MAGIC, garbage), sizes), () => {});
        await opening.then(
          (open) => open.close(),
          (error: unknown) => expect(error).toBeInstanceOf(CaptureError),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('zstd, damaged or hostile', () => {
  const literals = (...bytes: readonly number[]) => frame(block(2, bytes));
  /** One literal, then this. */
  const sequences = (...bytes: readonly number[]) => literals(1 << 3, 65, ...bytes);

  const cases: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
    ['a reserved bit', concat(MAGIC, Uint8Array.of(0x08, 0)), 'damaged', /reserved bit of a frame header/],
    ['a dictionary', concat(MAGIC, Uint8Array.of(0x01, 0, 7)), 'refused', /with a dictionary/],
    [
      'a window that is too large',
      concat(MAGIC, Uint8Array.of(0x00, 18 << 3)),
      'refused',
      /needs a window of more than 134,217,728 bytes: decompress it first/,
    ],
    ['a block of a reserved type', frame(block(3, [1])), 'damaged', /reserved type/],
    [
      'a block that is too long',
      frame(block(1, [1], 1025)),
      'damaged',
      /claims 1025 bytes, and its frame allows 1024/,
    ],
    [
      'another length than the frame says',
      concat(MAGIC, Uint8Array.of(0x20, 9), block(0, [1, 2])),
      'damaged',
      /says to hold 9 bytes, and holds 2/,
    ],
    [
      'a wrong checksum',
      changed(best.bytes, best.bytes.length - 1, 0),
      'damaged',
      /checksum of a frame is wrong/,
    ],
    ['no literals', literals(), 'damaged', /within its literals/],
    ['literals that are not there', literals(5 << 3, 65), 'damaged', /within its literals/],
    ['too many literals', literals(0x0d, 0xff, 0xff, 65, 0), 'damaged', /more literals than fit/],
    ['a tree that was not given', literals(0x03, 0x40, 0x00, 1, 0), 'damaged', /tree that was not given/],
    // One weight has all the probability, and takes no bits.
    [
      'weights without end',
      literals(0x12, 0x40, 0x01, 4, 0xf0, 0x03, 0x00, 0x04, 0),
      'damaged',
      /Huffman tree has no meaning/,
    ],
    ['no sequences', literals(1 << 3, 65), 'damaged', /within its sequences/],
    ['what follows a block without sequences', sequences(0, 0), 'damaged', /goes on behind its end/],
    ['reserved modes', sequences(1, 1), 'damaged', /reserved bit of a block/],
    ['a table that was not given', sequences(1, 0b11_00_00_00, 1), 'damaged', /table that was not given/],
    ['a code that does not exist', sequences(1, 0b01_00_00_00, 36, 1), 'damaged', /code that does not exist/],
    ['a bit stream without an end mark', sequences(1, 0b01_01_01_00, 1, 0, 0, 0), 'damaged', /no end mark/],
    ['too few bits', sequences(1, 0, 1), 'damaged', /within its sequences/],
    [
      'too many bits',
      sequences(1, 0b01_01_01_00, 1, 0, 0, 2),
      'damaged',
      /more bits than its sequences take/,
    ],
    ['an offset beyond the data', sequences(1, 0b01_01_01_00, 1, 3, 0, 0b1000), 'damaged', /before the data/],
    [
      'an offset beyond any window',
      sequences(1, 0b01_01_01_00, 1, 31, 0, 255, 255, 255, 255),
      'damaged',
      /before/,
    ],
    [
      'literals that a sequence lacks',
      sequences(1, 0b01_01_01_00, 2, 0, 0, 1),
      'damaged',
      /more literals than its block/,
    ],
    [
      'a block that holds more than it may',
      sequences(1, 0b01_01_01_00, 1, 0, 52, 0, 0, 1),
      'damaged',
      /holds more than its frame allows/,
    ],
  ];
  it.each(cases)('notes %s', async (_, bytes, kind, message) => {
    const { notes } = await decompress(unzstd, bytes);
    expect(kinds(notes)).toEqual([`error capture.zstd-${kind}`]);
    expect(notes[0]?.text).toMatch(message);
  });

  it('has the checksum of the reference', () => {
    // Published values of XXH64 with seed 0, their lower halves; the frames above are checked by the program.
    const hash = (...parts: readonly Uint8Array[]) => {
      const one = new Xxh64();
      for (const part of parts) one.update(part);
      return one.digest().toString(16);
    };
    expect(hash()).toBe('51d8e999');
    expect(hash(ascii('abc'))).toBe('ad770999');
    expect(hash(counting(5), counting(60, 5), counting(35, 65))).toBe(hash(counting(100)));
  });
});

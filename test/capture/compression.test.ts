import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyCompression } from '../../src/capture/compression.ts';
import { unlz4 } from '../../src/capture/lz4.ts';
import { openLiveCapture } from '../../src/capture/open.ts';
import { CaptureError } from '../../src/capture/packet.ts';
import { Xxh32, xxh32 } from '../../src/capture/xxh32.ts';
import { ascii, concat, counting, u32 } from './build.ts';
import { lz4, text } from './compressed.ts';
import { changed, decompress, stream } from './decompress.ts';
import { blockSizes, kinds, seen } from './read.ts';
import { zstd } from './zstd-samples.ts';

/** What files may begin with that are to be skipped. */
const skippable = concat(u32(0x184d2a53, 'little'), u32(5, 'little'), counting(5));

/** Independent blocks of up to 64 KiB, without checksums. */
function lz4Frame(...blocks: readonly Uint8Array[]): Uint8Array {
  const descriptor = Uint8Array.of(0x60, 0x40);
  return concat(
    u32(0x184d2204, 'little'),
    descriptor,
    Uint8Array.of((xxh32(descriptor) >>> 8) & 0xff),
    ...blocks.map((block) => concat(u32(block.length, 'little'), block)),
    u32(0, 'little'),
  );
}

describe('lz4', () => {
  const { bytes: best } = lz4.best;

  it.each(Object.keys(lz4))('reads what the program writes: %s', async (key) => {
    const { content, bytes } = Object.entries(lz4).find(([other]) => other === key)![1];
    for (const sizes of [[], [1]]) {
      const result = await decompress(unlz4, bytes, sizes);
      expect(Buffer.compare(result.content, content)).toBe(0);
      expect(result.notes).toEqual([]);
    }
  });

  it('reads several frames, and skips those that are to be skipped, in any blocks', async () => {
    const bytes = concat(skippable, best, best, skippable, best, skippable);
    await fc.assert(
      fc.asyncProperty(blockSizes, async (sizes) => {
        expect(await decompress(unlz4, bytes, sizes)).toEqual({
          content: concat(text, text, text),
          notes: [],
        });
      }),
      { numRuns: 20 },
    );
  });

  it('gives what can be read and one note wherever it ends', async () => {
    const { content, bytes } = lz4.linked;
    for (let length = 1; length < bytes.length; length++) {
      const result = await decompress(unlz4, bytes.subarray(0, length));
      expect(kinds(result.notes)).toEqual(['warning capture.lz4-truncated']);
      expect(Buffer.compare(result.content, content.subarray(0, result.content.length))).toBe(0);
    }
    const { content: most, notes } = await decompress(unlz4, bytes.subarray(0, -5));
    expect(most.length).toBeGreaterThan(100_000);
    expect(notes[0]?.text).toBe(
      `the lz4 data ends early: its ${bytes.length - 5} compressed bytes are only a part`,
    );
    const cut = skippable.subarray(0, -1);
    expect(kinds((await decompress(unlz4, concat(best, cut))).notes)).toEqual([
      'warning capture.lz4-truncated',
    ]);
  });

  it('ignores what follows', async () => {
    expect(await decompress(unlz4, concat(best, ascii('garbage')))).toEqual({
      content: text,
      notes: [
        {
          code: 'capture.lz4-trailer',
          severity: 'note',
          text: `what follows from compressed offset ${best.length} on is not lz4 and is ignored`,
        },
      ],
    });
  });

  it('leaves notes at most, and throws nothing, whatever is damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.constantFrom(...Object.values(lz4)), async (changes, { bytes }) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) damaged[4 + (at % (bytes.length - 4))] = value;
        const { notes } = await decompress(unlz4, damaged);
        expect(notes.length).toBeLessThan(2);
        for (const note of notes) expect(note.text).toMatch(/^[ -~]+$/);
      }),
      { numRuns: 300 },
    );
  });

  it('is part of a capture like any other', async () => {
    const packets: string[] = [];
    const open = await openLiveCapture(stream(best, [7]), (packet) => packets.push(seen(packet).time));
    for await (const _ of open.read());
    open.end();
    expect(packets).toHaveLength(30);
    expect(open).toMatchObject({ compression: 'lz4', format: 'pcap', bytesRead: best.length, notes: [] });
  });

  it('throws nothing but CaptureError, whatever follows the magic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), blockSizes, async (garbage, sizes) => {
        const opening = openLiveCapture(stream(concat(best.subarray(0, 4), garbage), sizes), () => {});
        await opening.then((open) => open.close(), expectCaptureError);
      }),
      { numRuns: 300 },
    );
  });
});

function expectCaptureError(error: unknown): void {
  expect(error).toBeInstanceOf(CaptureError);
}

describe('lz4, damaged or hostile', () => {
  const descriptor = (flags: number, sizes: number, rest: Uint8Array = new Uint8Array(0)) => {
    const checked = concat(Uint8Array.of(flags, sizes), rest);
    return concat(u32(0x184d2204, 'little'), checked, Uint8Array.of((xxh32(checked) >>> 8) & 0xff));
  };

  const cases: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
    ['another version', descriptor(0xa0, 0x40), 'refused', /of version 2/],
    ['a dictionary', descriptor(0x61, 0x40, counting(4)), 'refused', /with a dictionary/],
    ['a block size without meaning', descriptor(0x60, 0x30), 'damaged', /no meaning/],
    ['a wrong descriptor', changed(lz4.best.bytes, 6, 0), 'damaged', /desc/],
    [
      'a wrong checksum',
      changed(lz4.best.bytes, lz4.best.bytes.length - 1, 0),
      'damaged',
      /checksum of a frame is wrong/,
    ],
    ['a wrong block', changed(lz4.independent.bytes, 40, 0xff), 'damaged', /checksum of a block is wrong/],
    ['a block that is too long', lz4Frame(new Uint8Array(65_537)), 'damaged', /claims 65537 bytes/],
    ['a match before the data', lz4Frame(Uint8Array.of(0x10, 65, 2, 0, 0)), 'damaged', /before the data/],
    ['a match of distance 0', lz4Frame(Uint8Array.of(0x10, 65, 0, 0, 0)), 'damaged', /before the data/],
    ['literals that are not there', lz4Frame(Uint8Array.of(0x50, 65)), 'damaged', /within a sequence/],
    [
      'a block that holds more than it may',
      lz4Frame(concat(Uint8Array.of(0x1f, 65, 1, 0), new Uint8Array(300).fill(255), Uint8Array.of(0))),
      'damaged',
      /holds more than its frame allows/,
    ],
  ];
  it.each(cases)('notes %s', async (_, bytes, kind, message) => {
    const { notes } = await decompress(unlz4, bytes);
    expect(kinds(notes)).toEqual([`error capture.lz4-${kind}`]);
    expect(notes[0]?.text).toMatch(message);
  });

  it('has the checksum of the reference', () => {
    // Published values; the checksums of the frames above are made by the program.
    expect(xxh32(new Uint8Array(0)).toString(16)).toBe('2cc5d05');
    expect(xxh32(ascii('abc')).toString(16)).toBe('32d153ff');
    const hash = new Xxh32();
    for (const part of [counting(5), counting(30, 5), counting(65, 35)]) hash.update(part);
    expect(hash.digest()).toBe(xxh32(counting(100)));
  });
});

describe('identifyCompression', () => {
  it.each([
    ['lz4', concat(skippable, lz4.best.bytes)],
    ['zstd', concat(skippable, zstd.fast.bytes)],
    ['none', text],
    ['none', concat(skippable, text)],
    ['none', new Uint8Array(2)],
    ['gzip', Uint8Array.of(0x1f, 0x8b)],
  ])('finds %s', (compression, bytes) => {
    expect(identifyCompression(bytes.subarray(0, 28))).toBe(compression);
  });
});

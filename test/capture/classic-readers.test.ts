import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../src/capture/packet.ts';
import { PcapLiveReader } from '../../src/capture/pcap-live.ts';
import { PcapReader } from '../../src/capture/pcap.ts';
import { concat, counting, pcapFile, pcapHeader, pcapRecord, u32, type Frame } from './build.ts';
import { blockSizes, kinds, read } from './read.ts';

const readers = [
  ['PcapReader', PcapReader],
  ['PcapLiveReader', PcapLiveReader],
] as const;

const frames: readonly Frame[] = [
  { seconds: 1_700_000_000, nanoseconds: 123_456_789, data: counting(60) },
  { seconds: 1_700_000_000, nanoseconds: 999_999_999, data: counting(0) },
  { seconds: 4_294_967_295, nanoseconds: 1000, data: counting(96, 7), originalLength: 1514 },
];

const anyFrame = fc.record({
  seconds: fc.integer({ min: 0, max: 0xffff_ffff }),
  nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
  data: fc.uint8Array({ maxLength: 300 }),
});

const anyOptions = fc.record({
  order: fc.constantFrom('little' as const, 'big' as const),
  nanoseconds: fc.boolean(),
  modified: fc.boolean(),
  snapLength: fc.constantFrom(0, 100, 262_144),
  linkField: fc.constantFrom(1, 113, 276, 0x2400_0001, 0xf400_0001),
});

/** The offset behind the header and the first `count` frames. */
function offsetOf(count: number): number {
  return frames.slice(0, count).reduce((offset, frame) => offset + 16 + frame.data.length, 24);
}

describe('both classic readers', () => {
  it('agree on every capture, in any blocks', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 8 }),
        anyOptions,
        fc.nat({ max: 400 }),
        blockSizes,
        (list, options, missing, sizes) => {
          const whole = pcapFile(list, options);
          const file = whole.subarray(0, Math.max(28, whole.length - missing));
          fc.pre(file.length >= 28);
          const once = read(file);
          expect(read(file, sizes)).toEqual(once);
          expect(read(file, sizes, PcapLiveReader)).toEqual(once);
        },
      ),
    );
  });

  it('agree on damaged captures', () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(damage, blockSizes, (changes, sizes) => {
        const file = pcapFile(frames);
        // The file header stays: another test damages it.
        for (const [at, value] of changes) file[24 + (at % (file.length - 24))] = value;
        const once = read(file);
        expect(read(file, sizes)).toEqual(once);
        expect(read(file, sizes, PcapLiveReader)).toEqual(once);
      }),
    );
  });
});

describe.each(readers)('%s', (_, Classic) => {
  it.each(['little', 'big'] as const)('reads microseconds, %s-endian', (order) => {
    const { packets, notes, interfaces } = read(pcapFile(frames, { order }), [7], Classic);
    expect(packets).toEqual([
      {
        frame: 1,
        time: '1700000000.123456000',
        linkType: 1,
        bytes: [...counting(60)],
        originalLength: 60,
        fileOffset: 40,
      },
      {
        frame: 2,
        time: '1700000000.999999000',
        linkType: 1,
        bytes: [],
        originalLength: 0,
        fileOffset: 116,
      },
      {
        frame: 3,
        time: '4294967295.000001000',
        linkType: 1,
        bytes: [...counting(96, 7)],
        originalLength: 1514,
        fileOffset: 132,
      },
    ]);
    expect(notes).toEqual([]);
    expect(interfaces).toMatchObject([
      { linkType: 1, timestampResolution: 1e-6, snapLength: 262_144, frames: 3 },
    ]);
  });

  it.each(['little', 'big'] as const)('reads nanoseconds, %s-endian', (order) => {
    const { packets, interfaces } = read(pcapFile(frames, { order, nanoseconds: true }), [], Classic);
    expect(packets.map((packet) => packet.time)).toEqual([
      '1700000000.123456789',
      '1700000000.999999999',
      '4294967295.000001000',
    ]);
    expect(interfaces[0]?.timestampResolution).toBe(1e-9);
  });

  it.each(['little', 'big'] as const)('reads the longer headers of A. Kuznetzov, %s-endian', (order) => {
    const file = pcapFile(frames, { order, modified: true });
    const { packets, notes } = read(file, [7], Classic);
    const plain = read(pcapFile(frames, { order })).packets;
    expect(packets).toEqual(
      plain.map((packet) => ({ ...packet, fileOffset: packet.fileOffset + 8 * packet.frame })),
    );
    expect(notes).toEqual([]);
    expect(read(file.subarray(0, 44), [7], Classic).notes[0]?.text).toBe(
      'the file ends within frame 1 at file offset 24: 20 of 24 bytes of its record header are there',
    );
  });

  it('reads what editcap -F modpcap writes', () => {
    const hex =
      '34cdb2a1020004000000000000000000000004000100000001000000020000000500000005000000000000000000000068656c6c6f';
    expect(read(Uint8Array.from(Buffer.from(hex, 'hex')), [], Classic).packets).toEqual([
      {
        frame: 1,
        time: '1.000002000',
        linkType: 1,
        bytes: [...Buffer.from('hello')],
        originalLength: 5,
        fileOffset: 48,
      },
    ]);
  });

  it('trims the frame check sequence, of which a cut packet may have a part or nothing', () => {
    const linkField = 0x2400_0001; // two 16-bit words, and bit 26 to say that this is known
    const file = pcapFile(
      [
        { seconds: 0, nanoseconds: 0, data: counting(64) },
        { seconds: 0, nanoseconds: 0, data: counting(62), originalLength: 64 },
        { seconds: 0, nanoseconds: 0, data: counting(40), originalLength: 64 },
        { seconds: 0, nanoseconds: 0, data: counting(3) },
      ],
      { linkField },
    );
    const { packets } = read(file, [], Classic);
    expect(packets.map((packet) => [packet.linkType, packet.bytes.length, packet.originalLength])).toEqual([
      [1, 60, 60],
      [1, 60, 60],
      [1, 40, 60],
      [1, 0, 0],
    ]);
  });

  it('ignores the length of a frame check sequence that is not said to be known', () => {
    const { packets } = read(pcapFile(frames, { linkField: 0x2000_0071 }), [], Classic);
    expect(packets[0]).toMatchObject({ linkType: 113, originalLength: 60 });
  });

  it('keeps a prefix of the packets and one note wherever the file ends', () => {
    const file = pcapFile(frames);
    const { packets: all } = read(file);
    for (let length = 28; length <= file.length; length++) {
      const { packets, notes } = read(file.subarray(0, length), [11], Classic);
      const isWhole = [0, 1, 2, 3].some((count) => offsetOf(count) === length);
      expect(packets).toEqual(all.slice(0, packets.length));
      expect(kinds(notes)).toEqual(isWhole ? [] : ['warning capture.truncated']);
    }
  });

  it('says where and how much is missing', () => {
    const file = pcapFile(frames);
    expect(read(file.subarray(0, 30), [], Classic).notes[0]?.text).toBe(
      'the file ends within frame 1 at file offset 24: 6 of 16 bytes of its record header are there',
    );
    expect(read(file.subarray(0, file.length - 1), [], Classic).notes[0]?.text).toBe(
      'the file ends within frame 3 at file offset 116: 95 of 96 captured bytes are there',
    );
  });

  it('stops at a record that claims 4 GiB', () => {
    const liar = concat(u32(1, 'little'), u32(0, 'little'), u32(0xffff_ffff, 'little'), u32(60, 'little'));
    const file = concat(pcapFile(frames.slice(0, 1)), liar, counting(2000), pcapRecord(frames[0]!));
    for (const sizes of [[], [1], [333]]) {
      const { packets, notes } = read(file, sizes, Classic);
      expect(packets).toHaveLength(1);
      expect(kinds(notes)).toEqual(['error capture.record-too-long']);
      expect(notes[0]?.text).toContain('frame 2 at file offset 100 claims 4294967295 captured bytes');
    }
  });

  it('stops at a record that is a little too long, though all of it is there', () => {
    const tooLong = { seconds: 1, nanoseconds: 0, data: new Uint8Array(262_145) };
    const { packets, notes } = read(pcapFile([frames[0]!, tooLong, frames[0]!]), [], Classic);
    expect(packets).toHaveLength(1);
    expect(kinds(notes)).toEqual(['error capture.record-too-long']);
  });

  it('reads the longest record that libpcap writes', () => {
    const file = pcapFile([{ seconds: 1, nanoseconds: 0, data: new Uint8Array(262_144) }]);
    const { packets, notes } = read(file, [65_536], Classic);
    expect(packets[0]?.bytes).toHaveLength(262_144);
    expect(notes).toEqual([]);
  });

  it('reads on over packets longer than the snapshot length, and says so once', () => {
    const { packets, notes } = read(pcapFile(frames, { snapLength: 50 }), [5], Classic);
    expect(packets).toHaveLength(3);
    expect(packets[0]?.bytes).toHaveLength(60);
    expect(kinds(notes)).toEqual(['note capture.snap-length']);
  });

  it('gives a packet at least the length that was captured', () => {
    const file = pcapFile([{ seconds: 0, nanoseconds: 0, data: counting(60), originalLength: 10 }]);
    expect(read(file, [], Classic).packets[0]).toMatchObject({
      originalLength: 60,
      bytes: [...counting(60)],
    });
  });

  it('carries a fraction of more than a second', () => {
    const file = pcapFile([{ seconds: 7, nanoseconds: 2_500_000_000, data: counting(4) }]);
    expect(read(file, [], Classic).packets[0]?.time).toBe('9.500000000');
  });

  it('refuses another version, and a file header that is cut off', () => {
    expect(() => read(pcapFile(frames, { major: 3 }), [], Classic)).toThrow(
      new CaptureError('x.pcap is a pcap file of version 3.4, and only version 2 is known'),
    );
    expect(() => read(pcapHeader().subarray(0, 10), [], Classic)).toThrow(
      new CaptureError('x.pcap is cut off within its pcap file header: 10 of 24 bytes'),
    );
  });

  it('reads a capture without packets', () => {
    expect(read(pcapHeader(), [1], Classic)).toMatchObject({ packets: [], notes: [] });
  });
});

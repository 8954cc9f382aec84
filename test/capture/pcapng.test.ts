import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../src/capture/packet.ts';
import {
  ascii,
  block,
  concat,
  counting,
  enhancedPacket,
  interfaceBlock,
  obsoletePacket,
  option,
  section,
  simplePacket,
  u16,
  u32,
  u64,
} from './build.ts';
import { blockSizes, kinds, read } from './read.ts';

const packet = enhancedPacket(counting(61), { timestamp: 1_700_000_000_123_456n });

describe('PcapngReader', () => {
  it('reads packets with their place, time and length', () => {
    const cut = enhancedPacket(counting(10), { timestamp: 1n, originalLength: 99 });
    const { packets, notes } = read(concat(section(), interfaceBlock(), packet, cut));
    expect(packets).toEqual([
      {
        frame: 1,
        time: '1700000000.123456000',
        linkType: 1,
        bytes: [...counting(61)],
        originalLength: 61,
        fileOffset: 28 + 20 + 28,
      },
      {
        frame: 2,
        time: '0.000001000',
        linkType: 1,
        bytes: [...counting(10)],
        originalLength: 99,
        fileOffset: 48 + packet.length + 28,
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('reads what interfaces say of themselves', () => {
    const described = interfaceBlock({
      linkType: 101,
      snapLength: 96,
      options: concat(
        option(2, ascii('eth0\0junk')),
        option(9, Uint8Array.of(9)),
        option(13, Uint8Array.of(32)),
        option(14, u64(1000n, 'little')),
        option(0, new Uint8Array(0)),
        option(2, ascii('behind the end')),
      ),
    });
    const frame = enhancedPacket(counting(40), { timestamp: 1_234_567_891n });
    const { packets, interfaces } = read(concat(section(), described, frame));
    expect(interfaces).toMatchObject([
      { linkType: 101, snapLength: 96, timestampResolution: 1e-9, name: 'eth0', frames: 1 },
    ]);
    expect(packets).toMatchObject([{ time: '1001.234567891', linkType: 101, originalLength: 36 }]);
  });

  it('reads timestamps in powers of two, and offsets before 1970', () => {
    const options = concat(option(9, Uint8Array.of(0x80 + 10)), option(14, u64(-2n, 'little')));
    const frame = enhancedPacket(counting(4), { timestamp: 5n * 1024n + 512n });
    const { packets, interfaces } = read(concat(section(), interfaceBlock({ options }), frame));
    expect(packets[0]?.time).toBe('3.500000000');
    expect(interfaces[0]?.timestampResolution).toBe(1 / 1024);
  });

  it('takes a frame check sequence of 4 for bytes, as the example of the draft does', () => {
    const described = interfaceBlock({ options: option(13, Uint8Array.of(4)) });
    const { packets } = read(concat(section(), described, enhancedPacket(counting(64))));
    expect(packets[0]?.originalLength).toBe(60);
  });

  it('keeps sections apart, of either byte order', () => {
    const big = 'big' as const;
    const file = concat(
      section(),
      interfaceBlock({ linkType: 1 }),
      interfaceBlock({ linkType: 101 }),
      enhancedPacket(counting(3), { interfaceId: 1, timestamp: 1n }),
      section(big),
      interfaceBlock({ order: big, linkType: 113, options: option(2, ascii('b'), big) }),
      enhancedPacket(counting(5), { order: big, timestamp: 2n }),
      section(),
      interfaceBlock({ linkType: 276 }),
      enhancedPacket(counting(7), { timestamp: 3n }),
    );
    const { packets, interfaces, notes } = read(file, [13]);
    expect(packets.map(({ frame, linkType, time }) => [frame, linkType, time])).toEqual([
      [1, 101, '0.000001000'],
      [2, 113, '0.000002000'],
      [3, 276, '0.000003000'],
    ]);
    expect(interfaces.map(({ linkType, name, frames }) => [linkType, name, frames])).toEqual([
      [1, undefined, 0],
      [101, undefined, 1],
      [113, 'b', 1],
      [276, undefined, 1],
    ]);
    expect(notes).toEqual([]);
  });

  it('reads simple packets: cut at the snapshot length, with the time of the frame before', () => {
    const file = concat(
      section(),
      interfaceBlock({ snapLength: 20 }),
      simplePacket(counting(6)),
      enhancedPacket(counting(4), { timestamp: 9_000_000n }),
      simplePacket(counting(20), 1514),
    );
    const { packets, notes } = read(file, [1]);
    expect(packets.map(({ bytes, originalLength, time }) => [bytes.length, originalLength, time])).toEqual([
      [6, 6, '0.000000000'],
      [4, 4, '9.000000000'],
      [20, 1514, '9.000000000'],
    ]);
    expect(kinds(notes)).toEqual(['note capture.no-time']);
  });

  it('reads obsolete packets', () => {
    const file = concat(
      section('big'),
      interfaceBlock({ order: 'big' }),
      interfaceBlock({ order: 'big', linkType: 101 }),
      obsoletePacket(counting(9), { order: 'big', interfaceId: 1, timestamp: 3n }),
    );
    expect(read(file).packets).toMatchObject([{ linkType: 101, time: '0.000003000', originalLength: 9 }]);
  });

  it('skips blocks it does not know, whatever their size, and options up to 65,535 bytes', () => {
    const file = concat(
      section(),
      block(0x8000_0001, counting(5000)),
      interfaceBlock({ options: concat(option(1, counting(65_535)), option(2, ascii('behind it'))) }),
      block(0x0bad, counting(3)),
      block(5, counting(0)),
      enhancedPacket(counting(60), { options: option(1, counting(65_535)) }),
      enhancedPacket(counting(2)),
    );
    for (const sizes of [[], [100], [40_000, 1]]) {
      const { packets, interfaces, notes } = read(file, sizes);
      expect(packets.map(({ bytes }) => bytes.length)).toEqual([60, 2]);
      expect(interfaces[0]?.name).toBe('behind it');
      expect(notes).toEqual([]);
    }
  });

  it('skips a section of another version', () => {
    const file = concat(section('little', 2), packet, section(), interfaceBlock(), packet);
    const { packets, notes } = read(file);
    expect(packets).toHaveLength(1);
    expect(kinds(notes)).toEqual(['warning capture.section-version']);
  });

  it('reads blocks whose length leaves the padding out', () => {
    const padless = packet.slice();
    padless.set(u32(packet.length - 3, 'little'), 4);
    padless.set(u32(packet.length - 3, 'little'), packet.length - 4);
    const { packets, notes } = read(concat(section(), interfaceBlock(), padless, padless, packet), [3]);
    expect(packets).toHaveLength(3);
    expect(kinds(notes)).toEqual(['warning capture.block-padding']);
  });

  it('reads an interface with a broken option, up to it', () => {
    const options = concat(option(9, Uint8Array.of(9)), u16(2, 'little'), u16(500, 'little'));
    const { packets, interfaces, notes } = read(concat(section(), interfaceBlock({ options }), packet));
    expect(packets).toHaveLength(1);
    expect(interfaces[0]?.timestampResolution).toBe(1e-9);
    expect(kinds(notes)).toEqual(['warning capture.option']);
  });

  it.each([
    ['a packet before any interface', packet, 'capture.no-interface'],
    ['a simple packet before any interface', simplePacket(counting(4)), 'capture.no-interface'],
    [
      'an interface that was not described',
      concat(interfaceBlock(), enhancedPacket(counting(4), { interfaceId: 1 })),
      'capture.no-interface',
    ],
    [
      'a packet longer than its block',
      concat(interfaceBlock(), enhancedPacket(counting(4), { capturedLength: 5000 })),
      'capture.block',
    ],
    [
      'a packet of 4 GiB',
      concat(interfaceBlock(), enhancedPacket(counting(4), { capturedLength: 0xffff_fff0 })),
      'capture.record-too-long',
    ],
    [
      'another length at the end',
      concat(interfaceBlock(), packet.subarray(0, -4), u32(88, 'little')),
      'capture.block',
    ],
    [
      'a block shorter than a block',
      concat(u32(6, 'little'), u32(8, 'little'), counting(40)),
      'capture.block',
    ],
    [
      'an interface of 4 GiB',
      concat(u32(1, 'little'), u32(0xffff_fffc, 'little'), counting(40)),
      'capture.block',
    ],
    ['a section without byte order', block(0x0a0d0d0a, counting(16)), 'capture.block'],
    ['a packet block without a packet', concat(interfaceBlock(), block(6, counting(4))), 'capture.block'],
  ])('stops at %s', (_, damage, code) => {
    const file = concat(section(), damage, section(), interfaceBlock(), packet);
    for (const sizes of [[], [1]]) {
      const { notes } = read(file, sizes);
      expect(kinds(notes)).toEqual([`error ${code}`]);
      expect(notes[0]?.text).toMatch(/at file offset (28|48)/);
    }
  });

  it('does not wait in memory for a block of 4 GiB', () => {
    const liar = concat(u32(0x0bad, 'little'), u32(0xffff_fffc, 'little'), counting(1000));
    const { notes } = read(concat(section(), liar), [64]);
    expect(notes.map((note) => note.text)).toEqual([
      'the file ends within the block of type 2989 at file offset 28: 1008 of 4,294,967,292 bytes are there',
    ]);
  });

  it('keeps a prefix of the packets and at most one note wherever the file ends', () => {
    const file = concat(section(), interfaceBlock(), packet, block(5, counting(8)), packet);
    const whole = read(file);
    const ends = new Set([28, 48, 48 + packet.length, 68 + packet.length, file.length]);
    for (let length = 28; length <= file.length; length++) {
      const { packets, notes } = read(file.subarray(0, length), [9]);
      expect(packets).toEqual(whole.packets.slice(0, packets.length));
      expect(kinds(notes)).toEqual(ends.has(length) ? [] : ['warning capture.truncated']);
    }
  });

  it('refuses a first section that is cut off or has no byte order', () => {
    expect(() => read(section().subarray(0, 20))).toThrow(CaptureError);
    expect(() => read(block(0x0a0d0d0a, counting(16)))).toThrow(CaptureError);
  });

  it('reads the same in any blocks, damaged or not', () => {
    const whole = concat(
      section(),
      interfaceBlock({ options: option(2, ascii('lo')) }),
      packet,
      block(4, counting(50)),
      section('big'),
      interfaceBlock({ order: 'big', snapLength: 8 }),
      enhancedPacket(counting(21), { order: 'big', options: option(1, ascii('a remark'), 'big') }),
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(damage, blockSizes, (changes, sizes) => {
        const file = whole.slice();
        for (const [at, value] of changes) file[28 + (at % (file.length - 28))] = value;
        expect(read(file, sizes)).toEqual(read(file));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldReader } from '../../src/field/field-reader.ts';
import { needsWholeAudio, readAudioTag } from '../../src/flv/audio-tag.ts';
import { endOfModExChain } from '../../src/flv/mod-ex.ts';
import { needsWholeVideo, readVideoTag } from '../../src/flv/video-tag.ts';
import { bytes, hex, u16 } from '../writer/bytes.ts';
import { told } from './reading.ts';

const video = (data: Uint8Array) => told(data, readVideoTag);
const audio = (data: Uint8Array) => told(data, readAudioTag);

/** One modifier (E-RTMP v2, Enhanced Video), and the packet type that follows it. */
function modifier(type: number, data: Uint8Array, nextPacketType: number): Uint8Array {
  const size = data.length < 256 ? bytes(data.length - 1) : bytes(255, u16(data.length - 1));
  return bytes(size, data, (type << 4) | nextPacketType);
}

describe('TimestampOffsetNano', () => {
  test('of a video frame: nanoseconds, and the header goes on behind it', () => {
    const { tag, codes, fields } = video(hex('a7 02 07a120 01 68766331 000028'));
    expect(tag).toMatchObject({
      packetType: 1,
      modEx: [{ type: 0, size: 3 }],
      timestampOffsetNano: 500_000,
      fourCc: 'hvc1',
      compositionTime: 40,
      isFrame: true,
      bodyStart: 13,
      broken: undefined,
    });
    expect(codes).toEqual([]);
    expect(fields).toEqual([
      'rtmpt.video.control 0–0 = 167',
      '  rtmpt.video.is_ex_header bits 0–0 = 1',
      '  rtmpt.video.type bits 1–3 = 2',
      '  rtmpt.video.packet_type bits 4–7 = 7',
      'rtmpt.modex 1–5 = 500000',
      '  rtmpt.modex.size 1–1 = 2',
      '  rtmpt.modex.timestamp_offset_nano 2–4 = 500000',
      '  rtmpt.modex.control 5–5 = 1',
      '    rtmpt.modex.type bits 0–3 = 0',
      '    rtmpt.video.packet_type bits 4–7 = 1',
      'rtmpt.video.fourcc 6–9 = 1752589105',
      'rtmpt.video.composition_time 10–12 = 40',
    ]);
  });

  test('of sound', () => {
    const { tag, codes } = audio(hex('97 02 0003e8 01 4f707573 fc'));
    expect(tag).toMatchObject({ packetType: 1, timestampOffsetNano: 1000, codec: 'Opus', isFrame: true });
    expect(codes).toEqual([]);
  });

  test.each([
    ['the most that it may be', '0f423f', 999_999, []],
    ['a millisecond', '0f4240', 1_000_000, ['flv.modex-nano']],
    ['all bits', 'ffffff', 16_777_215, ['flv.modex-nano']],
  ])('%s', (_name, offset, nanoseconds, expected) => {
    const { tag, codes } = video(hex(`97 02 ${offset} 03 61766331`));
    expect(tag.timestampOffsetNano).toBe(nanoseconds);
    expect(codes).toEqual(expected);
    expect(tag.broken).toBeUndefined();
  });

  test('in more than three bytes: the first three say it', () => {
    const { tag, fields } = video(hex('97 04 0001f4 ffff 03 61766331'));
    expect(tag).toMatchObject({ timestampOffsetNano: 500, modEx: [{ type: 0, size: 5 }], fourCc: 'avc1' });
    expect(fields).toContain('  rtmpt.modex.data 5–6');
  });

  test('in fewer than three bytes is none', () => {
    const { tag, codes } = video(hex('97 01 01f4 03 61766331'));
    expect(tag).toMatchObject({ timestampOffsetNano: undefined, fourCc: 'avc1', broken: undefined });
    expect(codes).toEqual(['flv.modex-size']);
  });
});

describe('a chain of modifiers', () => {
  test('of an unknown type is passed over by its size, in one byte or in two', () => {
    for (const size of [1, 2, 255, 256, 257, 65_536]) {
      const data = new Uint8Array(size).fill(0x77);
      const head = bytes(0x97, modifier(9, data, 7), modifier(0, hex('000102'), 1), 'av01');
      const { tag, codes } = video(head);
      expect(tag).toMatchObject({
        modEx: [
          { type: 9, size },
          { type: 0, size: 3 },
        ],
        timestampOffsetNano: 258,
        packetType: 1,
        fourCc: 'av01',
        bodyStart: head.length,
        broken: undefined,
      });
      expect(codes).toEqual([]);
    }
  });

  test('with two offsets has the last one', () => {
    const { tag } = audio(hex('97 02 000001 07 02 000002 01 664c6143'));
    expect(tag).toMatchObject({ timestampOffsetNano: 2, fourCc: 'fLaC', modEx: [{}, {}] });
  });

  test('ends before a command frame, which has no FourCC', () => {
    const { tag } = video(hex('d7 02 000001 01 01'));
    expect(tag).toMatchObject({
      command: 1,
      packetType: 1,
      fourCc: undefined,
      isFrame: false,
      broken: undefined,
    });
  });

  test('ends in an unknown packet type as any other does', () => {
    expect(video(hex('97 00 ff 1e 61763031')).tag).toMatchObject({ packetType: 14, isFrame: false });
  });

  test('has an end, however long a message is', () => {
    expect(video(new Uint8Array(100_000).fill(0xf7)).tag.broken?.code).toBe('flv.modex-chain');
    const endless = bytes(0x97, ...Array.from({ length: 1000 }, () => modifier(5, bytes(0), 7)));
    expect(video(endless).tag).toMatchObject({ broken: { code: 'flv.modex-chain' } });
    expect(video(endless).tag.modEx).toHaveLength(64);
  });

  test.each(['97', '97 02', '97 02 0001', '97 02 000102', '97 ff', '97 ff 00', '97 ff 0100 77'])(
    '%s breaks off',
    (encoded) => {
      const { tag } = video(hex(encoded));
      expect(tag).toMatchObject({ packetType: 7, isFrame: false, broken: { code: 'truncated' } });
      expect(audio(hex(encoded)).tag).toMatchObject({ isFrame: false, broken: { code: 'truncated' } });
    },
  );
});

const chain = fc
  .array(fc.record({ type: fc.nat(15), data: fc.uint8Array({ minLength: 1, maxLength: 300 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((modifiers) =>
    bytes(...modifiers.map(({ type, data }, i) => modifier(type, data, i + 1 < modifiers.length ? 7 : 1))),
  );

test('a chain ends where the reader says, whatever is in it', () => {
  fc.assert(
    fc.property(chain, (modifiers) => {
      const data = bytes(0x97, modifiers, 'Opus');
      const end = endOfModExChain(data);
      expect(end).toBe(modifiers.length);
      expect(readAudioTag(new FieldReader(data))).toMatchObject({ fourCc: 'Opus', bodyStart: end! + 5 });
    }),
  );
});

test('a head that ends in the chain is worth keeping whole, and so is one that leads to a configuration', () => {
  fc.assert(
    fc.property(chain, fc.nat(0x0f), fc.nat(0x3f), (modifiers, type, control) => {
      const data = bytes(
        0x97,
        modifiers.subarray(0, -1),
        modifiers.at(-1)! - 1 + type,
        control,
        new Uint8Array(32),
      );
      const head = data.subarray(0, 32);
      const picture = readVideoTag(new FieldReader(data));
      if (picture.isSequenceHeader || picture.metadata !== undefined)
        expect(needsWholeVideo(head)).toBe(true);
      if ((picture.tracks?.length ?? 0) > 1) expect(needsWholeVideo(head)).toBe(true);
      const sound = readAudioTag(new FieldReader(data));
      if (sound.isSequenceHeader || sound.multichannel !== undefined)
        expect(needsWholeAudio(head)).toBe(true);
      if ((sound.tracks?.length ?? 0) > 1) expect(needsWholeAudio(head)).toBe(true);
    }),
  );
});

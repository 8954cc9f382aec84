import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Broken } from '../../src/field/broken.ts';
import { readAudioPayload } from '../../src/flv/audio-payload.ts';
import type { MediaPacket } from '../../src/flv/media-packet.ts';
import { readVideoPayload } from '../../src/flv/video-payload.ts';
import { hex } from '../writer/bytes.ts';
import { packets } from './payloads.ts';
import { traced } from './traced.ts';

const video = ['H.264', 'HEVC', 'VVC', 'AV1', 'VP8', 'VP9'];
const audio = ['AAC', 'Opus', 'FLAC'];

/** Real configurations and frames of each codec. */
const real: readonly (readonly [codec: string, isSequenceHeader: boolean, data: string])[] = [
  [
    'H.264',
    true,
    '0164000dffe100246764000dacd941519e226c0440000003004000000cb808007a10001e84e4c30078a14cb001000568ebecb22cfdf8f800',
  ],
  ['H.264', false, packets.avcInter],
  ['HEVC', false, packets.hevcKey],
  ['VVC', true, 'ff0011 5f 01 02 43 80 00 0780 0440 1900 01 90 0001 0003 008100'],
  ['AV1', true, '81004c000a0d0000000334182017c284880482'],
  ['AV1', false, packets.av1Key],
  ['VP8', false, packets.vp8Key],
  ['VP9', true, '01000000020ba20910090000'],
  ['VP9', false, packets.vp9Key],
  ['AAC', true, '130856e59d4880'],
  ['AAC', true, '12000504010020000d4c61766335392e33372e31303056e500'],
  ['AAC', false, 'fff14c80027ffc000000000000000000000000'],
  ['Opus', true, '4f707573486561640106380180bb00000000010402000401020305'],
  ['FLAC', true, '664c614380000022120012000000fc0005110bb802f000003840e5f051c128e84992c0cba99724092b51'],
];

/** Reads with and without a trace, which must agree. */
function read(
  codec: string,
  isSequenceHeader: boolean,
  data: Uint8Array,
  lengthSize = 4,
): Broken | undefined {
  const packet: MediaPacket = { codec, isSequenceHeader, isFrame: !isSequenceHeader };
  const { result } = traced(data, (reader) =>
    video.includes(codec)
      ? readVideoPayload(reader, packet, { nalLengthSize: lengthSize })
      : readAudioPayload(reader, packet),
  );
  if (result !== undefined) expect(result.at).toBeLessThanOrEqual(data.length);
  return result;
}

describe('any bytes end in a result', () => {
  test.each(real)('%s cut short (sequence header: %s)', (codec, isSequenceHeader, data) => {
    const whole = hex(data);
    for (let length = 0; length < whole.length; length++) {
      read(codec, isSequenceHeader, whole.subarray(0, length));
    }
  });

  test.each(real)('%s with one byte changed (sequence header: %s)', (codec, isSequenceHeader, data) => {
    const whole = hex(data);
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const changed = whole.slice();
        changed[at] = value;
        read(codec, isSequenceHeader, changed);
      }
    }
  });

  test('of chance', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...video, ...audio),
        fc.boolean(),
        fc.uint8Array({ maxLength: 80 }),
        fc.integer({ min: 1, max: 4 }),
        (codec, isSequenceHeader, data, lengthSize) => {
          read(codec, isSequenceHeader, data, lengthSize);
        },
      ),
      { seed: 51_001, numRuns: 5000 },
    );
  });

  test('of chance, with many zeros, as lengths and start codes have', () => {
    const byte = fc.oneof(fc.constantFrom(0, 0, 0, 1, 3, 0x12, 0xff), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...video),
        fc.array(byte, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (codec, data, lengthSize) => {
          read(codec, false, Uint8Array.from(data), lengthSize);
        },
      ),
      { seed: 51_002, numRuns: 5000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AudioTag, needsWholeAudio, readAudioTag } from '../../src/flv/audio-tag.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { hex } from '../writer/bytes.ts';

const read = (encoded: string): AudioTag => readAudioTag(new FieldReader(hex(encoded)));

/** The first bytes that FFmpeg 5.1 writes: `ffmpeg -f lavfi -i sine -c:a CODEC -ar RATE -ac CHANNELS -f flv`. */
describe('what FFmpeg sends', () => {
  test.each([
    ['pcm_s16le 11025 2', '37 91009100', { codec: 'PCM', sampleRate: 11_025, sampleBits: 16, channels: 2 }],
    ['adpcm_swf 44100 2', '1f 80000000', { codec: 'ADPCM', sampleRate: 44_100, channels: 2 }],
    ['libmp3lame 22050 1', '2a fff340c4', { codec: 'MP3', sampleRate: 22_050, channels: 1 }],
    ['nellymoser 22050 1', '6a add5062d', { codec: 'Nellymoser', sampleRate: 22_050, channels: 1 }],
    ['pcm_alaw 8000 1', '72 c7e1919e', { codec: 'G.711 A-law', sampleRate: 8000, channels: 1 }],
    ['libspeex 16000 1', 'b6 30549822', { codec: 'Speex', sampleRate: 16_000, channels: 1 }],
  ])('%s', (_codec, encoded, facts) => {
    expect(read(encoded)).toMatchObject({ ...facts, isFrame: true, isSequenceHeader: false, empty: false });
  });

  test('aac 48000 6: a sequence header that claims 44.1 kHz stereo', () => {
    expect(read('af00 11b056e500')).toStrictEqual({
      kind: 'audio',
      empty: false,
      codec: 'AAC',
      soundFormat: 10,
      soundRate: 3,
      soundSize: 1,
      soundType: 1,
      sampleRate: undefined,
      sampleBits: undefined,
      channels: undefined,
      isAdts: undefined,
      isExHeader: false,
      packetType: 0,
      fourCc: undefined,
      modEx: undefined,
      timestampOffsetNano: undefined,
      multitrackType: undefined,
      tracks: undefined,
      multichannel: undefined,
      isSequenceHeader: true,
      isFrame: false,
      bodyStart: 2,
      broken: undefined,
    });
  });

  test('aac: sound', () => {
    expect(read('af01 de0200')).toMatchObject({ codec: 'AAC', isFrame: true, isSequenceHeader: false });
  });
});

test.each([
  [0x00, 'PCM', 5512, 8, 1],
  [0x0e, 'PCM', 44_100, 16, 1],
  [0x4f, 'Nellymoser', 16_000, undefined, 1],
  [0x5f, 'Nellymoser', 8000, undefined, 1],
  [0x8f, 'G.711 mu-law', 8000, undefined, 2],
  [0xef, 'MP3', 8000, undefined, 2],
  [0xbf, 'Speex', 16_000, undefined, 1],
  [0xc4, undefined, 11_025, undefined, 1],
  [0xdf, 'Opus', 48_000, undefined, 2],
  [0xff, 'Device-specific sound', 44_100, undefined, 2],
])('FLV 10.1 §E.4.2.1: a header of %i is %s', (control, codec, sampleRate, sampleBits, channels) => {
  const tag = readAudioTag(new FieldReader(Uint8Array.of(control)));
  expect(tag).toMatchObject({ codec, sampleRate, sampleBits, channels, isFrame: true, broken: undefined });
});

describe('enhanced audio', () => {
  test.each([
    ['90 6d703461 1190', 'mp4a', 'AAC', 0, true, false],
    ['91 4f707573 fc', 'Opus', 'Opus', 1, false, true],
    ['92 664c6143', 'fLaC', 'FLAC', 2, false, false],
    ['91 61632d33', 'ac-3', 'AC-3', 1, false, true],
    ['91 65632d33', 'ec-3', 'E-AC-3', 1, false, true],
    ['91 2e6d7033', '.mp3', 'MP3', 1, false, true],
    ['94 4f707573 0002', 'Opus', 'Opus', 4, false, false],
    ['91 61621b64', String.raw`ab\x1bd`, undefined, 1, false, true],
  ])('%s', (encoded, fourCc, codec, packetType, isSequenceHeader, isFrame) => {
    expect(read(encoded)).toMatchObject({
      isExHeader: true,
      soundFormat: 9,
      soundRate: undefined,
      fourCc,
      codec,
      packetType,
      isSequenceHeader,
      isFrame,
      broken: undefined,
    });
  });
});

test('an empty message is silence, not damage', () => {
  expect(read('')).toMatchObject({ empty: true, isFrame: false, soundFormat: undefined, broken: undefined });
});

test.each([
  ['af', 'AAC', 1],
  ['91 4f70', undefined, 1],
])('%s breaks off and keeps what was read', (encoded, codec, at) => {
  expect(read(encoded)).toMatchObject({ codec, isFrame: false, broken: { code: 'truncated', at } });
});

test('the sound stays unread', () => {
  const reader = new FieldReader(hex('af01 de0200'));
  readAudioTag(reader);
  expect(reader.position).toBe(2);
});

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (data) => {
      const tag = readAudioTag(new FieldReader(data));
      return tag.empty === (data.length === 0) && !(tag.isFrame && tag.isSequenceHeader);
    }),
  );
});

describe('kept whole', () => {
  test.each([
    ['AAC sequence header', 'af00', true],
    ['AAC sound', 'af01', false],
    ['MP3', '2f00', false],
    ['enhanced sequence start', '904f', true],
    ['enhanced sound', '914f', false],
    ['enhanced sequence end', '924f', false],
    ['multichannel configuration', '944f', true],
    ['multitrack, sequence start', '9500', true],
    ['multitrack, sequence start of many codecs', '9520', true],
    ['multitrack, sound of one track', '9501', false],
    ['multitrack, sound of many tracks', '9511', true],
    ['multitrack, sound of many codecs', '9521', true],
    ['modifier before whatever', '9702', true],
    ['modifier before sound', '97 02 0001f4 01 4f707573', false],
    ['two modifiers before sound', '97 02 0001f4 07 00 ff 11 4f707573', false],
    ['modifier before a sequence start', '97 02 0001f4 00 4f707573', true],
    ['modifier before multitrack', '97 02 0001f4 05 11', true],
    ['modifier before sound of one track', '97 02 0001f4 05 01', false],
    ['modifier that ends behind the head', '97 ff 0100 00000000', true],
    ['AAC without packet type', 'af', false],
    ['nothing', '', false],
  ])('%s', (_name, head, isWhole) => {
    expect(needsWholeAudio(hex(head))).toBe(isWhole);
  });

  test('are all sequence headers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 12 }), (data) => {
        return !readAudioTag(new FieldReader(data)).isSequenceHeader || needsWholeAudio(data.subarray(0, 2));
      }),
      { numRuns: 2000 },
    );
  });
});

/**
 * The first bytes of a frame that FFmpeg 5.1 encodes, and what ffprobe says of it:
 * `ffmpeg -f lavfi -i sine=sample_rate=RATE -af aformat=channel_layouts=LAYOUT -c:a CODEC -f CODEC`.
 */
describe('what sound without a configuration says of itself', () => {
  const MP3 = '912e6d7033';
  const AC3 = '9161632d33';
  const EAC3 = '9165632d33';
  test.each([
    ['MP3 of 48 kHz, for which FLV has no code, in the header of 44 kHz', '2f fffb9464', 48_000, 2],
    ['MP3 of 44.1 kHz, mono', '2e fffb50c4', 44_100, 1],
    ['MP3 of 24 kHz, MPEG-2', '2b fff38464', 24_000, 2],
    ['MP3 of 8 kHz, MPEG-2.5', 'ee ffe318c4', 8000, 1],
    ['MP3 of 11.025 kHz, enhanced', `${MP3} ffe320c4`, 11_025, 1],
    ['AC-3 mono', `${AC3} 0b77480d0c402f84`, 48_000, 1],
    ['AC-3 stereo', `${AC3} 0b77c2ea544043e1`, 44_100, 2],
    ['AC-3 3.0', `${AC3} 0b77515a1a406be1`, 48_000, 3],
    ['AC-3 2.1', `${AC3} 0b77b332144047e1`, 48_000, 3],
    ['AC-3 quad', `${AC3} 0b773f905c40cbe1`, 44_100, 4],
    ['AC-3 5.0', `${AC3} 0b7790a31e40eaf8`, 48_000, 5],
    ['AC-3 5.1', `${AC3} 0b77b50b1e40ebf8`, 48_000, 6],
    ['E-AC-3 mono', `${EAC3} 0b7700bf3287c000`, 48_000, 1],
    ['E-AC-3 stereo', `${EAC3} 0b7701a07487c000`, 44_100, 2],
    ['E-AC-3 2.1', `${EAC3} 0b77017f3587c000`, 48_000, 3],
    ['E-AC-3 5.1', `${EAC3} 0b77037f3f87c000`, 48_000, 6],
  ])('%s', (_, encoded, sampleRate, channels) => {
    expect(read(encoded)).toMatchObject({ sampleRate, channels, isFrame: true });
  });

  test('is known of a track of several', () => {
    const { tracks } = read(`95 01 65632d33 03 0b77037f3f87c000`);
    expect(tracks).toMatchObject([{ trackId: 3, codec: 'E-AC-3', sampleRate: 48_000, channels: 6 }]);
  });

  test.each([
    ['that is cut short', '2f fffb94'],
    ['without the sync word', '2f 0ffb9464'],
    ['of the reserved version', '2f ffeb9464'],
    ['of the reserved rate', '2f fffb9c64'],
  ])('is what the header says for a frame %s', (_, encoded) => {
    expect(read(encoded)).toMatchObject({ sampleRate: 44_100, channels: 2 });
  });

  test('is nothing for AC-3 that is cut short', () => {
    expect(read(`${AC3} 0b77480d0c40`)).toMatchObject({ sampleRate: undefined, channels: undefined });
  });
});

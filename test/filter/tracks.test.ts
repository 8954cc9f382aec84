import { describe, expect, test } from 'vitest';
import { amf0 } from '../writer/amf0.ts';
import { bytes, hex } from '../writer/bytes.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Told } from './told.ts';

describe('what Enhanced RTMP says more than once', () => {
  const told = new Told([
    rtmp.video(0, hex('17 01 000028 aa')),
    rtmp.video(0, hex('97 02 07a120 01 68766331 000028 aa')),
    rtmp.video(0, hex('96 01 68766331 05 fffff6 aa')),
    rtmp.video(0, bytes(0xa6, 0x21, hex('68766331 00 000004 000028aa'), hex('61763031 01 000001 bb'))),
    rtmp.video(0, bytes(0xd4, 'hvc1', amf0('colorInfo', undefined))),
    rtmp.audio(0, hex('95 10 6d703461 01 000002 1190 07 000002 1210')),
    rtmp.audio(0, hex('94 4f707573 01 02 00000003')),
    rtmp.audio(0, hex('94 4f707573 02 01 17')),
    rtmp.audio(0, hex('97 00 aa 51 4f707573 fc')),
  ]);
  const ask = async (filter: string): Promise<number[]> =>
    (await told.ask(filter)).flatMap((isThrough, i) => (isThrough ? [i] : []));

  test.each([
    ['trackid', [2, 3, 5]],
    ['trackid == 5', [2]],
    ['trackid == 7', [5]],
    ['trackid === 1', []],
    ['rtmpt.video.multitrack.track.id == 1', [3]],
    ['rtmpt.audio.multitrack.track.id == 1', [5]],
    ['rtmpt.video.multitrack.track.length', [3]],
    ['rtmpt.video.multitrack.track.length == 4', [3]],
    ['rtmpt.audio.multitrack.track.length == 2', [5]],
    ['rtmpt.video.multitrack.type == 0', [2]],
    ['rtmpt.video.multitrack.type == "Many tracks of many codecs"', [3]],
    ['rtmpt.audio.multitrack.type == 1', [5]],
    ['rtmpt.video.multitrack.control == 0x21', [3]],
    ['rtmpt.audio.multitrack.control == 0x10', [5]],
    ['rtmpt.video.multitrack.packet_type == 1', [2, 3]],
    ['rtmpt.audio.multitrack.track.packet_type == "Sequence start"', [5]],
    ['rtmpt.video.packet_type == "Multitrack"', [2, 3]],
    ['rtmpt.video.packet_type == "Modifier or extension"', [1]],
    ['rtmpt.video.packet_type == "Coded frames"', [1]],
    ['rtmpt.audio.packet_type == 7', [8]],
    ['rtmpt.audio.packet_type == 1', [8]],
    ['rtmpt.video.control == 0x97', [1]],
    ['rtmpt.video.control == 0xa6', [3]],
    ['rtmpt.audio.control == 0x95', [5]],
    ['rtmpt.video.fourcc == "av01"', [3]],
    ['rtmpt.video.fourcc == "hvc1"', [1, 2, 3, 4]],
    ['rtmpt.audio.fourcc == "mp4a"', [5]],
    ['codec == "AV1"', [3]],
    ['codec == "HEVC"', [1, 2, 3, 4]],
    ['composition_time == 40', [0, 1, 3]],
    ['composition_time < 0', [2]],
    ['rtmpt.modex', [1, 8]],
    ['rtmpt.modex.type == "TimestampOffsetNano"', [1]],
    ['rtmpt.modex.type == 5', [8]],
    ['timestamp_offset_nano == 500000', [1]],
    ['rtmpt.video.metadata', [4]],
    ['rtmpt.audio.multichannel.order == "Native"', [6]],
    ['rtmpt.audio.multichannel.order == "Custom"', [7]],
    ['rtmpt.audio.multichannel.count == 2', [6]],
    ['rtmpt.audio.multichannel.mask == 3', [6]],
    ['rtmpt.audio.multichannel.channel == "FrontRight"', [6]],
    ['rtmpt.audio.multichannel.channel == 23', [7]],
    ['sequence_header', [5]],
    ['rtmpt.config.samplerate == 48000 and rtmpt.config.samplerate == 44100', [5]],
    ['rtmpt.config.profile == "AAC-LC"', [5]],
    ['media.frame', [0, 1, 2, 3, 8]],
    ['keyframe', [0, 1, 2]],
  ])('%s', async (filter, expected) => {
    expect(await ask(filter)).toEqual(expected);
  });
});

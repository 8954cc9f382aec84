import { describe, expect, test } from 'vitest';
import { findFields, FILTER_FIELDS, shortNameOf } from '../../src/filter/fields/registry.ts';
import { parseFilter } from '../../src/filter/filter.ts';
import { integer3, name3, string3 } from '../amf/amf3-writer.ts';
import { amf0, avmPlus, date, ecmaArray, Encoded, typedObject, xml } from '../writer/amf0.ts';
import { bytes, hex, u16, u24, u32 } from '../writer/bytes.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Told } from './told.ts';

/** The fields of Wireshark 4.4's RTMP and AMF dissectors. */
const WIRESHARK = `
  rtmpt.handshake.c0 rtmpt.handshake.s0 rtmpt.handshake.c1 rtmpt.handshake.s1 rtmpt.handshake.c2 rtmpt.handshake.s2
  rtmpt.header.format rtmpt.header.csid rtmpt.header.timestamp rtmpt.header.timestampdelta rtmpt.header.bodysize
  rtmpt.header.typeid rtmpt.header.streamid rtmpt.header.ets
  rtmpt.scm.chunksize rtmpt.scm.csid rtmpt.scm.seq rtmpt.scm.was rtmpt.scm.limittype rtmpt.ucm.eventtype
  rtmpt.function.call rtmpt.function.response
  rtmpt.audio.control rtmpt.audio.is_ex_header rtmpt.audio.multitrack.control rtmpt.audio.multitrack.type
  rtmpt.audio.multitrack.track.packet_type rtmpt.audio.packet_type rtmpt.audio.fourcc rtmpt.audio.multitrack.track.id
  rtmpt.audio.multitrack.track.length rtmpt.audio.format rtmpt.audio.rate rtmpt.audio.size rtmpt.audio.type
  rtmpt.audio.data
  rtmpt.video.control rtmpt.video.multitrack.control rtmpt.video.is_ex_header rtmpt.video.type rtmpt.video.command
  rtmpt.video.format rtmpt.video.packet_type rtmpt.video.multitrack.type rtmpt.video.multitrack.packet_type
  rtmpt.video.fourcc rtmpt.video.multitrack.track.id rtmpt.video.multitrack.track.length rtmpt.video.data
  rtmpt.tag.type rtmpt.tag.datasize rtmpt.tag.timestamp rtmpt.tag.ets rtmpt.tag.streamid rtmpt.tag.tagsize
  amf.version amf.header_count amf.header.name amf.header.must_understand amf.header.length amf.message_count
  amf.message.target_uri amf.message.response_uri amf.message.length
  amf.amf0_type amf.amf3_type amf.number amf.integer amf.boolean amf.stringlength amf.string amf.string_reference
  amf.object_reference amf.date amf.longstring amf.xml_doc amf.xmllength amf.xml amf.int64 amf.bytearraylength
  amf.bytearray amf.object amf.traitcount amf.classnamelength amf.classname amf.membernamelength amf.membername
  amf.trait_reference amf.ecmaarray amf.strictarray amf.array amf.arraylength amf.arraydenselength
  amf.end_of_object_marker amf.end_of_associative_part amf.end_of_dynamic_members amf.loop
  frame frame.number frame.time frame.time_epoch frame.time_relative
  tcp tcp.stream tcp.srcport tcp.dstport tcp.port ip ip.src ip.dst ip.addr ipv6 ipv6.src ipv6.dst ipv6.addr
`;

describe('the names of fields', () => {
  test.each(WIRESHARK.trim().split(/\s+/))('%s is one, as in Wireshark', async (name) => {
    expect(findFields(name).map(({ id }) => id)).toEqual([name]);
    expect((await parseFilter(name)).print()).toBe(name);
  });

  test('are each of one field', () => {
    const ids = FILTER_FIELDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(FILTER_FIELDS.map((field) => [shortNameOf(field), field] as const))(
    '%s means one',
    (name, field) => {
      expect(findFields(name)).toEqual([field]);
      expect(field.label).not.toBe('');
      expect(field.section).not.toBe('');
    },
  );

  test.each([
    ['typeid', 'rtmpt.header.typeid'],
    ['header.typeid', 'rtmpt.header.typeid'],
    ['rtmp.header.typeid', 'rtmpt.header.typeid'],
    ['csid', 'rtmpt.header.csid'],
    ['timestamp', 'rtmpt.header.timestamp'],
    ['streamid', 'rtmpt.header.streamid'],
    ['eventtype', 'rtmpt.ucm.eventtype'],
    ['rtmp', 'rtmpt'],
    ['rtmpt.amf.number', 'amf.number'],
    ['command', 'rtmpt.command.name'],
    ['codec', 'rtmpt.media.codec'],
    ['code', 'rtmpt.status.code'],
    ['stream', 'tcp.stream'],
    ['time_relative', 'frame.time_relative'],
  ])('%s stands for %s', (name, id) => {
    expect(findFields(name).map((field) => field.id)).toEqual([id]);
  });

  test.each(['type', 'format', 'packet_type', 'TYPEID', ''])('%j is none', (name) => {
    expect(findFields(name)).not.toHaveLength(1);
  });
});

describe('addresses', () => {
  const ipv6 = new Told([rtmp.setChunkSize(4096)], ['2001:db8::1', '2001:db8:0:1::ffff']);
  const ipv4 = new Told([rtmp.setChunkSize(4096)]);

  test.each([
    ['ipv6', true],
    ['ip', false],
    ['ipv6.src == 2001:db8::1', true],
    ['ipv6.src == 2001:0db8:0:0:0:0:0:1', true],
    ['ipv6.src == 2001:db8::0.0.0.1', true],
    ['ipv6.dst == 2001:db8::1', false],
    ['ipv6.addr == 2001:db8::1', true],
    ['ipv6.addr != 2001:db8::1', false],
    ['ipv6.addr == 2001:db8::/32', true],
    ['ipv6.addr === 2001:db8::/64', false],
    ['all ipv6.addr in {2001:db8::/48}', true],
    ['ipv6.src < 2001:db8::2', true],
    ['ipv6.src in {2001:db8::..2001:db8::f}', true],
    ['ipv6.src[0:2] == 20:01', true],
    ['ipv6.dst[-2:] == ff:ff', true],
    ['string(ipv6.dst) == "2001:db8:0:1::ffff"', true],
    ['ip.addr == 192.0.2.1', false],
    ['ip.addr != 192.0.2.1', false],
    ['tcp.stream == 7 and tcp.srcport == 50000', true],
  ])('of IPv6: %s', async (filter, isThrough) => {
    expect(await ipv6.ask(filter)).toEqual([isThrough]);
  });

  test.each([
    ['ip', true],
    ['ipv6', false],
    ['ip.src == 192.0.2.1', true],
    ['ip.src == 192.0.2.0/24', true],
    ['ip.src == 192.0.2.128/25', false],
    ['ip.src == 0.0.0.0/0', true],
    ['ip.src == 192.0.2.1/32', true],
    ['ip.dst > 198.51.100.1', true],
    ['ip.src == ip.dst', false],
    ['ip.addr === 198.51.100.0/24', false],
    ['max(ip.src, ip.dst) == 198.51.100.2', true],
    ['ip.src[0] & 0xf0 == 0xc0', true],
  ])('of IPv4: %s', async (filter, isThrough) => {
    expect(await ipv4.ask(filter)).toEqual([isThrough]);
  });
});

describe('messages that the samples do not hold', () => {
  const told = new Told([
    rtmp.placed(rtmp.command('publish', 5, null, 'news?key=secret', 'live'), { streamId: 1 }),
    rtmp.message(17, bytes(0, amf0('call3', 2, null, avmPlus(integer3(-2)), avmPlus(string3('three'))))),
    rtmp.data(
      'types',
      date(1_700_000_000_500),
      typedObject('com.example.Cat', { legs: 4 }),
      xml('<a/>'),
      new Encoded(0x22, hex('ff ff ff ff ff ff ff fe')),
      [1, 2],
      ecmaArray({}, 0),
      'x'.repeat(70_000),
      avmPlus(0x0c, 0x05, hex('ca fe')),
      avmPlus(0x09, 0x01, name3(''), bytes()),
    ),
    rtmp.userControl(26, u32(0), 1),
    rtmp.userControl(6, u32(1234)),
    rtmp.abort(300),
    rtmp.acknowledgement(0xffff_fffe),
    rtmp.message(10, hex('00')),
    rtmp.video(0x0100_0000, hex('a1 68766331 ffffff 00')),
    rtmp.video(20, hex('17 00 000000 01 64')),
    rtmp.audio(20, hex('91 4f707573 00')),
    rtmp.audio(20, hex('2f 00')),
    rtmp.audio(40, hex('')),
  ]);
  /** Where in the list above the messages are that a filter lets through. */
  const ask = async (filter: string): Promise<number[]> =>
    (await told.ask(filter)).flatMap((isThrough, i) => (isThrough ? [i] : []));

  test.each([
    ['streamname == "news?key=secret"', [0, 2, 8, 9, 10, 11, 12]],
    ['command and streamname matches r"\\?key="', [0]],
    ['action == publish and typeid == 8', [10, 11, 12]],
    ['transactionid in {2, 5}', [0, 1]],
    ['typeid == "AMF3 Command"', [1]],
    ['amf.amf3_type == 4', [1]],
    ['amf.integer == 0x1ffffffe', [1]],
    ['amf.string == "three"', [1]],
    ['amf.stringlength == 5', [1, 2]],
    ['amf.date', [2]],
    ['amf.date == "2023-11-14T22:13:20.5Z"', [2]],
    ['amf.date < "2023-11-14T22:13:20.5Z"', []],
    ['amf.classname == "com.example.Cat"', [2]],
    ['amf.xml_doc contains "<a"', [2]],
    ['amf.int64 == -2', [2]],
    ['amf.strictarray and amf.arraylength == 2', [2]],
    ['amf.ecmaarray', [2]],
    ['amf.array', [2]],
    ['amf.bytearray == ca:fe', [2]],
    ['len(amf.longstring) == 70000', [2]],
    ['amf.longstring matches "^(x+)+$"', [2]],
    ['amf.longstring matches "^(x+x+)+y$"', []],
    ['eventtype == "SWFVerify Request"', [3]],
    ['rtmpt.ucm.data contains 00:01', [3]],
    ['rtmpt.ucm.timestamp == 1234', [4]],
    ['rtmpt.scm.csid == 300', [5]],
    ['rtmpt.scm.seq == 0xfffffffe', [6]],
    ['rtmpt.scm.seq & 0x80000000', [6]],
    ['rtmpt.scm.seq & 0x80000000 == 0x80000000', [6]],
    ['typeid == 10', [7]],
    ['note == "rtmp.unknown-type"', [7]],
    ['note.severity == warning', [7]],
    ['note.text contains "10"', [7]],
    ['rtmpt.header.ets', [8]],
    ['rtmpt.header.ets == 0x1000000', [8]],
    ['rtmpt.video.is_ex_header == true', [8]],
    ['rtmpt.video.fourcc == "hvc1"', [8]],
    ['codec == HEVC', [8]],
    ['rtmpt.video.packet_type == "Coded frames"', [8]],
    ['composition_time == -1', [8]],
    ['composition_time < 0', [8]],
    ['abs(composition_time) == 1', [8]],
    ['rtmpt.video.control == 0xa1', [8]],
    ['rtmpt.video.control', [8, 9]],
    ['sequence_header', [9]],
    ['rtmpt.audio.is_ex_header == 1', [10]],
    ['rtmpt.audio.control == 0x91', [10]],
    ['rtmpt.audio.fourcc == "Opus" and rtmpt.audio.packet_type == 1', [10]],
    ['codec == "MP3" and rtmpt.audio.sample_rate == 44100 and rtmpt.audio.channels == 2', [11]],
    ['media.empty', [12]],
    ['rtmpt.audio.data', [10, 11]],
    ['rtmpt[0] == 0x91', [10]],
    ['frame.time_relative == 0.004', [0]],
    ['frame.time_relative == 4ms', [0]],
    ['frame.time_epoch == 0.005', [0]],
    ['phase == publish', [0, 1]],
    ['not phase == media and typeid == 17', [1]],
  ])('%s', async (filter, expected) => {
    expect(await ask(filter)).toEqual(expected);
  });

  test('a phase is followed where another test has decided already', async () => {
    expect(await ask('typeid == 9 and phase == media')).toEqual([8, 9]);
    expect(await ask('typeid == 10 or phase == handshake')).toEqual([7]);
  });
});

describe('shared objects, aggregates and steps of an authentication', () => {
  const text = (value: string): Uint8Array => bytes(u16(value.length), value);
  const tag = (type: number, time: number, data: Uint8Array): Uint8Array =>
    bytes(type, u24(data.length), u24(time), time >>> 24, u24(0), data, u32(11 + data.length));
  const description =
    '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=eve&salt=S&challenge=C';
  const told = new Told([
    rtmp.message(
      19,
      bytes(text('chat'), u32(3), u32(2), u32(0), 4, u32(16), text('score'), amf0(5), 9, u32(3), text('a')),
    ),
    rtmp.message(16, bytes(0, text('chat'), u32(3), u32(0), u32(0), 7, u32(6), text('No'), text(''))),
    rtmp.message(22, bytes(tag(8, 0x0100_0002, hex('2f 00')), tag(9, 0x0100_0004, hex('12 00 00'))), {
      timestamp: 7,
    }),
    rtmp.userControl(27, 1, 1, u32(77), u32(77), new Uint8Array(32)),
    rtmp.command('_error', 1, null, { level: 'error', description }),
    rtmp.command('connect', 1, { app: 'live?authmod=llnw&user=bob&nonce=N&response=R' }),
  ]);
  /** Where in the list above, with two sub-messages behind the third, the messages are that a filter lets through. */
  const ask = async (filter: string): Promise<number[]> =>
    (await told.ask(filter)).flatMap((isThrough, i) => (isThrough ? [i] : []));

  test.each([
    ['rtmpt.so.name == chat', [0, 1]],
    ['rtmpt.so.version == 3 and rtmpt.so.flags == 2', [0]],
    ['persistent', [0]],
    ['rtmpt.so.persistent == 0', [1]],
    ['rtmpt.so.event.type == "Change"', [0]],
    ['rtmpt.so.event.type in {7, 9}', [0, 1]],
    ['rtmpt.so.event.name == "a"', [0]],
    ['rtmpt.so.event.name == "score" and amf.number == 5', [0]],
    ['rtmpt.so.event.code == "No"', [1]],
    ['rtmpt.tag.type == 8', [2]],
    ['rtmpt.tag.type == "Video Data" and rtmpt.tag.datasize == 3', [2]],
    ['rtmpt.tag.timestamp == 4', [2]],
    ['rtmpt.tag.ets == 1 and rtmpt.tag.streamid == 0', [2]],
    ['rtmpt.tag.tagsize == 14', [2]],
    ['part', [3, 4]],
    ['typeid in {8, 9}', [3, 4]],
    ['typeid == 9 and timestamp == 9', [4]],
    ['rtmpt.part == 0 and typeid > 15', [0, 1, 2, 6, 7]],
    ['rtmpt.ucm.swf_size == 77 and len(swf_digest) == 32', [5]],
    ['rtmpt.auth.stage == challenge', [6]],
    ['rtmpt.auth.user == "eve" and rtmpt.auth.method == adobe', [6]],
    ['rtmpt.auth.stage == response and rtmpt.auth.user == bob', [7]],
  ])('%s', async (filter, expected) => {
    expect(await ask(filter)).toEqual(expected);
  });
});

describe('what a filter touches', () => {
  const told = new Told([rtmp.command('connect', 1, { app: 'live' }), rtmp.video(0, hex('17 01 000000 ff'))]);

  test.each([
    'typeid == 9 and csid in {3, 6} and timestamp < 10 or fmt != 0',
    'frame.number > 3 and tcp.port == 1935 and ip.addr == 192.0.2.0/24 and frame.time_relative < 1s',
    'typeid == 7 and amf.string == "connect"',
    'typeid != 7 or amf.string matches "c" or rtmpt.video.data contains ff',
    'rtmpt and csid == 900 and code == "x"',
  ])('%s: no body where the header decides', async (text) => {
    const filter = await parseFilter(text);
    for (const event of told.events) {
      if (event.kind !== 'message') continue;
      const headerOnly = {
        ...event,
        get body(): never {
          throw new Error('the body was looked at');
        },
        get payload(): never {
          throw new Error('the payload was looked at');
        },
      };
      expect(() => told.matches(filter, headerOnly)).not.toThrow();
    }
  });

  test.each([
    ['typeid == 9', false],
    ['rtmpt', false],
    ['rtmpt.video.data', false],
    ['keyframe and rtmpt.video.control == 0x17', false],
    ['amf.string == "live"', false],
    ['rtmpt.video.data[4] == ff', true],
    ['typeid == 9 and not (csid == 4 or rtmpt contains "x")', true],
    ['len(rtmpt.audio.data) > 5', true],
  ])('%s: needs the payload of audio and video: %s', async (text, needsPayload) => {
    expect((await parseFilter(text)).needsPayload).toBe(needsPayload);
  });

  test('and which fields', async () => {
    const { fields } = await parseFilter('typeid == 9 and not csid == 3 or typeid == 8 or amf.loop');
    expect(fields.map(({ id }) => id)).toEqual(['rtmpt.header.typeid', 'rtmpt.header.csid', 'amf.loop']);
    expect(fields.map(({ isUnread }) => isUnread)).toEqual([undefined, undefined, true]);
  });
});

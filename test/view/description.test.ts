import { describe as group, expect, it } from 'vitest';
import { describe } from '../../src/view/description.ts';
import { infoText } from '../../src/view/info-text.ts';
import { recordOf } from '../../src/view/record.ts';
import { amf0, type Amf0 } from '../writer/amf0.ts';
import { bytes, hex, u16, u24, u32, type Part } from '../writer/bytes.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Told } from '../filter/told.ts';

/** The messages of a client as they are told; the first that `Told` adds is left out. */
function told(...messages: readonly rtmp.Message[]): Told['events'] {
  return new Told(messages).events.filter((event) => event.kind === 'message').slice(1);
}

const tell = (message: rtmp.Message) => describe(told(message)[0]!);
const detail = (name: string, ...values: readonly Amf0[]) => tell(rtmp.command(name, 1, ...values)).detail;
const text = (value: string): Uint8Array => bytes(u16(value.length), value);

function json(message: rtmp.Message): Record<string, unknown>[] {
  const conversation = new Told([message]);
  const start = { frame: 1, seconds: 0, nanoseconds: 0 };
  return conversation.events
    .filter((event) => event.kind === 'message')
    .slice(1)
    .map((event) =>
      recordOf(conversation.conversation, event, {
        start,
        payload: undefined,
        tree: undefined,
        explainer: undefined,
      }),
    );
}

group('a command is told with what its values mean', () => {
  it.each([
    [
      detail('connect', {
        tcUrl: 'rtmp://a/live',
        objectEncoding: 3,
        capsEx: 3,
        fourCcList: ['hvc1', 'av01'],
      }),
      'tcUrl rtmp://a/live · objectEncoding 3 (AMF3) · E-RTMP: reconnect, multitrack; HEVC, AV1',
    ],
    [
      detail('connect', { videoFourCcInfoMap: { '*': 4, vp09: 3 }, audioFourCcInfoMap: { Opus: 1 } }),
      'E-RTMP: any video codec, VP9, Opus',
    ],
    [detail('connect', { app: 'live' }), ''],
    [
      detail('play', null, 'a', -2000, -1, true),
      'start -2000 (live, else recorded) · duration -1 (to the end) · reset true',
    ],
    [detail('publish', null, 'a', 'live'), 'publishingType live'],
    [
      detail('play2', null, { streamName: 'high', oldStreamName: 'low', transition: 'switch' }),
      "parameters {streamName: 'high', oldStreamName: 'low', transition: 'switch'}",
    ],
    [
      detail('onStatus', null, {
        level: 'status',
        code: 'NetConnection.Connect.ReconnectRequest',
        description: 'maintenance',
        tcUrl: 'rtmp://b/live',
      }),
      'maintenance · to be connected to rtmp://b/live',
    ],
    [
      detail('onStatus', null, { code: 'NetConnection.Connect.ReconnectRequest' }),
      'to be connected to the same URL',
    ],
    [
      detail('_error', null, {
        description: '[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ]',
        code: 'x',
      }),
      'asks for user and password (authmod=adobe) · [ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ]',
    ],
    [detail('connect', { app: 'live?authmod=llnw&user=eve' }), 'names user eve (authmod=llnw)'],
  ])('%s', (found, expected) => {
    expect(found).toBe(expected);
  });

  it('fails by its code where it has no level', () => {
    const failing = rtmp.command('onStatus', 0, null, { code: 'NetStream.Publish.BadName' });
    const starting = rtmp.command('onStatus', 0, null, { code: 'NetStream.Publish.Start' });
    expect([tell(failing).isFailure, tell(starting).isFailure]).toEqual([true, false]);
  });

  it('has its step of an authentication in JSON, too', () => {
    const [record] = json(rtmp.command('connect', 1, { app: 'live?authmod=adobe&user=eve' }));
    expect(record).toMatchObject({
      body: { command: { auth: { stage: 'user', method: 'adobe', user: 'eve' } } },
    });
  });
});

it('data messages are told with the names of their values', () => {
  expect(tell(rtmp.data('|RtmpSampleAccess', false, true)).detail).toBe(
    'audioSampleAccess false, videoSampleAccess true',
  );
  expect(tell(rtmp.data('onMetaData', { videocodecid: 0x68766331 })).detail).toBe(
    'videocodecid 1752589105 (HEVC)',
  );
});

group('a shared object', () => {
  const event = (type: number, ...parts: readonly Part[]): Uint8Array => {
    const data = bytes(...parts);
    return bytes(type, u32(data.length), data);
  };
  const shared = (...events: readonly Uint8Array[]): rtmp.Message =>
    rtmp.message(19, bytes(text('chat'), u32(3), u32(2), u32(0), ...events));
  const message = shared(
    event(11),
    event(4, text('score'), amf0(5), text('who'), amf0('me')),
    event(6, amf0('say', 'hello', 7)),
    event(9, text('old')),
    event(12, hex('0a')),
  );

  it('is told event by event', () => {
    expect(tell(message)).toEqual({
      title: "Shared object 'chat'",
      detail:
        "Use Success · Change score 5, who 'me' · Send Message say('hello', 7) · Remove old · event 12 · version 3 · persistent",
      isFailure: false,
    });
    expect(infoText(told(message)[0]!)).toBe("AMF0 Shared Object 'chat'");
  });

  it('that is refused is a failure', () => {
    const refused = tell(shared(event(7, text('SharedObject.NoReadAccess'), text('error'))));
    expect(refused).toMatchObject({
      isFailure: true,
      detail: expect.stringMatching(/^Status SharedObject\.NoReadAccess/),
    });
  });

  it('has its events in JSON', () => {
    expect(json(message)[0]).toMatchObject({
      typeName: 'AMF0 Shared Object',
      body: {
        sharedObject: {
          name: 'chat',
          version: 3,
          flags: 2,
          persistent: true,
          events: [
            { event: 11, eventName: 'Use Success' },
            { event: 4, eventName: 'Change', properties: { score: 5, who: 'me' } },
            { event: 6, eventName: 'Send Message', values: ['say', 'hello', 7] },
            { event: 9, eventName: 'Remove', name: 'old' },
            { event: 12, eventName: 'Unknown (12)', data: { $bytes: 'Cg==' } },
          ],
        },
      },
    });
  });
});

group('an aggregate', () => {
  const tag = (type: number, time: number, data: Uint8Array): Uint8Array =>
    bytes(type, u24(data.length), u24(time), 0, u24(0), data, u32(11 + data.length));
  const message = rtmp.message(22, bytes(tag(8, 100, hex('2f00')), tag(9, 140, hex('120000'))), {
    timestamp: 90,
    streamId: 1,
  });

  it('is told with what it holds', () => {
    expect(tell(message)).toEqual({
      title: 'Aggregate',
      detail: '2 sub-messages, 35 bytes, timestamps moved by -10 ms',
    });
  });

  it('is followed by its parts in JSON', () => {
    expect(json(message)).toMatchObject([
      { type: 22, timestamp: 90, body: { aggregate: { count: 2 } } },
      { type: 8, timestamp: 90, streamId: 1, length: 2, part: true },
      { type: 9, timestamp: 130, streamId: 1, length: 3, part: true },
    ]);
    expect(Object.hasOwn(JSON.parse(JSON.stringify(json(message)[0])) as object, 'part')).toBe(false);
  });
});

it('a SWFVerify Response has its digest in JSON', () => {
  const [record] = json(rtmp.userControl(27, 1, 1, u32(5), u32(5), new Uint8Array(32)));
  expect(record).toMatchObject({
    body: {
      userControl: {
        event: 27,
        eventName: 'SWFVerify Response',
        swfSize: 5,
        swfDigest: { $bytes: `${'A'.repeat(43)}=` },
      },
    },
  });
});

it('undocumented events and message types have names', () => {
  expect(infoText(told(rtmp.userControl(5, u32(1)))[0]!)).toBe('Undocumented Event 5');
  expect(infoText(told(rtmp.userControl(8))[0]!)).toBe('Undocumented Event 8');
  expect(infoText(told(rtmp.message(7, hex('00')))[0]!)).toBe('Edge/Origin');
});

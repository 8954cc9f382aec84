import { describe, expect, test } from 'vitest';
import { type FindingId, findings } from '../../src/index.ts';
import { bytes, hex, u32 } from '../writer/bytes.ts';
import { handshake } from '../writer/handshake.ts';
import * as rtmp from '../writer/rtmp.ts';
import { AAC_HEADER, AVC_HEADER, picture, Scene, sound, streamMedia } from './find.ts';

type Case = readonly [id: FindingId, about: string, scene: () => Scene, expected: string];

/** The first finding of each scene, as `severity side`; and that it is told in Chinese, too. */
function check(cases: readonly Case[]): void {
  test.each(cases)('%s: %s', async (id, _, scene, expected) => {
    const { file } = scene();
    const [first] = (await findings(file)).findings;
    expect(first && `${first.id} ${first.severity} ${first.side}`).toBe(`${id} ${expected}`);
    const [chinese] = (await findings(file, { language: 'zh' })).findings;
    expect(chinese).toMatchObject({ id, frame: first!.frame });
    expect(chinese!.evidence).toMatch(/\p{Script=Han}.*。$/u);
    for (const one of [first!, chinese!]) expect(one.evidence).not.toMatch(/undefined|NaN|\[object/);
  });
}

const ready = (): Scene => new Scene().greet().connect().createStream();
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const refusal = (description: string): rtmp.Message =>
  rtmp.command('_error', 1, null, { level: 'error', code: 'NetConnection.Connect.Rejected', description });
const calling = (): Scene => new Scene().greet().clientSays(rtmp.command('connect', 1, { app: 'live' }));

test('nothing above a note where everything is right', async () => {
  const found = await streamMedia(new Scene().publish()).goodbye().found();
  expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(found.map(({ id }) => id)).toEqual(['close.delete-stream']);
});

describe('TCP', () => {
  const data = new Uint8Array(3000).fill(7);
  check([
    [
      'tcp.syn-unanswered',
      'a SYN, and again',
      () => {
        const scene = new Scene(false);
        return scene.add(scene.talk.syn()).wait(1000).add(scene.talk.syn());
      },
      'error network',
    ],
    [
      'tcp.refused',
      'RST for the SYN',
      () => {
        const scene = new Scene(false);
        return scene.add(scene.talk.syn(), scene.talk.reset(1));
      },
      'error server',
    ],
    [
      'tcp.large-segments-lost',
      'full segments are never acknowledged',
      () => {
        const scene = new Scene();
        const large = scene.talk.piece(0, data, 0, 1460);
        for (let i = 0; i < 5; i++) scene.wait(300).add(large);
        return scene;
      },
      'error network',
    ],
    [
      'tcp.fin-in-message',
      'FIN in the middle of a picture',
      () => {
        const scene = streamMedia(new Scene().publish());
        const whole = scene.client.write(rtmp.video(4000, new Uint8Array(4000).fill(0x27)));
        return scene.say(0, whole.subarray(0, 500)).close(0);
      },
      'warning client',
    ],
    [
      'tcp.round-trip-long',
      '400 ms to the server',
      () => {
        const scene = new Scene(false);
        scene.add(scene.talk.syn()).wait(400).add(scene.talk.synAck(), scene.talk.ack(0));
        return streamMedia(scene.publish()).goodbye();
      },
      'warning network',
    ],
  ]);
});

describe('the port and the handshake', () => {
  check([
    [
      'protocol.http',
      'GET',
      () => new Scene().say(0, text('GET / HTTP/1.1\r\n\r\n')).close(1),
      'error client',
    ],
    [
      'protocol.tls',
      'ClientHello',
      () => new Scene().say(0, hex('16 0301 0005 01 000001 00')).close(1),
      'error client',
    ],
    [
      'protocol.rtsp',
      'OPTIONS',
      () => new Scene().say(0, text('OPTIONS rtsp://a RTSP/1.0\r\n')).close(1),
      'error client',
    ],
    ['protocol.ssh', 'a greeting', () => new Scene().say(0, text('SSH-2.0-x\r\n')).close(1), 'error client'],
    [
      'protocol.other',
      'a proxy',
      () => new Scene().say(0, text('PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n')).close(1),
      'error client',
    ],
    [
      'protocol.http',
      'a web server answers C0 and C1',
      () =>
        new Scene()
          .say(0, bytes(3, new Uint8Array(1536)))
          .say(1, text('HTTP/1.1 400 Bad Request\r\n\r\n'))
          .close(1),
      'error server',
    ],
    ['handshake.silent-client', 'no byte', () => new Scene().idle(3000).close(1), 'error client'],
    [
      'handshake.silent-server',
      'no S0',
      () => new Scene().say(0, bytes(3, new Uint8Array(1536))).idle(3000),
      'error server',
    ],
    [
      'handshake.incomplete',
      'half of C1',
      () =>
        new Scene()
          .say(0, bytes(3, new Uint8Array(700)))
          .idle(3000)
          .close(0),
      'error client',
    ],
    [
      'handshake.incomplete',
      'no C2',
      () => new Scene().say(0, handshake().c0c1).say(1, handshake().s0s1s2).idle(3000).close(0),
      'error client',
    ],
    [
      'handshake.incomplete',
      'no S2',
      () =>
        new Scene().say(0, handshake().c0c1).say(1, handshake().s0s1s2.subarray(0, 1537)).idle(3000).close(0),
      'error server',
    ],
    [
      'handshake.version',
      'C0 is 4',
      () => new Scene().say(0, bytes(4, new Uint8Array(1536))).close(1),
      'error client',
    ],
    [
      'handshake.echo-mismatch',
      'C2',
      () =>
        streamMedia(new Scene().greet({ wrongEcho: 'c2' }).connect().createStream().use('publish')).goodbye(),
      'warning client',
    ],
    [
      'handshake.echo-mismatch',
      'S2',
      () =>
        streamMedia(new Scene().greet({ wrongEcho: 's2' }).connect().createStream().use('publish')).goodbye(),
      'warning server',
    ],
  ]);
});

describe('calls', () => {
  check([
    [
      'connect.rejected',
      'with an error',
      () => calling().serverSays(refusal('no such application')).close(1),
      'error server',
    ],
    ['connect.closed-unanswered', 'FIN of the server', () => calling().close(1), 'error server'],
    [
      'connect.closed-at-once',
      'FIN behind the answer',
      () => new Scene().greet().connect().close(1),
      'error server',
    ],
    ['connect.unanswered', 'for three seconds', () => calling().idle(3000), 'error server'],
    [
      'auth.needed',
      'by Adobe',
      () =>
        calling()
          .serverSays(refusal('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : '))
          .close(1),
      'error server',
    ],
    [
      'auth.failed',
      'by Adobe',
      () =>
        calling()
          .serverSays(refusal('[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=x'))
          .close(1),
      'error server',
    ],
    [
      'call.unanswered',
      'createStream',
      () =>
        new Scene()
          .greet()
          .connect()
          .clientSays(rtmp.command('createStream', 2, null))
          .idle(3000),
      'error server',
    ],
    [
      'call.late',
      'createStream after 3 s',
      () => {
        const scene = new Scene()
          .greet()
          .connect()
          .clientSays(rtmp.command('createStream', 2, null))
          .wait(3000);
        return streamMedia(scene.serverSays(rtmp.command('_result', 2, null, 1)).use('publish')).goodbye();
      },
      'warning server',
    ],
    [
      'call.duplicate-transaction',
      'createStream has that of connect',
      () => {
        const scene = new Scene()
          .greet()
          .connect()
          .clientSays(rtmp.command('createStream', 1, null));
        return streamMedia(scene.serverSays(rtmp.command('_result', 1, null, 1)).use('publish')).goodbye();
      },
      'warning client',
    ],
    [
      'create-stream.failed',
      'with an error',
      () =>
        new Scene()
          .greet()
          .connect()
          .clientSays(rtmp.command('createStream', 2, null))
          .serverSays(rtmp.command('_error', 2, null, { level: 'error', code: 'NetConnection.Call.Failed' }))
          .close(0),
      'error server',
    ],
    [
      'create-stream.closed-unanswered',
      'FIN for createStream',
      () =>
        new Scene()
          .greet()
          .connect()
          .clientSays(rtmp.command('createStream', 2, null))
          .close(1),
      'error server',
    ],
    ['create-stream.closed-at-once', 'FIN behind the answer', () => ready().close(1), 'error server'],
    [
      'publish.closed-at-once',
      'FIN behind the answer',
      () => ready().use('publish').close(1),
      'error server',
    ],
    [
      'publish.closed-at-once',
      'after a few pictures',
      () => streamMedia(ready().use('publish'), { seconds: 0.4 }).close(1),
      'error server',
    ],
    ['play.closed-at-once', 'FIN behind the answer', () => ready().use('play').close(1), 'error server'],
    [
      'publish.rejected',
      'with its words',
      () => ready().ask('publish').status('error', 'NetStream.Publish.Denied', 'wrong key').close(0),
      'error server',
    ],
    [
      'publish.rejected',
      'BadName that is not about a taken name',
      () =>
        ready().ask('publish').status('error', 'NetStream.Publish.BadName', 'illegal characters').close(0),
      'error server',
    ],
    [
      'publish.name-in-use',
      'BadName',
      () =>
        ready().ask('publish').status('error', 'NetStream.Publish.BadName', 'Already publishing').close(0),
      'error server',
    ],
    ['publish.closed-unanswered', 'FIN', () => ready().ask('publish').close(1), 'error server'],
    ['publish.closed-unanswered', 'RST', () => ready().ask('publish').reset(1), 'error server'],
    [
      'publish.unanswered',
      'and the client gives up',
      () => ready().ask('publish').wait(1500).close(0),
      'error server',
    ],
    ['publish.unanswered', 'for three seconds', () => ready().ask('publish').idle(3000), 'error server'],
    [
      'play.not-found',
      'with a code',
      () => ready().ask('play').status('error', 'NetStream.Play.StreamNotFound').close(0),
      'error server',
    ],
    [
      'play.failed',
      'with a code',
      () => ready().ask('play').status('error', 'NetStream.Play.Failed').close(0),
      'error server',
    ],
    ['play.closed-unanswered', 'FIN', () => ready().ask('play').close(1), 'error server'],
    ['play.unanswered', 'for three seconds', () => ready().ask('play').idle(3000), 'error server'],
    [
      'play.nothing-published',
      'accepted, and no media',
      () => ready().use('play').idle(4000).close(0),
      'error server',
    ],
    [
      'play.late-first-picture',
      'sound at once, a keyframe after 3 s',
      () => {
        const scene = ready().use('play').serverSays(AVC_HEADER).serverSays(AAC_HEADER);
        for (let at = 0; at < 3000; at += 25) scene.wait(25).serverSays(sound(at));
        return scene.serverSays(picture(3000, true)).status('status', 'NetStream.Play.Stop').close(0);
      },
      'warning server',
    ],
    [
      'publish.no-stream',
      'publish',
      () => streamMedia(new Scene().greet().connect().use('publish')).goodbye(),
      'warning client',
    ],
    [
      'stream-name.suspicious',
      'a URL for a key',
      () => streamMedia(new Scene().publish('rtmp://a/live/key')).goodbye(),
      'warning client',
    ],
    [
      'stream-name.suspicious',
      'no key',
      () => streamMedia(new Scene().publish('')).goodbye(),
      'warning client',
    ],
  ]);
});

describe('media', () => {
  const publishing = (style: Parameters<typeof streamMedia>[1]): Scene =>
    streamMedia(new Scene().publish(), style).goodbye();
  const isVideo = ({ type }: rtmp.Message): boolean => type === 9;
  check([
    [
      'media.no-audio',
      'pictures alone',
      () => publishing({ headers: [AVC_HEADER], change: (one) => (isVideo(one) ? one : undefined) }),
      'warning client',
    ],
    [
      'media.no-video',
      'sound alone',
      () => publishing({ headers: [AAC_HEADER], change: (one) => (isVideo(one) ? undefined : one) }),
      'warning client',
    ],
    [
      'media.audio-stops',
      'after a second',
      () =>
        publishing({ seconds: 6, change: (one) => (isVideo(one) || one.timestamp < 1000 ? one : undefined) }),
      'warning client',
    ],
    [
      'media.video-stops',
      'after a second',
      () =>
        publishing({
          seconds: 6,
          change: (one) => (!isVideo(one) || one.timestamp < 1000 ? one : undefined),
        }),
      'warning client',
    ],
    [
      'media.audio-late',
      'by three seconds',
      () =>
        publishing({ seconds: 6, change: (one) => (isVideo(one) || one.timestamp > 3000 ? one : undefined) }),
      'warning client',
    ],
    [
      'media.video-late',
      'by three seconds',
      () =>
        publishing({
          seconds: 6,
          change: (one) => (!isVideo(one) || one.timestamp >= 3000 ? one : undefined),
        }),
      'warning client',
    ],
    [
      'media.no-keyframe-first',
      'the first second has none',
      () => publishing({ change: (one) => (isVideo(one) && one.timestamp === 0 ? undefined : one) }),
      'error client',
    ],
    ['media.no-sequence-header', 'of video', () => publishing({ headers: [AAC_HEADER] }), 'error client'],
    ['media.no-sequence-header', 'of audio', () => publishing({ headers: [AVC_HEADER] }), 'error client'],
    [
      'media.adts',
      'in the place of raw frames',
      () =>
        publishing({
          change: (one) =>
            isVideo(one) ? one : rtmp.audio(one.timestamp, hex('af 01 ff f1 50 80 04 1f fc 21 21')),
        }),
      'error client',
    ],
    [
      'media.annex-b',
      'in the place of lengths',
      () =>
        publishing({
          change: (one) =>
            isVideo(one)
              ? rtmp.video(one.timestamp, bytes(one.payload.subarray(0, 5), u32(1), one.payload.subarray(9)))
              : one,
        }),
      'error client',
    ],
    [
      'media.empty-audio',
      'from one second on',
      () =>
        publishing({
          change: (one) =>
            isVideo(one) || one.timestamp < 1000 ? one : rtmp.audio(one.timestamp, new Uint8Array(0)),
        }),
      'warning client',
    ],
    [
      'media.stream-zero',
      'everything',
      () =>
        publishing({
          headers: [AVC_HEADER, AAC_HEADER].map((one) => rtmp.placed(one, { streamId: 0 })),
          change: (one) => rtmp.placed(one, { streamId: 0 }),
        }),
      'error client',
    ],
    [
      'media.before-publish',
      'sound',
      () => streamMedia(ready().clientSays(sound(0)).use('publish')).goodbye(),
      'warning client',
    ],
    [
      'media.composition-time',
      'below zero',
      () =>
        publishing({
          change: (one) => (isVideo(one) ? picture(one.timestamp, one.payload[0] === 0x17, -500) : one),
        }),
      'error client',
    ],
    [
      'media.sequence-header-repeated',
      'with each keyframe of a short group',
      () => {
        const scene = streamMedia(new Scene().publish());
        for (let i = 0; i < 60; i++) scene.clientSays(rtmp.placed(AVC_HEADER, { timestamp: 4000 }));
        return scene.goodbye();
      },
      'warning client',
    ],
    [
      'keyframe.interval',
      'one in twelve seconds',
      () =>
        publishing({
          seconds: 12,
          change: (one) => (isVideo(one) ? picture(one.timestamp, one.timestamp === 0) : one),
        }),
      'warning client',
    ],
    [
      'codec.not-negotiated',
      'AV1 where HEVC is offered',
      () => {
        const scene = new Scene()
          .greet()
          .connect({ fourCcList: ['hvc1'] })
          .createStream()
          .use('publish');
        return streamMedia(scene, {
          headers: [AAC_HEADER, rtmp.video(0, bytes(0x90, 'av01', hex('81 00 0c 00')))],
          change: (one) =>
            isVideo(one)
              ? rtmp.video(
                  one.timestamp,
                  bytes(one.payload[0] === 0x17 ? 0x91 : 0xa1, 'av01', new Uint8Array(20)),
                )
              : one,
        }).goodbye();
      },
      'warning client',
    ],
    [
      'metadata.contradicts',
      'twice the pictures',
      () =>
        streamMedia(
          new Scene().publish().clientSays(rtmp.data('@setDataFrame', 'onMetaData', { framerate: 50 })),
        ).goodbye(),
      'warning client',
    ],
    [
      'codec.contradicts',
      'H.263',
      () =>
        streamMedia(
          new Scene().publish().clientSays(rtmp.data('@setDataFrame', 'onMetaData', { videocodecid: 2 })),
        ).goodbye(),
      'warning client',
    ],
  ]);
});

describe('timestamps', () => {
  const changing = (
    change: (timestamp: number, isVideo: boolean) => number,
    style: Parameters<typeof streamMedia>[1] = {},
  ): Scene =>
    streamMedia(new Scene().publish(), {
      ...style,
      change: (one) => rtmp.placed(one, { timestamp: Math.round(change(one.timestamp, one.type === 9)) }),
    }).goodbye();
  check([
    ['timestamp.back', 'by a second', () => changing((at) => (at < 2000 ? at : at - 1000)), 'error client'],
    [
      'timestamp.jump',
      'by a minute',
      () => changing((at) => (at < 2000 ? at : at + 60_000)),
      'warning client',
    ],
    ['timestamp.frozen', 'after two seconds', () => changing((at) => Math.min(at, 2000)), 'error client'],
    ['timestamp.unit', '90 kHz', () => changing((at) => at * 90), 'error client'],
    ['timestamp.unit', 'seconds', () => changing((at) => at / 1000, { seconds: 8 }), 'error client'],
    ['timestamp.offset', 'two hours', () => changing((at) => at + 7_200_000), 'warning client'],
    [
      'timestamp.drift',
      'one twentieth too fast',
      () => changing((at) => at * 1.05, { seconds: 12 }),
      'warning client',
    ],
    [
      'timestamp.presentation',
      'in the order of B-frames',
      () => changing((at, isVideo) => (isVideo ? at + [40, 160, 0, -40][(at / 40) % 4]! : at)),
      'error client',
    ],
    [
      'av.offset',
      'sound 700 ms later',
      () => changing((at, isVideo) => (isVideo ? at : at + 700)),
      'warning client',
    ],
    [
      'flow.slower-than-real-time',
      'three quarters of it',
      () => streamMedia(new Scene().publish(), { seconds: 9, pace: 1.34 }).goodbye(),
      'warning client',
    ],
  ]);
});

describe('chunks', () => {
  const saying = (say: (scene: Scene) => unknown): Scene => {
    const scene = streamMedia(new Scene().publish());
    say(scene);
    return scene.goodbye();
  };
  check([
    [
      'chunk.size-zero',
      'Set Chunk Size 0',
      () => saying((scene) => scene.say(0, bytes(hex('02 000000 000004 01 00000000'), u32(0)))),
      'error client',
    ],
    [
      'chunk.size-above-limit',
      'the first bit',
      () =>
        saying((scene) => {
          scene.say(0, bytes(hex('02 000000 000004 01 00000000'), u32(0x80001000)));
          scene.client.chunkSize = 0x1000;
        }),
      'error client',
    ],
    [
      'chunk.size-one',
      'one byte',
      () => saying((scene) => scene.clientSays(rtmp.setChunkSize(1))),
      'warning client',
    ],
    [
      'chunk.control-on-wrong-stream',
      'on chunk stream 7',
      () =>
        saying((scene) =>
          scene.clientSays(rtmp.placed(rtmp.windowAcknowledgementSize(5_000_000), { csid: 7 })),
        ),
      'warning client',
    ],
    [
      'chunk.non-minimal-csid',
      'three bytes for 100',
      () =>
        saying((scene) =>
          scene.clientSays(rtmp.placed(picture(4000), { csid: 100 }), { basicHeaderLength: 3 }),
        ),
      'warning client',
    ],
    [
      'chunk.unknown-type',
      'type 13',
      () => saying((scene) => scene.clientSays(rtmp.message(13, text('?')))),
      'warning client',
    ],
    [
      'chunk.abort-unknown',
      'of nothing',
      () => saying((scene) => scene.clientSays(rtmp.abort(40))),
      'warning client',
    ],
    [
      'chunk.timestamp-back-without-type-0',
      'a delta of minus 200',
      () => saying((scene) => scene.say(0, hex('46 ffff38 000009 09 2701000000 00000000'))),
      'error client',
    ],
    [
      'chunk.extended-timestamp-added',
      'from 0xFFFFFF on',
      () => {
        const scene = streamMedia(new Scene().publish());
        const wide = rtmp.video(0xfffffe, bytes(picture(0).payload, new Uint8Array(300)));
        scene.clientSays(wide);
        for (const time of [0x1000026, 0x100004e])
          scene.wait(40).clientSays(rtmp.placed(wide, { timestamp: time }), { fmt: 2, addExtended: true });
        return scene.goodbye();
      },
      'error client',
    ],
    [
      'message.damaged',
      'a string that is cut',
      () => saying((scene) => scene.clientSays(rtmp.message(20, hex('02 0040 61')))),
      'warning client',
    ],
  ]);
});

describe('flow', () => {
  const media = (scene: Scene, from: number, to: number): Scene => {
    for (let at = from; at < to; at += 40)
      scene
        .wait(40)
        .clientSays(picture(at, at % 1000 === 0))
        .clientSays(sound(at));
    return scene;
  };
  const started = (): Scene =>
    media(new Scene().publish().clientSays(AVC_HEADER).clientSays(AAC_HEADER), 0, 2000);
  check([
    [
      'stall.sender',
      'nothing for three seconds',
      () => media(started().wait(3000), 2000, 4000).goodbye(),
      'warning client',
    ],
    [
      'stall.receiver-window',
      'the server closes its window meanwhile',
      () => {
        const scene = started().wait(500);
        scene
          .add({ ...scene.talk.ack(1), window: 0 })
          .wait(2500)
          .add(scene.talk.ack(1));
        return media(scene, 2000, 4000).goodbye();
      },
      'warning server',
    ],
    [
      'stall.network',
      'sent again meanwhile',
      () => {
        const scene = started();
        const next = scene.client.write(picture(2000));
        const [segment, ack] = [...scene.talk.say(0, next)];
        scene.add(segment!).wait(1000).add(segment!).wait(2000).add(ack!);
        return media(scene, 2040, 4000).goodbye();
      },
      'warning network',
    ],
    [
      'ack.impossible',
      'ten million more',
      () => started().serverSays(rtmp.acknowledgement(10_000_000)).goodbye(),
      'warning server',
    ],
    [
      'ack.incremental',
      'from the one before',
      () => {
        const scene = started();
        for (let i = 0; i < 6; i++) scene.serverSays(rtmp.acknowledgement(1000));
        return scene.goodbye();
      },
      'warning server',
    ],
    [
      'ack.none',
      'with a window of 1,000',
      () =>
        media(
          new Scene()
            .publish()
            .clientSays(rtmp.windowAcknowledgementSize(1000))
            .clientSays(AVC_HEADER)
            .clientSays(AAC_HEADER),
          0,
          2000,
        ).goodbye(),
      'warning server',
    ],
    [
      'stall.acknowledgement-window',
      'an Acknowledgement that comes late, and media behind it',
      () => {
        const scene = media(
          new Scene()
            .publish()
            .clientSays(rtmp.windowAcknowledgementSize(2000))
            .clientSays(AVC_HEADER)
            .clientSays(AAC_HEADER),
          0,
          2000,
        );
        scene.wait(3000).serverSays(rtmp.acknowledgement(9000));
        return media(scene, 2000, 4000).goodbye();
      },
      'warning server',
    ],
    [
      'ping.unanswered',
      'and the server closes',
      () => {
        const scene = streamMedia(new Scene().publish(), { seconds: 3 }).serverSays(
          rtmp.userControl(6, u32(1)),
        );
        for (let at = 3000; at < 5000; at += 40) scene.wait(40).clientSays(picture(at));
        return scene.close(1);
      },
      'error client',
    ],
    [
      'ping.unanswered',
      'by the client',
      () =>
        streamMedia(new Scene().publish().serverSays(rtmp.userControl(6, u32(1))), { seconds: 8 }).goodbye(),
      'warning client',
    ],
  ]);
});

describe('the end', () => {
  const streaming = (): Scene => streamMedia(new Scene().publish());
  check([
    ['close.server-fin', 'in the middle of a publish', () => streaming().close(1), 'error server'],
    ['close.server-rst', 'in the middle of a publish', () => streaming().reset(1), 'error server'],
    [
      'close.server-fin',
      'in the middle of a play',
      () => {
        const scene = ready().use('play').serverSays(AVC_HEADER).serverSays(AAC_HEADER);
        for (let at = 0; at < 3000; at += 40)
          scene
            .wait(40)
            .serverSays(picture(at, at % 1000 === 0))
            .serverSays(sound(at));
        return scene.close(1);
      },
      'warning server',
    ],
    ['close.client-fin', 'without goodbye', () => streaming().close(0), 'warning client'],
    ['close.client-rst', 'without goodbye', () => streaming().reset(0), 'warning client'],
    ['close.silence', 'nobody closes', () => streaming().idle(8000), 'error client'],
    ['close.delete-stream', 'with goodbye', () => streaming().goodbye(), 'note client'],
  ]);
});

describe('the capture', () => {
  check([
    [
      'capture.gap',
      'a picture that was acknowledged',
      () => {
        const scene = streamMedia(new Scene().publish());
        [...scene.talk.say(0, scene.client.write(picture(4000)))].slice(1).forEach((ack) => scene.add(ack));
        return scene.clientSays(picture(4040)).goodbye();
      },
      'warning capture',
    ],
    [
      'capture.began-late',
      'no SYN and no handshake',
      () => {
        const scene = new Scene(false);
        for (let at = 0; at < 3000; at += 40) scene.wait(40).clientSays(picture(at, at % 1000 === 0));
        return scene.goodbye();
      },
      'warning capture',
    ],
    [
      'capture.one-direction',
      'nothing of the server',
      () => {
        const whole = streamMedia(new Scene().publish());
        const half = new Scene(false);
        for (const record of whole.recordsOf(0)) half.addRecord(record);
        return half;
      },
      'warning capture',
    ],
  ]);
});

describe('what is no cause, but worth a word', () => {
  const publishing = (): Scene => new Scene().publish();
  test.each<[FindingId, () => Scene]>([
    ['tcp.reset', () => streamMedia(publishing()).reset(1)],
    ['publish.name-changed', () => streamMedia(new Scene().publish('one').use('publish', 'two')).goodbye()],
    [
      'play.no-stream-begin',
      () => ready().use('play').serverSays(AVC_HEADER).serverSays(picture(0)).close(0),
    ],
    [
      'tcp.retransmissions',
      () => {
        const scene = streamMedia(publishing());
        const [segment, ...acks] = scene.talk.say(0, scene.client.write(picture(4000)));
        return scene
          .add(segment!, ...acks)
          .wait(300)
          .add(segment!)
          .goodbye();
      },
    ],
    [
      'keyframe.irregular',
      () =>
        streamMedia(publishing(), {
          seconds: 9,
          change: (one) =>
            one.type === 9
              ? picture(one.timestamp, [0, 1000, 4000, 5000, 8000].includes(one.timestamp))
              : one,
        }).goodbye(),
    ],
    [
      'bitrate.platform',
      () => {
        const scene = publishing().clientSays(rtmp.setChunkSize(65_536)).clientSays(AVC_HEADER);
        for (let at = 0; at <= 5200; at += 40) {
          const { payload } = picture(at, at % 1000 === 0);
          scene.wait(40).clientSays(rtmp.video(at, bytes(payload, new Uint8Array(40_000))));
        }
        return scene.goodbye();
      },
    ],
    [
      'chunk.size-above-limit',
      () => streamMedia(publishing().clientSays(rtmp.setChunkSize(0x1000000))).goodbye(),
    ],
    [
      'modex.nano',
      () =>
        streamMedia(publishing())
          .clientSays(rtmp.video(4000, bytes(0x97, 2, hex('0f4240'), 0x01, 'av01', hex('1200'))))
          .goodbye(),
    ],
    [
      'track.unknown',
      () =>
        streamMedia(publishing())
          .clientSays(rtmp.audio(4000, bytes(0x95, 0x01, 'mp4a', 1, hex('2110'))))
          .goodbye(),
    ],
    [
      'handshake.early-data',
      () => {
        const { c0c1, s0s1s2, c2 } = handshake();
        const scene = new Scene().say(0, c0c1).say(1, s0s1s2.subarray(0, 1537)).say(0, c2);
        scene.clientSays(rtmp.command('connect', 1, { app: 'live' })).wait(400);
        return scene.say(1, s0s1s2.subarray(1537)).idle(100);
      },
    ],
  ])('%s', async (id, scene) => {
    expect((await scene().found()).map((one) => one.id)).toContain(id);
  });
});

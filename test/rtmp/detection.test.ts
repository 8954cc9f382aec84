import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amf0 } from '../writer/amf0.ts';
import { bytes, hex, u16, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { Random } from '../writer/random.ts';
import * as rtmp from '../writer/rtmp.ts';
import { complexHandshake } from './complex-handshake.ts';
import { codes, counting, Hearing, read, remarkCodes, written } from './hear.ts';

const status = rtmp.placed(rtmp.command('onStatus', 0, null, { code: 'NetStream.Publish.Start' }), {
  csid: 5,
  streamId: 1,
});

describe('a connection with a handshake', () => {
  const { c0c1, s0s1s2, c2 } = handshake();
  const connect = rtmp.command('connect', 1, { app: 'live' });

  it.each([
    { opened: true, client: 0, first: 'the client' },
    { opened: true, client: 0, first: 'the server' },
    { opened: false, client: 0, first: 'the client' },
    { opened: false, client: 1, first: 'the client' },
  ] as const)('is RTMP, whoever is captured first: $first, side $client, SYN $opened', (found) => {
    const { opened, client, first } = found;
    const server = client === 0 ? 1 : 0;
    const hearing = new Hearing({ opened });
    if (first === 'the client') hearing.says(client, c0c1).says(server, s0s1s2);
    else hearing.says(server, s0s1s2).says(client, c0c1);
    hearing.says(client, c2).says(client, new ChunkWriter().write(connect)).ends();
    expect(hearing.connection.facts.isRtmp).toBe(true);
    expect(hearing.connection.facts.roleOf(client)).toBe('client');
    expect(hearing.handshakes.map(({ name }) => name).toSorted()).toEqual(['C0+C1', 'C2', 'S0+S1+S2']);
    expect(hearing.messages.map((message) => [message.from, read(message)])).toEqual([
      ['client', written(connect)],
    ]);
  });

  it('is RTMP as soon as C1 is whole', () => {
    const hearing = new Hearing().says(0, c0c1.subarray(0, 1536));
    expect(hearing.connection.facts.isRtmp).toBe(false);
    expect(hearing.says(0, c0c1.subarray(1536)).connection.facts.isRtmp).toBe(true);
  });

  it.each([true, false])('is RTMP when only one direction was captured, SYN %s', (opened) => {
    const hearing = new Hearing({ opened })
      .says(0, c0c1)
      .says(0, bytes(c2, new ChunkWriter().write(connect)));
    expect(hearing.connection.facts.isRtmp).toBe(true);
    expect(hearing.ends().messages.map(read)).toEqual([written(connect)]);
    const server = new Hearing().says(1, s0s1s2).says(1, new ChunkWriter().write(status)).ends();
    expect(server.handshakes).toMatchObject([{ name: 'S0+S1+S2', from: 'server', echoes: undefined }]);
    expect(server.messages.map(read)).toEqual([written(status)]);
  });

  it('is RTMP when C1 follows no known scheme, but S2 or C2 echoes', () => {
    const strange = (part: Uint8Array): Uint8Array =>
      bytes(part.subarray(0, 5), 9, 9, 9, 9, part.subarray(9));
    const [c1, s1] = [strange(c0c1), strange(s0s1s2.subarray(0, 1537))];
    const echoedByServer = new Hearing().says(0, c1).says(1, bytes(s1, c1.subarray(1)));
    expect(echoedByServer.connection.facts.isRtmp).toBe(true);
    expect(echoedByServer.handshakes).toMatchObject([{ name: 'C0+C1' }, { name: 'S0+S1+S2', echoes: true }]);
    const echoedByClient = new Hearing().says(0, c1).says(1, s1).says(0, s1.subarray(1));
    expect(echoedByClient.connection.facts.isRtmp).toBe(true);
    expect(echoedByClient.handshakes.map(({ name }) => name)).toEqual(['C0+C1', 'C2']);
  });

  it('is not told by bytes behind a hole', () => {
    const hearing = new Hearing().says(0, c0c1.subarray(0, 5)).misses(0, 1400).says(0, new Uint8Array(132));
    expect(hearing.connection.facts.isRtmp).toBe(false);
    hearing.says(1, s0s1s2);
    expect(hearing.handshakes.map(({ name }) => name)).toEqual(['C0+C1', 'S0+S1+S2']);
  });

  it('is RTMP when the capture cut all packets short', () => {
    const hearing = new Hearing().says(0, c0c1.subarray(0, 42)).misses(0, 1537 - 42);
    hearing.says(1, s0s1s2.subarray(0, 42)).misses(1, 3073 - 42);
    expect(hearing.connection.facts.isRtmp).toBe(true);
    expect(hearing.handshakes.map(({ name }) => name)).toEqual(['C0+C1', 'S0+S1+S2']);
    expect(codes(...hearing.handshakes)).toEqual(['handshake.gap', 'handshake.gap']);
  });
});

describe('a capture that begins between two messages', () => {
  const picture = (timestamp: number, length: number): rtmp.Message =>
    rtmp.video(timestamp, bytes(0x27, 1, 0, 0, 0, counting(length)));
  const sound = (timestamp: number): rtmp.Message => rtmp.audio(timestamp, bytes(0xaf, 1, counting(200)));
  /** The largest is longer than any chunk size here. */
  const media = [picture(1000, 70_000), sound(1003), picture(1040, 900), sound(1026), picture(1080, 5000)];

  /** What a sender with this chunk size writes. */
  const chunksOf = (messages: readonly rtmp.Message[], size: number): Uint8Array =>
    new ChunkWriter(size).writeAll(messages);

  describe.each([0, 1] as const)('of a publisher on side %i', (client) => {
    const server = client === 0 ? 1 : 0;

    it.each([128, 4096, 60_000])('is read with a chunk size of %i, and the roles are right', (size) => {
      const hearing = new Hearing({ opened: false });
      hearing.says(server, chunksOf([status], 128)).ends(server);
      hearing.says(client, chunksOf(media, size)).ends(client);
      expect(hearing.connection.facts.isRtmp).toBe(true);
      expect(hearing.connection.facts.roleOf(client)).toBe('client');
      const [first, ...others] = hearing.messages;
      expect([first!.from, read(first!)]).toEqual(['server', written(status)]);
      expect(others.map((message) => [message.from, read(message)])).toEqual(
        media.map((message) => ['client', written(message)]),
      );
      expect(remarkCodes(hearing)).toEqual([]);
    });
  });

  it.each([128, 4096, 60_000])('of a player, who receives chunks of %i bytes', (size) => {
    const ping = rtmp.userControl(7, u32(1234));
    const hearing = new Hearing({ opened: false });
    // The capture took the server for side 0.
    hearing.says(1, chunksOf([ping], 128)).ends(1);
    hearing.says(0, chunksOf(media, size)).ends(0);
    expect(hearing.messages.map(read)).toEqual([ping, ...media].map(written));
    expect(hearing.messages.map(({ from }) => from)).toEqual(['client', ...media.map(() => 'server')]);
  });

  it('is read before it ends, as soon as it is certain', () => {
    const chunks = chunksOf(media, 4096);
    const hearing = new Hearing({ opened: false });
    for (let at = 0; at < chunks.length; at += 500) hearing.says(0, chunks.subarray(at, at + 500));
    expect(hearing.messages.map(read)).toEqual(media.map(written));
    // The keyframe ends in the frame of its last byte, however late it was recognised.
    expect(hearing.messages[0]).toMatchObject({ firstFrame: 1, frame: Math.ceil((70_006 + 12 + 17) / 500) });
  });

  it('is read hours after the start, with extended timestamps', () => {
    const late = media.map((message) => ({ ...message, timestamp: message.timestamp + 0x1000000 }));
    const hearing = new Hearing({ opened: false }).says(0, chunksOf(late, 128)).ends();
    expect(hearing.messages.map(read)).toEqual(late.map(written));
  });

  it('is read when it begins with chunk stream 3, as a handshake begins with version 3', () => {
    const messages = [rtmp.command('publish', 5, null, 'movie', 'live'), ...media];
    expect(chunksOf(messages, 4096)[0]).toBe(3);
    const hearing = new Hearing({ opened: false }).says(0, chunksOf(messages, 4096)).ends();
    expect(hearing.messages.map(read)).toEqual(messages.map(written));
  });

  it('is read up to a hole, at once', () => {
    const few = [sound(0), sound(23)];
    const hearing = new Hearing({ opened: false }).says(0, chunksOf(few, 4096)).misses(0, 1000);
    expect(hearing.messages.map(read)).toEqual(few.map(written));
    expect(remarkCodes(hearing.ends())).toEqual(['rtmp.gap']);
  });

  it('is the same, wherever the bytes are split', () => {
    const chunks = chunksOf(media, 4096);
    for (let split = 1; split < chunks.length; split += 997) {
      const hearing = new Hearing({ opened: false });
      hearing.says(0, chunks.subarray(0, split)).says(0, chunks.subarray(split)).ends();
      expect(hearing.messages.map(read)).toEqual(media.map(written));
    }
  });

  it('is read from type 1 chunks on, with timestamps that count from there', () => {
    const writer = new ChunkWriter(4096);
    writer.writeAll([picture(960, 10), sound(1000)]);
    const hearing = new Hearing({ opened: false });
    hearing
      .says(0, bytes(...media.map((message, i) => writer.write(message, { fmt: i < 3 ? 1 : 0 }))))
      .ends();
    expect(hearing.messages.map(({ timestamp }) => timestamp)).toEqual([40, 3, 80, 1026, 1080]);
    expect(hearing.messages.map(({ length }) => length)).toEqual(media.map(({ payload }) => payload.length));
    // No fault of the sender: the chunks of type 0 are not in the capture.
    expect(codes(...hearing.messages)).toEqual(['rtmp.timestamp-uncertain', 'rtmp.timestamp-uncertain']);
  });

  it('is no RTMP when a SYN was captured, since then the handshake would have been', () => {
    const hearing = new Hearing({ opened: true }).says(0, chunksOf(media, 4096)).ends();
    expect(hearing.connection.facts.isRtmp).toBe(false);
    expect(hearing.events).toEqual([]);
  });

  it.each([
    ['setBufferLength, of a client', rtmp.userControl(3, u32(1), u32(3000)), 'client'],
    ['a ping response, of a client', rtmp.userControl(7, u32(1)), 'client'],
    ['SWFVerify Response, of a client', rtmp.userControl(27, new Uint8Array(42)), 'client'],
    ['publish, of a client', rtmp.command('publish', 5, null, 'movie', 'live'), 'client'],
    ['Stream Begin, of a server', rtmp.userControl(0, u32(1)), 'server'],
    ['a ping request, of a server', rtmp.userControl(6, u32(1)), 'server'],
    ['SWFVerify Request, of a server', rtmp.userControl(26, 1), 'server'],
    ['Buffer Empty, of a server', rtmp.userControl(31, u32(1)), 'server'],
    ['onStatus, of a server', status, 'server'],
  ] as const)('has its roles from %s', (_, message, role) => {
    for (const side of [0, 1] as const) {
      const hearing = new Hearing({ opened: false }).says(side, chunksOf([message], 128)).ends();
      expect(hearing.connection.facts.roleOf(side)).toBe(role);
      expect(hearing.messages).toMatchObject([{ from: role }]);
    }
  });

  it.each([
    ['an unknown event', rtmp.userControl(99, u32(1))],
    ['a window size', rtmp.windowAcknowledgementSize(5_000_000)],
    ['media', sound(0)],
  ])('has its roles from TCP while only %s was sent', (_, message) => {
    for (const side of [0, 1] as const) {
      const hearing = new Hearing({ opened: false }).says(side, chunksOf([message], 128)).ends();
      expect(hearing.messages).toMatchObject([{ from: side === 0 ? 'client' : 'server' }]);
    }
  });
});

describe('what is no RTMP', () => {
  const random = new Random(7);
  const tls = bytes(hex('16 0301 0200 01 0001fc 0303'), random.bytes(504));
  const tlsServer = bytes(
    hex('16 0303 007a 02 000076 0303'),
    random.bytes(112),
    hex('17 0303 0400'),
    random.bytes(1024),
  );
  /** RDP and other protocols on TPKT (RFC 1006 §6) begin with 3, as RTMP does. */
  const tpkt = (length: number): Uint8Array =>
    bytes(3, 0, u16(length), length - 5, 0xe0, random.bytes(length - 6));

  const conversations: readonly (readonly [string, Uint8Array, Uint8Array])[] = [
    ['HTTP', bytes('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), bytes('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(5000))],
    ['RTMPT', bytes('POST /open/1 HTTP/1.1\r\n\r\n', 0), bytes('HTTP/1.1 200 OK\r\n\r\n', 'abcdef\n')],
    ['TLS', tls, tlsServer],
    ['SSH', bytes('SSH-2.0-OpenSSH_9.2\r\n', random.bytes(2000)), bytes('SSH-2.0-x\r\n', random.bytes(2000))],
    ['RDP', bytes(tpkt(47), tls, random.bytes(3000)), bytes(tpkt(19), tlsServer, random.bytes(3000))],
    ['zeros', new Uint8Array(5000), new Uint8Array(5000)],
    ['one byte, 3', bytes(3), bytes(3)],
    ['nothing', bytes(), bytes()],
  ];

  it.each(conversations)('%s', (_, request, response) => {
    for (const opened of [true, false]) {
      for (const [first, second] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const hearing = new Hearing({ opened }).says(first, request).says(second, response);
        hearing.says(first, request).says(second, response).ends();
        expect(hearing.connection.facts.isRtmp).toBe(false);
        expect(hearing.events).toEqual([]);
      }
    }
  });

  const chunk = (message: rtmp.Message): Uint8Array => new ChunkWriter(65_536).write(message);

  it.each([
    [
      'of a message stream that nobody would count up to',
      chunk(rtmp.placed(status, { streamId: 0x01020304 })),
    ],
    ['of an unknown type', chunk(rtmp.message(77, counting(40)))],
    ['with no payload', chunk(rtmp.audio(0, bytes()))],
    ['of a command that does not begin with its name', chunk(rtmp.message(20, amf0(1, 'connect')))],
    ['of data that do not begin with their name', chunk(rtmp.message(18, amf0(null)))],
    ['of video of no known codec', chunk(rtmp.video(0, bytes(0x10, counting(40))))],
    ['of a window size in 5 bytes', chunk(rtmp.message(5, counting(5)))],
    ['that continues nothing', bytes(0xc4, counting(40))],
  ])('a chunk %s, in a capture without a beginning', (_, data) => {
    const hearing = new Hearing({ opened: false }).says(0, data).ends();
    expect(hearing.connection.facts.isRtmp).toBe(false);
    expect(hearing.events).toEqual([]);
  });

  it('is not held back', () => {
    const { connection } = new Hearing();
    const block = bytes('GET /', new Uint8Array(1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    for (let frame = 1; frame <= 64; frame++) {
      connection.sides[0].bytes(
        block,
        0,
        block.length,
        { frame, seconds: 0, nanoseconds: 0, fileOffset: NaN, start: 0 },
        { frame, seconds: 0, nanoseconds: 0 },
      );
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('a server that does not speak RTMP, to a client that does, is not read', () => {
    const hearing = new Hearing()
      .says(0, handshake().c0c1)
      .says(1, bytes('HTTP/1.1 400 Bad Request\r\n\r\n'))
      .ends();
    expect(hearing.handshakes.map(({ name }) => name)).toEqual(['C0+C1', 'S0+S1']);
    expect(codes(hearing.handshakes[1]!)).toContain('handshake.version');
    expect(hearing.messages).toEqual([]);
  });

  it('random bytes', () => {
    const talk = fc.uint8Array({ maxLength: 5000, size: 'max' });
    fc.assert(
      fc.property(talk, talk, fc.boolean(), (request, response, opened) => {
        const hearing = new Hearing({ opened }).says(0, request).says(1, response).ends();
        expect(hearing.connection.facts.isRtmp).toBe(false);
        expect(hearing.events).toEqual([]);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('random bytes behind a 3, as if they were a handshake', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const noise = new Random(seed);
      const hearing = new Hearing({ opened: seed % 2 === 0 });
      hearing
        .says(0, bytes(3, noise.bytes(4000)))
        .says(1, bytes(3, noise.bytes(4000)))
        .ends();
      expect(hearing.connection.facts.isRtmp).toBe(false);
    }
  });

  it('is not what a handshake with digests is', () => {
    const { c0c1, s0s1s2 } = complexHandshake({ scheme: 1 });
    expect(new Hearing().says(0, c0c1).connection.facts.isRtmp).toBe(true);
    expect(new Hearing().says(1, s0s1s2).connection.facts.isRtmp).toBe(true);
  });

  it('is decided within a mebibyte', () => {
    const hearing = new Hearing({ opened: false });
    const block = bytes(3, new Random(1).bytes(65_535));
    for (let i = 0; i < 20; i++) hearing.says(0, block).says(1, block);
    // Nothing is held back for a handshake that could still come.
    hearing.says(0, handshake().c0c1).says(1, handshake().s0s1s2).ends();
    expect(hearing.connection.facts.isRtmp).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { dissect } from '../../src/dissect.ts';
import { read, written } from '../rtmp/hear.ts';
import { bytes, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import { publish } from '../writer/publish.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6, packets, type Hosts } from '../writer/wire.ts';
import { dissectFile } from './run.ts';

const { c0c1, s0s1s2, c2 } = handshake();
const connect = rtmp.command('connect', 1, { app: 'live' });
const result = rtmp.command('_result', 1, null);

/** Handshake, a call and its answer. */
const talk: readonly Utterance[] = [
  { from: 0, data: c0c1 },
  { from: 1, data: s0s1s2 },
  { from: 0, data: bytes(c2, new ChunkWriter().write(connect)) },
  { from: 1, data: new ChunkWriter().write(result) },
];
const http: readonly Utterance[] = [
  { from: 0, data: bytes('GET /live HTTP/1.1\r\nHost: a\r\n\r\n') },
  { from: 1, data: bytes('HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n', 'x'.repeat(3000)) },
];

/** The same hosts, with other ports. */
const onPorts = ([client, server]: Hosts, from: number, to: number): Hosts => [
  { ...client, port: from },
  { ...server, port: to },
];

/** The packets of a whole connection. */
const connection = (
  utterances: Iterable<Utterance>,
  hosts: Hosts,
  isn?: readonly [number, number],
): Uint8Array[] => [...packets(new Talk(isn === undefined ? {} : { isn }).converse(utterances), { hosts })];

describe('a capture', () => {
  it.each([
    [50_000, 1935],
    [50_000, 443],
    [80, 8080],
    [1935, 50_000],
    [1935, 1935],
  ])('is read on any port: %i to %i', async (from, to) => {
    for (const hosts of [HOSTS4, HOSTS6]) {
      const found = await dissectFile(pcap(connection(talk, onPorts(hosts, from, to))));
      expect(found.messages('client').map(read)).toEqual([written(connect)]);
      expect(found.messages('server').map(read)).toEqual([written(result)]);
      const [conversation] = found.conversations;
      const [client, server] = hosts.map(({ address }) => (address.includes(':') ? `[${address}]` : address));
      expect(conversation!.addressOf('client')).toBe(`${client}:${from}`);
      expect(conversation!.addressOf('server')).toBe(`${server}:${to}`);
    }
  });

  it('finds nothing in other protocols on the port of RTMP', async () => {
    const found = await dissectFile(pcap(connection(http, HOSTS4)));
    expect(found.conversations.map(({ isRtmp }) => isRtmp)).toEqual([false]);
    expect([...found.messages(), ...found.handshakes, ...found.remarks]).toEqual([]);
  });

  it('keeps connections apart that come at the same time', async () => {
    const [first, second, third] = [
      connection(talk, HOSTS4),
      connection(http, onPorts(HOSTS4, 50_001, 1935)),
      connection(talk, onPorts(HOSTS6, 50_000, 1935)),
    ];
    const together = first.flatMap((packet, i) => [packet, second[i], third[i]]);
    const found = await dissectFile(pcap(together.filter((packet) => packet !== undefined)));
    expect(found.conversations.map(({ stream, isRtmp }) => [stream, isRtmp])).toEqual([
      [0, true],
      [1, false],
      [2, true],
    ]);
    expect(found.messages().map(read)).toEqual([connect, connect, result, result].map(written));
    expect(found.messages().map(({ answers }) => answers?.name)).toEqual([
      undefined,
      undefined,
      'connect',
      'connect',
    ]);
  });

  it('begins anew where the ports of a connection are used again', async () => {
    const again = [connection(talk, HOSTS4), connection(talk, HOSTS4, [77, 88])].flat();
    const found = await dissectFile(pcap(again));
    expect(found.conversations.map(({ stream, isRtmp }) => [stream, isRtmp])).toEqual([
      [0, true],
      [1, true],
    ]);
    expect(found.messages().map(read)).toEqual([connect, result, connect, result].map(written));
  });

  it('may begin in the middle of a connection', async () => {
    const writer = new ChunkWriter();
    const sounds = [20, 43, 66, 89].map((timestamp) => rtmp.audio(timestamp, bytes(0xaf, 1, 'sound')));
    const ping = rtmp.userControl(6, u32(7));
    const utterances = [
      ...sounds.map((sound): Utterance => ({ from: 0, data: writer.write(sound) })),
      { from: 1, data: new ChunkWriter().write(ping) } as const,
    ];
    const hosts = onPorts(HOSTS4, 2000, 3000);
    const found = await dissectFile(pcap(packets(new Talk().exchange(utterances), { hosts })));
    // Behind each segment comes its acknowledgement.
    expect(found.messages('client').map((message) => [message.frame, read(message)])).toEqual(
      sounds.map((sound, i) => [2 * i + 1, written(sound)]),
    );
    expect(found.messages('server').map((message) => [message.frame, read(message)])).toEqual([
      [9, written(ping)],
    ]);
  });

  it('counts its frames and bytes, and times its answers', async () => {
    const frames = connection(talk, HOSTS4);
    const found = await dissectFile(pcap(frames, { stepNanoseconds: 250_000 }));
    expect(found.dissection).toMatchObject({
      frames: frames.length,
      bytes: frames.reduce((sum, frame) => sum + frame.length, 0),
      format: 'pcap',
      compression: 'none',
      first: { frame: 1, seconds: 1_700_000_000, nanoseconds: 0 },
      last: { frame: frames.length },
    });
    const [call, answer] = found.messages();
    const milliseconds = (answer!.frame - call!.frame) * 0.25;
    expect(answer!.answers).toEqual({ frame: call!.frame, name: 'connect', milliseconds });
  });

  it('is yielded event by event, in the order of its frames', async () => {
    const frames = connection(publish({ seconds: 3 }), HOSTS4);
    const names: string[] = [];
    let last = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      yield* [pcap(frames)];
    }
    for await (const { conversation, event } of dissect(source())) {
      expect(conversation.stream).toBe(0);
      expect(event.frame).toBeGreaterThanOrEqual(last);
      last = event.frame;
      if (event.kind === 'handshake') names.push(event.name);
      if (event.kind === 'message' && event.body.kind === 'command') names.push(event.body.name);
    }
    expect(names).toEqual([
      'C0+C1',
      'S0+S1+S2',
      'C2',
      'connect',
      '_result',
      'releaseStream',
      'FCPublish',
      'createStream',
      '_result',
      'publish',
      'onStatus',
      'FCUnpublish',
      'deleteStream',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultLimits, limitNames, type Limits, limitsOf } from '../../src/bytes/limits.ts';
import type { InfoRecord } from '../../src/view/info-record.ts';
import { runInMemory } from '../cli/memory-terminal.ts';
import { read, written } from '../rtmp/hear.ts';
import { amf0 } from '../writer/amf0.ts';
import { bytes } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type WrittenSegment } from '../writer/tcp.ts';
import { HOSTS4, packets, type Hosts } from '../writer/wire.ts';
import { dissectFile, type Dissected } from './run.ts';

const { c0c1, s0s1s2, c2 } = handshake();
const call = rtmp.command('connect', 1, { app: 'live' });

/** Client 1 and up: a port each. */
const hosts = (client: number): Hosts => [{ ...HOSTS4[0], port: 50_000 + client }, HOSTS4[1]];

/** A handshake, then what the client says. */
function speak(...chunks: readonly Uint8Array[]): { talk: Talk; segments: WrittenSegment[] } {
  const talk = new Talk();
  const segments = [...talk.open(), ...talk.say(0, c0c1), ...talk.say(1, s0s1s2), ...talk.say(0, c2)];
  for (const data of chunks) segments.push(...talk.say(0, data));
  return { talk, segments };
}

async function dissect(frames: Iterable<Uint8Array>, limits: Partial<Limits>): Promise<Dissected> {
  return dissectFile(pcap(frames), { keep: 'payloads', limits });
}

const codes = (notes: readonly { readonly code: string }[] | undefined) => notes?.map(({ code }) => code);

describe('limits', () => {
  it('have a default each, which can be changed', () => {
    expect(limitsOf({ amfDepth: 3 })).toEqual({ ...defaultLimits, amfDepth: 3 });
    for (const name of limitNames) {
      for (const value of [0, -1, 1.5, Number.NaN, Infinity]) {
        expect(() => limitsOf({ [name]: value })).toThrow(RangeError);
      }
    }
  });

  it('connections: the one silent for longest is closed', async () => {
    const talks = [1, 2, 3].map((client) => ({ ...speak(), hosts: hosts(client) }));
    const late = talks[0]!.talk.say(0, new ChunkWriter().write(call));
    const frames = [
      ...talks
        .slice(0, 2)
        .flatMap(({ segments, hosts: between }) => [...packets(segments, { hosts: between })]),
      // Heard of again, so that the second is silent for longest.
      ...packets(late, { hosts: hosts(1) }),
      ...packets(talks[2]!.segments, { hosts: hosts(3) }),
      ...packets(talks[0]!.talk.say(0, new ChunkWriter().write(call)), { hosts: hosts(1) }),
    ];
    const found = await dissect(frames, { connections: 2 });
    expect(found.messages().map(read)).toEqual([written(call), written(call)]);
    expect(codes(found.dissection.notes)).toEqual(['tcp.too-many']);
    expect(found.dissection.notes[0]!.text).toBe(
      '1 TCP connection cut short: more than 2 were under way (limit connections)',
    );
  });

  it('listed connections: the others are counted', async () => {
    const frames = [1, 2, 3].flatMap((client) => [...packets(speak().segments, { hosts: hosts(client) })]);
    const listed = ['--limit', 'listed-connections=1'];
    const json = await runInMemory(['info', '-', '-T', 'json', ...listed], { stdin: [pcap(frames)] });
    const { connections, notes } = JSON.parse(json.stdout) as InfoRecord;
    expect(connections.map(({ stream }) => stream)).toEqual([0]);
    expect(codes(notes)).toEqual(['capture.not-listed']);
    const { stdout, stderr } = await runInMemory(['info', '-', ...listed], { stdin: [pcap(frames)] });
    expect(stdout.match(/^│ +[0-9]+ │/gm)).toHaveLength(1);
    expect(stderr).toBe(
      'rtmp-dissect: standard input: only the first 1 of 3 TCP connections are told one by one (limit listed-connections)\n',
    );
  });

  it('concern only who lists connections', async () => {
    const frames = [1, 2, 3].flatMap((client) => [...packets(speak().segments, { hosts: hosts(client) })]);
    const { dissection } = await dissect(frames, { listedConnections: 1 });
    expect(dissection.totals).toEqual({ connections: 3, rtmpConnections: 3, sessions: 0 });
    expect(dissection.notes).toEqual([]);
  });

  it('bytes out of order: the missing segment is given up', async () => {
    const { talk, segments } = speak();
    const stream = new Uint8Array(100_000);
    const waiting = Array.from({ length: 50 }, (_, i) =>
      talk.piece(0, stream, 4000 + 1000 * i, 5000 + 1000 * i),
    );
    const { dissection } = await dissect(packets([...segments, ...waiting]), { outOfOrderBytes: 20_000 });
    expect(codes(dissection.notes)).toEqual(['tcp.out-of-order']);
    expect(dissection.notes[0]!.text).toMatch(/limits out-of-order-bytes, total-out-of-order-bytes\)$/);
  });

  it('fragments: the packet that waits for longest is given up', async () => {
    const fragments = [...packets(speak(new Uint8Array(5000)).segments, { fragmentSize: 400 })];
    // Every first fragment lacks its others.
    const lacking = fragments.filter((_, i) => i % 4 === 0);
    const { dissection } = await dissect(lacking, { fragmentedPackets: 2 });
    expect(codes(dissection.notes)).toContain('net.too-many-fragments');
  });

  it('chunk streams: those that began first are forgotten', async () => {
    const writer = new ChunkWriter();
    const messages = Array.from({ length: 10 }, (_, i) => ({ ...call, csid: 100 + i }));
    const last = { ...call, csid: 109, timestamp: 5 };
    const chunks = messages.map((message) => writer.write(message));
    const found = await dissect(packets(speak(...chunks, writer.write(last, { fmt: 2 })).segments), {
      chunkStreams: 4,
    });
    expect(found.messages().map(read)).toEqual([...messages, last].map(written));
    expect(found.messages().flatMap(({ notes }) => codes(notes) ?? [])).toEqual(['chunk.too-many-streams']);
  });

  it('bytes of a message: the beginning is read, and the next message', async () => {
    const writer = new ChunkWriter();
    const long = rtmp.command('publish', 2, null, 'x'.repeat(5000));
    const { segments } = speak(writer.write(long), writer.write(call));
    const found = await dissect(packets(segments), { messageBytes: 1000 });
    const [first, second] = found.messages();
    expect(first).toMatchObject({ length: long.payload.length, body: { name: 'publish' } });
    expect(first!.payload).toEqual(long.payload.subarray(0, 1000));
    expect(first!.notes![0]).toMatchObject({
      code: 'rtmp.not-kept',
      text: `only the first 1,000 bytes of the ${long.payload.length.toLocaleString('en')} bytes of this message are read (limit message-bytes)`,
    });
    expect(read(second!)).toEqual(written(call));
  });

  it('bytes of messages in progress, however the bytes are split', async () => {
    const kept: number[][] = [];
    for (const mss of [50, 700, 1460]) {
      const writer = new ChunkWriter(1000);
      const messages = [4, 5, 6].map((csid) =>
        writer.chunks({ ...rtmp.message(20, new Uint8Array(3000)), csid }),
      );
      const chunks: Uint8Array[] = [writer.write(rtmp.setChunkSize(1000))];
      for (let i = 0; i < 3; i++)
        for (const message of messages) chunks.push(message.next().value as Uint8Array);
      const talk = new Talk({ mss });
      const segments = [...talk.open(), ...talk.say(0, c0c1), ...talk.say(1, s0s1s2), ...talk.say(0, c2)];
      segments.push(...talk.say(0, bytes(...chunks)));
      const found = await dissect(packets(segments), { payloadBytes: 4000 });
      kept.push(found.messages().map(({ payload }) => payload!.length));
      expect(
        found
          .messages()
          .slice(1)
          .flatMap(({ notes }) => codes(notes) ?? []),
      ).toContain('rtmp.not-kept');
    }
    expect(kept[0]!.reduce((sum, one) => sum + one)).toBe(4 + 4000);
    expect(kept[1]).toEqual(kept[0]);
    expect(kept[2]).toEqual(kept[0]);
  });

  it('bytes of messages in progress of all connections: the one that asks for more is told in part', async () => {
    const long = rtmp.command('publish', 2, null, 'x'.repeat(30_000));
    const talks = [1, 2].map((client) => {
      const writer = new ChunkWriter(1000);
      const data = bytes(writer.write(rtmp.setChunkSize(1000)), writer.write(long));
      const talk = new Talk();
      const opening = [...talk.open(), ...talk.say(0, c0c1), ...talk.say(1, s0s1s2), ...talk.say(0, c2)];
      return { talk, data, opening, between: { hosts: hosts(client) } };
    });
    const halves = [0, 1].flatMap((half) =>
      talks.flatMap(({ talk, data, opening, between }) => {
        const middle = data.length >> 1;
        const part = half === 0 ? data.subarray(0, middle) : data.subarray(middle);
        return [...packets([...(half === 0 ? opening : []), ...talk.say(0, part)], between)];
      }),
    );
    const found = await dissect(halves, { totalPayloadBytes: 40_000 });
    const told = found.messages().filter(({ typeId }) => typeId === 20);
    expect(told.map(({ length }) => length)).toEqual([long.payload.length, long.payload.length]);
    const notes = told.flatMap((message) => message.notes?.map(({ text }) => text) ?? []);
    expect(notes.filter((text) => text.includes('limit total-payload-bytes'))).toHaveLength(1);
    expect(told.filter(({ payload }) => payload!.length === long.payload.length)).toHaveLength(1);
  });

  it('bytes of which is not known what they are: those that wait are given up, and others are read', async () => {
    // Begins with version 3 as RTMP does, and nobody answers.
    const unknown = Uint8Array.from({ length: 12_000 }, (_, i) => (i === 0 ? 3 : 7 * i + 1));
    const frames = [1, 2, 3].flatMap((client) => {
      const talk = new Talk();
      return [...packets([...talk.open(), ...talk.say(0, unknown)], { hosts: hosts(client) })];
    });
    const rtmpFrames = packets(speak(new ChunkWriter().write(call)).segments, { hosts: hosts(4) });
    const found = await dissect([...frames, ...rtmpFrames], { undecidedBytes: 20_000 });
    expect(codes(found.dissection.notes)).toEqual(['rtmp.undecided']);
    expect(found.messages().map(read)).toEqual([written(call)]);
    const roomy = await dissect([...frames, ...rtmpFrames], {});
    expect(roomy.dissection.notes).toEqual([]);
  });

  it('what another protocol says is let go as soon as both sides have shown that it is no RTMP', async () => {
    const talk = new Talk();
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i === 0 ? 3 : (i * i * i) % 251));
    const segments = [...talk.open(), ...talk.say(0, noise), ...talk.say(1, noise), ...talk.say(0, noise)];
    const found = await dissect(packets(segments), { undecidedBytes: 11_000 });
    expect(found.dissection.notes).toEqual([]);
    expect(found.messages()).toEqual([]);
  });

  it.each([
    ['amfDepth', { amfDepth: 2 }, amf0('x', 1, { a: { b: { c: 1 } } }), 'amf.too-deep', /limit amf-depth\)/],
    ['amfValues', { amfValues: 3 }, amf0('x', 1, 2, 3), 'amf.too-many', /limit amf-values\)/],
  ] as const)('%s: what was read before is kept', async (_, limits, payload, code, text) => {
    const message = rtmp.message(20, payload);
    const found = await dissect(packets(speak(new ChunkWriter().write(message)).segments), limits);
    expect(found.messages()[0]).toMatchObject({ body: { name: 'x', transactionId: 1 } });
    expect(found.messages()[0]!.notes![0]).toMatchObject({ code });
    expect(found.messages()[0]!.notes![0]!.text).toMatch(text);
  });

  it('come from the command line', async () => {
    const file = pcap(
      [1, 2, 3].flatMap((client) => [...packets(speak().segments, { hosts: hosts(client) })]),
    );
    const run = async (...argv: string[]) => runInMemory(['-', ...argv], { stdin: [file] });
    const { code, stderr } = await run('--limit', 'connections=2', '--limit', 'amf-text=1k');
    expect([code, stderr]).toEqual([
      0,
      'rtmp-dissect: standard input: 1 TCP connection cut short: more than 2 were under way (limit connections)\n',
    ]);
    expect((await run('--limit', 'conections=2')).stderr).toMatch(
      /no limit "conections"; did you mean connections\?/,
    );
    expect((await run('--limit', 'amf-depth=1k')).stderr).toMatch(
      /amf-depth is a whole number from 1 to 1000/,
    );
    expect((await run('--limit', 'connections')).stderr).toMatch(/takes NAME=N/);
    const help = (await runInMemory(['--help'])).stdout;
    expect(help).toMatch(/^ {2}out-of-order-bytes=8M /m);
    expect(help).toMatch(/^ {2}connections=16384 /m);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCaptures, openLiveCapture } from '../../src/capture/open.ts';
import { mergeCaptures } from '../../src/capture/merge.ts';
import type { OpenCapture } from '../../src/capture/open-capture.ts';
import { CaptureError, type Packet } from '../../src/capture/packet.ts';
import { concat, counting, enhancedPacket, interfaceBlock, pcapFile, section } from './build.ts';
import { lz4 } from './compressed.ts';
import { kinds, read, seen, type Seen } from './read.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtmp-dissect-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Uint8Array, name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** A capture whose packets have these times, and hold `tag`. */
function timed(tag: number, times: readonly number[], options: Parameters<typeof pcapFile>[1] = {}) {
  const data = new Uint8Array(20).fill(tag);
  return pcapFile(
    times.map((time) => ({ seconds: Math.floor(time), nanoseconds: Math.round((time % 1) * 1e9), data })),
    options,
  );
}

type Merged = { readonly open: OpenCapture; readonly packets: readonly Seen[] };

async function readAll(opening: (emit: (packet: Packet) => void) => Promise<OpenCapture>): Promise<Merged> {
  const packets: Seen[] = [];
  const open = await opening((packet) => void packets.push(seen(packet)));
  for await (const _ of open.read());
  open.end();
  return { open, packets };
}

const readFiles = (...paths: [string, ...string[]]) => readAll((emit) => openCaptures(paths, emit));

async function* stream(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    const block = bytes.slice(at, at + size);
    yield block;
    block.fill(0xaa);
  }
}

const mergeBytes = (files: readonly Uint8Array[], size: number) =>
  readAll((emit) =>
    mergeCaptures(
      files.map((bytes) => (take: (packet: Packet) => void) => openLiveCapture(stream(bytes, size), take)),
      emit,
    ),
  );

/** `10:a` for a packet of second 10 that holds the tag 0xa. */
const order = (packets: readonly Seen[]) =>
  packets.map(({ time, bytes }) => `${Number(time)}:${bytes[0]?.toString(16)}`).join(' ');

describe('openCaptures', () => {
  it('gives of the packets that are next the earliest, as mergecap 4.0.17 does', async () => {
    const paths: [string, ...string[]] = [
      await file(timed(0xa, [10, 30, 20, 40]), 'a.pcap'),
      await file(timed(0xb, [11, 25, 31, 50]), 'b.pcap'),
      await file(timed(0xc, [5, 12, 35, 15]), 'c.pcap'),
    ];
    const { open, packets } = await readFiles(...paths);
    // The order that it wrote these very files in.
    expect(order(packets)).toBe('5:c 10:a 11:b 12:c 25:b 30:a 20:a 31:b 35:c 15:c 40:a 50:b');
    expect(packets.map(({ frame }) => frame)).toEqual(packets.map((_, index) => index + 1));
    const size = 3 * (24 + 4 * 36);
    expect(open).toMatchObject({ name: `${paths[0]} and 2 more`, size, bytesRead: size, notes: [] });
    expect(open.interfaces.map(({ frames }) => frames)).toEqual([4, 4, 4]);
  });

  it('gives packets of the same time in the order of the captures (where mergecap gives the last first)', async () => {
    const first = await file(timed(0xa, [10, 10.000_001, 30]), 'a.pcap');
    const second = await file(timed(0xb, [10, 10.000_001, 30]), 'b.pcap');
    const expected = '10:a 10:b 10.000001:a 10.000001:b 30:a 30:b';
    expect(order((await readFiles(first, second)).packets)).toBe(expected);
    expect(order((await readFiles(second, first)).packets)).toBe(
      expected.replaceAll(/[ab]/g, (tag) => (tag === 'a' ? 'b' : 'a')),
    );
  });

  it('reads captures of any format and compression', async () => {
    const pcapng = concat(
      section(),
      interfaceBlock({ linkType: 101 }),
      interfaceBlock({ linkType: 113 }),
      enhancedPacket(counting(60), { timestamp: 2_500_000n, interfaceId: 1 }),
    );
    const zipped = await file(lz4.best.bytes, 'text.pcap.lz4');
    const { open, packets } = await readFiles(zipped, await file(pcapng, 'x.pcapng'));
    expect(open).toMatchObject({ format: 'pcap', compression: 'lz4' });
    expect(open.name.replaceAll(folder, 'F')).toBe('F/text.pcap.lz4 and F/x.pcapng');
    expect(open.interfaces.map(({ linkType, frames }) => [linkType, frames])).toEqual([
      [1, 30],
      [101, 0],
      [113, 1],
    ]);
    expect(packets).toHaveLength(31);
    expect(packets[3]).toMatchObject({ frame: 4, time: '2.500000000', linkType: 113 });
  });

  it('names the file in each note, and reads the others to their end', async () => {
    const broken = concat(timed(0xa, [1]), new Uint8Array(100).fill(0xff));
    const cut = timed(0xb, [2, 3]).subarray(0, -1);
    const { open, packets } = await readFiles(await file(broken, 'a.pcap'), await file(cut, 'b.pcap'));
    expect(order(packets)).toBe('1:a 2:b');
    expect(kinds(open.notes)).toEqual(['error capture.record-too-long', 'warning capture.truncated']);
    expect(open.notes.map(({ text }) => text.replaceAll(folder, 'F').slice(0, 21))).toEqual([
      'F/a.pcap: frame 2 at ',
      'F/b.pcap: the file en',
    ]);
  });

  it('is refused when one of them is none', async () => {
    const good = await file(timed(0xa, [1]), 'a.pcap');
    const opening = openCaptures([good, join(folder, 'missing'), good], () => {});
    await expect(opening).rejects.toThrow(new CaptureError(`no such file: ${join(folder, 'missing')}`));
  });

  it('is the capture itself when there is one', async () => {
    const bytes = timed(0xa, [10, 5]);
    const path = await file(bytes, 'a.pcap');
    const { open, packets } = await readFiles(path);
    expect(packets).toEqual(read(bytes).packets);
    expect(open.name).toBe(path);
  });

  it('hands out the same packet again, and closes what is not read to its end', async () => {
    const bytes = pcapFile(
      Array.from({ length: 100 }, (_, seconds) => ({ seconds, nanoseconds: 0, data: new Uint8Array(3000) })),
    );
    const packets = new Set<Packet>();
    const path = await file(bytes, 'long.pcap');
    const open = await openCaptures([path, path], (packet) => packets.add(packet));
    let pauses = 0;
    for await (const _ of open.read()) if (++pauses === 4) break;
    expect(packets.size).toBe(1);
    expect(open.bytesRead).toBeLessThan(2 * bytes.length);
  });
});

describe('mergeCaptures', () => {
  it('keeps the bytes of every packet, in any blocks', async () => {
    const frame = fc.record({
      seconds: fc.nat({ max: 5 }),
      nanoseconds: fc.constantFrom(0, 1000),
      data: fc.uint8Array({ maxLength: 100 }),
    });
    const files = fc.array(fc.array(frame, { maxLength: 10 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 500 }), async (lists, size) => {
        const { packets } = await mergeBytes(
          lists.map((list) => pcapFile(list)),
          size,
        );
        expect(packets.map(({ bytes }) => bytes)).toEqual(
          mergeSimply(lists).map(({ data }) => Array.from(data)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

type Timed = { readonly seconds: number; readonly nanoseconds: number; readonly data: Uint8Array };

/** The same by looking at all heads each time. */
function mergeSimply(lists: readonly (readonly Timed[])[]): Timed[] {
  const rest = lists.map((list) => [...list]);
  const merged: Timed[] = [];
  const time = ([head]: readonly Timed[]) => head!.seconds * 1e6 + head!.nanoseconds / 1000;
  for (;;) {
    const ready = rest.filter((list) => list.length > 0);
    if (ready.length === 0) return merged;
    const earliest = Math.min(...ready.map(time));
    merged.push(ready.find((list) => time(list) === earliest)!.shift()!);
  }
}

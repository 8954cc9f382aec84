import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gunzip } from '../../src/capture/gunzip.ts';
import { openCapture, openLiveCapture } from '../../src/capture/open.ts';
import type { OpenCapture } from '../../src/capture/open-capture.ts';
import { CaptureError, type Packet } from '../../src/capture/packet.ts';
import { concat, counting, enhancedPacket, interfaceBlock, pcapFile, section } from './build.ts';
import { changed, decompress } from './decompress.ts';
import { kinds, read, seen, type Seen } from './read.ts';

/** Larger than several blocks of the opener, in records that straddle them. */
const frames = Array.from({ length: 900 }, (_, index) => ({
  seconds: index,
  nanoseconds: 0,
  data: new Uint8Array(3001).fill(index),
}));
const few = frames.slice(0, 20);
const capture = pcapFile(few);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtmp-dissect-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Uint8Array, name = 'x.pcap'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Buffers, as standard input has them, but overwritten behind, which it does not do. */
async function* stream(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    const block = Buffer.from(bytes.subarray(at, at + size));
    yield block;
    block.fill(0xaa);
  }
}

type Result = { readonly open: OpenCapture; readonly packets: readonly Seen[] };

async function readAll(open: (emit: (packet: Packet) => void) => Promise<OpenCapture>): Promise<Result> {
  const packets: Seen[] = [];
  const opened = await open((packet) => void packets.push(seen(packet)));
  for await (const _ of opened.read());
  opened.end();
  return { open: opened, packets };
}

const readFile = (path: string) => readAll((emit) => openCapture(path, emit));
const readStream = (bytes: Uint8Array, size: number) =>
  readAll((emit) => openLiveCapture(stream(bytes, size), emit));

async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((caught: unknown) => caught);
  if (error instanceof CaptureError) return error.message.replaceAll(folder, 'F');
  throw error;
}

describe('openCapture', () => {
  it('reads a file of many blocks', async () => {
    const bytes = Buffer.concat([pcapFile([]), ...frames.map((frame) => pcapFile([frame]).subarray(24))]);
    const { open, packets } = await readFile(await file(bytes));
    expect(packets.map(({ bytes: [first, ...rest] }) => [first, rest.length])).toEqual(
      frames.map((_, index) => [index & 0xff, 3000]),
    );
    expect(open).toMatchObject({
      compression: 'none',
      size: bytes.length,
      bytesRead: bytes.length,
      notes: [],
    });
    expect(open.format).toBe('pcap');
  });

  it('reads pcapng', async () => {
    const bytes = concat(section(), interfaceBlock(), enhancedPacket(counting(60)));
    const { open, packets } = await readFile(await file(bytes));
    expect(packets).toEqual(read(bytes).packets);
    expect(open.format).toBe('pcapng');
  });

  it('closes a file that is not read to its end', async () => {
    const open = await openCapture(await file(capture), () => {});
    for await (const block of open.blocks) {
      expect(block.length).toBe(capture.length);
      break;
    }
  });

  it.each([
    ['missing.pcap', undefined, 'no such file: F/missing.pcap'],
    ['.', undefined, 'F is a directory'],
    ['a\x1b[2J', undefined, 'no such file: F/a\\x1b[2J'],
    ['empty.pcap', new Uint8Array(0), 'F/empty.pcap is empty: 0 bytes'],
    ['empty.gz', gzipSync(''), 'the content of F/empty.gz is empty: 0 bytes'],
    ['twice.gz', gzipSync(gzipSync(capture)), /^the content of F\/twice.gz is compressed with gzip/],
    ['x.txt', Buffer.from('hello'), 'F/x.txt is not a capture: it begins with "hello", which is text'],
    [
      'cut.pcap',
      capture.subarray(0, 20),
      'F/cut.pcap is cut off within its pcap file header: 20 of 24 bytes',
    ],
  ])('says in one line what is wrong with %j', async (name, bytes, message) => {
    const path = bytes === undefined ? join(folder, name) : await file(bytes, name);
    const text = await failure(openCapture(path, () => {}));
    if (typeof message === 'string') expect(text).toBe(message);
    else expect(text).toMatch(message);
  });
});

describe('gzip', () => {
  const { packets: expected } = read(capture);
  const zipped = gzipSync(capture);

  it('is read', async () => {
    const { open, packets } = await readFile(await file(zipped));
    expect(packets).toEqual(expected);
    expect(open).toMatchObject({
      compression: 'gzip',
      size: zipped.length,
      bytesRead: zipped.length,
      notes: [],
    });
  });

  it('is read with every field that a member header can have', async () => {
    const fields = concat(
      Uint8Array.of(0x1f, 0x8b, 8, 0x02 | 0x04 | 0x08 | 0x10, 0, 0, 0, 0, 0, 3),
      Uint8Array.of(5, 0, 1, 2, 3, 4, 5),
      Buffer.from('name\0comment\0'),
      Uint8Array.of(0, 0),
    );
    const { open, packets } = await readStream(concat(fields, zipped.subarray(10)), 3);
    expect(packets).toEqual(expected);
    expect(open.notes).toEqual([]);
  });

  it('is read in several members, with padding', async () => {
    const middle = capture.length >> 1;
    const bytes = concat(
      gzipSync(capture.subarray(0, middle)),
      gzipSync(''),
      gzipSync(capture.subarray(middle)),
      new Uint8Array(600),
    );
    for (const size of [1, 700, bytes.length]) {
      const { open, packets } = await readStream(bytes, size);
      expect(packets).toEqual(expected);
      expect(open.notes).toEqual([]);
    }
  });

  it('is read to the last byte when garbage follows', async () => {
    const { open, packets } = await readFile(await file(concat(zipped, Buffer.from('garbage'))));
    expect(packets).toEqual(expected);
    expect(open.notes).toEqual([
      {
        code: 'capture.gzip-trailer',
        severity: 'note',
        text: `what follows from compressed offset ${zipped.length} on is not gzip and is ignored`,
      },
    ]);
  });

  it('is read as far as it goes when it is cut off', async () => {
    for (const missing of [1, 8, 9, 30]) {
      const { open, packets } = await readStream(zipped.subarray(0, -missing), 50);
      expect(packets).toEqual(expected.slice(0, packets.length));
      expect(kinds(open.notes)[0]).toBe('warning capture.gzip-truncated');
    }
  });

  it('is noted when its checksum is wrong', async () => {
    const bytes = Buffer.from(zipped);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8);
    const { open, packets } = await readFile(await file(bytes));
    expect(packets).toEqual(expected);
    expect(kinds(open.notes)).toEqual(['error capture.gzip-damaged']);
  });

  it('is read up to where it cannot be inflated', async () => {
    const many = pcapFile(frames.slice(0, 100));
    const bytes = gzipSync(many, { level: 0 });
    // The second stored block (RFC 1951 §3.2.4) is given a block type that does not exist.
    bytes[15 + bytes.readUInt16LE(11)] = 0x07;
    const { open, packets } = await readFile(await file(bytes));
    expect(packets.length).toBeGreaterThan(0);
    expect(packets).toEqual(read(many).packets.slice(0, packets.length));
    expect(kinds(open.notes)).toEqual(['error capture.gzip-damaged', 'warning capture.truncated']);
  });

  it('gives all before damage but the last bytes, however it comes', async () => {
    const bytes = new Uint8Array(gzipSync(capture, { level: 9 }));
    for (let at = 20; at < bytes.length - 8; at += 29) {
      const damaged = changed(bytes, at, bytes[at]! ^ 0x40);
      const { content, notes } = await decompress(gunzip, damaged);
      const single = await decompress(gunzip, damaged, [1]);
      expect(kinds(notes)).toEqual(kinds(single.notes));
      expect(content.length).toBeGreaterThan(single.content.length - 256);
      expect(content).toEqual(single.content.subarray(0, content.length));
    }
  });

  it('is refused when nothing comes out of it', async () => {
    expect(await failure(readStream(zipped.subarray(0, 12), 5))).toBe(
      'nothing in standard input can be read: the gzip data ends early: its 12 compressed bytes are only a part',
    );
  });
});

describe('openLiveCapture', () => {
  it('reads a stream of single bytes as it reads one block', async () => {
    for (const bytes of [capture, concat(section(), interfaceBlock(), enhancedPacket(counting(60)))]) {
      const { open, packets } = await readStream(bytes, 1);
      expect(packets).toEqual(read(bytes).packets);
      expect(open).toMatchObject({
        name: 'standard input',
        size: undefined,
        notes: [],
        bytesRead: bytes.length,
      });
    }
  });

  it('hands out plain arrays, whose slices are copies', async () => {
    const pcapng = concat(section(), interfaceBlock(), enhancedPacket(counting(60)));
    for (const bytes of [capture, pcapng, gzipSync(capture), gzipSync(pcapng)]) {
      const types = new Set<unknown>();
      const { blocks, reader } = await openLiveCapture(stream(bytes, 100), (packet) =>
        types.add(packet.data.constructor),
      );
      for await (const block of blocks) reader.push(block);
      expect([...types]).toEqual([Uint8Array]);
    }
  });

  it('names standard input when it is not a capture', async () => {
    expect(await failure(readStream(new Uint8Array(0), 1))).toBe('standard input is empty: 0 bytes');
    expect(await failure(readStream(Buffer.from('GET / HTTP/1.1\r\nHost: example.org'), 4))).toBe(
      'standard input is not a capture: it begins with "GET / HTTP/1.1\\x0d\\x0a", which is text',
    );
  });

  it('notes a record that lies about its length', async () => {
    const bytes = concat(pcapFile(few.slice(0, 2)), new Uint8Array(2000).fill(0xff));
    const { open, packets } = await readStream(bytes, 64);
    expect(packets).toHaveLength(2);
    expect(kinds(open.notes)).toEqual(['error capture.record-too-long']);
  });

  it('passes on what is wrong with the stream', async () => {
    const broken = {
      async *[Symbol.asyncIterator]() {
        yield capture;
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
      },
    };
    const reading = readAll((emit) => openLiveCapture(broken, emit));
    expect(await failure(reading)).toBe('cannot read standard input: EIO: i/o error, read');
  });
});

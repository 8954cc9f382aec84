import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/bytes/note.ts';
import { type FieldNode, eachNode, leavesOf } from '../../src/field/field-node.ts';
import { FieldReader } from '../../src/field/field-reader.ts';
import { TracingReader } from '../../src/field/tracing-reader.ts';
import { readBodyFrom } from '../../src/rtmp/body.ts';
import { createChunkHeader, readChunkHeader } from '../../src/rtmp/chunk-header.ts';
import { readChunkHeaderFields } from '../../src/rtmp/chunk-header-fields.ts';
import { type TracedPart, traceHandshake, traceMessage } from '../../src/rtmp/event-tree.ts';
import { dissectFile } from '../dissect/run.ts';
import { hex, join } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, Hearing } from './hear.ts';

/** Expects the leaves to cover all of the bytes, each once, and every node to lie within its parent. */
function expectTiles(nodes: readonly FieldNode[], length: number): void {
  let at = 0;
  for (const leaf of leavesOf(nodes)) {
    expect(leaf.start).toBe(at);
    at = leaf.end;
  }
  expect(at).toBe(length);
  for (const node of eachNode(nodes)) {
    for (const { start, end } of node.children) {
      expect(start).toBeGreaterThanOrEqual(node.start);
      expect(end).toBeLessThanOrEqual(node.end);
    }
  }
}

/** Field ids, values and bytes: `rtmpt.header.csid 3 @0`. */
function told(nodes: readonly FieldNode[]): string[] {
  return [...eachNode(nodes)].map(({ field, value, start, end }) => {
    const text = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
    return `${field.id} ${text} @${start}-${end}`;
  });
}

const TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19, 20, 22, 99];

describe('a body that is traced', () => {
  /** Payloads of real messages, to be damaged. */
  const real = readdirSync('samples')
    .filter((name) => name.endsWith('.pcap'))
    .map(async (name) => dissectFile(new Uint8Array(readFileSync(`samples/${name}`)), { keep: 'payloads' }));

  it('is read as without a trace, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), fc.uint8Array({ maxLength: 200 }), (typeId, bytes) => {
        expectSame(typeId, bytes);
      }),
      { seed: 50_001, numRuns: 3000 },
    );
  });

  it('is read as without a trace when a real one is damaged', async () => {
    const messages = (await Promise.all(real))
      .flatMap((found) => found.messages())
      .filter(({ length }) => length < 2000);
    fc.assert(
      fc.property(fc.nat(messages.length - 1), fc.nat(), fc.nat(255), fc.nat(), (which, at, value, cut) => {
        const { typeId, payload } = messages[which]!;
        const bytes = payload!.slice(0, cut % 3 === 0 ? cut % (payload!.length + 1) : payload!.length);
        if (bytes.length > 0) bytes[at % bytes.length] = value;
        expectSame(typeId, bytes);
      }),
      { seed: 50_002, numRuns: 2000 },
    );
  });

  function expectSame(typeId: number, bytes: Uint8Array): void {
    const [notes, tracedNotes]: [Note[], Note[]] = [[], []];
    const plain = new FieldReader(bytes);
    const traced = new TracingReader(bytes);
    expect(readBodyFrom(traced, typeId, tracedNotes)).toEqual(readBodyFrom(plain, typeId, notes));
    expect(tracedNotes).toEqual(notes);
    expect(traced.position).toBe(plain.position);
    expectTiles(traced.tree(), bytes.length);
  }
});

describe('the fields of a chunk header', () => {
  it('are those that the reader of chunks found', () => {
    const basic = fc.tuple(fc.nat(3), fc.nat(63)).map(([fmt, low]) => (fmt << 6) | low);
    fc.assert(
      fc.property(basic, fc.uint8Array({ minLength: 17, maxLength: 17 }), (first, rest) => {
        const bytes = Uint8Array.of(first, ...rest);
        const header = createChunkHeader();
        readChunkHeader(bytes, 0, bytes.length, header);
        const { fmt, csid, byteLength } = header;
        const isExtended = fmt < 3 && header.timestampField === 0xffffff;
        const reader = new TracingReader(bytes.slice(0, byteLength + (isExtended ? 4 : 0)));
        readChunkHeaderFields(reader);
        const nodes = reader.tree();
        expectTiles(nodes, reader.end);
        const valueOf = (id: string): unknown =>
          [...eachNode(nodes)].find(({ field }) => field.id === `rtmpt.header.${id}`)?.value;
        expect(valueOf('format')).toBe(fmt);
        expect(valueOf('csid')).toBe(csid);
        if (fmt < 3) expect(valueOf(fmt === 0 ? 'timestamp' : 'timestampdelta')).toBe(header.timestampField);
        if (fmt < 2) expect(valueOf('bodysize')).toBe(header.length);
        if (fmt < 2) expect(valueOf('typeid')).toBe(header.typeId);
        if (fmt < 1) expect(valueOf('streamid')).toBe(header.streamId);
      }),
      { seed: 50_003, numRuns: 1000 },
    );
  });

  it('say where the chunk stream id stands, in each of its three forms', () => {
    const fieldsOf = (text: string): string[] => {
      const reader = new TracingReader(hex(text));
      readChunkHeaderFields(reader);
      return told(reader.tree());
    };
    expect(fieldsOf('c3')).toEqual([
      'rtmpt.header undefined @0-1',
      'rtmpt.header.basic 195 @0-1',
      'rtmpt.header.format 3 @0-1',
      'rtmpt.header.csid 3 @0-1',
    ]);
    // 64 + 0x0a, and 64 + 0x01 + 0x02 * 256 (RTMP 1.0 §5.3.1.1).
    expect(fieldsOf('c0 0a').slice(3)).toEqual([
      'rtmpt.header.csid_form 0 @0-1',
      'rtmpt.header.csid_rest 10 @1-2',
      'rtmpt.header.csid 74 @2-2',
    ]);
    expect(fieldsOf('c1 01 02').slice(3)).toEqual([
      'rtmpt.header.csid_form 1 @0-1',
      'rtmpt.header.csid_rest 513 @1-3',
      'rtmpt.header.csid 577 @3-3',
    ]);
    expect(fieldsOf('44 ffffff 000004 09 01000000').slice(3)).toEqual([
      'rtmpt.header.csid 4 @0-1',
      'rtmpt.header.timestampdelta 16777215 @1-4',
      'rtmpt.header.bodysize 4 @4-7',
      'rtmpt.header.typeid 9 @7-8',
      'rtmpt.header.ets 16777216 @8-12',
    ]);
  });
});

describe('the parts of an event', () => {
  it.each(readdirSync('samples').filter((name) => name.endsWith('.pcap')))(
    'tile their bytes in %s',
    async (name) => {
      const found = await dissectFile(new Uint8Array(readFileSync(`samples/${name}`)), { keep: 'traces' });
      const parts: TracedPart[] = [
        ...found.messages().flatMap(traceMessage),
        ...found.handshakes.flatMap(traceHandshake),
      ];
      expect(parts.length).toBeGreaterThan(found.messages().length);
      for (const { nodes, bytes } of parts) expectTiles(nodes, bytes.length);
    },
  );

  it('of a sub-message are those of its bytes in the aggregate', () => {
    const tag = hex('08 000002 000000 00 000000 af01 0000000d');
    const hearing = new Hearing({ keep: 'traces' }).greets();
    // Two chunks, in two frames: the second begins within the second sub-message.
    const writer = new ChunkWriter();
    hearing.says(CLIENT, writer.write(rtmp.setChunkSize(20)));
    const chunks = writer.write(rtmp.message(22, join([tag, tag])));
    hearing.says(CLIENT, chunks.subarray(0, 12 + 20)).says(CLIENT, chunks.subarray(12 + 20));
    const [, whole, , second] = hearing.messages;
    const [, payload] = traceMessage(whole!);
    expectTiles(payload!.nodes, 34);
    expect(told(payload!.nodes).slice(0, 8)).toEqual([
      'rtmpt.tag undefined @0-17',
      'rtmpt.tag.type 8 @0-1',
      'rtmpt.tag.datasize 2 @1-4',
      'rtmpt.tag.timestamp 0 @4-7',
      'rtmpt.tag.ets 0 @7-8',
      'rtmpt.tag.streamid 0 @8-11',
      'rtmpt.tag.data af01 @11-13',
      'rtmpt.tag.tagsize 13 @13-17',
    ]);
    const parts = traceMessage(second!);
    expect(parts.map(({ kind }) => kind)).toEqual(['payload']);
    expectTiles(parts[0]!.nodes, 2);
    expect(parts[0]!.origins.runs(0, 2)).toMatchObject([{ start: 0, end: 2, frame: 6 }]);
  });

  it('of a shared object are its events, with what they change', () => {
    const hearing = new Hearing({ keep: 'traces' }).greets();
    const payload = hex('0001 61 00000003 00000002 00000000 04 00000006 0001 62 05 0000 0b 00000000');
    // The second property has no value: it breaks off there.
    hearing.says(CLIENT, new ChunkWriter().write(rtmp.message(19, payload)));
    const [, traced] = traceMessage(hearing.messages[0]!);
    expectTiles(traced!.nodes, payload.length);
    expect(told(traced!.nodes)).toEqual(
      expect.arrayContaining([
        'rtmpt.so.name a @2-3',
        'rtmpt.so.version 3 @3-7',
        'rtmpt.so.flags 2 @7-11',
        'rtmpt.so.unknown 0 @11-15',
        'rtmpt.so.event.type 4 @15-16',
        'rtmpt.so.event.length 6 @16-20',
        'rtmpt.so.event.property b @20-24',
        'rtmpt.so.event.name b @22-23',
        'amf.amf0_type 5 @23-24',
      ]),
    );
  });

  it('are none when no trace was kept', async () => {
    const found = await dissectFile(new Uint8Array(readFileSync('samples/play-missing.pcap')), {
      keep: 'payloads',
    });
    expect([...found.messages().flatMap(traceMessage), ...found.handshakes.flatMap(traceHandshake)]).toEqual(
      [],
    );
  });

  it('have the header before the payload, and the headers that interrupt it with their place behind', async () => {
    const found = await dissectFile(new Uint8Array(readFileSync('samples/publish-play-vlc.pcap')), {
      keep: 'traces',
    });
    const connect = found
      .messages('client')
      .find(({ body }) => body.kind === 'command' && body.name === 'connect')!;
    // VLC keeps the default chunk size of 128, so that a C3 stands behind every 128 bytes of connect.
    const parts = traceMessage(connect);
    expect(parts.map(({ kind }) => kind).slice(0, 3)).toEqual(['chunk header', 'payload', 'chunk header']);
    expect(parts.slice(2).map(({ bytes, at }) => [Buffer.from(bytes).toString('hex'), at])).toEqual(
      Array.from({ length: Math.ceil(connect.length / 128) - 1 }, (_, i) => ['c3', 128 * (i + 1)]),
    );
  });

  it('of a picture are its NAL units', async () => {
    const namesIn = async (sample: string, frame: number): Promise<string[]> => {
      const found = await dissectFile(new Uint8Array(readFileSync(`samples/${sample}`)), { keep: 'traces' });
      const message = found.messages('client').find((one) => one.frame === frame && one.typeId === 9)!;
      const payload = traceMessage(message).find(({ kind }) => kind === 'payload')!;
      const units = [...eachNode(payload.nodes)].filter(({ field }) => field.id === 'rtmpt.nal');
      return units.map(({ value, children }) => `${String(children[0]!.value)} ${String(value)}`);
    };
    // The lengths and types in frame 31, 000002f2 06, 0000001c 67 and so on, names of H.264 table 7-1; of 1,634 bytes
    // 5 are the header and 5 times 4 the lengths, so that 69 are left for the last.
    expect(await namesIn('publish-obs.pcap', 31)).toEqual([
      '754 Supplemental enhancement information',
      '28 Sequence parameter set',
      '4 Picture parameter set',
      '754 Supplemental enhancement information',
      '69 Coded slice of an IDR picture',
    ]);
  });
});

it('a value that says all by its type has no other value', () => {
  // 'a', 1, null, undefined, an empty object.
  const reader = new TracingReader(hex('020001 61  00 3ff0000000000000  05  06  03 000009'));
  readBodyFrom(reader, 20, []);
  const values = reader.tree().filter(({ field }) => field.id === 'amf.value');
  expect(values.map(({ value }) => value)).toEqual(['a', 1, undefined, undefined, undefined]);
});

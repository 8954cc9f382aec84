import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { records } from '../../src/index.ts';
import { amf0 } from '../writer/amf0.ts';
import { bytes, hex, u16, u24, u32, type Part } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';

const schema = JSON.parse(readFileSync('schema/record.schema.json', 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

/** What a record's JSON breaks of the schema. */
function faultsOf(record: unknown): string[] {
  validate(JSON.parse(JSON.stringify(record)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('each record of a sample is as the schema says', () => {
  const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));
  test.each(samples)('%s', async (name) => {
    let count = 0;
    for await (const record of records(`samples/${name}`, { payload: 'sha1', tree: true })) {
      expect(faultsOf(record)).toEqual([]);
      count++;
    }
    expect(count).toBeGreaterThan(0);
  });
});

test('and those of messages that no sample holds', async () => {
  const text = (value: string): Uint8Array => bytes(u16(value.length), value);
  const event = (type: number, ...parts: readonly Part[]): Uint8Array => {
    const data = bytes(...parts);
    return bytes(type, u32(data.length), data);
  };
  const tag = (type: number, data: Uint8Array): Uint8Array =>
    bytes(type, u24(data.length), u32(0), u24(0), data, u32(11 + data.length));
  const events = [
    event(11),
    event(4, text('a'), amf0(5)),
    event(9, text('b')),
    event(6, amf0('say', undefined)),
    event(7, text('No'), text('error')),
    event(99, 1),
  ];
  const shared = bytes(text('chat'), u32(3), u32(2), u32(0), ...events);
  const written = [
    rtmp.command('connect', 1, { app: 'live?authmod=adobe&user=eve' }),
    rtmp.command('_error', 1, null, { code: 'x', description: 'authmod=adobe code=403 need auth' }),
    rtmp.userControl(27, 1, 1, u32(5), u32(5), new Uint8Array(32)),
    rtmp.userControl(8, u32(1)),
    rtmp.message(19, shared),
    rtmp.message(16, bytes(0, shared.subarray(0, 9))),
    rtmp.message(
      22,
      bytes(tag(8, bytes()), tag(9, hex('17 01 000000')), tag(20, amf0('x', 1)), tag(22, bytes())),
    ),
    rtmp.message(7, hex('00')),
  ];
  const { c0c1, s0s1s2, c2 } = handshake();
  const talk = new Talk().converse([
    { from: 0, data: c0c1 },
    { from: 1, data: s0s1s2 },
    { from: 0, data: bytes(c2, new ChunkWriter().writeAll(written)) },
  ]);
  async function* capture(): AsyncGenerator<Uint8Array> {
    yield pcap(packets(talk));
  }
  const types: (number | undefined)[] = [];
  for await (const record of records(capture(), { payload: 'hex', tree: true })) {
    expect(faultsOf(record)).toEqual([]);
    types.push(record.type);
  }
  expect(types.slice(3)).toEqual([20, 20, 4, 4, 19, 16, 22, 8, 9, 20, 22, 7]);
});

describe('the schema refuses', () => {
  const recordOf = async (): Promise<Record<string, unknown>> => {
    for await (const record of records('samples/publish-obs.pcap')) {
      if (record.type === 9) return JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
    }
    throw new Error('no video');
  };

  test.each([
    ['a key that it does not know', { surprise: 1 }],
    ['a body of two families', { body: { audio: {}, video: {} } }],
    ['a body with a key that it does not know', { body: { control: { size: 1 } } }],
    ['a timestamp beyond 32 bits', { timestamp: 2 ** 32 }],
    ['another sender', { from: 'proxy' }],
  ])('%s', async (_, change) => {
    const record = await recordOf();
    expect(faultsOf(record)).toEqual([]);
    expect(faultsOf({ ...record, ...change })).not.toEqual([]);
  });

  test('a record that lacks a key', async () => {
    const { csid: _, ...rest } = await recordOf();
    expect(faultsOf(rest)).not.toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { records } from '../../src/index.ts';

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

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { stats, type StatsRecord } from '../../src/index.ts';

const schema = JSON.parse(readFileSync('schema/stats.schema.json', 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

function faultsOf(record: unknown): string[] {
  validate(JSON.parse(JSON.stringify(record)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the statistics of a sample are as the schema says', () => {
  const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));
  test.each(samples)('%s', async (name) => {
    const record = await stats(`samples/${name}`);
    expect(record.connections.length).toBeGreaterThan(0);
    expect(faultsOf(record)).toEqual([]);
  });
});

describe('the schema refuses', async () => {
  const record: StatsRecord = await stats('samples/publish-obs.pcap');
  const [connection] = record.connections;
  const [track] = connection!.tracks;

  test.each([
    ['a key that it does not know', { ...record, surprise: 1 }],
    [
      'another direction',
      { ...record, connections: [{ ...connection, tracks: [{ ...track, from: 'proxy' }] }] },
    ],
    [
      'a track without its frames',
      { ...record, connections: [{ ...connection, tracks: [{ ...track, frames: undefined }] }] },
    ],
    ['another protocol', { ...record, connections: [{ ...connection, protocol: 'srt' }] }],
  ])('%s', (_, changed) => {
    expect(faultsOf(changed)).not.toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { findings } from '../../src/index.ts';

const schema = JSON.parse(readFileSync('schema/findings.schema.json', 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** What a report's JSON breaks of the schema. */
function faultsOf(report: unknown): string[] {
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

test.each(samples)('the findings of %s are as the schema says', async (name) => {
  expect(faultsOf(await findings(`samples/${name}`))).toEqual([]);
});

test('the schema refuses what is no report', async () => {
  const { findings: found } = await findings('samples/play-missing.pcap');
  const [first] = found;
  expect(faultsOf({ findings: [{ ...first, side: 'moon' }] })).not.toEqual([]);
  expect(faultsOf({ findings: [{ ...first, frame: 0 }] })).not.toEqual([]);
  expect(faultsOf({ findings: [{ ...first, evidence: undefined }] })).not.toEqual([]);
  expect(faultsOf({ findings: found, more: 1 })).not.toEqual([]);
});

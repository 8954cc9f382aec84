import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findings } from '../../src/index.ts';

/** What the sample of a fault states of itself (samples/faults/README.md). */
type Stated = {
  readonly stream: number;
  readonly finding: string | null;
  readonly severity?: string;
  readonly side?: string;
  readonly frame?: number;
};

const FAULTS = 'samples/faults';
const healthy = readdirSync('samples').filter(
  (name) => name.endsWith('.pcap') && name !== 'play-missing.pcap',
);
const faults = existsSync(FAULTS) ? readdirSync(FAULTS).filter((name) => name.endsWith('.json')) : [];

describe('a healthy sample has nothing above a note', () => {
  test.each(healthy)('%s', async (name) => {
    const found = (await findings(`samples/${name}`)).findings;
    expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});

test('the stream that is not there is what is wrong with play-missing, and nothing else', async () => {
  const found = (await findings('samples/play-missing.pcap')).findings;
  expect(found.filter(({ severity }) => severity !== 'note')).toMatchObject([
    { id: 'play.not-found', severity: 'error', side: 'server', stream: 1, frame: 65 },
  ]);
});

describe.runIf(faults.length > 0)('a fault gets its diagnosis as the first finding', () => {
  test.each(faults)('%s', async (name) => {
    const stated = JSON.parse(readFileSync(`${FAULTS}/${name}`, 'utf8')) as Stated;
    const { findings: found } = await findings(`${FAULTS}/${name.replace('.json', '.pcap')}`);
    if (stated.finding === null) {
      expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
      return;
    }
    const [first] = found;
    const { stream, severity, side } = stated;
    expect(first).toMatchObject({ id: stated.finding, stream, severity, side });
    if (stated.frame === undefined) return;
    // What is wrong below the messages is committed in one frame, and shows where the next header is looked for.
    if (stated.finding.startsWith('chunk.')) expect(first!.frame).toBeGreaterThanOrEqual(stated.frame);
    else expect(first!.frame).toBe(stated.frame);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from '../../src/index.ts';
import { Random } from '../writer/random.ts';

const samples = ['publish-obs', 'play-missing', 'publish-multitrack'].map((name) =>
  readFileSync(`samples/${name}.pcap`),
);

test('any truncation of a capture ends in a report', async () => {
  const random = new Random(1);
  for (const sample of samples) {
    for (let i = 0; i < 20; i++) {
      const { findings: found } = await findings(sample.subarray(0, 24 + random.below(sample.length - 24)));
      for (const { frame, evidence } of found) {
        expect(frame).toBeGreaterThan(0);
        expect(evidence).not.toMatch(/undefined|NaN|Infinity/);
      }
    }
  }
});

test('damaged bytes are told of in sentences fit for a terminal', async () => {
  const random = new Random(2);
  for (const sample of samples) {
    for (let i = 0; i < 20; i++) {
      const damaged = Uint8Array.from(sample);
      for (let n = 0; n < 40; n++) damaged[24 + random.below(damaged.length - 24)] = random.below(256);
      const { findings: found } = await findings(damaged);
      for (const { evidence } of found) {
        // eslint-disable-next-line no-control-regex
        expect(evidence).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(evidence).not.toMatch(/undefined|NaN|Infinity/);
      }
    }
  }
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OriginMap } from '../../src/bytes/origin-map.ts';
import { Dissection, type EventSink } from '../../src/dissect.ts';
import { converse, plans } from './conversation.ts';
import { carry, network } from './network.ts';
import { dissectFile, type Dissected } from './run.ts';

/** What the file holds where a map says that bytes come from. */
function fromFile(file: Uint8Array, origins: OriginMap): Buffer {
  return Buffer.concat(
    origins
      .runs(0, origins.length)
      .map(({ start, end, fileOffset }) => file.subarray(fileOffset, fileOffset + end - start)),
  );
}

/** Expects each byte that was kept to be found again in the file. */
function expectFound(file: Uint8Array, found: Dissected): void {
  for (const { payload, trace, length } of found.messages()) {
    expect(trace!.origins.length).toBe(length);
    expect(fromFile(file, trace!.origins).equals(payload!)).toBe(true);
    for (const chunk of trace!.chunks) expect(fromFile(file, chunk.origins).equals(chunk.header)).toBe(true);
  }
  for (const { trace } of found.handshakes)
    expect(fromFile(file, trace!.origins).equals(trace!.bytes)).toBe(true);
}

describe('each byte of a message and of its chunk headers is found again in the file', () => {
  it('whatever the segments, their order and their repetition', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, async (both, style) => {
        const { file } = carry(converse(both), style);
        expectFound(file, await dissectFile(file, { keep: 'traces' }, style.seed));
      }),
      { seed: 20_243, numRuns: 100 },
    );
  });

  it.each(readdirSync('samples').filter((name) => name.endsWith('.pcap')))('in %s', async (name) => {
    const file = new Uint8Array(readFileSync(`samples/${name}`));
    expectFound(file, await dissectFile(file, { keep: 'traces' }));
  });
});

describe('payloads that are lent', () => {
  it.each(['publish-obs.pcap', 'publish-gstreamer.pcap', 'publish-multitrack.pcap'])(
    'are those of %s as long as the sink runs, and in the same memory again and again',
    async (name) => {
      const read = async (lendsPayloads: boolean): Promise<{ digests: string[]; memories: Set<unknown> }> => {
        const digests: string[] = [];
        const memories = new Set<unknown>();
        const dissection = await Dissection.open(`samples/${name}`, { keep: 'payloads', lendsPayloads });
        const sink: EventSink = {
          event(_, event) {
            if (event.kind !== 'message') return;
            digests.push(createHash('sha1').update(event.payload!).digest('hex'));
            if (event.body.kind === 'audio' || event.body.kind === 'video')
              memories.add(event.payload!.buffer);
          },
        };
        for await (const _ of dissection.read(sink));
        dissection.end();
        return { digests, memories };
      };
      const [own, lent] = [await read(false), await read(true)];
      expect(lent.digests).toEqual(own.digests);
      expect(lent.memories.size).toBeLessThan(own.memories.size / 10);
    },
  );
});

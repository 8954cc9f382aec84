import { readFileSync } from 'node:fs';
import { Dissection } from '../../src/dissect.ts';
import { type Filter, parseFilter } from '../../src/filter/filter.ts';

const SAMPLES = ['publish-play-vlc', 'play-rtmpdump', 'play-missing', 'publish-obs', 'publish-gstreamer'];

/** What a filter lets through, in each of the samples: `3 3 2 2 2`. */
export type Tally = { readonly messages: string; readonly frames: string };

type Row = readonly [filter: string, numbers: string];

/** The filters of a file beside this one, and the numbers behind them. */
export function readTable(name: string): Row[] {
  const lines = readFileSync(`test/filter/${name}`, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as unknown as Row);
}

/** Reads every sample once and asks all filters about each message as it comes. */
export async function askSamples(texts: readonly string[]): Promise<Map<string, Tally>> {
  const filters = await Promise.all(texts.map((text) => parseFilter(text)));
  const columns = await Promise.all(SAMPLES.map((sample) => askSample(sample, filters)));
  return new Map(
    texts.map((text, i) => [
      text,
      {
        messages: columns.map((column) => column[i]!.messages).join(' '),
        frames: columns.map((column) => column[i]!.frames.size).join(' '),
      },
    ]),
  );
}

async function askSample(
  sample: string,
  filters: readonly Filter[],
): Promise<{ messages: number; frames: Set<number> }[]> {
  const counts = filters.map(() => ({ messages: 0, frames: new Set<number>() }));
  const dissection = await Dissection.open(`samples/${sample}.pcap`, { keep: 'payloads' });
  const reading = dissection.read({
    event(conversation, event) {
      if (event.kind === 'remark') return;
      for (const [i, filter] of filters.entries()) {
        if (!filter.matches(conversation, event, dissection.first!)) continue;
        counts[i]!.messages++;
        counts[i]!.frames.add(event.frame);
      }
    },
  });
  for await (const _ of reading);
  dissection.end();
  return counts;
}

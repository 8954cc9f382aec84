import { fileURLToPath } from 'node:url';
import { median } from './figures.ts';
import { linesOf } from './program.ts';

/** A stage of the program: how long everything up to it takes. */
export type StageResult = {
  readonly title: string;
  readonly seconds: number;
  /** What this stage adds to the one that it stands on. */
  readonly added: number | undefined;
};

/** Title, name for `stage.ts`, and the stage that it stands on. */
const STAGES = [
  { name: 'read', title: 'bare read loop', on: undefined },
  { name: 'packets', title: 'packets (`capture/`)', on: 'read' },
  { name: 'segments', title: 'TCP segments (`net/`)', on: 'packets' },
  { name: 'streams', title: 'streams in order (`tcp/`)', on: 'segments' },
  { name: 'messages', title: 'RTMP messages (`rtmp/`, `amf/`, `flv/`)', on: 'streams' },
  { name: 'timeline', title: 'view: timeline', on: 'messages' },
  { name: 'all', title: 'view: timeline with `-a`', on: 'messages' },
  { name: 'frames', title: 'view: `-T frames`', on: 'messages' },
  { name: 'ndjson', title: 'view: `-T ndjson`', on: 'messages' },
  { name: 'hashes', title: 'view: `-T ndjson --payload sha1`', on: 'messages' },
] as const;

/** Times every stage in a process of its own, all of them in turn. */
export async function measureStages(capture: string, runs: number): Promise<StageResult[]> {
  const stage = fileURLToPath(new URL('./stage.js', import.meta.url));
  const seconds: number[][] = STAGES.map(() => []);
  for (let run = 0; run < runs; run++)
    for (const [index, { name }] of STAGES.entries())
      for await (const line of linesOf([process.execPath, stage, name, capture]))
        seconds[index]!.push(Number(line));
  const medians = new Map<string, number>(STAGES.map(({ name }, index) => [name, median(seconds[index]!)]));
  return STAGES.map(({ name, title, on }) => {
    const time = medians.get(name)!;
    return { title, seconds: time, added: on === undefined ? undefined : time - medians.get(on)! };
  });
}

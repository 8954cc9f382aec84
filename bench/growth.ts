import { statSync } from 'node:fs';
import { measureInTurn, type Timing } from './measure.ts';
import { ours } from './program.ts';

/** What a capture of this size takes. */
export type GrowthResult = { readonly bytes: number; readonly timing: Timing };

/** Times `-a` on captures of growing size, all of them in turn. */
export async function measureGrowth(captures: readonly string[], runs: number): Promise<GrowthResult[]> {
  const timings = await measureInTurn(
    captures.map((path) => ({ argv: ours(path, '-a') })),
    runs,
  );
  return captures.map((path, index) => ({ bytes: statSync(path).size, timing: timings[index]! }));
}

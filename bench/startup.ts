import { type Command, measureInTurn, type Timing } from './measure.ts';
import { ours, SAMPLE } from './program.ts';
import { isInstalled } from './scenarios.ts';

/** How long it takes until a small capture is told. */
export type StartupResult = { readonly label: string; readonly timing: Timing };

/** Such short runs need more of them, to see past the noise. */
const RUNS_FOR_ONE = 4;

/** Times programs on a small sample; the first is `node -e 0`, which does nothing. */
export async function measureStartup(runs: number): Promise<StartupResult[]> {
  const rows: { label: string; argv: readonly string[] }[] = [
    { label: 'node -e 0', argv: [process.execPath, '-e', '0'] },
    { label: `rtmp-dissect ${SAMPLE}`, argv: ours(SAMPLE) },
    { label: 'rtmp-dissect --version', argv: ours('--version') },
  ];
  if (isInstalled('tshark')) {
    rows.push({ label: `tshark -r ${SAMPLE} -Y rtmpt`, argv: ['tshark', '-r', SAMPLE, '-Y', 'rtmpt'] });
  }
  const commands = rows.map(({ argv }): Command => ({ argv, bare: true }));
  const timings = await measureInTurn(commands, runs * RUNS_FOR_ONE + 1);
  return rows.map(({ label }, index) => ({ label, timing: timings[index]! }));
}

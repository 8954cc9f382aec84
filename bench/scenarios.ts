import { VIDEO_FILTER } from './checks.ts';
import { firstLineOf, hasOption, ours } from './program.ts';
import { type Command, measureInTurn, type Timing } from './measure.ts';

/** Another program that answers the same question. */
type Rival = {
  /** The command line without the capture. */
  readonly label: string;
  readonly argv: (capture: string) => readonly string[];
  /** How many times as fast we want to be. */
  readonly goal?: number;
};

/** A question to ask of a whole capture. */
export type Scenario = {
  readonly name: string;
  readonly args: readonly string[];
  /** Whether it is also asked of the large capture, if there is one: of the rivals with a goal. */
  readonly isLarge?: boolean;
  /** An option that the program may not have yet. */
  readonly needs?: string;
  readonly rivals: readonly Rival[];
};

export type RivalResult = {
  readonly label: string;
  readonly goal: number | undefined;
  readonly timing: Timing;
};
export type ScenarioResult =
  | { readonly scenario: Scenario; readonly skipped: string }
  | { readonly scenario: Scenario; readonly timing: Timing; readonly rivals: readonly RivalResult[] };

export const SCENARIOS: readonly Scenario[] = [
  { name: 'timeline', args: ['-a'], isLarge: true, rivals: [tshark(['-Y', 'rtmpt'], 12)] },
  {
    name: 'info',
    args: ['info'],
    rivals: [
      tshark(['-q', '-z', 'conv,tcp']),
      { label: 'capinfos', argv: (capture) => ['capinfos', capture] },
    ],
  },
  {
    name: 'filter',
    args: [...VIDEO_FILTER, '-a'],
    isLarge: true,
    needs: '-Y',
    rivals: [tshark(['-Y', 'rtmpt.header.typeid==9'], 10)],
  },
  {
    name: 'details',
    args: ['-V', '-a'],
    isLarge: true,
    needs: '-V',
    rivals: [tshark(['-Y', 'rtmpt', '-O', 'rtmpt'], 5), tshark(['-Y', 'rtmpt', '-V'])],
  },
  {
    name: 'ndjson',
    args: ['-T', 'ndjson'],
    rivals: [tshark(['-T', 'json'], 25), tshark(['-Y', 'rtmpt', '-T', 'json'])],
  },
];

/** What is asked of the large capture. */
export const LARGE_SCENARIOS: readonly Scenario[] = SCENARIOS.filter(({ isLarge }) => isLarge === true).map(
  (scenario) => ({ ...scenario, rivals: scenario.rivals.filter(({ goal }) => goal !== undefined) }),
);

function tshark(options: readonly string[], goal?: number): Rival {
  return {
    label: `tshark ${options.join(' ')}`,
    argv: (capture) => ['tshark', '-r', capture, ...options],
    ...(goal !== undefined && { goal }),
  };
}

/** Times a scenario: our program and its rivals run by run in turn. */
export async function runScenario(
  scenario: Scenario,
  capture: string,
  runs: number,
): Promise<ScenarioResult> {
  const { needs, args } = scenario;
  if (needs !== undefined && !hasOption(needs)) {
    return { scenario, skipped: `skipped: this build has no option ${needs}` };
  }
  const rivals = scenario.rivals.filter(({ label }) => isInstalled(label.split(' ')[0]!));
  const commands: Command[] = [ours(...args, capture), ...rivals.map(({ argv }) => argv(capture))].map(
    (argv) => ({
      argv,
    }),
  );
  const [timing, ...others] = await measureInTurn(commands, runs);
  return {
    scenario,
    timing: timing!,
    rivals: rivals.map(({ label, goal }, index) => ({ label, goal, timing: others[index]! })),
  };
}

export function isInstalled(program: string): boolean {
  return firstLineOf(program, '--version') !== undefined;
}

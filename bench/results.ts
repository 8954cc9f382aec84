import type { GrowthResult } from './growth.ts';
import type { ScenarioResult } from './scenarios.ts';
import type { StageResult } from './stages.ts';
import type { StartupResult } from './startup.ts';
import type { WayResult } from './ways.ts';

/** What was asked of a capture as a whole. */
export type WholeCapture = {
  readonly bytes: number;
  readonly frames: number;
  readonly messages: number;
  readonly scenarios: readonly ScenarioResult[];
};

/** All that was measured; what was not asked for is empty. */
export type Results = WholeCapture & {
  readonly runs: number;
  /** What the capture is, in one sentence. */
  readonly capture: string;
  /** What was checked before anything was timed, sentence by sentence. */
  readonly checks: readonly string[];
  /** The same of the large capture. */
  readonly large: readonly WholeCapture[];
  readonly startup: readonly StartupResult[];
  readonly growth: readonly GrowthResult[];
  readonly ways: readonly WayResult[];
  readonly stages: readonly StageResult[];
};

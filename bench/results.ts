import type { GrowthResult } from './growth.ts';
import type { ScenarioResult } from './scenarios.ts';
import type { StageResult } from './stages.ts';
import type { StartupResult } from './startup.ts';
import type { WayResult } from './ways.ts';

/** All that was measured; what was not asked for is empty. */
export type Results = {
  readonly runs: number;
  /** What the capture is, in one sentence. */
  readonly capture: string;
  readonly bytes: number;
  readonly frames: number;
  readonly messages: number;
  /** What was checked before anything was timed, sentence by sentence. */
  readonly checks: readonly string[];
  readonly scenarios: readonly ScenarioResult[];
  readonly startup: readonly StartupResult[];
  readonly growth: readonly GrowthResult[];
  readonly ways: readonly WayResult[];
  readonly stages: readonly StageResult[];
};

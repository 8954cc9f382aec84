import { byteText, ratioText } from './figures.ts';
import type { Results, WholeCapture } from './results.ts';

/** What we want to be, and what we are. */
export type Goal = {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
};

const MOST_MEMORY = 150_000_000;
const MOST_STARTUP = 2;
const MOST_GROWTH = 2.1;
const MOST_MEMORY_GROWTH = 1.1;

/** The goals on which these results have something to say. */
export function judge(results: Results): Goal[] {
  const large = results.large.flatMap((one) => speed(one, ` of ${byteText(one.bytes)}`));
  return [...speed(results, ''), ...large, ...startup(results), ...memory(results), ...growth(results)];
}

function speed({ scenarios }: WholeCapture, which: string): Goal[] {
  return scenarios.flatMap((result) => {
    if ('skipped' in result) return [];
    return result.rivals.flatMap(({ label, goal, timing }) => {
      if (goal === undefined) return [];
      const ratio = timing.seconds / result.timing.seconds;
      return {
        what: `\`${result.scenario.args.join(' ')}\`${which} against \`${label}\``,
        wanted: `at least ${goal}×`,
        measured: ratioText(ratio),
        met: ratio >= goal,
      };
    });
  });
}

function startup({ startup: rows }: Results): Goal[] {
  const [nothing, sample] = rows;
  if (nothing === undefined || sample === undefined) return [];
  const ratio = sample.timing.seconds / nothing.timing.seconds;
  return [
    {
      what: 'start-up on a small sample against `node -e 0`',
      wanted: `at most ${MOST_STARTUP}×`,
      measured: ratioText(ratio),
      met: ratio <= MOST_STARTUP,
    },
  ];
}

function memory({ scenarios, bytes }: Results): Goal[] {
  const peaks = scenarios.flatMap((result) => ('skipped' in result ? [] : (result.timing.peakBytes ?? [])));
  if (peaks.length === 0) return [];
  const peak = Math.max(...peaks);
  return [
    {
      what: `peak RSS for ${byteText(bytes)}, the highest of the above`,
      wanted: `at most ${byteText(MOST_MEMORY)}`,
      measured: byteText(peak),
      met: peak <= MOST_MEMORY,
    },
  ];
}

function growth({ growth: rows }: Results): Goal[] {
  return rows.slice(1).flatMap((row, index) => {
    const smaller = rows[index]!;
    const factor = row.bytes / smaller.bytes;
    const what = `${byteText(row.bytes)} against ${byteText(smaller.bytes)}`;
    const time = row.timing.seconds / smaller.timing.seconds;
    const goals: Goal[] = [];
    const mostTime = (factor * MOST_GROWTH) / 2;
    goals.push({
      what: `time for ${what}`,
      wanted: `at most ${ratioText(mostTime)}`,
      measured: ratioText(time),
      met: time <= mostTime,
    });
    if (factor > 2.5 && row.timing.peakBytes !== undefined && smaller.timing.peakBytes !== undefined) {
      const peak = row.timing.peakBytes / smaller.timing.peakBytes;
      goals.push({
        what: `peak RSS for ${what}`,
        wanted: `at most ${ratioText(MOST_MEMORY_GROWTH)}`,
        measured: ratioText(peak),
        met: peak <= MOST_MEMORY_GROWTH,
      });
    }
    return goals;
  });
}

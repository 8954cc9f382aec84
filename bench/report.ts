import { byteText, countText, rateText, ratioText, timeText } from './figures.ts';
import { judge } from './goals.ts';
import { machineText, ownVersion } from './machine.ts';
import type { Timing } from './measure.ts';
import type { Results, WholeCapture } from './results.ts';
import type { ScenarioResult } from './scenarios.ts';

/** A column of numbers is aligned to the right. */
type Column = { readonly title: string; readonly isNumber?: boolean };

/** The results as the part of BENCHMARKS.md that holds them. */
export function reportText(results: Results): string {
  const { runs } = results;
  const intro =
    `rtmp-dissect ${ownVersion()} on ${new Date().toISOString().slice(0, 10)}. ${machineText()}. ` +
    `Times are medians of ${runs === 1 ? 'one run' : `${runs} runs`}, run by run in turn; memory is the highest of them.`;
  const parts = [
    intro,
    section('The capture', results.capture),
    section('The answers', results.checks.map((sentence) => `- ${sentence}`).join('\n')),
    section('The goals', goalTable(results)),
    section('A whole capture', scenarioTable(results)),
    ...results.large.map((large) => section(`The same of ${byteText(large.bytes)}`, scenarioTable(large))),
    section('Start-up', startupTable(results)),
    section('Twice as much', growthTable(results)),
    section('Where the time goes', stageTable(results)),
    section('Ways in and out', wayTable(results)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function goalTable(results: Results): string {
  const rows = judge(results).map(({ what, wanted, measured, met }) => [
    what,
    wanted,
    measured,
    met ? 'yes' : '**no**',
  ]);
  return table([{ title: 'what' }, number('wanted'), number('measured'), { title: 'met' }], rows);
}

function scenarioTable({ scenarios, bytes, frames, messages }: WholeCapture): string {
  const columns = ['time', 'MB/s', 'packets/s', 'messages/s', 'peak RSS', 'as fast'].map(number);
  const rate = (label: string, timing: Timing, ratio: string): string[] => [
    label,
    timeText(timing.seconds),
    rateText(bytes, timing.seconds),
    countText(frames / timing.seconds),
    countText(messages / timing.seconds),
    memoryText(timing),
    ratio,
  ];
  const rows = scenarios.flatMap((result: ScenarioResult): string[][] => {
    const own = `**\`rtmp-dissect ${result.scenario.args.join(' ')}\`**`;
    if ('skipped' in result) return [[own, result.skipped, '', '', '', '', '']];
    const { timing, rivals } = result;
    return [
      rate(own, timing, ''),
      ...rivals.map((rival) =>
        rate(`\`${rival.label}\``, rival.timing, ratioText(rival.timing.seconds / timing.seconds)),
      ),
    ];
  });
  return table([{ title: 'command' }, ...columns], rows);
}

function startupTable({ startup }: Results): string {
  const first = startup[0]?.timing.seconds ?? 1;
  const rows = startup.map(({ label, timing }) => [
    `\`${label}\``,
    timeText(timing.seconds),
    spreadText(timing),
    ratioText(timing.seconds / first),
  ]);
  return table([{ title: 'command' }, number('time'), number('from, to'), number('of `node -e 0`')], rows);
}

function growthTable({ growth }: Results): string {
  const rows = growth.map(({ bytes, timing }, index) => {
    const smaller = growth[index - 1];
    return [
      byteText(bytes),
      timeText(timing.seconds),
      rateText(bytes, timing.seconds),
      memoryText(timing),
      smaller === undefined ? '' : ratioText(timing.seconds / smaller.timing.seconds),
      smaller === undefined ? '' : ratioText(bytes / smaller.bytes),
    ];
  });
  const columns = ['capture', 'time of `-a`', 'MB/s', 'peak RSS', 'times as long', 'times as large'];
  return table(columns.map(number), rows);
}

function stageTable({ stages, bytes }: Results): string {
  const bare = stages[0]?.seconds ?? 1;
  const rows = stages.map(({ title, seconds, added }) => [
    title,
    timeText(seconds),
    added === undefined ? '' : timeText(Math.max(0, added)),
    ratioText(seconds / bare),
    rateText(bytes, seconds),
  ]);
  const columns = ['time up to it', 'what it adds', 'of the bare loop', 'MB/s'].map(number);
  return table([{ title: 'stage' }, ...columns], rows);
}

function wayTable({ ways }: Results): string {
  const rows = ways.map(({ label, timing, plain }) => [
    `\`${label.replaceAll('|', '\\|')}\``,
    timeText(timing.seconds),
    memoryText(timing),
    timing === plain ? '' : ratioText(timing.seconds / plain.seconds),
  ]);
  return table([{ title: 'command' }, number('time'), number('peak RSS'), number('as long')], rows);
}

function memoryText({ peakBytes }: Timing): string {
  return peakBytes === undefined ? 'unknown' : byteText(peakBytes);
}

function spreadText({ fastest, slowest }: Timing): string {
  return `${timeText(fastest)}, ${timeText(slowest)}`;
}

function number(title: string): Column {
  return { title, isNumber: true };
}

/** A table in Markdown, or nothing when it has no rows. */
function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map(({ isNumber }) => (isNumber ? '---:' : '---'));
  return [line(columns.map(({ title }) => title)), line(rule), ...rows.map(line)].join('\n');
}

function section(title: string, content: string): string {
  return content === '' ? '' : `### ${title}\n\n${content}`;
}

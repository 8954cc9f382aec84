import { limitLabel, limitNames, type Limits, limitsOf, limitTable } from '../bytes/limits.ts';
import { nearestName } from '../filter/nearest-name.ts';
import { UsageError } from './usage-error.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

const WIDTH = 32;

/** Reads what was given to `--limit`, `NAME=N` each; of one name the last counts. @throws UsageError */
export function readLimits(given: readonly string[]): Partial<Limits> {
  const limits: Partial<Record<keyof Limits, number>> = {};
  for (const setting of given) {
    const [, label = '', number = '', unit = ''] = /^([^=]*)=(\d{1,9})([kMG]?)$/.exec(setting) ?? [];
    if (number === '') {
      throw new UsageError(`--limit takes NAME=N, where N may end in k, M or G, not "${setting}"`);
    }
    const name = limitNames.find((one) => limitLabel(one) === label);
    if (name === undefined) {
      const hint = nearestName(label, limitNames.map(limitLabel));
      throw new UsageError(
        `there is no limit "${label}"${hint === undefined ? '' : `; did you mean ${hint}?`}`,
      );
    }
    limits[name] = Number(number) * UNITS[unit]!;
    try {
      limitsOf(limits);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  }
  return limits;
}

/** A line for each limit: its name, its default and what it bounds. */
export function limitLines(): string {
  return limitNames
    .map((name) => {
      const [standard, text] = limitTable[name];
      const setting = `${limitLabel(name)}=${standard % 2 ** 20 === 0 ? `${standard / 2 ** 20}M` : standard}`;
      return `  ${setting.padEnd(WIDTH)}${text}\n`;
    })
    .join('');
}

import { Chalk, type ColorSupportLevel } from 'chalk';
import type { Severity } from '../bytes/note.ts';
import type { Role } from '../rtmp/message.ts';

type Paint = (text: string) => string;

/** Colours by meaning. */
export type Theme = {
  readonly title: Paint;
  readonly phase: Paint;
  readonly role: Readonly<Record<Role, Paint>>;
  readonly number: Paint;
  readonly detail: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** Bytes of neighbouring fields, in turn; `undefined` where colours can't tell them apart. */
  readonly fields: readonly [Paint, Paint] | undefined;
};

const asItIs: Paint = (text) => text;
const PLAIN: Theme = {
  title: asItIs,
  phase: asItIs,
  role: { client: asItIs, server: asItIs },
  number: asItIs,
  detail: asItIs,
  severity: { error: asItIs, warning: asItIs, note: asItIs },
  fields: undefined,
};

/** The colours of every view; level 0 has none, as for a pipe. */
export function createTheme(level: ColorSupportLevel): Theme {
  if (level === 0) return PLAIN;
  const chalk = new Chalk({ level });
  return {
    title: chalk.bold,
    phase: chalk.bold.underline,
    role: { client: chalk.cyan, server: chalk.magenta },
    number: chalk.dim,
    detail: chalk.dim,
    severity: { error: chalk.red, warning: chalk.yellow, note: chalk.blue },
    fields: [chalk.green, chalk.yellow],
  };
}

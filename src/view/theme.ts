import type { ColorSupportLevel } from 'chalk';
import type { Severity } from '../bytes/note.ts';
import type { Role } from '../rtmp/message.ts';

/** Colours a text; by themselves, what it writes before the text and behind it. */
export type Paint = ((text: string) => string) & { readonly before: string; readonly behind: string };

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

const asItIs: Paint = Object.assign((text: string) => text, { before: '', behind: '' });
/** The theme without colours, as for a pipe. */
export const plainTheme: Theme = {
  title: asItIs,
  phase: asItIs,
  role: { client: asItIs, server: asItIs },
  number: asItIs,
  detail: asItIs,
  severity: { error: asItIs, warning: asItIs, note: asItIs },
  fields: undefined,
};

/** The colours of every view; level 0 has none. */
export async function createTheme(level: ColorSupportLevel): Promise<Theme> {
  if (level === 0) return plainTheme;
  // Loaded only when it is wanted.
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  return {
    title: paintOf(chalk.bold),
    phase: paintOf(chalk.bold.underline),
    role: { client: paintOf(chalk.cyan), server: paintOf(chalk.magenta) },
    number: paintOf(chalk.dim),
    detail: paintOf(chalk.dim),
    severity: { error: paintOf(chalk.red), warning: paintOf(chalk.yellow), note: paintOf(chalk.blue) },
    fields: [paintOf(chalk.green), paintOf(chalk.yellow)],
  };
}

function paintOf(color: (text: string) => string): Paint {
  const [before = '', behind = ''] = color('|').split('|');
  return Object.assign((text: string) => color(text), { before, behind });
}

import { FindingCollector } from '../analysis/findings/collector.ts';
import type { CaptureSummary } from '../analysis/capture-summary.ts';
import { limitsOf } from '../bytes/limits.ts';
import { quantity } from '../bytes/quantity.ts';
import { safeText } from '../bytes/safe-text.ts';
import { CaptureError } from '../capture/packet.ts';
import { type CaptureSource, Dissection, type EventSink } from '../dissect.ts';
import type { Columns } from '../filter/columns.ts';
import type { Filter } from '../filter/filter.ts';
import { FilterError } from '../filter/filter-error.ts';
import type { Language } from '../explain/catalogue.ts';
import type { Explainer } from '../explain/explainer.ts';
import { FrameList } from '../view/frame-list.ts';
import { JsonRecords } from '../view/json-records.ts';
import { createTheme } from '../view/theme.ts';
import { StreamBytes } from '../view/stream-bytes.ts';
import { Timeline } from '../view/timeline.ts';
import type { WriteDetails } from '../view/timeline-section.ts';
import type { RowStyle } from '../view/timeline-row.ts';
import type { View } from '../view/view.ts';
import type { JsonNode } from '../view/json-tree.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { helpText } from './help.ts';
import type { Color, Shell } from './option-table.ts';
import { type FieldsRequest, readCommandLine, type Request } from './options.ts';
import { Output } from './output.ts';
import { ProgressLine } from './progress.ts';
import { Selection } from './selection.ts';
import { colorLevel, type Terminal, widthOf } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { readVersion } from './version.ts';

/** Exit codes: done; findings as `--fail-on` asks for; wrong usage, unreadable file or not a capture; a bug of ours. */
const ExitCode = { done: 0, findings: 1, unusable: 2, bug: 70 } as const;

/** Captured bytes after which a capture counts as long; and bytes of a file from which it is worth while to tell V8 that it is short. */
const MUCH = 4 * 1024 * 1024;
const LITTLE = 256 * 1024;

/** Runs one command line; resolves to its exit code. Every error ends here, in one line on standard error. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const complain = (text: string): void => {
    terminal.stderr.write(`rtmp-dissect: ${text}\n`);
  };
  try {
    const request = readCommandLine(argv);
    if (request === 'help') terminal.stdout.write(helpText());
    else if (request === 'version') terminal.stdout.write(`rtmp-dissect ${readVersion()}\n`);
    else if (request.command === 'fields') await listFields(request, terminal);
    else if (request.command === 'completion') await printCompletion(request.shell, terminal);
    else return await dissectCapture(request, terminal, complain);
    return ExitCode.done;
  } catch (error) {
    if (error instanceof UsageError) complain(`${safeText(error.message)} (see rtmp-dissect --help)`);
    else if (error instanceof CaptureError) complain(error.message);
    else if (error instanceof FilterError) complain(`${error.message}\n${error.picture}`);
    else {
      complain(
        `a bug of ours, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return ExitCode.bug;
    }
    return ExitCode.unusable;
  }
}

async function dissectCapture(
  request: Request,
  terminal: Terminal,
  complain: (text: string) => void,
): Promise<number> {
  const isLive = isStandardInput(request);
  const progress = new ProgressLine(terminal);
  const output = new Output(terminal.stdout, () => progress.erase());
  const source: CaptureSource = isLive ? terminal.stdin : request.captures;

  const filter = request.filter === undefined ? undefined : await loadFilter(request.filter);
  const columns = request.columns.length === 0 ? undefined : await loadColumns(request.columns);
  const selection = new Selection(request, filter, columns);
  const dissection = await Dissection.open(source, {
    keep: selection.needs,
    lendsPayloads: selection.looksOnce,
    limits: request.limits,
  });
  const collector = selection.isWhole ? await loadCollector(request) : undefined;
  const view = await createView(request, columns, terminal, dissection, output, complain, collector);
  const sink: EventSink = {
    event: (conversation, event) => {
      if (selection.admits(conversation, event, dissection.first ?? event)) view.event(conversation, event);
    },
    closed: (conversation) => {
      view.closed?.(conversation);
      if (conversation.foreign !== undefined && selection.admitsAll(conversation))
        view.foreign?.(conversation);
    },
    follow: (conversation) => view.follow?.(conversation),
  };

  const { size = MUCH } = dissection;
  let engine: typeof import('./engine.ts') | undefined;
  if (size >= LITTLE && size < MUCH) {
    engine = await loadEngine();
    engine.expectLittle();
  }
  let isLong = false;
  for await (const _ of dissection.read(sink)) {
    if (!isLong && dissection.bytes > MUCH) {
      isLong = true;
      engine ??= await loadEngine();
      engine.expectMuch();
    }
    view.flush?.();
    if (isLive) output.flush();
    progress.show(dissection.progress, dissection.frames);
    await output.caughtUp();
    if (terminal.interruption.aborted || selection.isComplete) break;
  }
  dissection.end(!terminal.interruption.aborted && !selection.isComplete);
  progress.erase();
  view.end();
  output.flush();
  engine?.expectNothing();
  // Of several captures, each note says which it is about.
  const about = request.captures.length > 1 ? '' : `${dissection.name}: `;
  for (const note of [...dissection.notes, ...(view.notes ?? [])]) complain(about + note.text);
  if (dissection.frames === 0 && dissection.notes.some((note) => note.severity === 'error')) {
    return ExitCode.unusable;
  }
  if (request.stream !== undefined && request.stream >= dissection.totals.connections) {
    const count = quantity(dissection.totals.connections, 'TCP connection');
    throw new UsageError(`there is no TCP connection ${request.stream}: the capture has ${count}`);
  }
  const isFailure = request.failOn !== undefined && view.hasAtLeast?.(request.failOn) === true;
  return isFailure ? ExitCode.findings : ExitCode.done;
}

function isStandardInput({ captures }: Request): boolean {
  return captures[0] === '-';
}

/** Loaded only when it is wanted; and before, V8's code cache would not fit its flags. */
function loadEngine(): Promise<typeof import('./engine.ts')> {
  return import('./engine.ts');
}

/** Loaded only when it is wanted. */
async function loadFilter(text: string): Promise<Filter> {
  const { parseFilter } = await import('../filter/filter.ts');
  return parseFilter(text);
}

async function loadColumns(names: readonly string[]): Promise<Columns> {
  const { Columns } = await import('../filter/columns.ts');
  return new Columns(names);
}

/** What is told of findings at the head of the timeline. */
async function loadCollector({ command, format }: Request): Promise<FindingCollector | undefined> {
  if (command !== 'timeline' || format !== 'text') return undefined;
  return new FindingCollector();
}

/** What stands under each row of the timeline. */
async function loadDetails(
  { details, hex }: Request,
  style: RowStyle,
  explainer: Explainer | undefined,
): Promise<WriteDetails | undefined> {
  if (!details && !hex) return undefined;
  const { writeDetails } = await import('../view/details.ts');
  const detailsStyle = { ...style, tree: details, hex, explainer };
  return (into, event) => writeDetails(into, event, detailsStyle);
}

async function loadTree(
  explainer: Explainer | undefined,
): Promise<(event: Message | Handshake) => JsonNode[]> {
  const { jsonTree } = await import('../view/json-tree.ts');
  return (event) => jsonTree(event, explainer);
}

async function loadExplainer(language: Language | undefined): Promise<Explainer | undefined> {
  if (language === undefined) return undefined;
  const explain = await import('../explain/load.ts');
  return explain.loadExplainer(language);
}

async function loadWalkthrough(
  { language, stream }: Request,
  summary: CaptureSummary,
  write: (text: string) => void,
): Promise<View> {
  const { Walkthrough } = await import('../view/walkthrough/walkthrough.ts');
  const { loadLessons } = await import('../explain/load-lessons.ts');
  const { loadExplainer: load } = await import('../explain/load.ts');
  const { loadFindings } = await import('../explain/load-findings.ts');
  const style = {
    texts: await loadLessons(language),
    explainer: await load(language),
    findings: await loadFindings(language),
  };
  return new Walkthrough(summary, style, write, stream);
}

async function listFields({ pattern, explain, color }: FieldsRequest, terminal: Terminal): Promise<void> {
  const { fieldList } = await import('../view/field-list.ts');
  const list = fieldList(pattern, await styleOf(color, terminal), await loadExplainer(explain));
  if (list === '') throw new UsageError(`no field has "${pattern}" in its name or meaning`);
  terminal.stdout.write(list);
}

async function styleOf(color: Color, terminal: Terminal): Promise<RowStyle> {
  return { theme: await createTheme(colorLevel(color, terminal)), width: widthOf(terminal.stdout) };
}

async function printCompletion(shell: Shell, terminal: Terminal): Promise<void> {
  const { completionScript } = await import('./completion.ts');
  terminal.stdout.write(completionScript(shell));
}

async function createView(
  request: Request,
  columns: Columns | undefined,
  terminal: Terminal,
  summary: CaptureSummary,
  output: Output,
  warn: (text: string) => void,
  collector: FindingCollector | undefined,
): Promise<View> {
  const { command, format, all, details, payload, color } = request;
  const { write, writeBytes } = output;
  const style = await styleOf(color, terminal);
  if (command === 'follow') {
    const { stream = 0, from, raw } = request;
    return new StreamBytes({ stream, from, raw, theme: style.theme }, { write, writeBytes, warn });
  }
  if (command === 'findings') {
    const { FindingsReport } = await import('../view/findings-report.ts');
    const { loadFindings } = await import('../explain/load-findings.ts');
    const catalogue = await loadFindings(request.language);
    return new FindingsReport(summary, catalogue, style, format === 'json', write, request.stream);
  }
  if (command === 'info') {
    // Loaded only when it is wanted: the tables take time to load.
    const { CaptureInfo } = await import('../view/capture-info.ts');
    const { listedConnections } = limitsOf(request.limits);
    return new CaptureInfo(summary, style, format === 'json', listedConnections, write);
  }
  if (command === 'stats') {
    const { StatsReport } = await import('../view/stats-report.ts');
    return new StatsReport(summary, style, format === 'json', write);
  }
  if (command === 'walkthrough') return loadWalkthrough(request, summary, write);
  const explainer = await loadExplainer(request.explain);
  switch (format) {
    case 'text':
      return new Timeline(
        summary,
        {
          ...style,
          all,
          live: isStandardInput(request),
          explainer,
          details: await loadDetails(request, style, explainer),
        },
        { write, writeBytes },
        collector,
      );
    case 'frames':
      return new FrameList(summary, style, write);
    case 'json':
    case 'ndjson':
      return new JsonRecords(
        summary,
        { format, payload, columns, tree: details ? await loadTree(explainer) : undefined, explainer },
        write,
        warn,
      );
    case 'csv':
    case 'tsv': {
      if (columns === undefined) throw new UsageError(`${format} of which fields?`);
      const { FieldTable } = await import('../view/field-table.ts');
      return new FieldTable(summary, columns, request.table, write);
    }
  }
}

import type { CaptureSummary } from '../analysis/capture-summary.ts';
import type { Conversation } from '../analysis/conversation.ts';
import { millisecondsBetween } from '../bytes/frame-stamp.ts';
import { safeText } from '../bytes/safe-text.ts';
import { linkTypeName } from '../capture/link-types.ts';
import { captureWords } from '../explain/en-report.ts';
import type { CaptureWords } from '../explain/report-words.ts';
import { displayWidth } from './display-width.ts';
import type { Theme } from './theme.ts';
import type { RowStyle } from './timeline-row.ts';

/** The file and what it is: `publish.pcap · pcap, Ethernet`. */
export function captureHead(summary: CaptureSummary, theme: Theme, words = captureWords): string {
  const name = summary.file === '-' ? words.standardInput : safeText(summary.file);
  const linkTypes = new Set(summary.interfaces.map(({ linkType }) => linkTypeName(linkType)));
  const kind = [
    summary.format,
    ...(summary.compression === 'none' ? [] : [summary.compression]),
    ...linkTypes,
  ];
  return `${theme.title(name)} · ${kind.join(', ')}`;
}

/** How much there was: `1,966 frames in 8.19 s`, `2 TCP connections, 2 RTMP`. */
export function captureTotals(summary: CaptureSummary, words = captureWords): string[] {
  const { frames, first, last } = summary;
  const { connections, rtmpConnections, sessions } = summary.totals;
  const seconds =
    first === undefined || last === undefined
      ? undefined
      : (millisecondsBetween(first, last) / 1000).toFixed(2);
  return [words.frames(frames, seconds), words.connections(connections, rtmpConnections, sessions)];
}

/** Facts on one line, with ` · ` between them, or on several where they do not fit. */
export function joinFacts(facts: readonly string[], width: number): string {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length === 0 ? fact : `${lines.at(-1)} · ${fact}`;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(fact);
  }
  return `${lines.join('\n')}\n`;
}

/** The parties of a connection and what they do, as far as that is known. */
export function conversationTitle(
  conversation: Conversation,
  { theme, width }: RowStyle,
  words = captureWords,
): string {
  const { stream, sessionId } = conversation;
  const title = theme.title(words.connection(stream, sessionId && safeText(sessionId)));
  const path = `${title}   ${conversation.addressOf('client')} → ${conversation.addressOf('server')}`;
  const story = storyOf(conversation, words);
  if (story === '') return path;
  const fits = displayWidth(path) + 3 + displayWidth(story) <= width;
  return `${path}${fits ? '   ' : '\n  '}${story}`;
}

/** `Lavf59.27.100 publishes live/movie`. */
function storyOf({ rtmp: { session }, foreign }: Conversation, words: CaptureWords): string {
  if (foreign !== undefined) return words.speaks(foreign.name, foreign.detail);
  const software = session.flashVer === undefined ? '' : safeText(softwareName(session.flashVer));
  const acts = session.uses.slice(0, 3).map(({ action, name }) => {
    const stream = [session.app, name].filter((part) => part !== undefined && part !== '').join('/');
    return words.uses[action](safeText(stream));
  });
  if (session.uses.length > acts.length) acts.push('…');
  if (acts.length === 0 && session.app !== undefined) acts.push(words.connects(safeText(session.app)));
  return [software, acts.join(words.comma)].filter((part) => part !== '').join(' ');
}

/** What `FMLE/3.0 (compatible; Lavf59.27.100)` really is. */
function softwareName(flashVer: string): string {
  return /\(compatible; ([^)]+)\)/.exec(flashVer)?.[1] ?? flashVer;
}

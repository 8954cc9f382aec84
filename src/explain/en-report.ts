import { grouped, quantity } from '../bytes/quantity.ts';
import type { CaptureWords, ReportWords } from './report-words.ts';

/** A capture and its connections, in English. */
export const captureWords: CaptureWords = {
  standardInput: 'standard input',
  frames: (count, seconds) => `${quantity(count, 'frame')}${seconds === undefined ? '' : ` in ${seconds} s`}`,
  connections: (count, rtmp, sessions) =>
    `${quantity(count, 'TCP connection')}, ${grouped(rtmp)} RTMP${sessions === 0 ? '' : `, ${quantity(sessions, 'session')} in HTTP`}`,
  connection: (stream, session) =>
    `Connection ${stream}${session === undefined ? '' : `, RTMPT session ${session}`}`,
  uses: { publish: (stream) => `publishes ${stream}`, play: (stream) => `plays ${stream}` },
  connects: (app) => `connects to ${app}`,
  speaks: (protocol, detail) => `speaks ${protocol}, not RTMP: ${detail}`,
  comma: ', ',
};

/** A report of findings, in English. */
export const reportWords: ReportWords = {
  capture: captureWords,
  sides: { client: 'client', server: 'server', network: 'network', capture: 'capture' },
  counts: {
    error: (count) => quantity(count, 'error'),
    warning: (count) => quantity(count, 'warning'),
    note: (count) => quantity(count, 'note'),
  },
  nothing: 'Nothing wrong or unusual was found.',
  more: (count) => `and ${grouped(count)} more of the same kinds`,
  frame: (frame) => `frame ${frame}`,
  byte: (offset, from) => `byte ${grouped(offset)}${from === undefined ? '' : ` of the ${from}`}`,
  labels: { seen: 'seen', meaning: 'meaning', causes: 'causes', advice: 'advice', see: 'see' },
  sentence: (evidence, count) => {
    const times = count === 1 ? '' : ` (${quantity(count, 'time')})`;
    return `${evidence.charAt(0).toUpperCase()}${evidence.slice(1)}${times}.`;
  },
  sectionText: (section) => section,
  noteText: ({ text }) => text,
};

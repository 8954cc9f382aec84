import { grouped } from '../bytes/quantity.ts';
import type { CaptureWords, ReportWords } from './report-words.ts';
import { noteText, roles } from './zh-notes.ts';
import { sectionText } from './zh-sections.ts';

/** A capture and its connections, in Chinese. */
const captureWords: CaptureWords = {
  standardInput: '标准输入',
  frames: (count, seconds) => `${grouped(count)} 帧${seconds === undefined ? '' : `，${seconds} s`}`,
  connections: (count, rtmp, sessions) =>
    `${grouped(count)} 个 TCP 连接，其中 RTMP ${grouped(rtmp)} 个${sessions === 0 ? '' : `，HTTP 中的会话 ${grouped(sessions)} 个`}`,
  connection: (stream, session) => `连接 ${stream}${session === undefined ? '' : `，RTMPT 会话 ${session}`}`,
  uses: { publish: (stream) => `推流 ${stream}`, play: (stream) => `拉流 ${stream}` },
  connects: (app) => `连接到 ${app}`,
  speaks: (protocol, detail) => `说的是 ${protocol}，不是 RTMP：${detail}`,
  comma: '，',
};

/** A report of findings, in Chinese. */
export const reportWords: ReportWords = {
  capture: captureWords,
  sides: { ...roles, network: '网络', capture: '抓包' },
  counts: {
    error: (count) => `${grouped(count)} 个错误`,
    warning: (count) => `${grouped(count)} 个警告`,
    note: (count) => `${grouped(count)} 个提示`,
  },
  nothing: '没有发现错误或异常。',
  more: (count) => `另有 ${grouped(count)} 个同类结果`,
  frame: (frame) => `帧 ${frame}`,
  byte: (offset, from) => `${from === undefined ? '' : roles[from]}字节 ${grouped(offset)}`,
  labels: { seen: '现象', meaning: '含义', causes: '原因', advice: '处理', see: '依据' },
  sentence: (evidence, count) => `${evidence}${count === 1 ? '' : `（共 ${grouped(count)} 次）`}。`,
  sectionText,
  noteText,
};

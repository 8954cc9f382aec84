import type { Facts } from '../analysis/findings/facts.ts';
import { otherRole } from '../analysis/findings/side-health.ts';
import { duration, grouped, percent } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';
import { roles } from './zh-notes.ts';

/** Stalls, the speed of the stream, acknowledgements and pings. */
export const flowFindings: TextsOf<'stall' | 'flow' | 'ack' | 'ping'> = {
  'stall.sender': {
    title: '发送方停顿',
    evidence: ({ isIdle, ...stall }) =>
      `${silent(stall)}${isIdle ? '，这一方也没有发送任何别的数据' : ''}：窗口是打开的，也没有丢包`,
    meaning: 'TCP 本可以传输，却没有媒体数据：发送方没有东西可发。',
    causes: '编码器过载或被挂起，或者它自己的输入停住了。',
    advice: '查看发送方在那个时间的负载和输入。',
  },
  'stall.network': {
    title: '网络造成卡顿',
    evidence: (facts) =>
      'resent' in facts
        ? `${silent(facts)}，其间 TCP 从帧 ${facts.resent} 起重传报文段`
        : `${roles[facts.role]}重传了 ${grouped(facts.segments)} 个报文段，占带负载报文段的 ${percent(facts.share)}`,
    meaning: '报文段丢失或迟到，TCP 只能重传。',
    causes: '线路拥塞或信号差（Wi-Fi、移动网络），或者码率超过了线路的承载能力。',
    advice: '改用有线网络，降低码率，或者选择就近的接入点。',
  },
  'stall.receiver-window': {
    title: '接收方没有读取数据',
    evidence: ({ closed, ...stall }) =>
      `${silent(stall)}，其间${roles[otherRole(stall.role)]}的接收窗口从帧 ${closed} 起关闭`,
    meaning: '接收方关闭了 TCP 接收窗口，发送方只能等它。',
    causes: '接收程序卡死、过载或被挂起，或者它写入的磁盘太慢。',
    advice: '查看接收方在那个时间的情况；问题不在发送方，也不在网络。',
  },
  'stall.acknowledgement-window': {
    title: '发送方在等应答',
    evidence: ({ bytes, window, ...stall }) =>
      `${silent(stall)}：应答窗口为 ${grouped(window)} 字节，还有 ${grouped(bytes)} 字节没有得到应答`,
    meaning: '发送方已经发满了应答窗口，却没有等到 Acknowledgement。',
    causes: '接收方不发送 Acknowledgement，或者计数有误。',
    advice: '接收方每收到一个窗口的字节，就应发送一次 Acknowledgement。',
  },
  'flow.slower-than-real-time': {
    title: '流比实时慢',
    evidence: ({ kind, wall, media }) =>
      `${duration(wall)} 内${KINDS[kind]}的时间戳只前进了 ${duration(media)}`,
    meaning: '时间戳落后于时钟，所有播放器的缓冲都会耗尽。',
    causes: '编码器跟不上它的设置，或者线路跟不上码率。',
    advice: '选用更快的编码预设、更小的分辨率或更低的码率。',
  },
  'flow.queue-grows': {
    title: '数据在途中越积越多',
    evidence: ({ role, waited, bytes, frame, queue }) =>
      `${roles[role]}连续 ${duration(waited)} 发送得比确认得快：到帧 ${frame} 有 ${grouped(bytes)} 字节在等待，相当于 ${duration(queue)} 的流`,
    meaning: '发送的数据超过线路的承载能力，积压不断增加，延迟也随之增加。',
    causes: '码率高于线路此刻的承载能力。',
    advice: '降低码率，或者让编码器自适应。',
  },
  'ack.none': {
    title: '数据从未得到应答',
    evidence: ({ role, bytes, window }) =>
      `${roles[role]}的应答窗口为 ${grouped(window)} 字节，共发送 ${grouped(bytes)} 字节，${roles[otherRole(role)]}一次也没有应答`,
    meaning: '发送方设定了应答窗口，发送的数据远远超过它，却没有收到一次 Acknowledgement。',
    causes: '接收方没有实现 Acknowledgement。',
    advice: '每收满一个窗口就发送一次；要求严格的发送方收不到就会停止发送。',
  },
  'ack.impossible': {
    title: '应答的字节数超过发送的字节数',
    evidence: ({ role, frame, acknowledged, sent }) =>
      `帧 ${frame} 的 Acknowledgement 写着 ${grouped(acknowledged)} 字节，而${roles[role]}当时只发送了 ${grouped(sent)} 字节`,
    meaning: 'Acknowledgement 里的字节数多于到那时为止收到的字节数。',
    causes: '接收方计数有误，或者字节序、单位不对。',
    advice: '从握手的第一个字节开始计数。',
  },
  'ack.incremental': {
    title: '应答从上一次重新计数',
    evidence: ({ messages, acknowledged, sent, frame }) =>
      `连续 ${messages} 个 Acknowledgement 都远小于发送的字节数，最后一个在帧 ${frame}：${grouped(sent)} 字节只写了 ${grouped(acknowledged)}，可见是从上一次开始计数`,
    meaning: '序号应是到目前为止收到的字节总数，这里却是上一次应答之后收到的字节数。',
    causes: '接收方每次应答之后把计数器清零。',
    advice: '不要清零；计数器到 4 GiB 才回绕。',
  },
  'ack.window-exceeded': {
    title: '应答晚于窗口的要求',
    evidence: ({ bytes, frame, window }) =>
      `帧 ${frame} 的 Acknowledgement 之前又来了 ${grouped(bytes)} 字节，而窗口是 ${grouped(window)} 字节`,
    meaning: '收到的数据超过窗口的两倍，才有下一次 Acknowledgement。',
    causes: '接收方用了自己的窗口，或者按时间应答。',
    advice: '每收到发送方设定的那么多字节，就应答一次。',
  },
  'ping.unanswered': {
    title: 'Ping 没有答复',
    evidence: ({ frame, waited, closed }) =>
      `帧 ${frame} 的 Ping Request 过了 ${duration(waited)} 仍没有答复${closed === undefined ? '' : `，随后${roles[closed.role]}用 ${closed.how} 断开了连接`}`,
    meaning: 'Ping Request 询问对端是否还在，却没有等到 Ping Response。',
    causes: '对端卡死，或者没有实现 Ping。',
    advice: '用请求里的时间戳答复；得不到答复的服务器会断开连接。',
  },
};

const KINDS = { audio: '音频', video: '视频' } as const;

function silent({ role, since, time }: Pick<Facts['stall.sender'], 'role' | 'since' | 'time'>): string {
  return `帧 ${since} 之后${roles[role]}有 ${duration(time)} 没有媒体数据`;
}

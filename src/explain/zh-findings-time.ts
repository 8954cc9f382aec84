import type { Facts } from '../analysis/findings/facts.ts';
import { duration, grouped, percent } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** Timestamps, and sound against pictures. */
export const timeFindings: TextsOf<'timestamp' | 'av'> = {
  'timestamp.offset': {
    title: '流的时间戳不从 0 附近开始',
    evidence: ({ kind, timestamp }) => `${KINDS[kind]}的第一个时间戳是 ${grouped(timestamp)} ms`,
    meaning: '第一个时间戳远离 0，有的播放器会当成中间缺了数据。',
    causes: '信号源有自己的时钟，时间戳被原样转发。',
    advice: '所有时间戳都减去第一个时间戳。',
  },
  'timestamp.drift': {
    title: '时间戳逐渐偏离',
    evidence: (facts) => {
      const rate = `${facts.excess > 0 ? '快' : '慢'}了 ${percent(Math.abs(facts.excess))}`;
      if ('sounds' in facts) {
        const { sounds, length, step } = facts;
        return `${grouped(sounds)} 个音频帧每帧长 ${length.toFixed(1)} ms，时间戳却平均相隔 ${step.toFixed(1)} ms：${rate}`;
      }
      const { kind, wall, media } = facts;
      return `${duration(wall)} 内${KINDS[kind]}的时间戳前进了 ${duration(media)}，${rate}`;
    },
    meaning: '时间戳比时钟或声音本身走得快或慢，每秒都多偏离一点。',
    causes: '信号源的采样时钟不准，或者时间戳是按错误的采样率、帧率算出来的。',
    advice: '按采样数计算时间戳，或者按时钟重采样。',
  },
  'timestamp.jump': {
    title: '时间戳向前跳变',
    evidence: ({ kind, from, to, frame, wait, times }) =>
      `${KINDS[kind]}的时间戳在帧 ${frame} 从 ${grouped(from)} 跳到 ${grouped(to)} ms，距上一条只有 ${duration(wait)}${times > 1 ? `；一共 ${grouped(times)} 次` : ''}`,
    meaning: '从一条消息到下一条，时间戳比时钟多走了很多。',
    causes: '信号源切换或重启，或者它的时钟被改动。',
    advice: '让发送方对所有信号源使用同一条时间线。',
  },
  'timestamp.back': {
    title: '时间戳回退',
    evidence: goesBack,
    meaning: '后面的消息时间戳反而更早，服务器会丢弃它，或者放错位置。',
    causes: '信号源重启或循环播放，或者两个信号源混在一起。',
    advice: '每条轨道的时间戳都不应减小。',
  },
  'timestamp.frozen': {
    title: '时间戳停住不动',
    evidence: ({ kind, messages, time, timestamp }) =>
      `连续 ${messages} 条${KINDS[kind]}消息，历时 ${duration(time)}，时间戳都是 ${grouped(timestamp)} ms`,
    meaning: '消息不断到来，时间戳却都一样。',
    causes: '发送方没有设置时间戳，或者它的时钟停了。',
    advice: '以 ms 为单位设置每条消息的解码时间。',
  },
  'timestamp.unit': {
    title: '时间戳的单位不对',
    evidence: ({ kind, messages, wall, media, ratio }) =>
      `${duration(wall)} 内有 ${grouped(messages)} 条${KINDS[kind]}消息，时间戳却走了 ${grouped(media)} ms：${ratio >= 1 ? `快 ${ratio.toFixed(0)} 倍` : `慢 ${(1 / ratio).toFixed(0)} 倍`}`,
    meaning: '时间戳比时钟快或慢许多倍；RTMP 以 ms 计。',
    causes: '单位是 90 kHz 时钟、微秒、秒或采样数。',
    advice: '换算成 ms。',
  },
  'timestamp.presentation': {
    title: '时间戳是显示时间，不是解码时间',
    evidence: goesBack,
    meaning: '画面按解码顺序到来，时间戳却像 B 帧的显示时间那样来回跳动。',
    causes: '发送方把显示时间写进了时间戳，合成时间偏移写成 0。',
    advice: '时间戳写解码时间，差值写进合成时间偏移。',
  },
  'av.offset': {
    title: '音画不同步',
    evidence: (facts) => {
      if ('ahead' in facts) {
        const { ahead } = facts;
        return `与视频同时发送的音频，时间戳比视频${ahead > 0 ? '晚' : '早'} ${duration(Math.abs(ahead))}`;
      }
      const { audio, video, behind } = facts;
      return `音频的第一个时间戳是 ${grouped(audio)} ms，视频是 ${grouped(video)} ms：音频${behind > 0 ? '晚' : '早'} ${duration(Math.abs(behind))}`;
    },
    meaning: '本应在一起的音频和视频时间戳不同，口型与声音对不上。',
    causes: '设置了偏移，或者采集设备的延迟不同。',
    advice: '在推流软件里按测得的数值修正音频偏移。',
  },
};

const KINDS = { audio: '音频', video: '视频' } as const;

function goesBack({ kind, from, to, frame, times, messages, deepest }: Facts['timestamp.back']): string {
  const first = `${KINDS[kind]}的时间戳在帧 ${frame} 从 ${grouped(from)} 退回 ${grouped(to)} ms`;
  if (times === 1) return first;
  return `${first}；${grouped(messages)} 条消息中共 ${grouped(times)} 次，最多退回 ${grouped(deepest)} ms`;
}

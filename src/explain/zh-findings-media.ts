import type { Facts } from '../analysis/findings/facts.ts';
import { duration, grouped } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';
import { noteText } from './zh-notes.ts';

/** Audio and video, their metadata and codecs. */
export const mediaFindings: TextsOf<
  'media' | 'keyframe' | 'bitrate' | 'metadata' | 'codec' | 'track' | 'modex'
> = {
  'media.no-audio': {
    title: '流里没有声音',
    evidence: alone,
    meaning: '只发送了视频。有的平台要等很久才显示这样的流，甚至不显示。',
    causes: '没有选择音频设备或音轨，或者它出了故障。',
    advice: '加一条音轨，哪怕是静音。',
  },
  'media.no-video': {
    title: '流里没有画面',
    evidence: alone,
    meaning: '只发送了音频。',
    causes: '没有选择视频源，或者视频编码器出了故障。',
    advice: '检查视频编码器；也可能本来就只要音频。',
  },
  'media.audio-stops': {
    title: '声音中断',
    evidence: stops,
    meaning: '视频还在继续，音频却结束或停顿了。',
    causes: '音频设备被拔掉，或者采集失败。',
    advice: '查看音频源在那个时间的情况。',
  },
  'media.video-stops': {
    title: '画面中断',
    evidence: stops,
    meaning: '音频还在继续，视频却结束或停顿了。',
    causes: '视频源或编码器出了故障，或者过载。',
    advice: '查看视频源和编码器在那个时间的情况。',
  },
  'media.audio-late': {
    title: '声音开始得晚',
    evidence: late,
    meaning: '第一帧画面之后很久才有音频；两者都等齐才播放的播放器，在此之前什么都不显示。',
    causes: '音频设备启动慢，或者设置了偏移。',
    advice: '声音到来之前先发送静音。',
  },
  'media.video-late': {
    title: '画面开始得晚',
    evidence: late,
    meaning: '第一个声音之后很久才有视频；两者都等齐才播放的播放器，在此之前什么都不显示。',
    causes: '摄像机或编码器启动慢。',
    advice: '两者都就绪之后再开始发送。',
  },
  'media.no-keyframe-first': {
    title: '视频不是从关键帧开始',
    evidence: ({ frame }) => `第一帧画面在帧 ${frame}，不是关键帧`,
    meaning: '在第一个关键帧之前，什么都解码不了。',
    causes: '发送方从一个 GOP 的中间开始转发。',
    advice: '从关键帧开始发送。',
  },
  'media.no-sequence-header': {
    title: '缺少序列头',
    evidence: unconfigured,
    meaning: '解码器没有配置，画面或声音都解码不了。',
    causes: '发送方没有发送序列头，或者在流开始之前就发送了。',
    advice: '在 publish 之后、第一帧画面或声音之前发送序列头。',
  },
  'media.sequence-header-repeated': {
    title: '序列头重复发送',
    evidence: ({ count }) => `相同的视频序列头发送了 ${grouped(count)} 次`,
    meaning: '同样的配置一遍遍发送；有的解码器每次都会重新初始化。',
    causes: '发送方在每个关键帧之前都带上序列头。',
    advice: '只发送一次，有变化时再发送。',
  },
  'media.adts': {
    title: 'AAC 带有 ADTS 头',
    evidence: ({ frame }) => `帧 ${frame} 的 AAC 帧以 FF F1 开头，这是 ADTS 头`,
    meaning: 'AAC 帧带着文件和 TS 流里才有的头部，解码器会把它当成声音。',
    causes: 'AAC 帧从 ADTS 源原样取来。',
    advice: '去掉每帧开头 7 或 9 字节的头部。',
  },
  'media.annex-b': {
    title: '该写长度的地方写了起始码',
    evidence: ({ frame }) => `帧 ${frame} 的画面以起始码 00 00 00 01 开头，这里应当是 NAL 单元的长度`,
    meaning: 'NAL 单元之间用 00 00 00 01 分隔，而 FLV 要求写出每个单元的长度。',
    causes: '编码器的输出（Annex B）被原样发送。',
    advice: '把每个起始码换成单元的长度，并把 SPS 和 PPS 放进序列头。',
  },
  'media.empty-audio': {
    title: '音频消息是空的',
    evidence: ({ frame }) => `从帧 ${frame} 起，音频消息里一个字节也没有`,
    meaning: '本该有声音的地方，来的是没有内容的音频消息。',
    causes: '音频编码器没有输出，或者信号源在源头就静音了。',
    advice: '发送编码后的静音。',
  },
  'media.stream-zero': {
    title: '媒体走了消息流 0',
    evidence: ({ kind, frame }) => `帧 ${frame} 的${KINDS[kind]}消息，消息流 id 是 0，而 0 属于连接本身`,
    meaning: '消息流 0 属于连接；媒体要走 createStream 得到的消息流。',
    causes: '发送方没有理会 createStream 的答复。',
    advice: '每条消息的块头都使用那个答复里的 id。',
  },
  'media.before-publish': {
    title: '还没有 publish 就发送媒体',
    evidence: ({ kind, frame }) => `帧 ${frame} 就有${KINDS[kind]}，而客户端还没有调用 publish`,
    meaning: '音频或视频先于推流请求到达，会被丢弃。',
    causes: '发送方没有等待 publish 的答复。',
    advice: '收到 NetStream.Publish.Start 之后再发送。',
  },
  'media.composition-time': {
    title: '合成时间偏移不合理',
    evidence: ({ frame, time }) => `帧 ${frame} 的画面，合成时间偏移是 ${time} ms`,
    meaning: '画面要在解码之前显示，或者在几秒之后才显示。',
    causes: '解码时间与显示时间弄混，或者这个值的符号处理错误。',
    advice: '合成时间偏移等于显示时间减去解码时间，单位 ms，不小于 0。',
  },
  'keyframe.interval': {
    title: '关键帧间隔太长',
    evidence: ({ interval, frame, isLast }) =>
      isLast
        ? `帧 ${frame} 的关键帧之后，最后 ${duration(interval)} 的媒体里没有关键帧`
        : `帧 ${frame} 的关键帧与上一个相隔 ${duration(interval)}`,
    meaning: '播放器只能从关键帧开始播放，平台也只能在关键帧处切片。',
    causes: '编码器的关键帧间隔设成了自动，或者按帧数计算。',
    advice: '设为 2 秒；平台最多接受 4 秒。',
  },
  'keyframe.irregular': {
    title: '关键帧间隔不均匀',
    evidence: ({ count, least, most }) =>
      `${grouped(count)} 个关键帧间隔，从 ${duration(least)} 到 ${duration(most)} 不等`,
    meaning: '关键帧的间隔时长时短，切片的长度也跟着变化。',
    causes: '编码器在场景切换处插入关键帧。',
    advice: '如果要求切片等长，关闭场景切换检测。',
  },
  'bitrate.platform': {
    title: '码率超过部分平台的上限',
    evidence: ({ rate }) => `视频的平均码率为 ${grouped(rate)} kbit/s`,
    meaning: 'Twitch 最多接受 6 Mbit/s；超过时观众可能掉线，流也可能被拒绝。',
    causes: '编码器是按另一个平台设置的。',
    advice: '与平台的要求对照。',
  },
  'metadata.contradicts': {
    title: '元数据与媒体矛盾',
    evidence: ({ frame, kind, name, value, real }) =>
      `帧 ${frame} 的元数据写着 ${name} ${value}，${KINDS[kind]}实际是 ${REAL[name](real)}`,
    meaning: 'onMetaData 写的与实际发送的不同；相信它的播放器会显示错误。',
    causes: '元数据是信号源的，还没有经过缩放或转换。',
    advice: '按编码器的设置写元数据。',
  },
  'codec.contradicts': {
    title: '元数据里的编码格式不对',
    evidence: ({ frame, kind, value, real, codec }) =>
      `帧 ${frame} 的元数据写着 ${kind}codecid ${value}，${KINDS[kind]}实际按 ${real} 发送${codec === undefined ? '' : `（${codec}）`}`,
    meaning: 'onMetaData 里的编码格式与消息里的不一致。',
    causes: '元数据是为另一个编码器写的。',
    advice: '按实际发送的内容写 videocodecid 和 audiocodecid。',
  },
  'codec.not-negotiated': {
    title: '服务器没有提供这种编码格式',
    evidence: ({ codec, frame, offered }) =>
      `客户端从帧 ${frame} 起发送 ${codec}，而服务器支持的是 ${offered.join('、') || '（无）'}`,
    meaning: '服务器在 connect 的答复里列出了它接受的编码格式，这一种不在其中。',
    causes: '推流软件没有看这个答复。',
    advice: '选择服务器支持的编码格式。',
  },
  'track.unknown': {
    title: '轨道没有配置',
    evidence: ({ track, ...facts }) => `轨道 ${track}：${unconfigured(facts)}`,
    meaning: '收到了某条轨道的媒体数据，它却从来没有配置过。',
    causes: '轨道编号写错，或者没有发送它的序列头。',
    advice: '每条轨道都先发送序列头，再发送媒体数据。',
  },
  'modex.nano': {
    title: '纳秒偏移超过一毫秒',
    evidence: ({ note }) => noteText(note),
    meaning: '时间戳的纳秒偏移最大是 999,999。',
    causes: '发送方把整个时间都写成纳秒。',
    advice: '只写整毫秒之后余下的部分。',
  },
};

const KINDS = { audio: '音频', video: '视频', data: '数据' } as const;
const OTHERS = { audio: '视频', video: '音频' } as const;

/** What the media have, where metadata say something else. */
const REAL: Readonly<Record<Facts['metadata.contradicts']['name'], (value: number) => string>> = {
  width: String,
  height: String,
  audiosamplerate: (value) => `${value} Hz`,
  framerate: (value) => `每秒 ${value.toFixed(2)} 帧`,
};

function alone({ kind, messages, time, isPromised }: Facts['media.no-audio']): string {
  const promise = isPromised ? `，元数据里却写着有${OTHERS[kind]}` : '';
  return `${duration(time)} 内有 ${grouped(messages)} 条${KINDS[kind]}消息，没有一条${OTHERS[kind]}消息${promise}`;
}

function stops({ kind, frame, time, isOver }: Facts['media.audio-stops']): string {
  return isOver
    ? `最后一条${KINDS[kind]}在帧 ${frame}，之后${OTHERS[kind]}又持续了 ${duration(time)}`
    : `帧 ${frame} 之后有 ${duration(time)} 没有${KINDS[kind]}，其间${OTHERS[kind]}一直在发送`;
}

function late({ kind, frame, time, later }: Facts['media.audio-late']): string {
  return `第一条${KINDS[kind]}在帧 ${frame}，比第一条${OTHERS[kind]}晚到 ${duration(time)}，时间戳比它${later < 0 ? '早' : '晚'} ${grouped(Math.abs(later))} ms`;
}

function unconfigured({ kind, frame, codec }: Facts['media.no-sequence-header']): string {
  return `第一条${KINDS[kind]}消息在帧 ${frame}，编码格式是 ${codec}，之前没有序列头`;
}

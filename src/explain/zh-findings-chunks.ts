import type { Facts } from '../analysis/findings/facts.ts';
import { grouped } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';
import { noteText, roles } from './zh-notes.ts';

/** Chunks and the reading of messages. */
export const chunkFindings: TextsOf<'chunk' | 'message'> = {
  'chunk.size-zero': {
    title: '块大小为 0',
    evidence: announces,
    meaning: '块不能为空，接收方无法继续解析。',
    causes: '这个值没有设置。',
    advice: '块大小设在 128 到 65,536 之间。',
  },
  'chunk.size-above-limit': {
    title: '块大小超过上限',
    evidence: announces,
    meaning: '块大小的最高位必须为 0；超过 16,777,215（最长的消息）之后，数值再大也没有区别。',
    causes: '用了带符号的数，或者字节序写反。',
    advice: '块大小设在 128 到 65,536 之间。',
  },
  'chunk.size-one': {
    title: '块大小为 1',
    evidence: (facts) => `${announces(facts)}：负载的每个字节都要带一个块头`,
    meaning: '规范允许，但每个字节都要带一个块头。',
    causes: '在测试接收方，或者字节序写反。',
    advice: '块大小设在 128 到 65,536 之间。',
  },
  'chunk.size-not-announced': {
    title: '没有声明块大小',
    evidence: ({ role, note }) =>
      `${roles[role]}没有发送过 Set Chunk Size，而按 128 字节分块，它的块对不上：${noteText(note)}`,
    meaning: '这一方的块比当前的块大小长，于是负载被当成块头解析。',
    causes: '发送方改了块大小却没有发送 Set Chunk Size，或者发送得太晚。',
    advice: '在第一个新大小的块之前发送 Set Chunk Size；在此之前是 128。',
  },
  'chunk.fresh-type': {
    title: '块流开头的格式不对',
    evidence: ({ note }) => noteText(note),
    meaning: '块流的第一块必须带完整的块头（格式 0）；其他格式重复的内容此时还不存在。',
    causes: '发送方在几个块流之间共用了状态，或者之前的字节已经错位。',
    advice: '每个块流都从格式 0 开始。',
  },
  'chunk.extended-timestamp-left-out': {
    title: '格式 3 的块缺少扩展时间戳',
    evidence: ({ note }) => noteText(note),
    meaning: '消息后面的每一块都必须再带一次扩展时间戳，这里没有。',
    causes: '发送方按 2009 年的草案或旧的 Flash Media Server 实现。',
    advice: '要重复它；推流 4 小时 39 分钟之后，时间戳超过 0xFFFFFF，就会用到。',
  },
  'chunk.extended-timestamp-added': {
    title: '格式 3 的块多带了消息里没有的扩展时间戳',
    evidence: ({ note }) => noteText(note),
    meaning: '别的接收方会把这四个字节当成负载：每有一处，消息就提前四个字节结束，最后几个字节被当成块头。',
    causes: '发送方只看时间有没有超过 0xFFFFFF，没有看块头里有没有扩展时间戳；块头里是差值时，通常没有。',
    advice: '只有上一个格式 0、1、2 的块头带了扩展时间戳才重复它；否则推流 4 小时 39 分钟之后流就会坏掉。',
  },
  'chunk.delta-as-absolute': {
    title: '该写差值的地方写了时间',
    evidence: (facts) =>
      'note' in facts
        ? noteText(facts.note)
        : `${KINDS[facts.kind]}的差值一条比一条大，到帧 ${facts.frame} 已是 ${grouped(facts.delta)} ms，像是时间本身`,
    meaning: '格式 1 和 2 的块头里是与上一条消息的差值，这里写的却是时间本身。',
    causes: '发送方在每个块头里都写绝对时间戳。',
    advice: '写差值，或者用格式 0。',
  },
  'chunk.garbage': {
    title: '出现不是块的字节',
    evidence: ({ note }) => `${noteText(note)}；之后没有能解析的消息`,
    meaning: '两条消息之间有不可能是块头的字节。',
    causes: '别的程序也在往这个 socket 里写，或者某个长度写错。',
    advice: '用 follow 命令查看这些字节。',
  },
  'chunk.control-on-wrong-stream': {
    title: '控制消息走错了流',
    evidence: ({ message, frame, csid, streamId }) =>
      `帧 ${frame} 的 ${message} 走块流 ${csid}、消息流 ${streamId}，应当是 2 和 0`,
    meaning: '协议控制消息要走块流 2、消息流 0。',
    causes: '发送方把它当成普通消息。',
    advice: '改走块流 2、消息流 0；走别处时，有的接收方不予理会。',
  },
  'chunk.unknown-type': {
    title: '消息类型未知',
    evidence: ({ note }) => noteText(note),
    meaning: '这个类型不在 RTMP 1.0 之内，接收方会忽略它。',
    causes: '发送方的私有扩展，或者字节已经错位。',
    advice: '如果其余部分都能解析，不必处理。',
  },
  'chunk.never-completed': {
    title: '有消息始终没有发完',
    evidence: ({ note }) => noteText(note),
    meaning: '一条消息已经开始，剩余部分却始终没有来。',
    causes: '块头里的长度写大了，或者发送方没有用 Abort 就放弃了它。',
    advice: '按块头里的长度发完，或者发送 Abort。',
  },
  'chunk.interleaved': {
    title: '一条消息中间插入了新消息',
    evidence: ({ note }) => noteText(note),
    meaning: '在同一个块流上，一条消息发完，下一条才能开始。',
    causes: '两个线程同时写一个块流，或者块头里的长度写错。',
    advice: '每条消息一次写完，或者各用自己的块流。',
  },
  'chunk.abort-unknown': {
    title: 'Abort 没有对象',
    evidence: ({ frame, csid }) => `帧 ${frame} 的 Abort 指向块流 ${grouped(csid)}，上面没有正在发送的消息`,
    meaning: 'Abort 指向的块流上没有正在发送的消息。',
    causes: '发送方对块流的编号方式不同。',
    advice: '写明被放弃的消息所在的块流。',
  },
  'chunk.non-minimal-csid': {
    title: '块流 id 的写法过长',
    evidence: ({ note }) => noteText(note),
    meaning: '较短的形式就能写下的 id，多用了字节。',
    causes: '发送方总是用长的形式。',
    advice: '用最短的形式。',
  },
  'chunk.timestamp-back-without-type-0': {
    title: '时间戳的差值为负',
    evidence: ({ fmt, frame, delta }) =>
      `帧 ${frame} 中格式 ${fmt} 的块，差值为 ${grouped(delta)} ms，按 24 位带符号数就是 ${delta - 0x1000000}`,
    meaning: '差值没有符号：退后一步，就变成向前跳几个小时。',
    causes: '信号源的时间回退，发送方没有检查差值就写了出去。',
    advice: '每次回退都用格式 0，它带的是时间本身。',
  },
  'message.damaged': {
    title: '有消息无法解析到底',
    evidence: ({ note }) => noteText(note),
    meaning: '消息里的字节不符合它应有的格式。',
    causes: '发送方的错误，或者它其实是另一种消息。',
    advice: '用 -V 查看这条消息。',
  },
};

const KINDS = { audio: '音频', video: '视频' } as const;

function announces({ frame, size }: Facts['chunk.size-zero']): string {
  return `帧 ${frame} 的 Set Chunk Size 给出的值是 ${grouped(size)}`;
}

import type { LessonTexts } from './lesson-texts.ts';

export const terms: LessonTexts['terms'] = {
  heading: '术语',
  columns: ['术语', '含义'],
  texts: {
    handshake: ['握手（handshake）', '每个连接开头长度固定的数据交换'],
    message: ['消息（message）', '一方要说的一件事：类型、时间戳、消息流 id 和负载'],
    chunk: ['块（chunk）', '消息切成的小段，各有自己的块头；线路上实际传输的就是块'],
    chunkStream: ['块流（chunk stream，csid）', '同一条消息的各块所走的通道，中间可以插入别的块流的块'],
    messageStream: ['消息流（message stream）', '区分各路推流、拉流的编号；0 是连接本身'],
    timestamp: ['时间戳（timestamp）', '消息的解码时间，单位 ms；第一条之后通常只发送与前一条的差值'],
    command: ['命令（command）', '带有名字、事务 id 和 AMF 值的消息，例如 `connect`'],
    window: ['应答窗口（acknowledgement window）', '接收方每收到这么多字节，就要报告一次'],
    publish: ['推流（publish）', '以某个流名把流发送到服务器'],
    play: ['拉流（play）', '按流名从服务器接收流'],
    sequenceHeader: ['序列头（sequence header）', '解码器的配置，在所有帧之前发送'],
    keyframe: ['关键帧（keyframe）', '不依赖其他画面就能解码的一帧'],
    gop: ['GOP', '画面组：从一个关键帧到下一个关键帧之前的所有画面'],
    compositionTime: [
      '合成时间偏移（composition time）',
      '显示时间比时间戳晚多少，因为有些画面要先解码、后显示',
    ],
    nalUnit: ['NAL 单元（NAL unit）', 'H.264、H.265 码流的一段，有自己的类型；在 RTMP 里，前面写着它的长度'],
  },
};

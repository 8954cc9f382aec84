import type { LessonTexts } from './lesson-texts.ts';
import { lessons } from './zh-lessons.ts';
import { terms } from './zh-terms.ts';

/** A walkthrough in Chinese. */
export const zhWalkthrough: LessonTexts = {
  space: '',
  title: (file) => `逐字节读懂一个 RTMP 连接：${file}`,
  noRtmp: '这个抓包文件里没有 RTMP 连接，没有可讲解的内容。',
  roles: { client: '客户端', server: '服务器' },
  phases: {
    handshake: '握手',
    connect: '连接',
    createStream: '创建流',
    publish: '推流',
    play: '拉流',
    media: '媒体',
    teardown: '结束',
  },
  media: {
    audioSequenceHeader: '音频序列头',
    audioFrame: '音频帧',
    audioEmpty: '空的音频消息',
    audioSequenceEnd: '音频结束',
    audioMultichannelConfig: '声道布局',
    audioMultitrack: '多轨音频',
    videoSequenceHeader: '视频序列头',
    videoKeyframe: '视频关键帧',
    videoInterFrame: '视频非关键帧',
    videoDisposableFrame: '可丢弃的视频帧',
    videoSequenceEnd: '视频结束',
    videoCommand: '视频命令',
    videoMetadata: '视频元数据',
    videoMultitrack: '多轨视频',
    videoEmpty: '空的视频消息',
  },
  overview: {
    introduction:
      'RTMP 把直播视频从推流端送到服务器，再从服务器送到拉流端。本文从第一个字节到最后一个字节，读完抓包文件里的一个连接；每一种消息第一次出现时，都在那里讲解。文中的帧号就是抓包文件里的帧号，与 Wireshark 显示的一致。',
    capture: '抓包文件',
    connection: '连接（tcp.stream）',
    software: (role) => `${role}软件`,
    application: '应用',
    streams: '用途',
    publishes: (name) => `客户端推流 ${name}`,
    plays: (name) => `客户端拉流 ${name}`,
    unknown: '未说明',
    commandHint: '可以用下面的命令逐条对照：',
  },
  steps: {
    heading: '媒体数据之前，RTMP 要做什么',
    introduction:
      '在第一帧视频之前有七步，每一步都以前一步为前提。连接失败时，看它走到了哪一步，就知道该从哪里查起。',
    columns: ['步骤', '要做的事', '本文件中的帧', '完成时间'],
    names: {
      tcp: 'TCP',
      handshake: '握手',
      connect: 'connect',
      createStream: 'createStream',
      start: 'publish 或 play',
      metadata: '元数据',
      sequenceHeaders: '序列头',
      firstFrame: '第一帧视频',
    },
    what: {
      tcp: '客户端建立 TCP 连接，端口习惯上是 1935。',
      handshake: '双方交换 C0、C1、C2 和 S0、S1、S2：版本，以及要对方回送的数据。',
      connect: '客户端给出应用名；服务器设定应答窗口、带宽和块大小，并答复 Success。',
      createStream: '客户端申请一个消息流，得到它的编号。',
      start: '客户端说明要在上面推流（`publish`）还是拉流（`play`），服务器用 `onStatus` 同意。',
      metadata: '发送媒体的一方给出说明：分辨率、帧率、编码格式。',
      sequenceHeaders: '各个解码器的配置；没有它，任何一帧都解不出来。',
      firstFrame: '可以独立解码的关键帧，从这里开始才有画面。',
    },
    before: (frame) => `${frame} 之前`,
    missing: '本文件中没有',
    refused: (frames) => `${frames}：被拒绝`,
    closing: '时间从这个连接的第一条 RTMP 消息算起。',
  },
  diagram: {
    heading: '交互过程',
    introduction: '每个箭头是一条消息，前面是收全这条消息的帧号；帧号写成范围的，表示许多条同类消息。',
    more: (count) => `另有 ${count} 条`,
  },
  message: {
    heading: '逐条消息',
    introduction:
      '字节下面的数字，是从这里开始的字段的序号；表格说明每个字段是什么。拆解过一次的结构，以后只占一行；讲过的话不再重复。过滤器用于 `rtmp-dissect -Y`，其中带 `rtmpt.header.typeid` 的在 Wireshark 里也能用。',
    frame: (frame, from, to) => `帧 ${frame}，${from} → ${to}`,
    header: (bytes, frame) => `块头，${bytes} 字节${frame === undefined ? '' : `，帧 ${frame}`}`,
    payload: (bytes, chunks) =>
      `负载，${bytes} 字节${chunks > 1 ? `，分 ${chunks} 块，中间的块头在此略去` : ''}`,
    handshake: (bytes) => `握手数据，${bytes} 字节`,
    columns: ['序号', '字节', '字段', '作用'],
    moreFields: (count, command) => `另有 ${count} 行：${command}`,
    filter: (one, type) =>
      type === undefined ? `**过滤器**：${one}` : `**过滤器**：${one}，同类型的全部消息：${type}`,
    failure: '**如果失败**：',
    failed: (title, anchor) => `**这里出了什么问题**：${title}，[详见文末](${anchor})。`,
    repeated: (count, first, last) =>
      count === 1
        ? `这一阶段还有 1 条同类消息，在帧 ${first}。`
        : `这一阶段还有 ${count} 条同类消息，在帧 ${first} 到 ${last} 之间。`,
    left: (count) => `其他种类的 ${count} 条消息，本文没有收录。`,
  },
  lessons,
  chunking: {
    heading: '分块：C3 字节从哪里来',
    introduction:
      '消息按发送方设定的块大小切成块。每块以基本头开始：高两位是格式（fmt），低六位是块流 id（csid）。格式 0 带有完整的消息头；格式 3 表示“与前面相同”，一条消息后面的各块都只有这一个字节。两位 `11` 加上块流 3，就是 `1100 0011`，即 **`C3`**；块流 4 则是 `C4`。这些字节不属于画面，也不属于文字，重组消息时要去掉。',
    real: ({ title, frame, length, chunkSize, chunks, basicHeader }) =>
      `帧 ${frame} 的消息 ${title} 长 ${length} 字节，块大小是 ${chunkSize}，所以分成 ${chunks} 块；除第一块外，每块前面都有一个字节 \`${basicHeader}\`：`,
    whole: ({ title, frame, length, chunkSize, chunks, basicHeader }) =>
      `这个连接里没有一条消息超过发送方的块大小，所以没有出现这样的字节。不过可以看看帧 ${frame} 的 ${title}：长 ${length} 字节。如果发送方的块大小仍是 ${chunkSize}，它就要分成 ${chunks} 块，中间隔着 \`${basicHeader}\`：`,
    none: '这个连接里的消息都很短，即使按最小的常用块大小 128 字节，也不需要第二块。',
    columns: ['块', '块头', '负载的字节', '帧'],
    boundary: ({ basicHeader }) => `第一个切口附近的字节，\`${basicHeader}\` 夹在负载的两个字节之间：`,
    why: ({ chunkSize, csid, basicHeader }) =>
      `不管负载是什么内容，每 ${chunkSize} 字节之后就有一个块头；消息走块流 ${csid}，所以这个字节是 ${basicHeader}。被它切成两半的单词，按文本搜索是找不到的；播放器如果不把它去掉，就会花屏。`,
    more: (count) => `……另有 ${count} 块`,
  },
  tags: {
    heading: '音频和视频的第一个字节，逐位拆解',
    introduction: '音频、视频消息的负载，与 FLV 文件里一个 tag 的内容相同，第一个字节说明它是什么。',
    audio: (frame) => `帧 ${frame} 的音频消息，第一个字节：`,
    video: (frame) => `帧 ${frame} 的视频消息，第一个字节：`,
    keyframe: (key, inter) =>
      `**区分关键帧和其他画面的，就是这个字节的高四位**：${key} 是关键帧，${inter} 不是。`,
    packetType: '画面的第二个字节是 `01`；第二个字节是 `00` 的是序列头，它的第一个字节与关键帧相同。',
    common: '常见的取值：',
    columns: ['第一个字节', '二进制', '含义'],
    values: {
      '0xaf': '音频，AAC。对 AAC，采样率、位深和声道这几位是固定的，真正的参数在序列头里',
      '0x17': '视频，关键帧，H.264（AVC）',
      '0x27': '视频，非关键帧，H.264（AVC）',
      '0x1c': '视频，关键帧，H.265（HEVC），国内 CDN 约定的写法',
      '0x2c': '视频，非关键帧，H.265（HEVC），写法同上',
      '0x90': '视频，关键帧，Enhanced RTMP：序列头，后面是 `hvc1` 这样的 FourCC',
      '0xa0': '视频，非关键帧，Enhanced RTMP；低四位是包类型：`A1` 和 `A3` 是编码后的帧',
      '0x90audio': '音频，Enhanced RTMP：序列头，后面是 `Opus` 这样的 FourCC',
    },
    none: '这个连接里没有可供拆解的音频和视频。',
  },
  closing: {
    heading: '这个抓包文件有哪些异常',
    finding: (title, place, evidence) => `**${title}**（${place}）：${evidence}`,
    advice: (advice) => `*处理*：${advice}`,
    nothing: '没有异常：所有字节都已解析，所有调用都有答复，没有一条消息需要附注。',
    oddities: {
      noHandshake:
        '文件里没有握手：抓包开始时连接已经建立。谁是客户端、谁是服务器，以及块大小，都是从后面的数据推断出来的。',
      earlyEcho: 'C2 比 S0+S1+S2 先收全。这是允许的：C2 回送的是 S1，客户端不必等 S2。',
      wrongEcho: '握手中有一方没有回送对端发出的数据，对端没有计较。',
      copiedRandom:
        'S1 与 C1 的数据相同：服务器没有生成自己的随机数据，C2 的回送因此证明不了多少。客户端不会计较。',
      noTeardown: '没有消息说明流已结束：要么抓包先停了，要么连接意外中断。',
      noMedia: '没有发送音频，也没有发送视频。',
      noSequenceHeader: '音频或视频之前没有序列头，无法配置解码器。',
    },
    unanswered: (name, frame) => `帧 ${frame} 的 ${name} 没有得到答复。`,
    refused: (what, frame) => `帧 ${frame} 表示失败：${what}。`,
    note: (frame, from, text) => `帧 ${frame}，${from}：${text}。`,
    moreNotes: (count) => `另有 ${count} 条附注，时间线里可以看到全部。`,
  },
  terms,
};

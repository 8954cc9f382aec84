import type { FieldId } from './field-id.ts';

/** Fields of audio and video messages, FLV's and E-RTMP's, in Chinese. */
export const zhMediaFields = {
  'rtmpt.audio.control':
    '音频数据的第一个字节：高 4 位是 SoundFormat；低 4 位是采样率、位宽和声道，SoundFormat 为 9 时则是 AudioPacketType。',
  'rtmpt.audio.format':
    'SoundFormat，即音频编码：例如 2 MP3，7 G.711 A 律，8 G.711 μ 律，10 AAC，11 Speex；9 表示 E-RTMP 扩展头，编码由 FourCC 给出。',
  'rtmpt.audio.rate':
    'SoundRate，即采样率：5.5、11、22 或 44 kHz。AAC 固定写 44 kHz，真正的采样率在 AudioSpecificConfig 里，不要据此判断。',
  'rtmpt.audio.size':
    'SoundSize，即每个采样 8 位还是 16 位；只对未压缩的音频有意义，压缩音频解码后总是 16 位。',
  'rtmpt.audio.type':
    'SoundType，即单声道或立体声。AAC 固定写立体声，真正的声道数在 AudioSpecificConfig 里，不要据此判断。',
  'rtmpt.audio.aac_packet_type':
    'AACPacketType：0 是序列头（AudioSpecificConfig），1 是 AAC 裸帧。拉流端没有收到序列头，就解不出声音。',
  'rtmpt.audio.packet_type':
    'AudioPacketType：0 序列头，1 编码数据，2 序列结束，4 多声道配置，5 多轨，7 ModEx（后面还有修饰）。',
  'rtmpt.audio.fourcc':
    '音频 FourCC，E-RTMP 用四个字符表示编码：mp4a（AAC）、Opus、fLaC、ac-3、ec-3、.mp3。对端应在 connect 时声明过支持它。',
  'rtmpt.audio.multitrack.control':
    '多轨音频的控制字节：高 4 位是多轨方式，低 4 位是各轨的 AudioPacketType。',
  'rtmpt.audio.multitrack.type': '多轨方式：0 只有一条轨，1 多条轨、编码相同，2 多条轨、各有自己的 FourCC。',
  'rtmpt.audio.multitrack.track.packet_type':
    '消息里各条音频轨的 AudioPacketType，各轨相同；不得又是多轨（5）。',
  'rtmpt.audio.multitrack.track': '一条音频轨：可能有的 FourCC、轨 id、长度和数据。',
  'rtmpt.audio.multitrack.track.id':
    '音频轨 id：建议默认轨用 0，其他轨用 1、2、3……；只用来区分，不代表次序或质量。',
  'rtmpt.audio.multitrack.track.length': '这条音频轨的数据字节数，从这个字段之后算起；只有一条轨时不写。',
  'rtmpt.audio.multitrack.track.data': '这条音频轨的数据。',
  'rtmpt.audio.multichannel.order':
    '声道次序：0 只给出声道数，1 按标准次序并以掩码列出存在的声道，2 逐个声道指明扬声器。',
  'rtmpt.audio.multichannel.count': '声道数；按标准次序时，应与掩码中 1 的个数相等。',
  'rtmpt.audio.multichannel.mask':
    '声道掩码：每一位代表一个扬声器，1 表示有这个声道，例如 0x3 是左前和右前。',
  'rtmpt.audio.multichannel.channel':
    '声道对应的扬声器，例如 0 左前、1 右前、2 中置、3 低频；254 为空声道，255 为位置不明。',

  'rtmpt.video.control':
    '视频数据的第一个字节：高 4 位是帧类型，低 4 位是编码；最高位为 1 时是 E-RTMP 扩展头，低 4 位改为 VideoPacketType。',
  'rtmpt.video.is_ex_header':
    '是否为 E-RTMP 扩展头：为真时编码由 FourCC 给出，可以承载 HEVC、AV1、VP9 等。不支持 E-RTMP 的一方会认错帧类型和编码。',
  'rtmpt.video.type':
    'FrameType：1 关键帧，2 非关键帧，3 可丢弃的非关键帧，4 服务器生成的关键帧，5 命令。拉流端只能从关键帧开始解码，所以关键帧间隔越长，首屏越慢。',
  'rtmpt.video.format':
    'CodecID，即视频编码：例如 2 Sorenson H.263，4 VP6，7 H.264；12 表示 HEVC 是国内 CDN 的私有用法，FLV 规范里没有。',
  'rtmpt.video.command': '视频命令：0 客户端 seek 开始，1 客户端 seek 结束；这种消息没有画面数据。',
  'rtmpt.video.avc_packet_type':
    'AVCPacketType：0 序列头（解码配置），1 NALU，2 序列结束。拉流端没有收到序列头，就解不出画面。',
  'rtmpt.video.composition_time':
    'CompositionTime：显示时间减解码时间（PTS − DTS），单位毫秒，24 位有符号数。没有 B 帧时为 0。',
  'rtmpt.video.packet_type':
    'VideoPacketType：0 序列头，1 编码帧，2 序列结束，3 编码帧且 CompositionTime 为 0，4 元数据，5 MPEG-2 TS 格式的序列头，6 多轨，7 ModEx（后面还有修饰）。',
  'rtmpt.video.fourcc':
    '视频 FourCC，E-RTMP 用四个字符表示编码：avc1（H.264）、hvc1（HEVC）、vvc1（VVC）、av01（AV1）、vp08、vp09。对端应在 connect 时声明过支持它。',
  'rtmpt.video.multitrack.control':
    '多轨视频的控制字节：高 4 位是多轨方式，低 4 位是各轨的 VideoPacketType。',
  'rtmpt.video.multitrack.type': '多轨方式：0 只有一条轨，1 多条轨、编码相同，2 多条轨、各有自己的 FourCC。',
  'rtmpt.video.multitrack.packet_type': '消息里各条视频轨的 VideoPacketType，各轨相同；不得又是多轨（6）。',
  'rtmpt.video.multitrack.track': '一条视频轨：可能有的 FourCC、轨 id、长度和数据。',
  'rtmpt.video.multitrack.track.id':
    '视频轨 id：建议默认轨用 0，其他轨用 1、2、3……；只用来区分，不代表次序或质量。',
  'rtmpt.video.multitrack.track.length': '这条视频轨的数据字节数，从这个字段之后算起；只有一条轨时不写。',
  'rtmpt.video.multitrack.track.data': '这条视频轨的数据。',

  'rtmpt.modex': 'ModEx：放在真正的包类型之前的一个修饰或扩展，只对当前消息有效；不认识的按长度跳过。',
  'rtmpt.modex.size': 'modExData 的字节数减 1；写 255 时，真正的长度减 1 在后面 2 个字节里。',
  'rtmpt.modex.data': 'modExData：这个修饰的数据，含义由后面的类型决定。',
  'rtmpt.modex.timestamp_offset_nano':
    '加在毫秒时间戳之上的纳秒数，0 到 999999，用来表示不足 1 毫秒的部分；只影响本条消息的显示时间，不改变 RTMP 时间戳。',
  'rtmpt.modex.control': '高 4 位是这个修饰的类型，低 4 位是接下来的包类型；仍为 7 时，后面还有一个修饰。',
  'rtmpt.modex.type': '修饰的类型：0 是纳秒时间偏移，其他尚未定义。',
} as const satisfies Partial<Record<FieldId, string>>;

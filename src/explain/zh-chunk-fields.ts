import type { FieldId } from './field-id.ts';

/** Fields of handshake, chunk header and control messages, in Chinese. */
export const zhChunkFields = {
  'rtmpt.undeclared': '没有再往下解析的字节：没有公开的格式、发送方的填充，或者出错之后的部分。',

  'rtmpt.handshake.c0': 'C0：客户端的第一个字节，即它要求的 RTMP 版本。',
  'rtmpt.handshake.s0': 'S0：服务器的第一个字节，即它选定的 RTMP 版本；不认识客户端要求的版本时，应当回 3。',
  'rtmpt.handshake.c1':
    'C1：客户端的 1536 字节，依次为时间、4 个零字节（复杂握手时是程序版本）和随机数据。简单握手里，服务器在 S2 中原样回送这些数据。',
  'rtmpt.handshake.s1':
    'S1：服务器的 1536 字节，布局与 C1 相同。客户端收到它才能发 C2；简单握手里，C2 原样回送这些数据。',
  'rtmpt.handshake.c2':
    'C2：客户端对 S1 的答复，1536 字节：简单握手回送 S1 的数据，复杂握手给出签名。服务器收齐它以后，才可以发送其他数据。',
  'rtmpt.handshake.s2':
    'S2：服务器对 C1 的答复，1536 字节：简单握手回送 C1 的数据，复杂握手给出签名。客户端收齐它以后，才可以发送 connect 等其他数据。',
  'rtmpt.handshake.version':
    'RTMP 版本，应为 3；6 和 8 习惯上表示加密的 RTMPE。如果读到 80（字母 P）或 22，多半是 HTTP 或 TLS 连到了 RTMP 端口。',
  'rtmpt.handshake.time': '发送方的时间，单位毫秒，是它此后所有块的时间起点；可以是 0，也可以是任意值。',
  'rtmpt.handshake.zero': '简单握手里必须全为 0；不为 0 时，对端可能把它当作复杂握手。',
  'rtmpt.handshake.random':
    '随机数据，供对端回送，用来分清自己发起的握手和对端发起的握手；不需要密码学强度的随机。',
  'rtmpt.handshake.program': '复杂握手里占用 4 个零字节位置的程序版本；对端看到它不为 0，才会去找摘要。',
  'rtmpt.handshake.digest_offset': '这 4 个字节之和对 728 取余，就是摘要的位置；对端据此找到摘要。',
  'rtmpt.handshake.digest':
    'C1 或 S1 中其余 1504 字节的 HMAC-SHA256，密钥是 Adobe 的固定字符串。核对通过，才算复杂握手。',
  'rtmpt.handshake.key':
    'RTMPE 的 Diffie-Hellman 公钥，双方据此算出加密密钥。明文 RTMP 用不到，多数实现在这里填随机数据。',
  'rtmpt.handshake.key_offset':
    '这 4 个字节之和对 632 取余，就是公钥在所在数据块里的位置；只有 RTMPE 用得到。',
  'rtmpt.handshake.peer_time': '对端 C1 或 S1 里的时间，原样回送。',
  'rtmpt.handshake.time2':
    '读到对端 C1 或 S1 时的本地时间，单位毫秒；许多实现把对端的数据整段照抄回去，这里就不是时间。',
  'rtmpt.handshake.echo': '对端 C1 或 S1 的随机数据，必须逐字节回送；对不上时，要求严格的一方会断开连接。',
  'rtmpt.handshake.signed': '复杂握手答复中的 1504 字节随机数据，不回送对端的数据，由后面的签名担保。',
  'rtmpt.handshake.signature':
    '前面 1504 字节的 HMAC-SHA256，密钥由对端的摘要算出，证明这一方读懂了对端的复杂握手。',

  'rtmpt.header':
    '块头：由 basic header、message header 和可能有的扩展时间戳组成，说明这一块属于哪条块流，以及消息的时间戳、长度、类型和消息流。',
  'rtmpt.header.basic':
    'basic header 的第一个字节：高 2 位是 fmt，低 6 位是块流 id，或者说明块流 id 在后面的字节里。例如 0xC3 就是 fmt 3、块流 3，常见于一条消息的后续块。',
  'rtmpt.header.format':
    'fmt，决定 message header 的长度：0 为 11 字节，1 为 7 字节（沿用消息流 id），2 为 3 字节（只有时间戳增量），3 没有。块流必须以 fmt 0 开始，时间戳倒退时也必须用 fmt 0。',
  'rtmpt.header.csid':
    '块流 id：不同块流的块可以交错发送，接收方按它把块拼回消息。范围 2 到 65599，2 留给协议控制消息；不要与消息流 id 混淆。',
  'rtmpt.header.csid_form':
    'basic header 的低 6 位，这里不是块流 id 本身：0 表示块流 id 在后面 1 个字节里（64 到 319），1 表示在后面 2 个字节里（64 到 65599）。',
  'rtmpt.header.csid_rest':
    '块流 id 减 64。占 2 个字节时，低字节在前：块流 id = 第三字节 × 256 + 第二字节 + 64。',
  'rtmpt.header.timestamp':
    'fmt 0 的时间戳：绝对值，单位毫秒，24 位。等于 0xFFFFFF 时，真正的值在扩展时间戳里。',
  'rtmpt.header.timestampdelta':
    'fmt 1 和 fmt 2 的时间戳增量：比同一块流的上一条消息晚多少毫秒。等于 0xFFFFFF 时，真正的值在扩展时间戳里。',
  'rtmpt.header.bodysize': '消息长度：整条消息负载的字节数，不含块头；超过块大小的消息要拆成多块发送。',
  'rtmpt.header.typeid':
    '消息类型：1 到 6 是控制类消息，8 是音频，9 是视频，18 是 AMF0 数据，20 是 AMF0 命令。',
  'rtmpt.header.streamid':
    '消息流 id：0 是连接本身，其他值由 createStream 的应答分配。它是 message header 里唯一的小端字段，按大端读，1 会变成 16777216。',
  'rtmpt.header.ets':
    '扩展时间戳：时间戳或增量达到 0xFFFFFF（约 4 小时 39 分）时，用这 32 位给出真正的值。后续的 fmt 3 块也要带上它，有的实现不带；双方做法不一，数据就错位 4 个字节。',

  'rtmpt.scm.chunksize':
    '块大小：发送方此后每块最多携带的负载字节数，默认 128，最高位必须为 0；两个方向各自独立。接收方漏掉它，后面的数据会全部错位。',
  'rtmpt.scm.csid': 'Abort 所指的块流 id：接收方丢弃这条块流上还没有收完的消息。',
  'rtmpt.scm.seq':
    '序列号：发送这条消息的一方至今收到的字节总数，32 位，超过 4 GiB 后回绕到 0。对端据此知道数据已经送达。',
  'rtmpt.scm.was':
    '应答窗口，单位字节。在 Window Acknowledgement Size 里：对端每收到这么多字节就要应答一次。在 Set Peer Bandwidth 里：对端已发出而未获应答的数据不得超过它。',
  'rtmpt.scm.limittype':
    '限制方式：0 Hard，按给出的窗口限制；1 Soft，取给出的窗口与现有限制中较小的一个；2 Dynamic，上次是 Hard 才按 Hard 处理，否则忽略。',

  'rtmpt.ucm.eventtype':
    '用户控制事件的类型，决定后面有哪些数据：例如 0 Stream Begin，3 Set Buffer Length，6 Ping Request，7 Ping Response。',
  'rtmpt.ucm.streamid': '事件所指的消息流 id，大端；这条消息本身仍在消息流 0 上发送。',
  'rtmpt.ucm.bufferlength':
    '客户端为这条流准备的播放缓冲，单位毫秒。值越大，服务器可以越早把数据发出来，卡顿少而延迟大。',
  'rtmpt.ucm.timestamp':
    'Ping Request 里是服务器发出时的本地时间，单位毫秒；Ping Response 原样带回，两者相隔的时间就是往返时延。',
  'rtmpt.ucm.swf_start': 'SWFVerify Response 开头的两个字节，都是 1。',
  'rtmpt.ucm.swf_size': '播放器 SWF 文件解压后的字节数；服务器用它和摘要确认播放器是否获准连接。',
  'rtmpt.ucm.swf_size_again': 'SWF 文件的字节数，再写一遍。',
  'rtmpt.ucm.swf_digest': 'SWF 文件的 HMAC-SHA256，再以服务器的握手数据为密钥算一次，因此每个连接都不同。',
  'rtmpt.ucm.data': '没有公开格式的事件数据，或者比规定格式多出来的字节。',
} as const satisfies Partial<Record<FieldId, string>>;

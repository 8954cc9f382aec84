import type { Catalogue } from './catalogue.ts';

export const phases: Catalogue['phases'] = {
  handshake: '握手：发送任何消息之前，双方交换三段长度固定的数据，商定版本，并确认对端确实在收。',
  connect: '连接：客户端按名字请求一个应用，双方约定各种上限。服务器返回 Success 之前，不能创建流。',
  createStream: '创建流：客户端申请一个消息流 id，用它把同一连接上的各路推流、拉流区分开。',
  publish: '推流：客户端报出要发布的流名，等服务器允许。',
  play: '拉流：客户端报出要播放的流名，服务器答复能否播放、怎样播放。',
  media: '媒体：音频和视频带着各自的时间戳不断发送，其间偶尔有元数据和应答。',
  teardown: '结束：一方先结束流，再断开连接。没有这些消息就停下来的连接，是意外中断的。',
};

export const handshake: Catalogue['handshake'] = {
  C0: '连接的第一个字节：客户端要求的版本。',
  C1: '客户端的时间和随机数据，服务器要在 S2 里答复。',
  C2: '客户端对 S1 的答复。服务器收到它，握手就完成了，此后传输的都是块。',
  S0: '服务器选定的版本。',
  S1: '服务器的时间和随机数据，客户端要在 C2 里答复。',
  S2: '服务器对 C1 的答复。客户端收到它以后，就可以发送 connect。',
  'C0+C1': '客户端发起握手：给出要求的版本，再发 1536 字节，要服务器答复。收到答复之前，不得再发别的数据。',
  'S0+S1': '服务器选定版本，并发出自己的 1536 字节，要客户端答复。',
  'S0+S1+S2':
    '服务器一次答完：版本、自己的 1536 字节，以及对 C1 的答复。分开等待会多花一个往返，所以实际的服务器都这样做。',
};

export const handshakeVerdicts: Catalogue['handshakeVerdicts'] = {
  complex: '其中带有摘要，即 Flash Player 和 Flash Media Server 使用的复杂握手；任何一方仍可改用简单握手。',
  digestInvalid: '其中的摘要或签名不对：用了别的密钥，或者数据在途中被改动。',
  echoes: '回送正确。',
  signed: '它对对端的摘要做了签名，没有回送数据；复杂握手就是这样做的。',
  echoMismatch: '回送的内容与对端发出的不一致。要求严格的一方会在这里断开连接，许多实现并不检查。',
};

export const messages: Catalogue['messages'] = {
  setChunkSize: {
    client:
      '客户端从现在起按这个块大小发送消息。默认每块 128 字节，块头的开销太大，所以推流端发视频之前都会调大。',
    server: '服务器从现在起按这个块大小发送消息。它只管这个方向，客户端的块大小由客户端自己定。',
  },
  abort: '某条块流上已经开始的消息不再发送剩余部分，收到的部分要丢弃。这种消息很少见。',
  acknowledgement: {
    client: '客户端收满了服务器设定的窗口，报告至今收到的字节总数。一直不应答，服务器可能停止发送。',
    server: '服务器收满了客户端设定的窗口，报告至今收到的字节总数。一直不应答，客户端可能停止发送。',
  },
  userControl: '与某条流或者连接本身有关的事件。',
  windowAcknowledgementSize: {
    client: '客户端要求服务器每收到这么多字节就应答一次，常常是对 Set Peer Bandwidth 的答复。',
    server: '服务器要求客户端每收到这么多字节就应答一次，通常在收到 connect 之后、答复之前发送。',
  },
  setPeerBandwidth: {
    client: '客户端限制服务器已发出而未获应答的数据量。',
    server: '服务器限制客户端已发出而未获应答的数据量；客户端应当以自己的 Window Acknowledgement Size 答复。',
  },
  edgeOrigin: '边缘与源站之间交换的消息，只有部分服务器使用，没有规范说明它。',
  audio: '一段音频数据。',
  video: '一段视频数据。',
  dataAmf3: 'AMF3 编码的数据消息：元数据，或者流上不需要答复的事件。',
  sharedObjectAmf3: 'AMF3 编码的共享对象事件。',
  commandAmf3: 'AMF3 编码的命令。',
  dataAmf0: '数据消息：元数据，或者流上不需要答复的事件。',
  sharedObjectAmf0:
    '共享对象的事件：共享对象是多个客户端共同查看和修改的一组值，Flash 时代的聊天室和游戏常用。',
  commandAmf0: '命令。',
  aggregate: '把多条消息合成一条发送，以节省块头；子消息的时间以第一条为基准换算。',
};

export const unknownMessage = '规范里没有这种消息类型，接收方会跳过它。';

export const userControl: Catalogue['userControl'] = {
  streamBegin:
    '流已经就绪，可以在上面收发消息。服务器通常在 connect 之后为流 0 发送一次，播放开始前再为播放的流发送一次。',
  streamEof: '客户端请求播放的内容已经全部发完。除非客户端再发命令，这条流上不会再有数据。',
  streamDry: '服务器有一段时间没有收到这条流的新数据，多半是推流端卡住了。',
  setBufferLength: '服务器开始发送之前，客户端告知自己缓冲多少毫秒。缓冲越大，服务器可以提前发送得越多。',
  streamIsRecorded: '这条流是录制的内容，不是直播，客户端可以 seek 和暂停。',
  undocumented5: '没有规范说明的事件，客户端不予理会。',
  pingRequest: '服务器检查客户端是否还在线；不回应的客户端可能被断开。',
  pingResponse: '客户端表示仍在线，并带回请求中的时间，服务器由此算出往返时延。',
  undocumented8: 'Flash Media Server 发送的事件，没有规范说明，客户端不予理会。',
  swfVerifyRequest: '服务器要求客户端证明自己是哪个播放器程序，只有 Flash Player 和模仿它的程序能够回答。',
  swfVerifyResponse: '客户端用 SWF 文件的带密钥摘要，证明自己就是服务器认可的播放器程序。',
  bufferEmpty:
    '服务器已经把客户端缓冲所需的数据全部发出，暂时停发。点播时这很正常；直播时说明源端供不上数据。',
  bufferReady: '服务器停发之后又继续发送。',
};

export const sharedObject: Catalogue['sharedObject'] = {
  use: '客户端要使用这个共享对象。',
  release: '客户端不再使用这个共享对象。',
  requestChange: '客户端请求修改属性；服务器返回 Success，修改才算生效。',
  change: '其他客户端修改了属性，服务器把新的值通知给这一方。',
  success: '客户端请求的修改已经生效。',
  sendMessage: '调用使用这个对象的所有客户端的函数，并附带参数。',
  status: '对这个对象的操作出了问题，状态码说明原因。',
  clear: '客户端要清空手中的全部属性；服务器答复 Use 时，也先发它，再发当前的属性。',
  remove: '一个属性已被删除。',
  requestRemove: '客户端请求删除一个属性。',
  useSuccess: '客户端可以使用这个对象了，同一条消息里通常接着给出它的属性。',
};

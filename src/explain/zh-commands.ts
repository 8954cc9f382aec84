import type { Catalogue } from './catalogue.ts';

export const commands: Catalogue['commands'] = {
  connect: '客户端请求连接一个应用，说明自己是什么程序、有哪些能力。这是第一条命令，其他事情都要等它的答复。',
  call: '客户端按名字调用应用的一个函数。',
  close: '要求关闭连接。',
  createStream: '客户端申请一个消息流。每推一路流或拉一路流，都要有一个自己的消息流。',
  _result: '调用成功；是哪一次调用，看事务 id。',
  _error: '调用失败；是哪一次调用，看事务 id，原因在信息对象里。',
  onStatus: {
    client: '客户端报告事情的结果；通常只有服务器才发送它。',
    server:
      '服务器报告推流或拉流的状态。publish、play 等命令没有单独的答复，成功还是失败，客户端只能从这里知道。',
  },
  play: {
    client: '客户端按流名请求拉流，由服务器发送。服务器返回 Play.Start 之后，才会有媒体数据。',
    server: '一台服务器作为播放方，向另一台服务器拉流。',
  },
  play2: '客户端请求把正在播放的流换成另一个版本，多为另一种码率，播放不中断。',
  deleteStream: '客户端归还消息流，在它上面的推流或拉流随之结束。',
  closeStream: '结束这个消息流上的推流或拉流；消息流本身还可以再用。',
  receiveAudio: '拉流端说明要不要音频；不要时可以节省带宽。',
  receiveVideo: '拉流端说明要不要视频；不要时可以节省带宽。',
  publish:
    '客户端请求以某个流名推流，这个名字往往就是保密的推流码。服务器返回 Publish.Start 之前，不应发送媒体数据。',
  seek: '拉流端要跳到录制内容的另一个位置继续播放。',
  pause: '拉流端要暂停，或者继续播放。',
  pauseRaw: '拉流端暂停或继续播放，并保留缓冲；Flash Player 用它快速暂停。',
  onPlayStatus: '服务器报告播放列表已经结束，或者流的切换已经完成。',
  releaseStream: '推流端请求释放流名，以防自己上一个连接还占着它。这是推流软件的惯例，服务器可以不理会。',
  FCPublish: '推流端在 publish 之前预告流名。以前的 CDN 需要它，其他服务器可以不理会。',
  FCUnpublish: '推流端告知即将停止推流，与 FCPublish 成对。',
  onFCPublish: '服务器已收到 FCPublish。',
  onFCUnpublish: '服务器已收到 FCUnpublish。',
  FCSubscribe: '拉流端在 play 之前，请 CDN 的边缘节点先去取流；其他服务器可以不理会。',
  FCUnsubscribe: '拉流端不再需要这条流，与 FCSubscribe 成对。',
  onFCSubscribe: '边缘节点已经找到这条流，可以播放了。',
  onFCUnsubscribe: '边缘节点不再保留这条流，或者流已经结束。',
  getStreamLength: '拉流端询问录制内容的时长，用来画进度条；直播流没有时长。',
  startTransmit: '边缘节点请求发送某条流的媒体数据。',
  stopTransmit: '边缘节点请求暂时不要发送某条流的媒体数据。',
  _checkbw: '客户端请服务器测量带宽。许多服务器不理会，或者答复没有这个调用。',
  checkBandwidth: '客户端请服务器测量带宽。',
  onBWCheck: '服务器发送一段数据，看多久得到答复。客户端不答复的话，有的服务器会一直等待。',
  onBWDone: '带宽测量结束。许多服务器在 connect 之后并未测量，也发送它。',
};

export const unknownCommand =
  '规范里没有的命令，由应用或某个产品自己定义。不认识它的一方应当答复错误，或者不予理会。';

export const dataMessages: Catalogue['dataMessages'] = {
  '@setDataFrame': '推流端把元数据交给服务器保存；之后加入的每个拉流端都会收到它，名为 onMetaData。',
  '@clearDataFrame': '要求服务器删除以这个名字保存的元数据。',
  onMetaData: {
    client: '描述这条流：分辨率、帧率、编码、码率。它只供参考，以序列头为准。',
    server: '服务器转发推流端给出的描述：分辨率、帧率、编码、码率。',
  },
  onCuePoint: '流中的一个标记，播放器或广告系统可以在这里做相应处理。',
  onTextData: '属于这一时刻的文本，例如字幕。',
  onStatus: '服务器报告流的状态。',
  onPlayStatus: '服务器报告播放列表已经结束，或者流已经切换。',
  onFI: '推流端的时间。与收到的时间比较，就得到整条链路的延迟。',
  '|RtmpSampleAccess': '说明 Flash 程序可否读取原始的声音和画面；不允许时仍可播放，其他播放器不理会它。',
};

export const unknownData = '规范里没有的流事件，不认识它的接收方不予理会。';

export const results: Catalogue['results'] = {
  connect: '服务器接受连接，并说明自己的情况；客户端接下来可以创建流。',
  createStream: '服务器分配了消息流 id；属于这条流的每条消息，消息头里都要写这个数。',
  releaseStream: '流名没有被占用；也可能服务器只是礼貌性地答复。',
  FCPublish: '服务器已记下预告；是否允许推流，要看后面的 onStatus。',
  FCUnpublish: '服务器已记下推流即将停止。',
  FCSubscribe: '服务器已记下订阅。',
  getStreamLength: '流的时长，单位秒；直播流为 0。',
  checkBandwidth: '服务器对带宽测量的答复。',
  _checkbw: '服务器对带宽测量的答复。',
};

export const errors: Catalogue['errors'] = {
  connect: '服务器拒绝连接，原因在 code 和 description 里；之后通常会立即断开。',
  createStream: '服务器没有分配消息流，因此推流和拉流都无法进行。',
  releaseStream: '服务器没有这个调用，或者没有这个流名。没有影响，推流端会继续。',
  FCPublish: '服务器没有这个调用。没有影响，推流端会继续。',
  FCUnpublish: '服务器没有这个调用，没有影响。',
  FCSubscribe: '服务器没有这个调用，或者没有这条流；许多拉流端会继续。',
  getStreamLength: '服务器不提供时长；拉流端会照常播放。',
  checkBandwidth: '服务器不测量带宽，没有影响。',
  _checkbw: '服务器不测量带宽，没有影响。',
};

export const authentication: Catalogue['authentication'] = {
  needAuth: '服务器只允许有用户名的推流端；客户端要带上用户名重新连接。',
  user: '客户端报出用户名，询问怎样证明身份；服务器会再拒绝一次，并给出质询。',
  challenge:
    '服务器拒绝连接，并给出盐（salt）和质询（challenge）；客户端要用它们和密码算出摘要，再重新连接。',
  response: '客户端用摘要证明自己知道密码，密码本身没有发送。',
  noSuchUser: '服务器没有这个用户。',
  authFailed: '摘要不对，即密码不对；用同样的密码重试没有用。',
};

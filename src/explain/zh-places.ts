import type { Catalogue } from './catalogue.ts';

/** Values that their place in a command or data message gives a meaning. */
export const places: Catalogue['places'] = {
  commandName: '命令名：对端要执行的函数；答复则为 _result 或 _error。',
  transactionId: '事务 id：答复会带回同一个数，由此知道答复的是哪条命令；0 表示不需要答复。',
  commandObject: '命令对象：只有 connect 用它说明客户端的情况，其他命令写 null。',
  properties: '属性：答复 connect 时说明服务器的情况，其他答复大多为 null。',
  dataName: '事件的名字。',
  optionalArguments: '由应用自己约定的参数，可以用来传用户名或令牌。',
  information: '结果：级别、状态码和说明。',
  response: '应用的函数返回的值。',
  streamId: '消息流 id。',
  streamName: '流名，推流端和拉流端必须一致；问号后面可以带令牌等查询参数。',
  start:
    '从哪里开始：-2 先找直播，没有再找录制；-1 只找直播；0 或正数是录制内容的起点，单位秒，但许多播放器写的是毫秒。',
  duration: '播放多久：-1 播到结束，0 只播一帧，正数为时长。',
  reset: '播放之前是否清空播放列表。',
  parameters: '接下来播放哪条流，以及怎样切换过去。',
  boolFlag: '真为要，假为不要。',
  publishingName: '推流的流名，往往就是保密的推流码；谁从抓包里读到它，谁就能冒名推流。',
  publishingType:
    '推流方式：live 不录制，record 录制成新文件，append 追加到已有文件。多数服务器是否录制由自己的配置决定。',
  milliSeconds: '流中的位置，单位毫秒。',
  pause: '真为暂停，假为继续。',
  seconds: '时长，单位秒。',
  payload: '用来测量带宽的数据，没有含义。',
  kilobitsDown: '测得的下行带宽（到客户端方向），单位 kb/s；没有测量时为 0。',
  deltaDown: '测量时发送的数据量。',
  deltaTime: '测量花费的时间，单位毫秒。',
  latency: '往返时延，单位毫秒。',
  handler: '拉流端收到时所用的名字，几乎总是 onMetaData。',
  metadata: '流的各项信息，名字和值。',
  cuePoint: '标记：名字、时间和类型。',
  textData: '文本，以及它的语言和轨。',
  timecode: '推流端的日期和时间。',
  audioSampleAccess: '是否允许读取原始声音。',
  videoSampleAccess: '是否允许读取原始画面。',
};

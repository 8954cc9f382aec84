import type { Catalogue } from './catalogue.ts';

export const media: Catalogue['media'] = {
  audioSequenceHeader: {
    client: '音频序列头，用来配置解码器。推流端要在所有声音之前发送一次；缺了它，后面的声音都解不出来。',
    server: '音频序列头，用来配置解码器。服务器保存推流端发来的这一份，在发送声音之前先交给每个拉流端。',
  },
  audioFrame: {
    client: '一帧编码后的音频，由推流端发出。',
    server: '一帧编码后的音频，由服务器转发给拉流端。',
  },
  audioEmpty: '没有内容的音频消息：表示静音，或者表明连接还在。有的接收方会因它出错。',
  audioSequenceEnd: '音频序列到此结束，之后的音频要重新发送序列头。',
  audioMultichannelConfig: '说明每个声道对应哪个扬声器，用于单声道和立体声之外的排列。',
  audioMultitrack: '多轨音频，例如多种语言的声音；每条轨有自己的轨 id。',
  videoSequenceHeader: {
    client: '视频序列头，用来配置解码器。推流端要在所有画面之前发送一次；缺了它，拉流端一直黑屏。',
    server: '视频序列头，用来配置解码器。服务器保存推流端发来的这一份，在发送画面之前先交给每个拉流端。',
  },
  videoKeyframe: {
    client: '关键帧，可以独立解码。拉流端只能从关键帧开始播放，所以两个关键帧的间隔就是最长的等待时间。',
    server:
      '关键帧，可以独立解码，因此是拉流端收到的第一帧。服务器常常缓存最近的关键帧，以便拉流端立即起播。',
  },
  videoInterFrame: '非关键帧，只记录与之前画面的差别。它所依赖的帧如果丢失，会花屏到下一个关键帧。',
  videoDisposableFrame: '可丢弃帧，别的画面都不依赖它；网络太慢时，服务器可以不发。',
  videoSequenceEnd: '视频序列到此结束，之后的视频要重新发送序列头。',
  videoCommand: '没有画面，只在 seek 前后提示播放器：其间的画面要解码，但不显示。',
  videoMetadata: '描述画面的色彩，例如 HDR 参数；到下一条元数据之前一直有效。',
  videoMultitrack: '多轨视频，例如多种分辨率或多个机位；每条轨有自己的轨 id。',
  videoEmpty: '没有画面的视频消息，规范没有规定它的含义。',
};

export const runs: Catalogue['runs'] = {
  audio: {
    client: '推流端不断发送音频，每条消息是一帧，带有自己的时间戳。',
    server: '服务器不断把音频转发给拉流端，每条消息是一帧，带有自己的时间戳。',
  },
  video: {
    client: '推流端不断发送视频：隔一段时间一个关键帧，其间是非关键帧。',
    server: '服务器不断把视频转发给拉流端：隔一段时间一个关键帧，其间是非关键帧。',
  },
  audioAndVideo: {
    client: '推流端按时间次序交错发送音频和视频，拉流端可以从其中的关键帧开始播放。',
    server: '服务器按时间次序把音频和视频转发给拉流端，第一帧画面必须是关键帧。',
  },
  acknowledgements: {
    client: '客户端不时报告收到的字节总数，让服务器继续发送。',
    server: '服务器不时报告收到的字节总数，让客户端继续发送。',
  },
};

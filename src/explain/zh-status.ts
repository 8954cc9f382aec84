import type { Catalogue } from './catalogue.ts';

export const status: Catalogue['status'] = {
  'NetConnection.Call.BadVersion': {
    meaning: '服务器读不懂一次调用。',
    causes: '常见原因：约定的是 AMF0，客户端却用 AMF3 编码，或者相反。',
  },
  'NetConnection.Call.Failed': {
    meaning: '服务器没能完成一次调用。',
    causes:
      '常见原因：应用没有这个函数，或者函数本身出错。如果是针对 releaseStream 和 FCPublish，则没有影响。',
  },
  'NetConnection.Call.Prohibited': {
    meaning: '服务器不允许这次调用。',
    causes: '客户端无权使用这个函数，常常与它从哪里加载有关。',
  },
  'NetConnection.Connect.AppShutdown': {
    meaning: '服务器上的应用正在关闭。',
    causes: '常见原因：服务器重启，或者内存不足；稍后再连接。',
  },
  'NetConnection.Connect.Closed': {
    meaning: '连接已经关闭。',
    causes: '常见原因：一方主动关闭，也可能是服务器把客户端踢下线。',
  },
  'NetConnection.Connect.Failed': {
    meaning: '连接没有建立成功。',
    causes: '常见原因：服务器停机或过载，或者被防火墙拦截。',
  },
  'NetConnection.Connect.IdleTimeOut': {
    meaning: '连接上长时间没有动静，服务器将它断开。',
    causes: '客户端没有发送数据的时间超过了服务器的限制。',
  },
  'NetConnection.Connect.InvalidApp': {
    meaning: '服务器没有这个应用。',
    causes: '常见原因：URL 路径的第一段写错、漏写，或者服务器没有配置这个应用。',
  },
  'NetConnection.Connect.NetworkChange': {
    meaning: '客户端的网络发生了变化。',
    causes: '加入或离开了无线网络；连接可能继续，也可能中断。',
  },
  'NetConnection.Connect.ReconnectRequest': {
    meaning: '服务器要求客户端重新连接：给出了 tcUrl 就连到那里，否则连原来的地址。',
    causes: '常见原因：服务器即将停机维护，或者要分散负载。客户端应当继续到下一个关键帧，再换到新的连接。',
  },
  'NetConnection.Connect.Rejected': {
    meaning: '服务器拒绝客户端连接。',
    causes:
      '常见原因：缺少用户名、令牌或推流码，或者写错了，也可能不允许来自这个地址的连接；description 里常有具体原因。',
  },
  'NetConnection.Connect.Success': {
    meaning: '服务器接受了连接。',
    causes: '应用存在，客户端也有权使用它。',
  },
  'NetConnection.Proxy.NotResponding': {
    meaning: '代理服务器没有响应。',
    causes: '常见原因：代理或它后面的源站停机，或者地址配置错误。',
  },
  'NetStream.Buffer.Empty': {
    meaning: '播放器的缓冲已空，停下来等数据。',
    causes: '常见原因：数据来得比播放慢：带宽不足，或者推流端卡顿。',
  },
  'NetStream.Buffer.Flush': {
    meaning: '数据已经全部发完，播放器正在播放剩余的缓冲。',
    causes: '流已经结束。',
  },
  'NetStream.Buffer.Full': {
    meaning: '播放器的缓冲已满，开始播放。',
    causes: '收到的数据已经足够。',
  },
  'NetStream.Data.Start': {
    meaning: '流的数据即将开始。',
    causes: '有的服务器在 Play.Start 之后、元数据之前发送它。',
  },
  'NetStream.Failed': {
    meaning: '流出了问题，又没有专门的状态码。',
    causes: '原因看 description；如果没有写，只能查服务器日志。',
  },
  'NetStream.MulticastStream.Reset': {
    meaning: '播放器换到了另一条组播流。',
    causes: '组播的推流端重新开始推流。',
  },
  'NetStream.Pause.Notify': {
    meaning: '流已暂停。',
    causes: '拉流端用 pause 请求暂停。',
  },
  'NetStream.Play.Complete': {
    meaning: '整条流已经发完。',
    causes: '录制内容或播放列表到了结尾。',
  },
  'NetStream.Play.Failed': {
    meaning: '这条流不能播放。',
    causes: '常见原因：服务器读不出它，或者拉流端无权观看；description 里可能有更多信息。',
  },
  'NetStream.Play.FileStructureInvalid': {
    meaning: '录制文件已损坏，或者不是服务器能读的格式。',
    causes: '常见原因：文件没有写完就中断了，或者只有扩展名是 MP4、FLV。',
  },
  'NetStream.Play.InsufficientBW': {
    meaning: '到拉流端的网络太慢，跟不上这条流。',
    causes: '码率高于拉流端的带宽；换一个码率较低的版本会有帮助。',
  },
  'NetStream.Play.NoSupportedTrackFound': {
    meaning: '文件里没有可以播放的音频、视频或数据。',
    causes: '常见原因：服务器或播放器不支持它的编码。',
  },
  'NetStream.Play.PublishNotify': {
    meaning: '拉流端等待的流已经开始推流。',
    causes: '常见原因：推流端上线，或者中断后又回来了。',
  },
  'NetStream.Play.Reset': {
    meaning: '播放列表已清空，请求的内容立即播放。',
    causes: '除非拉流端要求加到播放列表之后，否则它总在 Play.Start 之前出现。',
  },
  'NetStream.Play.Start': {
    meaning: '找到了流，开始播放，接下来是媒体数据。',
    causes: '有的服务器在没有人推流时也照样发送它；如果之后一直没有数据，原因就在这里。',
  },
  'NetStream.Play.Stop': {
    meaning: '播放已经结束。',
    causes: '常见原因：录制内容放完了，或者直播的推流端已经离开。',
  },
  'NetStream.Play.StreamNotFound': {
    meaning: '没有这个名字的流。',
    causes: '常见原因：此刻没有人推这条流，流名写错，或者流在另一个应用里。',
  },
  'NetStream.Play.Switch': {
    meaning: '拉流端正在换到另一条流。',
    causes: '常见原因：播放列表进到下一项，或者切换码率。',
  },
  'NetStream.Play.Transition': {
    meaning: '服务器开始切换到流的另一个版本。',
    causes: '拉流端用 play2 请求切换。',
  },
  'NetStream.Play.TransitionComplete': {
    meaning: '切换已经完成，画面来自新的版本。',
    causes: '到达了新版本的第一个关键帧。',
  },
  'NetStream.Play.UnpublishNotify': {
    meaning: '这条流的推流已经停止。',
    causes: '常见原因：推流端主动结束，或者连接中断。它可能还会回来，拉流端可以等待。',
  },
  'NetStream.Publish.BadConnection': {
    meaning: '服务器不能在这个连接上接收推流。',
    causes: '常见原因：connect 还没有完成就发送 publish，或者使用了没有创建的消息流。',
  },
  'NetStream.Publish.BadName': {
    meaning: '不能用这个流名推流。',
    causes:
      '常见原因：流名已被占用，常常是同一个推流端的上一个连接，服务器还以为它在线；也可能是推流码不对。',
  },
  'NetStream.Publish.Denied': {
    meaning: '服务器不允许这个客户端推流。',
    causes: '常见原因：推流码或令牌错误、过期，或者不允许来自这个地址的推流。',
  },
  'NetStream.Publish.Idle': {
    meaning: '推流端有一段时间没有发送数据。',
    causes: '常见原因：推流软件已暂停，或者卡死了。',
  },
  'NetStream.Publish.Rejected': {
    meaning: '服务器不接收这条流。',
    causes: '常见原因：违反了服务器的规则：推流码错误、编码不受支持，或者流的数量过多。',
  },
  'NetStream.Publish.Start': {
    meaning: '服务器接收推流，客户端可以发送媒体数据。',
    causes: '流名空闲，客户端有权使用。有的服务器还没有核对推流码就发送它。',
  },
  'NetStream.Publish.Unauthorized': {
    meaning: '客户端没有证明自己有权推流。',
    causes: '常见原因：缺少推流码、用户名或令牌，或者写错了。',
  },
  'NetStream.Record.Failed': {
    meaning: '服务器无法继续录制。',
    causes: '常见原因：磁盘已满，或者文件无法写入。',
  },
  'NetStream.Record.NoAccess': {
    meaning: '服务器无权录制到这个文件。',
    causes: '常见原因：文件只读、正在被使用，或者不在允许存放录制的位置。',
  },
  'NetStream.Record.Start': {
    meaning: '服务器已经开始录制。',
    causes: '常见原因：客户端以 record 或 append 方式推流，或者服务器规定一律录制。',
  },
  'NetStream.Record.Stop': {
    meaning: '服务器已经停止录制。',
    causes: '推流端已经结束推流。',
  },
  'NetStream.Seek.Failed': {
    meaning: '不能跳到拉流端要求的位置。',
    causes: '常见原因：这是直播流，或者录制内容不支持 seek。',
  },
  'NetStream.Seek.InvalidTime': {
    meaning: '要求的位置超出了现有内容。',
    causes: '常见原因：录制内容没有这么长，或者还没有下载到那里；details 给出可用的时间。',
  },
  'NetStream.Seek.Notify': {
    meaning: '服务器从拉流端要求的位置继续发送。',
    causes: '拉流端用 seek 请求跳转；数据从那个位置之前的关键帧开始。',
  },
  'NetStream.Unpause.Notify': {
    meaning: '流在暂停之后继续播放。',
    causes: '拉流端用 pause 请求继续。',
  },
  'NetStream.Unpublish.Success': {
    meaning: '推流已经结束。',
    causes: '客户端用 closeStream、deleteStream 或 FCUnpublish 结束了它。',
  },
  'SharedObject.BadPersistence': {
    meaning: '共享对象已经存在，但持久性与客户端要求的不同。',
    causes: '常见原因：一个客户端以持久方式打开它，另一个以临时方式打开。',
  },
  'SharedObject.Flush.Failed': {
    meaning: '共享对象没有保存成功。',
    causes: '用户不允许播放器存储这么多数据。',
  },
  'SharedObject.Flush.Success': {
    meaning: '共享对象已经保存。',
    causes: '用户允许播放器存储这么多数据。',
  },
  'SharedObject.NoReadAccess': {
    meaning: '客户端无权读取这个共享对象。',
    causes: '服务器上的应用不允许读取。',
  },
  'SharedObject.NoWriteAccess': {
    meaning: '客户端无权修改这个共享对象。',
    causes: '服务器上的应用不允许修改。',
  },
  'SharedObject.ObjectCreationFailed': {
    meaning: '服务器没能创建共享对象。',
    causes: '常见原因：名字不允许使用，或者无法存储。',
  },
  'SharedObject.UriMismatch': {
    meaning: '共享对象的地址与连接的地址不一致。',
    causes: '客户端用另一个应用的 URL 打开了它。',
  },
};

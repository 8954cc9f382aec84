import type { Facts, NameOddity, Words } from '../analysis/findings/facts.ts';
import { duration } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';
import { roles } from './zh-notes.ts';

/** connect, createStream, publish and play, and what became of them. */
export const callFindings: TextsOf<
  'connect' | 'auth' | 'reconnect' | 'call' | 'create-stream' | 'publish' | 'play' | 'stream-name'
> = {
  'connect.rejected': {
    title: '服务器拒绝连接',
    evidence: answeredWith,
    meaning: 'connect 的答复是错误，其中写着原因。',
    causes: '应用（路径的第一段）不存在，或者客户端无权使用它。',
    advice: '把 app 和 tcUrl 与服务器的配置对照。',
  },
  'connect.closed-unanswered': {
    title: '服务器没有答复 connect 就断开了连接',
    evidence: ({ how, frame, waited }) =>
      `帧 ${frame} 的 connect 之后 ${duration(waited)}，服务器没有答复，直接用 ${how} 断开了连接`,
    meaning: '服务器完成了握手，读了 connect，然后不说明原因就断开。',
    causes: '服务器的规则或回调（例如 on_connect）拒绝了客户端，或者应用不存在。',
    advice: '查看服务器及其回调的日志，核对 URL 里的应用名。',
  },
  'connect.closed-at-once': {
    title: '服务器接受连接后立即断开',
    evidence: ({ how, frame, waited }) =>
      `服务器在帧 ${frame} 接受了 connect，${duration(waited)} 后用 ${how} 断开了连接`,
    meaning: 'connect 成功，但客户端还没有请求流，服务器就断开了。',
    causes: '连接数限制、负载均衡后面的检查，或者封禁在接受连接之后才生效。',
    advice: '查看服务器日志；检查各种限制，以及这个地址是否被封禁。',
  },
  'connect.unanswered': {
    title: '服务器一直没有答复 connect',
    evidence: ({ frame, waited }) => `帧 ${frame} 的 connect 过了 ${duration(waited)} 仍没有答复`,
    meaning: '握手正常，connect 却一直没有答复。',
    causes: '服务器后面的应用卡死，或者它等待的回调卡死。',
    advice: '查清服务器在等什么；手工测试它的回调。',
  },
  'auth.needed': {
    title: '服务器要求用户名和密码',
    evidence: answeredWith,
    meaning: '服务器拒绝 connect，直到客户端给出用户名并答复它的质询。',
    causes: '推流软件没有填写用户名和密码，或者不支持这种鉴权方式（authmod=adobe 或 llnw）。',
    advice: '在推流软件里填写用户名和密码，不要写在 URL 里。',
  },
  'auth.failed': {
    title: '用户名或密码错误',
    evidence: answeredWith,
    meaning: '客户端答复了质询，服务器不接受。',
    causes: '用户名或密码写错，或者这个账号不允许在这里推流。',
    advice: '在两边重新设置用户名和密码。',
  },
  'reconnect.loop': {
    title: '客户端反复重连，始终没有成功',
    evidence: ({ count, name, time, first }, tell) =>
      `${duration(time)} 内为“${name}”连接了 ${count} 次，没有一次进入推流或拉流${first === undefined ? '' : `；第一次：${tell(first)}`}`,
    meaning: '同一路流接连好几个连接都在流建立之前就结束了。',
    causes: '第一次失败的原因对每一次都成立：推流码错误、流名被占用、服务器拒绝。',
    advice: '先看其中第一个连接；并加大重连的间隔。',
  },
  'call.unanswered': {
    title: '有调用一直没有答复',
    evidence: ({ name, from, frame, waited }) =>
      waited === undefined
        ? `${roles[from]}在帧 ${frame} 的 ${name} 一直没有答复`
        : `帧 ${frame} 的 ${name} 过了 ${duration(waited)} 仍没有答复`,
    meaning: '这个调用带有事务 id，要求答复，但没有等到答复。',
    causes: '对端不认识这个调用，或者卡死。',
    advice: 'createStream 没有答复就无法继续；其他调用常常没有答复，也没有影响。',
  },
  'call.late': {
    title: '答复来得很慢',
    evidence: ({ name, frame, answer, waited }) =>
      `帧 ${frame} 的 ${name} 在帧 ${answer} 才得到答复，用了 ${duration(waited)}`,
    meaning: '在收到这个答复之前，启动过程停在原地。',
    causes: '服务器在等待回调或源站，或者已经过载。',
    advice: '测量服务器在答复之前查询的各个环节。',
  },
  'call.duplicate-transaction': {
    title: '事务 id 重复使用',
    evidence: ({ name, id, before }) => `${name} 的事务 id 是 ${id}，在此之前 ${before} 已经用过`,
    meaning: '两个调用的答复无法按 id 区分。',
    causes: '客户端没有给自己的调用编号。',
    advice: '每个调用用自己的 id，从 1 开始递增。',
  },
  'create-stream.failed': {
    title: '服务器没有分配消息流',
    evidence: answeredWith,
    meaning: 'createStream 的答复是错误，或者没有消息流 id，所以既不能推流也不能拉流。',
    causes: '流的数量达到上限，或者应用拒绝了客户端。',
    advice: '查看服务器日志；服务器的原话在证据里。',
  },
  'create-stream.closed-unanswered': {
    title: '服务器被请求创建消息流时断开了连接',
    evidence: ({ how, frame, waited }) =>
      `帧 ${frame} 的 createStream 之后 ${duration(waited)}，服务器没有答复，直接用 ${how} 断开了连接`,
    meaning: '服务器收到了 createStream，没有答复就断开连接。',
    causes: '服务器不说明原因就拒绝客户端，或者服务器出错。',
    advice: '查看服务器这个时间的日志。',
  },
  'create-stream.closed-at-once': {
    title: '服务器给出消息流后立即断开',
    evidence: ({ how, frame, waited }) =>
      `服务器在帧 ${frame} 答复了 createStream，${duration(waited)} 后用 ${how} 断开了连接`,
    meaning: 'createStream 得到了答复，客户端还没来得及用这个流，服务器就断开了连接。',
    causes: '账号或连接数的限制，或者服务器在答复之后出错。',
    advice: '查看服务器这个时间的日志。',
  },
  'publish.no-stream': {
    title: '使用了没有创建的消息流',
    evidence: ({ action, name, frame }) =>
      `客户端在帧 ${frame} 调用了 ${action}("${name}")，此前没有 createStream`,
    meaning: '客户端还没有申请消息流，就开始推流或拉流。',
    causes: '客户端省略了 createStream，自己定了一个编号。',
    advice: '先发送 createStream，再使用答复里的编号。',
  },
  'publish.name-changed': {
    title: '同一个消息流换了流名',
    evidence: ({ streamId, before, beforeFrame, name, frame }) =>
      `消息流 ${streamId} 在帧 ${beforeFrame} 的流名是“${before}”，在帧 ${frame} 变成“${name}”`,
    meaning: '一个消息流已经用过一个流名，客户端又在上面推或拉第二个。',
    causes: '切换了流，或者客户端在逐个尝试流名。',
    advice: '如果是有意的，不必处理；否则每个流名用自己的消息流。',
  },
  'play.no-stream-begin': {
    title: '没有 Stream Begin 就开始发送媒体',
    evidence: ({ name, frame }) => `“${name}”的媒体数据从帧 ${frame} 开始，之前没有 Stream Begin`,
    meaning: '服务器播放一路流，却没有用 Stream Begin 告知。',
    causes: '服务器省略了这个事件。',
    advice: '等待这个事件的播放器不会有画面：在第一条媒体消息之前发送它。',
  },
  'publish.rejected': {
    title: '服务器拒绝推流',
    evidence: refuses,
    meaning: 'publish 的答复是错误，其中写着原因。',
    causes: '推流码错误、过期或无权使用，或者这个应用不接受推流。',
    advice: '重新复制推流码，不要带空格；把应用名和推流码与服务器的配置对照。',
  },
  'publish.name-in-use': {
    title: '这个流名已有人在推流',
    evidence: refuses,
    meaning: '服务器对每个流名只接受一个推流端，而现在已经有一个。',
    causes: '推流软件重启了，它的旧连接还留在服务器上；或者两个推流端用了同一个推流码。',
    advice: '停掉另一个推流端，或者等服务器清除旧连接；把服务器的超时设短一些。',
  },
  'publish.closed-unanswered': {
    title: '服务器没有答复 publish 就断开了连接',
    evidence: closesOn,
    meaning: '直到 publish 都正常；服务器没有发送说明原因的状态就断开了。',
    causes: '服务器的回调（例如 on_publish）拒绝了：推流码错误、令牌过期、达到限制。',
    advice: '检查推流码和令牌，查看回调的答复。',
  },
  'publish.closed-at-once': {
    title: '服务器接受推流后立即断开',
    evidence: acceptsInVain,
    meaning: '服务器还没有检查完就发送了 NetStream.Publish.Start，随后的检查没有通过。',
    causes: '答复之后才检查的推流码不对，同名的流已经有人在推，或者账号受限。',
    advice: '检查推流码，以及是否已有别的推流；查看服务器日志。',
  },
  'publish.unanswered': {
    title: '服务器一直没有答复 publish',
    evidence: leavesOpen,
    meaning: '推流软件要等到 NetStream.Publish.Start 才开始发送，它却没有来。',
    causes: '服务器查询的回调或源站没有答复。',
    advice: '手工测试回调，查看服务器日志。',
  },
  'play.not-found': {
    title: '要拉的流不存在',
    evidence: refuses,
    meaning: '服务器上没有这个名字的录像，也没有人在推这路流。',
    causes: '流名写错，属于另一个应用，或者还没有人推流。',
    advice: '把应用名和流名与推流端逐字对照。',
  },
  'play.nothing-published': {
    title: '拉到的流没有数据',
    evidence: ({ name, frame, waited, outcome }) =>
      'begun' in outcome
        ? `帧 ${frame} 的 play 之后 ${duration(waited)} 没有“${name}”的任何数据，到帧 ${outcome.begun} 才开始`
        : `帧 ${frame} 的 play("${name}") 得到的答复是 ${said(outcome.reply)}，之后 ${duration(waited)} 没有这路流的任何数据`,
    meaning: '服务器接受了 play，却没有媒体数据：它在等推流端。',
    causes: '没有人用这个流名推流，或者推到了别的流名、别的应用。',
    advice: '启动推流端，并把它的应用名和流名与拉流端对照。',
  },
  'play.failed': {
    title: '服务器拒绝播放',
    evidence: refuses,
    meaning: 'play 的答复是错误，其中写着原因。',
    causes: '源站没有响应，文件读不出来，或者客户端无权播放。',
    advice: '查看服务器日志；服务器的原话在证据里。',
  },
  'play.closed-unanswered': {
    title: '服务器没有答复 play 就断开了连接',
    evidence: closesOn,
    meaning: '直到 play 都正常；服务器没有发送说明原因的状态就断开了。',
    causes: '服务器的回调（例如 on_play）拒绝了：令牌错误、达到观看人数限制。',
    advice: '检查令牌，查看回调的答复。',
  },
  'play.closed-at-once': {
    title: '服务器接受拉流后立即断开',
    evidence: acceptsInVain,
    meaning: '服务器发送了 NetStream.Play.Start，流的数据还没有来，连接就断开了。',
    causes: '拉流的权限在答复之后才检查，或者有这路流的源站放弃了。',
    advice: '查看服务器这个时间的日志。',
  },
  'play.unanswered': {
    title: '服务器一直没有答复 play',
    evidence: leavesOpen,
    meaning: '既没有状态，也没有媒体数据。',
    causes: '服务器在等待没有响应的源站或回调。',
    advice: '查清服务器在等什么。',
  },
  'play.late-first-picture': {
    title: '首帧画面来得慢',
    evidence: ({ name, frame, waited, begun, keyframe }) =>
      keyframe === undefined
        ? `帧 ${frame} 的 play("${name}") 之后 ${duration(waited)} 没有关键帧，而这路流的其他数据从帧 ${begun} 就开始了`
        : `第一个关键帧在帧 ${keyframe}，距帧 ${frame} 的 play 得到答复已有 ${duration(waited)}；这路流的其他数据从帧 ${begun} 就开始了`,
    meaning: '播放器只能从关键帧开始，所以要等下一个关键帧。',
    causes: '推流端的关键帧间隔太长，服务器也没有为新加入的拉流端缓存 GOP。',
    advice: '每两秒发送一个关键帧，或者让服务器缓存最近的 GOP。',
  },
  'stream-name.suspicious': {
    title: '流名看起来不对',
    evidence: ({ action, name, oddity }) =>
      `客户端${action === 'publish' ? '推流' : '拉流'}的流名是“${name}”，${ODDITIES[oddity]}`,
    meaning: '流名里有几乎没有服务器会接受的内容。',
    causes: '在推流码一栏填了完整的 URL、空的推流码或带空格的推流码。',
    advice: '一栏填到应用名为止的 URL，另一栏只填推流码。',
  },
};

const ODDITIES: Readonly<Record<NameOddity, string>> = {
  empty: '是空的',
  url: '是一个完整的 URL',
  spaceAtEnd: '首尾带有空格',
  space: '中间带有空格',
  quotationMark: '首尾带有引号或括号',
};

function answeredWith({ call, answer, reply }: Facts['connect.rejected']): string {
  return `服务器在帧 ${answer} 对 ${call} 的答复是 ${said(reply)}`;
}

function refuses({ action, name, frame, answer, reply }: Facts['publish.rejected']): string {
  return `服务器在帧 ${answer} 对帧 ${frame} 的 ${action}("${name}") 的答复是 ${said(reply)}`;
}

function closesOn({ how, waited, action, name, frame }: Facts['publish.closed-unanswered']): string {
  return `帧 ${frame} 的 ${action}("${name}") 之后 ${duration(waited)}，服务器没有答复，直接用 ${how} 断开了连接`;
}

function acceptsInVain({ how, waited, action, name, frame, reply }: Facts['publish.closed-at-once']): string {
  return `服务器在帧 ${frame} 用${said(reply)}答复了 ${action}("${name}")，${duration(waited)} 后用 ${how} 断开了连接`;
}

function leavesOpen({ action, name, frame, waited }: Facts['publish.unanswered']): string {
  return `帧 ${frame} 的 ${action}("${name}") 过了 ${duration(waited)} 仍没有答复`;
}

function said({ code, description }: Words): string {
  const words = [code, description].filter((text) => text !== '').map((text) => `“${text}”`);
  return words.length === 0 ? '没有说明原因的错误' : words.join('：');
}

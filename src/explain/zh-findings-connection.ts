import type { Facts, Said } from '../analysis/findings/facts.ts';
import { otherRole } from '../analysis/findings/side-health.ts';
import { duration, grouped, percent } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';
import { noteText, roles, versionName } from './zh-notes.ts';

/** TCP, the protocol on the port, the handshake, and how it ended. */
export const connectionFindings: TextsOf<'tcp' | 'protocol' | 'handshake' | 'close' | 'capture'> = {
  'tcp.syn-unanswered': {
    title: '连接请求没有任何回应',
    evidence: ({ syns, waited }) => `${duration(waited)} 内发出 ${grouped(syns)} 个 SYN，没有任何回应`,
    meaning: '客户端反复请求建立 TCP 连接，对端既不接受，也不拒绝。',
    causes: '防火墙丢弃了数据包，地址写错，或者主机已经停机。',
    advice:
      '换一个网络再试这个端口。许多网络不允许访问外部的 1935 端口，改用 443 端口上的 RTMPS 往往可以通过。',
  },
  'tcp.refused': {
    title: '服务器拒绝 TCP 连接',
    evidence: ({ frame, waited }) => `帧 ${frame} 的 SYN 在 ${duration(waited)} 后得到的答复是 RST`,
    meaning: '主机有答复，但这个端口上没有程序在监听。',
    causes: 'RTMP 服务没有运行，或者监听在别的端口、主机的另一个地址上。',
    advice: '到主机上确认服务是否在运行、监听在哪里，再改正 URL。',
  },
  'tcp.reset': {
    title: '一方强行断开了连接',
    evidence: ({ role, frame, unread }) =>
      `${roles[role]}在帧 ${frame} 用 RST 断开连接${unread > 0 ? `，${roles[otherRole(role)]}还有 ${grouped(unread)} 字节没有得到确认` : ''}`,
    meaning: 'RST 会立即结束连接，还在途中的数据全部丢失。',
    causes: '程序退出或被杀死时还有数据没有读完，或者途中的设备插手断开。',
    advice: '按 RST 的时间查看发送方的日志。',
  },
  'tcp.fin-in-message': {
    title: '连接在一条消息中间结束',
    evidence: ({ note }) => noteText(note),
    meaning: '一方还没有把已经开始的消息发完，就结束了发送。',
    causes: '程序崩溃或被强行停止，或者没有等自己的发送队列清空就关闭了 socket。',
    advice: '发送方应先把已经开始的消息发完，再关闭连接。',
  },
  'tcp.large-segments-lost': {
    title: '大的数据包过不去',
    evidence: ({ role, times, largest }) =>
      `${roles[role]}的一个报文段重传了 ${grouped(times)} 次，始终没有得到确认；它最大的报文段为 ${grouped(largest)} 字节`,
    meaning: '小包能到，满长度的包从来不到，所以连接卡在第一个大包上。',
    causes: '隧道或 VPN 的 MTU 较小，而防火墙又丢弃了本该告知这一点的 ICMP 消息。',
    advice: '调小发送方的 MTU，在路由器上限制 MSS，或者放行 ICMP 的 fragmentation needed 消息。',
  },
  'tcp.round-trip-long': {
    title: '到服务器的往返时间很长',
    evidence: ({ time }) => `按建立连接时测得，一个往返需要 ${duration(time)}`,
    meaning: '启动过程的每一步至少要等一个往返，丢包后的恢复也同样慢。',
    causes: '服务器距离远，或者线路拥塞，或者走卫星、移动网络。',
    advice: '选择就近的接入点。',
  },
  'tcp.retransmissions': {
    title: '有报文段重传',
    evidence: ({ role, segments, share, bytes }) =>
      `${roles[role]}重传了 ${grouped(segments)} 个报文段（${percent(share)}），共 ${grouped(bytes)} 字节`,
    meaning: '有数据包丢失或迟到，TCP 已经补上。',
    causes: '任何网络都会有少量重传。',
    advice: '不必处理，除非数量很多，或者同一时间媒体数据发生卡顿。',
  },
  'protocol.http': {
    title: 'RTMP 端口上出现 HTTP',
    evidence: speaks,
    meaning: '一方说的是 HTTP，另一方只能断开，或者一直等下去。',
    causes:
      '浏览器、健康检查，或者 HTTP-FLV、HLS 播放器连到了 RTMP 端口；也可能 URL 里的端口其实是 Web 服务器的。',
    advice: '改正 URL 里的端口。要走 HTTP 隧道，URL 应以 rtmpt:// 开头。',
  },
  'protocol.tls': {
    title: 'RTMP 端口上出现 TLS',
    evidence: speaks,
    meaning: '一方开始加密，另一方没有加密，双方都读不懂对端。',
    causes: 'URL 是 rtmps:// 而端口是明文端口，或者 URL 是 rtmp:// 而端口要求 TLS。',
    advice: 'rtmps:// 配 TLS 端口（通常是 443），rtmp:// 配明文端口（通常是 1935）。',
  },
  'protocol.rtsp': {
    title: 'RTMP 端口上出现 RTSP',
    evidence: speaks,
    meaning: '一方说的是 RTSP，这是另一种流媒体协议。',
    causes: 'URL 以 rtsp:// 开头，或者端口属于 RTSP 服务器，例如摄像机。',
    advice: 'URL 的协议要与端口对应：RTSP 是 554，RTMP 是 1935。',
  },
  'protocol.ssh': {
    title: 'RTMP 端口上出现 SSH',
    evidence: speaks,
    meaning: '一方说的是 SSH。',
    causes: '端口写错，或者有人在扫描 SSH 服务器。',
    advice: '改正端口；如果是扫描，可以不理会，也可以屏蔽。',
  },
  'protocol.other': {
    title: 'RTMP 端口上不是 RTMP',
    evidence: (facts) =>
      'bytes' in facts ? `客户端发送了 ${grouped(facts.bytes)} 字节，不是 RTMP` : speaks(facts),
    meaning: '开头的字节既不是 RTMP 的版本，也不是它的握手。',
    causes: '这个端口被别的程序占用，前面的代理加了自己的头部，或者客户端用了私有的加密方式。',
    advice: '用 follow 命令查看这些字节。',
  },
  'handshake.silent-client': {
    title: '客户端一直没有发送数据',
    evidence: ({ waited }) => `连接建立了 ${duration(waited)}，客户端什么也没有发送`,
    meaning: 'TCP 已经建立，应当先开口的客户端却没有发送 C0 和 C1 的任何字节。',
    causes: '端口检查或负载均衡只看端口是否开放，或者客户端卡死。',
    advice: '健康检查不必处理；否则查看客户端日志。',
  },
  'handshake.silent-server': {
    title: '服务器不答复握手',
    evidence: ({ waited, closer }) =>
      `收到 C0 和 C1 之后，服务器在 ${duration(waited)} 内什么也没有发送${closer === undefined ? '' : `，随后${roles[closer]}断开了连接`}`,
    meaning: 'C0 和 C1 已经到达服务器，S0 和 S1 却没有回来。',
    causes: '监听的不是 RTMP 服务器，它要求先做 TLS，已经过载，或者它转发的后端停机。',
    advice: '确认端口上监听的是什么程序，以及是否本应使用 rtmps://。',
  },
  'handshake.incomplete': {
    title: '握手中断',
    evidence: (facts) =>
      'note' in facts
        ? noteText(facts.note)
        : 'part' in facts
          ? `帧 ${facts.frame} 之后 ${duration(facts.waited)} 仍没有 ${facts.part}`
          : `C0 和 C1 共 ${grouped(facts.whole)} 字节，客户端只发送了 ${grouped(facts.bytes)} 字节`,
    meaning: '一方只发送了 1,536 字节中的一部分，之后再没有数据。',
    causes: '程序被停止，或者它发送的握手数据长度不够。',
    advice: 'C1、S1、C2、S2 各有 1,536 字节，与内容无关。',
  },
  'handshake.version': {
    title: '握手中的版本不对',
    evidence: (facts) =>
      'detail' in facts
        ? speaks(facts)
        : `${roles[facts.role]}一开始给出的版本是 ${facts.version}${facts.note === undefined ? '' : `（${versionName(facts.version)}）`}，而 RTMP 是 3`,
    meaning: '第一个字节不是 3，而 RTMP 实际使用的版本只有 3。',
    causes: '请求的是加密的变体（RTMPE 是 6），或者这些字节属于别的协议。',
    advice: '用 rtmp:// 或 rtmps:// 代替 rtmpe://。',
  },
  'handshake.echo-mismatch': {
    title: 'C2 或 S2 没有回送对端的数据',
    evidence: ({ role }) => (role === 'client' ? 'C2 与 S1 的数据不一致' : 'S2 与 C1 的数据不一致'),
    meaning: '答复应当回送对端的随机数据，或者对其中的摘要签名。',
    causes: '有的实现发送自己的数据；多数对端并不检查。',
    advice: '把 S1 复制到 C2，把 C1 复制到 S2。要求严格的对端会在这里断开连接。',
  },
  'handshake.early-data': {
    title: '握手还没有完成，客户端就开始调用',
    evidence: ({ frame, wait }) => `客户端的第一条消息在帧 ${frame} 就已收全，比 S2 早 ${duration(wait)}`,
    meaning: '消息先于 S2 到达，而客户端必须等到 S2。',
    causes: '客户端想省去一个往返。',
    advice: '等收到 S2 再发送；有的服务器会丢弃在此之前的数据。',
  },
  'close.client-fin': {
    title: '客户端没有说明就断开了连接',
    evidence: closes,
    meaning: '客户端按正常方式结束了 TCP，但之前没有发送 deleteStream，也没有别的说明。',
    causes: '程序退出、被杀死，或者放弃了；看最后一条消息，就知道是在什么之后。',
    advice: '如果不是有意断开，按这个时间查看客户端日志。',
  },
  'close.server-fin': {
    title: '服务器没有说明就断开了连接',
    evidence: closes,
    meaning: '服务器按正常方式结束了 TCP，但没有发送说明原因的状态消息。',
    causes: '服务器的规则（回调、限制、超时）、重启，或者不说明原因的拒绝。',
    advice: '按这个时间查看服务器日志；最后一条消息说明它是对什么作出的反应。',
  },
  'close.client-rst': {
    title: '客户端强行断开了连接',
    evidence: closes,
    meaning: '客户端用 RST 结束了 TCP，多半是因为还有数据没有读。',
    causes: '播放器关闭时常常这样离开；否则就是程序崩溃。',
    advice: '如果是播放器被关闭，不必处理；否则查看客户端日志。',
  },
  'close.server-rst': {
    title: '服务器强行断开了连接',
    evidence: closes,
    meaning: '数据还在发往服务器的途中，服务器就用 RST 结束了 TCP。',
    causes: '进程退出、被杀死或重启，或者把客户端踢下线。',
    advice: '按这个时间查看服务器日志。',
  },
  'close.delete-stream': {
    title: '流正常结束',
    evidence: ({ role, name, frame, end }) =>
      `${roles[role]}在帧 ${frame} ${name === undefined ? '用 end of sequence 结束了视频' : `用 ${name} 结束了流`}${end === undefined ? '' : `，随后${roles[end.role]}用 ${end.how} 关闭了 TCP`}`,
    meaning: '关闭 TCP 之前，有一方说明了流已经结束。',
    causes: '有人停止推流或拉流，或者录像播放到了结尾。',
    advice: '不必处理。',
  },
  'close.silence': {
    title: '连接没有了动静，也始终没有关闭',
    evidence: ({ waited, ...words }) =>
      `最后 ${duration(waited)} 没有任何数据，双方都没有关闭连接；${lastWords(words)}`,
    meaning: '正在进行的流突然没有了数据，没有 FIN，没有 RST，也没有结束的消息。',
    causes: '发送方卡死或被挂起，它的网络断开，或者 NAT 丢掉了这条连接。',
    advice: '检查发送方；服务器应当为长时间没有数据的连接设置超时。',
  },
  'capture.gap': {
    title: '抓包文件里缺少数据包',
    evidence: ({ role, bytes }) =>
      `${roles[role]}发送的 ${grouped(bytes)} 字节不在抓包文件里，而对端的反应说明它已经收到`,
    meaning: '双方都收到了这些字节，只是没有抓到：这里的流本身没有问题。',
    causes: '抓包的机器来不及处理，或者数据走多条路径，只抓到其中一部分。',
    advice: '加大抓包缓冲区（tcpdump -B），写到快的磁盘，并按端口过滤。',
  },
  'capture.snap-length': {
    title: '抓包时截断了数据包',
    evidence: ({ role, bytes }) => `数据包在抓取时被截断：${roles[role]}发送的 ${grouped(bytes)} 字节缺失`,
    meaning: '每个数据包只保留了开头的部分，所以消息不完整。',
    causes: '设置了抓包长度（snap length）。',
    advice: '抓取完整的数据包：tcpdump -s 0。',
  },
  'capture.one-direction': {
    title: '只抓到了一个方向',
    evidence: ({ role, bytes }) => `${roles[role]}的数据包一个也没有抓到，另一方有 ${grouped(bytes)} 字节`,
    meaning: '缺少另一方的数据包，所以无法判断答复和确认。',
    causes: '镜像端口或过滤条件只放过一个方向，或者返回的数据走另一条路。',
    advice: '在两台主机之一上抓包，不要按源或目的过滤。',
  },
  'capture.began-late': {
    title: '抓包开始时连接已经建立',
    evidence: () => '没有抓到这个连接的 SYN，也没有抓到握手',
    meaning: '连接早已建立，之前约定的内容无从得知。',
    causes: '抓包晚于推流或拉流开始。',
    advice: '在客户端连接之前开始抓包，才能看到谁是谁、请求了什么。',
  },
};

function speaks({ role, name, detail }: Facts['protocol.http']): string {
  return `${roles[role]}说的是 ${name}，不是 RTMP：${detail}`;
}

function closes({ role, how, frame, ...words }: Facts['close.client-fin']): string {
  return `${roles[role]}在帧 ${frame} 用 ${how} 关闭了 TCP，之前没有任何说明；${lastWords(words)}`;
}

function lastWords({ last, lastWord }: Pick<Facts['close.silence'], 'last' | 'lastWord'>): string {
  const words = `最后一条消息是${told(last)}`;
  return lastWord === undefined ? words : `${words}，媒体以外的最后一条是${told(lastWord)}`;
}

function told({ name, from, frame }: Said): string {
  return `帧 ${frame} ${roles[from]}的 ${typeof name === 'number' ? `类型 ${name}` : name}`;
}

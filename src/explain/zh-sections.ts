/** What stands where a section of a specification would, because none has it. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['not in RTMP 1.0; sent by servers in the field', 'RTMP 1.0 未定义，实际的服务器会发送'],
  [
    'not in RTMP 1.0; as clients and servers in the field send it',
    'RTMP 1.0 未定义，按客户端和服务器的实际做法',
  ],
  [
    'not in RTMP 1.0; as Flash Media Server and nginx-rtmp do it',
    'RTMP 1.0 未定义，按 Flash Media Server 和 nginx-rtmp 的做法',
  ],
  ['not in RTMP 1.0; bandwidth test of Flash Media Server', 'RTMP 1.0 未定义，Flash Media Server 的带宽测量'],
  [
    'not in RTMP 1.0; Red5, nginx-rtmp and SRS have it between edge and origin',
    'RTMP 1.0 未定义，Red5、nginx-rtmp 和 SRS 用于边缘与源站之间',
  ],
  ['not in RTMP 1.0; as librtmp sends it', 'RTMP 1.0 未定义，按 librtmp 的做法'],
  ['not in RTMP 1.0; servers and players in the field', 'RTMP 1.0 未定义，按服务器和播放器的实际做法'],
  [
    'not in RTMP 1.0; requirements of YouTube, Twitch and Facebook',
    'RTMP 1.0 未定义，按 YouTube、Twitch 和 Facebook 的要求',
  ],
  ['not in RTMP 1.0; of the capture', 'RTMP 1.0 未定义，属于抓包本身'],
  ['not in AMF0', 'AMF0 未定义'],
]);

/** A section of a specification keeps its name. */
export function sectionText(section: string): string {
  return SECTIONS.get(section) ?? section;
}

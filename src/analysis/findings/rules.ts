import type { Severity } from '../../bytes/note.ts';

/**
 * A kind of finding: how much it weighs unless its place says otherwise; how sure it is that this is the cause and not
 * a consequence, 0 to 100, by which findings of one weight are ordered; and where it is laid down what should be.
 */
export type Rule = {
  readonly severity: Severity;
  readonly certainty: number;
  readonly section: string;
};

function error(certainty: number, section: string): Rule {
  return { severity: 'error', certainty, section };
}

function warning(certainty: number, section: string): Rule {
  return { severity: 'warning', certainty, section };
}

function note(certainty: number, section: string): Rule {
  return { severity: 'note', certainty, section };
}

const flv = 'FLV 10.1 §E.4';
const practice = 'not in RTMP 1.0; servers and players in the field';
const platforms = 'not in RTMP 1.0; requirements of YouTube, Twitch and Facebook';

/** Every kind of finding. */
export const RULES = {
  'tcp.syn-unanswered': error(95, 'RFC 9293 §3.5'),
  'tcp.refused': error(98, 'RFC 9293 §3.5.2'),
  'tcp.reset': note(24, 'RFC 9293 §3.5.2'),
  'tcp.fin-in-message': warning(75, 'RFC 9293 §3.6'),
  'tcp.large-segments-lost': error(93, 'RFC 1191 §3'),
  'tcp.round-trip-long': note(50, 'RFC 9293 §3.8.1'),
  'tcp.retransmissions': note(45, 'RFC 9293 §3.8.1'),

  'protocol.http': error(97, 'RFC 9112 §2.1'),
  'protocol.tls': error(97, 'RFC 8446 §5.1'),
  'protocol.rtsp': error(97, 'RFC 7826 §4'),
  'protocol.ssh': error(97, 'RFC 4253 §4.2'),
  'protocol.other': error(90, 'RTMP 1.0 §5.2.2'),

  'handshake.silent-client': error(90, 'RTMP 1.0 §5.2.1'),
  'handshake.silent-server': error(90, 'RTMP 1.0 §5.2.1'),
  'handshake.incomplete': error(88, 'RTMP 1.0 §5.2.1'),
  'handshake.version': error(92, 'RTMP 1.0 §5.2.2'),
  'handshake.echo-mismatch': warning(85, 'RTMP 1.0 §5.2.4'),
  'handshake.early-data': warning(86, 'RTMP 1.0 §5.2.1'),

  'connect.rejected': error(95, 'RTMP 1.0 §7.2.1.1'),
  'connect.closed-unanswered': error(90, 'RTMP 1.0 §7.2.1.1'),
  'connect.closed-at-once': error(88, 'RTMP 1.0 §7.2.1.1'),
  'connect.unanswered': error(90, 'RTMP 1.0 §7.2.1.1'),
  'auth.needed': error(94, practice),
  'auth.failed': error(96, practice),
  'reconnect.loop': error(99, practice),

  'call.unanswered': note(40, 'RTMP 1.0 §7.2.1.2'),
  'call.late': warning(80, 'RTMP 1.0 §7.2.1.2'),
  'call.duplicate-transaction': warning(70, 'RTMP 1.0 §7.2.1'),
  'create-stream.failed': error(93, 'RTMP 1.0 §7.2.1.3'),
  'create-stream.closed-unanswered': error(90, 'RTMP 1.0 §7.2.1.3'),
  'create-stream.closed-at-once': error(88, 'RTMP 1.0 §7.2.1.3'),
  'publish.no-stream': warning(60, 'RTMP 1.0 §7.2.1.3'),
  'publish.name-changed': note(30, 'RTMP 1.0 §7.2.2.6'),
  'play.no-stream-begin': note(28, 'RTMP 1.0 §7.1.7'),
  'publish.rejected': error(95, 'RTMP 1.0 §7.2.2.6'),
  'publish.name-in-use': error(96, 'RTMP 1.0 §7.2.2.6'),
  'publish.closed-unanswered': error(90, 'RTMP 1.0 §7.2.2.6'),
  'publish.closed-at-once': error(86, 'RTMP 1.0 §7.2.2.6'),
  'publish.unanswered': error(88, 'RTMP 1.0 §7.2.2.6'),
  'play.not-found': error(96, 'RTMP 1.0 §7.2.2.1'),
  'play.nothing-published': error(85, 'RTMP 1.0 §7.2.2.1'),
  'play.failed': error(95, 'RTMP 1.0 §7.2.2.1'),
  'play.closed-unanswered': error(90, 'RTMP 1.0 §7.2.2.1'),
  'play.closed-at-once': error(88, 'RTMP 1.0 §7.2.2.1'),
  'play.unanswered': error(86, 'RTMP 1.0 §7.2.2.1'),
  'play.late-first-picture': warning(70, practice),
  'stream-name.suspicious': warning(80, 'RTMP 1.0 §7.2.2.6'),

  'close.client-fin': note(20, 'RFC 9293 §3.6'),
  'close.server-fin': note(20, 'RFC 9293 §3.6'),
  'close.client-rst': note(22, 'RFC 9293 §3.5.2'),
  'close.server-rst': note(22, 'RFC 9293 §3.5.2'),
  'close.delete-stream': note(10, 'RTMP 1.0 §7.2.2.3'),
  'close.silence': error(55, practice),

  'stall.sender': warning(74, practice),
  'stall.network': warning(78, 'RFC 9293 §3.8.1'),
  'stall.receiver-window': warning(82, 'RFC 9293 §3.8.6'),
  'stall.acknowledgement-window': warning(80, 'RTMP 1.0 §5.4.4'),
  'flow.slower-than-real-time': warning(72, practice),
  'flow.queue-grows': warning(70, practice),

  'timestamp.offset': warning(50, 'RTMP 1.0 §5.1'),
  'timestamp.drift': warning(62, 'RTMP 1.0 §5.1'),
  'timestamp.jump': warning(76, 'RTMP 1.0 §5.1'),
  'timestamp.back': error(78, 'RTMP 1.0 §5.1'),
  'timestamp.frozen': error(82, 'RTMP 1.0 §5.1'),
  'timestamp.unit': error(90, 'RTMP 1.0 §5.1'),
  'timestamp.presentation': error(84, 'FLV 10.1 §E.4.3.1'),
  'av.offset': warning(79, practice),

  'media.no-audio': warning(48, practice),
  'media.no-video': warning(48, practice),
  'media.audio-stops': warning(75, practice),
  'media.video-stops': warning(75, practice),
  'media.audio-late': warning(68, practice),
  'media.video-late': warning(68, practice),
  'media.no-keyframe-first': error(80, flv),
  'media.no-sequence-header': error(92, 'FLV 10.1 §E.4.3.2'),
  'media.sequence-header-repeated': note(35, 'FLV 10.1 §E.4.3.2'),
  'media.adts': error(93, 'FLV 10.1 §E.4.2.2'),
  'media.annex-b': error(93, 'FLV 10.1 §E.4.3.2'),
  'media.empty-audio': warning(66, 'FLV 10.1 §E.4.2.1'),
  'media.stream-zero': error(81, 'RTMP 1.0 §7.2.1.3'),
  'media.before-publish': warning(81, 'RTMP 1.0 §7.2.2.6'),
  'media.composition-time': error(77, 'FLV 10.1 §E.4.3.1'),

  'keyframe.interval': warning(69, platforms),
  'keyframe.irregular': note(38, platforms),
  'bitrate.platform': note(36, platforms),
  'metadata.contradicts': warning(76, 'FLV 10.1 §E.5'),
  'codec.contradicts': warning(78, 'FLV 10.1 §E.5'),
  'codec.not-negotiated': warning(84, 'E-RTMP v2, Enhancing NetConnection connect Command'),
  'track.unknown': warning(64, 'E-RTMP v2, Multitrack Streaming via Enhanced RTMP'),
  'modex.nano': warning(64, 'E-RTMP v2, Enhanced Audio, Enhanced Video'),

  'chunk.size-zero': error(94, 'RTMP 1.0 §5.4.1'),
  'chunk.size-above-limit': error(94, 'RTMP 1.0 §5.4.1'),
  'chunk.size-one': warning(93, 'RTMP 1.0 §5.4.1'),
  'chunk.size-not-announced': error(91, 'RTMP 1.0 §5.4.1'),
  'chunk.fresh-type': error(90, 'RTMP 1.0 §5.3.1.2.1'),
  'chunk.extended-timestamp-left-out': warning(87, 'RTMP 1.0 §5.3.1.3'),
  'chunk.extended-timestamp-added': error(91, 'RTMP 1.0 §5.3.1.3'),
  'chunk.delta-as-absolute': error(91, 'RTMP 1.0 §5.3.1.2.2'),
  'chunk.garbage': error(88, 'RTMP 1.0 §5.3.1'),
  'chunk.control-on-wrong-stream': warning(83, 'RTMP 1.0 §5.4'),
  'chunk.unknown-type': warning(65, 'RTMP 1.0 §6.1.1'),
  'chunk.never-completed': error(87, 'RTMP 1.0 §5.3.1'),
  'chunk.interleaved': error(89, 'RTMP 1.0 §5.3'),
  'chunk.abort-unknown': warning(83, 'RTMP 1.0 §5.4.2'),
  'chunk.non-minimal-csid': warning(66, 'RTMP 1.0 §5.3.1.1'),
  'chunk.timestamp-back-without-type-0': error(90, 'RTMP 1.0 §5.3.1.2.1'),
  'message.damaged': warning(63, 'RTMP 1.0 §7.1'),

  'ack.none': warning(58, 'RTMP 1.0 §5.4.3'),
  'ack.impossible': warning(79, 'RTMP 1.0 §5.4.3'),
  'ack.incremental': warning(80, 'RTMP 1.0 §5.4.3'),
  'ack.window-exceeded': warning(57, 'RTMP 1.0 §5.4.4'),
  'ping.unanswered': warning(59, 'RTMP 1.0 §7.1.7'),

  'capture.gap': warning(90, 'not in RTMP 1.0; of the capture'),
  'capture.snap-length': warning(91, 'not in RTMP 1.0; of the capture'),
  'capture.one-direction': warning(89, 'not in RTMP 1.0; of the capture'),
  'capture.began-late': warning(60, 'not in RTMP 1.0; of the capture'),
} as const satisfies Readonly<Record<string, Rule>>;

/** The id of a kind of finding. */
export type FindingId = keyof typeof RULES;

import { propertyOf } from '../../amf/value.ts';
import { mediaKindOf } from '../../explain/media-kind.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';

/** Names that stand in a filter as they are. */
const PLAIN = /^[\w.@| -]{1,80}$/;

/** The display filter that finds an event and those like it. */
export function filterText(event: Message | Handshake): string {
  if (event.kind === 'handshake') return `rtmpt.handshake.${event.name.slice(0, 2).toLowerCase()}`;
  const { body, typeId } = event;
  switch (body.kind) {
    case 'command': {
      const code = propertyOf(body.arguments[0], 'code');
      if (typeof code === 'string' && PLAIN.test(code)) return `rtmpt.status.code == "${code}"`;
      const answered = event.answers?.name;
      if (answered !== undefined && PLAIN.test(answered)) return `rtmpt.command.answers == "${answered}"`;
      return PLAIN.test(body.name) ? `rtmpt.command.name == "${body.name}"` : typeFilter(typeId);
    }
    case 'data':
      return PLAIN.test(body.name)
        ? `${typeFilter(typeId)} && amf.string == "${body.name}"`
        : typeFilter(typeId);
    case 'userControl':
      return body.event < 0 ? typeFilter(typeId) : `rtmpt.ucm.eventtype == ${body.event}`;
    case 'audio':
    case 'video':
      return mediaFilter(event, body);
    default:
      return typeFilter(typeId);
  }
}

/** The filter that finds all messages of a type, here and in Wireshark. */
export function typeFilter(typeId: number): string {
  return `rtmpt.header.typeid == 0x${typeId.toString(16).padStart(2, '0')}`;
}

function mediaFilter({ typeId }: Message, body: Parameters<typeof mediaKindOf>[0]): string {
  if (body.isExHeader || body.empty) return typeFilter(typeId);
  if (body.kind === 'video') {
    const packet =
      body.packetType === undefined ? '' : ` && rtmpt.video.avc_packet_type == ${body.packetType}`;
    return body.frameType === undefined
      ? typeFilter(typeId)
      : `rtmpt.video.type == ${body.frameType}${packet}`;
  }
  return body.packetType === undefined
    ? typeFilter(typeId)
    : `rtmpt.audio.aac_packet_type == ${body.packetType}`;
}

import type { Catalogue } from './catalogue.ts';
import { metadataProperties } from './en-metadata.ts';

/** Properties of connect, its answer, a status and the parameters of commands. */
export const properties: Catalogue['properties'] = {
  ...metadataProperties,
  app: 'The application on the server to connect to: the first part of the path of the URL. A server that has no such application refuses.',
  flashVer:
    'The program of the client. Encoders send FMLE/3.0 (compatible; …) or a name of their own; some servers treat what calls itself a Flash Player differently.',
  swfUrl:
    'Where the player was loaded from, or what an encoder puts there. Servers may let in only players from places that they know.',
  tcUrl:
    'The URL of the server and application, without the stream. Virtual hosts and query parameters such as tokens are read from here, and a wrong host name ends in a refusal.',
  pageUrl:
    'The web page that the player was shown on. Some servers use it to keep other sites from embedding their streams.',
  fpad: 'Whether the client connects through a proxy.',
  capabilities:
    'Bits that no specification explains. Clients send 15 or 239 and servers 31 or 255, out of habit; nobody reads them.',
  audioCodecs:
    'The audio codecs that the client can play, a bit each: 0x0004 MP3, 0x0400 AAC, 0x0800 Speex, 0x0fff all.',
  videoCodecs:
    'The video codecs that the client can play, a bit each: 0x0080 H.264, 0x00ff all. Codecs of Enhanced RTMP have no bit here.',
  videoFunction:
    'What else the client can do with video: 1 is seeking to a frame that is not a keyframe, 2 HDR.',
  objectEncoding:
    'Which AMF the commands come in: 0 AMF0, 3 AMF3. The server answers with what it agrees to; most programs stay with 0.',
  type: 'nonprivate in the connect of an encoder, out of habit; elsewhere what sort of thing this is.',
  capsEx:
    'Abilities of Enhanced RTMP, a bit each: 1 reconnecting on request, 2 several tracks, 4 modifiers, 8 times in nanoseconds. What a peer does not name must not be sent to it.',
  fourCcList:
    'The codecs of Enhanced RTMP that the sender can take, as FourCCs; * stands for all. A codec that is missing here and sent all the same is likely to be dropped.',
  videoFourCcInfoMap:
    'What the sender can do with each video codec, bits added up: 1 decode, 2 encode, 4 pass on. * stands for every codec.',
  audioFourCcInfoMap:
    'What the sender can do with each audio codec, bits added up: 1 decode, 2 encode, 4 pass on. * stands for every codec.',
  supportsGoAway:
    'Whether the client understands that the server asks it to move to another server. It is no part of RTMP 1.0 and few servers look at it.',
  fmsVer:
    'The program of the server. Many servers call themselves FMS/3,0,1,123, a Flash Media Server, so that old players trust them.',
  mode: 'Always 1 in practice; no specification explains it.',
  level:
    'How it went: status all is well, warning, or error. After an error the client should give up this attempt.',
  code: 'What happened, as a name that programs can compare. This is what a client decides by.',
  description:
    'What happened, in words for people. Servers are free in the wording; the reason of a refusal often stands only here.',
  details: 'What it is about, usually the name of the stream.',
  clientid: 'What the server calls this client, for its logs.',
  data: 'Further facts that the server tells of itself, such as its version.',
  version: 'The version of the server program.',
  oldStreamName: 'The stream that is playing now and is to be replaced.',
  streamName: 'The stream to be played next.',
  start:
    'Where to begin, in seconds: -2 live if there is such a stream and recorded otherwise, -1 live only.',
  len: 'How many seconds to play; -1 plays to the end.',
  offset: 'Where in the stream the switch happens, in seconds; -1 as soon as possible.',
  transition:
    'How the new stream takes over: switch at the next keyframe, swap, append, stop, reset. Players change the bit rate like that.',
  name: 'What it is called.',
  time: 'When it belongs, in seconds from the start of the stream.',
  parameters: 'Further values that the author of the stream attached.',
  text: 'The text to be shown at this time, such as a subtitle.',
  language: 'The language of the text, in three letters.',
  trackid: 'The text track that this belongs to.',
  sd: 'The date at the encoder, as day-month-year.',
  st: 'The time of day at the encoder, with milliseconds. Compared with the time of arrival it shows how long everything in between took.',
  tc: 'The timecode of the production.',
  bytes: 'How many bytes of the stream were sent.',
};

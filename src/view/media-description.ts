import { readTrackConfig } from '../analysis/track-config.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { AacPacketType, AudioPacketType } from '../flv/audio-codes.ts';
import type { AudioTag } from '../flv/audio-tag.ts';
import type { AudioContent, AudioTrack } from '../flv/ex-audio.ts';
import type { VideoContent, VideoTrack } from '../flv/ex-video.ts';
import { channelName, type MultichannelConfig } from '../flv/multichannel.ts';
import { AvMultitrackType } from '../flv/multitrack.ts';
import { AvcPacketType, FrameType, VideoCommand, VideoPacketType } from '../flv/video-codes.ts';
import type { VideoTag } from '../flv/video-tag.ts';
import type { Message } from '../rtmp/message.ts';
import { metadataText } from './color-text.ts';
import type { Detail } from './detail.ts';
import { configText } from './media-text.ts';

/** Tracks, and channels, that a row shows. */
const MOST_TRACKS = 8;
const MOST_CHANNELS = 24;

/** What an audio message is: `Audio AAC`, `Audio track 1 sequence header`, `Audio multitrack, 3 tracks`. */
export function audioTitle(tag: AudioTag): string {
  if (tag.empty) return 'Audio, empty';
  if (isBundle(tag)) return bundleTitle('Audio', tag);
  if (tag.isFrame && tag.tracks === undefined) return frameTitle('Audio', codecText(tag), '');
  return `Audio${trackText(tag)} ${audioWords(tag)}`;
}

function audioWords(tag: AudioTag): string {
  const codec = codecText(tag);
  if (tag.isFrame) return codec;
  if (tag.isSequenceHeader) return 'sequence header';
  const labels = tag.isExHeader ? AudioPacketType : AacPacketType;
  return labels.labelOf(tag.packetType ?? -1) ?? codec;
}

/** What a video message is: `Video H.264 Key frame`, `Video track 1 sequence header`, `Video multitrack, 3 tracks`. */
export function videoTitle(tag: VideoTag): string {
  if (tag.empty) return 'Video, empty';
  if (tag.command !== undefined) return `Video command, ${VideoCommand.labelOf(tag.command) ?? tag.command}`;
  if (isBundle(tag)) return bundleTitle('Video', tag);
  if (tag.isFrame && tag.tracks === undefined) return frameTitle('Video', codecText(tag), frameText(tag));
  return `Video${trackText(tag)} ${videoWords(tag)}`;
}

function videoWords(tag: VideoTag): string {
  const codec = codecText(tag);
  if (tag.isFrame) return `${codec} ${frameText(tag)}`;
  if (tag.isSequenceHeader) return 'sequence header';
  const labels = tag.isExHeader ? VideoPacketType : AvcPacketType;
  return labels.labelOf(tag.packetType ?? -1) ?? codec;
}

function codecText({ codec }: AudioTag | VideoTag): string {
  return codec ?? 'unknown codec';
}

/** Titles of frames by codec and kind: nearly all rows have one of a few, which is put together once. */
const frameTitles = new Map<string, Map<string, string>>();

function frameTitle(medium: 'Audio' | 'Video', codec: string, kind: string): string {
  let titles = frameTitles.get(codec);
  if (titles === undefined) frameTitles.set(codec, (titles = new Map()));
  let title = titles.get(kind);
  if (title === undefined) titles.set(kind, (title = `${medium} ${codec} ${kind}`.trimEnd()));
  return title;
}

function frameText({ frameType }: VideoTag): string {
  return FrameType.labelOf(frameType ?? -1) ?? 'frame';
}

/** Whether a message may hold several tracks. */
function isBundle({ multitrackType, tracks }: AudioTag | VideoTag): boolean {
  return tracks !== undefined && multitrackType !== AvMultitrackType.oneTrack;
}

function bundleTitle(kind: string, { tracks = [] }: AudioTag | VideoTag): string {
  return `${kind} multitrack, ${quantity(tracks.length, 'track')}`;
}

/** ` track 1,` of a message with one track that has a number. */
function trackText({ tracks }: AudioTag | VideoTag): string {
  const track = tracks?.[0];
  return track === undefined ? '' : ` track ${track.trackId},`;
}

/** What there is to know about an audio or video message. */
export function mediaDetail(message: Message): Detail {
  const { body, timestamp, length } = message;
  if (body.kind !== 'audio' && body.kind !== 'video') return '';
  const nanoseconds = body.timestampOffsetNano ?? 0;
  const finer = nanoseconds === 0 ? ' ms, ' : ` ms + ${grouped(nanoseconds)} ns, `;
  if (isBundle(body)) {
    const { tracks: all = [] } = body;
    const tracks = all
      .slice(0, MOST_TRACKS)
      .map((track) => `${track.trackId}: ${bundledText(message, track)}`);
    if (all.length > MOST_TRACKS) tracks.push('…');
    return [sharedText(body), ...tracks, `${grouped(timestamp)}${finer}${quantity(length, 'byte')}`].join(
      ' · ',
    );
  }
  const content = body.tracks?.[0] ?? body;
  const said = saidText(message, body.tracks?.[0]);
  if (said !== '') return said;
  return [timestamp, finer, length, length === 1 ? ' byte' : ' bytes', shownText(content)];
}

/** What all tracks of a message are. */
function sharedText(tag: AudioTag | VideoTag): string {
  if (tag.kind === 'video' && tag.isFrame) return frameText(tag);
  const labels = tag.kind === 'video' ? VideoPacketType : AudioPacketType;
  return labels.labelOf(tag.packetType ?? -1) ?? `packet type ${tag.packetType}`;
}

/** A track among others: `HEVC 120 bytes`. */
function bundledText(message: Message, track: AudioTrack | VideoTrack): string {
  const said = saidText(message, track);
  if (said !== '') return said;
  const codec = track.codec ?? 'unknown codec';
  return `${codec} ${quantity(track.size ?? 0, 'byte')}${shownText(track)}`;
}

/** What a configuration or metadata says; empty for pictures and sounds, and what is not read. */
function saidText(message: Message, track: AudioTrack | VideoTrack | undefined): string {
  const { body } = message;
  const config = readTrackConfig(message, track);
  if (config !== undefined) return configText(config);
  if (body.kind !== 'audio' && body.kind !== 'video') return '';
  const content: AudioContent | VideoContent = track ?? body;
  if ('metadata' in content) return content.metadata === undefined ? '' : metadataText(content.metadata);
  return content.multichannel === undefined ? '' : multichannelText(content.codec, content.multichannel);
}

/** `AAC, 6 channels: FrontLeft FrontRight`. */
function multichannelText(codec: string | undefined, config: MultichannelConfig): string {
  const { channelCount = 0, channels } = config;
  const count = `${codec ?? 'unknown codec'}, ${quantity(channelCount, 'channel')}`;
  if (channels === undefined) return `${count} in no given order`;
  const names = channels.slice(0, MOST_CHANNELS).map(channelName);
  if (channels.length > MOST_CHANNELS) names.push('…');
  return `${count}: ${names.join(' ')}`;
}

function shownText(content: AudioContent | VideoContent): string {
  const composition = 'compositionTime' in content ? (content.compositionTime ?? 0) : 0;
  return composition === 0 ? '' : `, shown ${composition} ms later`;
}

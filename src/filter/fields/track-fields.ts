import * as audio from '../../flv/audio-fields.ts';
import type { AudioTag } from '../../flv/audio-tag.ts';
import type { AudioContent } from '../../flv/ex-audio.ts';
import type { VideoContent } from '../../flv/ex-video.ts';
import * as modEx from '../../flv/mod-ex.ts';
import * as multichannel from '../../flv/multichannel.ts';
import { AudioPacketType } from '../../flv/audio-codes.ts';
import { VideoPacketType } from '../../flv/video-codes.ts';
import * as video from '../../flv/video-fields.ts';
import type { VideoTag } from '../../flv/video-tag.ts';
import type { Value } from '../types.ts';
import type { FilterEvent, FilterField } from './filter-field.ts';

type Tag = AudioTag | VideoTag;
/** What each row says besides how it is read. */
type Declaration = Pick<FilterField, 'id' | 'type' | 'label' | 'section' | 'codes' | 'short'>;
type Possible = Value | undefined;

const ours = 'rtmp-dissect';
const NOTHING: readonly Value[] = [];

/** What an audio or video message may say more than once: of each modifier, of each track. */
export const TRACK_FIELDS: readonly FilterField[] = [
  ofMedia(
    {
      id: 'rtmpt.media.codec',
      type: 'string',
      label: 'codec, such as H.264 or AAC',
      section: ours,
      short: 'codec',
    },
    (tag) => sharedOr(tag, ({ codec }) => codec),
  ),
  ofMedia(
    {
      id: 'rtmpt.media.track_id',
      type: 'uint',
      label: 'number of an audio or video track',
      section: ours,
      short: 'trackid',
    },
    trackIds,
  ),
  ofMedia(modEx.modEx, (tag) => [tag.modEx !== undefined || undefined]),
  ofMedia(modEx.modExType, ({ modEx: chain }) => chain?.map(({ type }) => type)),
  ofMedia(modEx.timestampOffsetNano, (tag) => [tag.timestampOffsetNano]),
  ofAudio(audio.packetType, packetTypes),
  ofAudio({ ...audio.fourCc, type: 'string' }, (tag) => sharedOr(tag, ({ fourCc }) => fourCc)),
  ofAudio(audio.multitrack.control, multitrackControl),
  ofAudio(audio.multitrack.type, (tag) => [tag.multitrackType]),
  ofAudio(audio.multitrack.packetType, trackPacketType),
  ofAudio(audio.multitrack.trackId, trackIds),
  ofAudio(audio.multitrack.size, trackSizes),
  ofAudio(multichannel.channelOrder, (tag) => configsOf(tag).map(({ order }) => order)),
  ofAudio(multichannel.channelCount, (tag) => configsOf(tag).map((config) => config.channelCount)),
  ofAudio(multichannel.channelMask, (tag) => configsOf(tag).map((config) => config.channelMask)),
  ofAudio(multichannel.channel, (tag) => configsOf(tag).flatMap(({ channels }) => channels)),
  ofVideo(video.compositionTime, (tag) => picturesOf(tag).map((content) => content.compositionTime)),
  ofVideo(video.packetType, packetTypes),
  ofVideo({ ...video.fourCc, type: 'string' }, (tag) => sharedOr(tag, ({ fourCc }) => fourCc)),
  ofVideo(video.multitrack.control, multitrackControl),
  ofVideo(video.multitrack.type, (tag) => [tag.multitrackType]),
  ofVideo(video.multitrack.packetType, trackPacketType),
  ofVideo(video.multitrack.trackId, trackIds),
  ofVideo(video.multitrack.size, trackSizes),
  ofVideo(
    {
      id: 'rtmpt.video.metadata',
      type: 'group',
      label: 'metadata, such as colours',
      section: 'E-RTMP v2, Metadata Frame',
    },
    (tag) => picturesOf(tag).map(({ metadata }) => metadata && true),
  ),
];

/** The packet type in the first byte, of a message with an enhanced header; `packetType` is that behind all headers. */
export function firstPacketType(tag: Tag): number | undefined {
  return tag.modEx === undefined ? lastPacketType(tag) : modEx.MOD_EX;
}

/** The packet type behind all modifiers: that of the message, not of its tracks. */
function lastPacketType({ kind, packetType, multitrackType }: Tag): number | undefined {
  if (multitrackType === undefined) return packetType;
  return kind === 'audio' ? AudioPacketType.multitrack : VideoPacketType.multitrack;
}

function packetTypes(tag: Tag): readonly Possible[] {
  if (!tag.isExHeader) return NOTHING;
  const last = lastPacketType(tag);
  return tag.modEx === undefined ? [last] : [modEx.MOD_EX, last];
}

function multitrackControl({ multitrackType, packetType }: Tag): readonly Possible[] {
  return multitrackType === undefined ? NOTHING : [(multitrackType << 4) | packetType!];
}

function trackPacketType({ multitrackType, packetType }: Tag): readonly Possible[] {
  return multitrackType === undefined ? NOTHING : [packetType];
}

function trackIds({ tracks }: Tag): readonly Possible[] | undefined {
  return tracks?.map(({ trackId }) => trackId);
}

function trackSizes({ tracks }: Tag): readonly Possible[] | undefined {
  return tracks?.map(({ size }) => size);
}

/** What all tracks have in common, or else what each has. */
function sharedOr(
  tag: Tag,
  read: (content: AudioContent | VideoContent) => Possible,
): readonly Possible[] | undefined {
  const shared = read(tag);
  return shared === undefined ? tag.tracks?.map(read) : [shared];
}

function picturesOf(tag: VideoTag): readonly VideoContent[] {
  return tag.tracks ?? [tag];
}

function configsOf(tag: AudioTag): readonly multichannel.MultichannelConfig[] {
  const contents: readonly AudioContent[] = tag.tracks ?? [tag];
  return contents.flatMap((content) => content.multichannel ?? []);
}

function ofAudio(
  declaration: Declaration,
  read: (tag: AudioTag) => readonly Possible[] | undefined,
): FilterField {
  return many(declaration, (event) =>
    event.kind === 'message' && event.body.kind === 'audio' ? read(event.body) : undefined,
  );
}

function ofVideo(
  declaration: Declaration,
  read: (tag: VideoTag) => readonly Possible[] | undefined,
): FilterField {
  return many(declaration, (event) =>
    event.kind === 'message' && event.body.kind === 'video' ? read(event.body) : undefined,
  );
}

function ofMedia(declaration: Declaration, read: (tag: Tag) => readonly Possible[] | undefined): FilterField {
  return many(declaration, (event) => {
    if (event.kind !== 'message') return undefined;
    const { body } = event;
    return body.kind === 'audio' || body.kind === 'video' ? read(body) : undefined;
  });
}

function many(
  declaration: Declaration,
  read: (event: FilterEvent) => readonly Possible[] | undefined,
): FilterField {
  return {
    ...declaration,
    cost: 'body',
    isMany: true,
    read: (event) => read(event)?.filter((value) => value !== undefined) ?? NOTHING,
  };
}

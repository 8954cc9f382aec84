import { AudioPacketType } from '../flv/audio-codes.ts';
import type { AudioTag } from '../flv/audio-tag.ts';
import { AvcPacketType, FrameType, VideoPacketType } from '../flv/video-codes.ts';
import type { VideoTag } from '../flv/video-tag.ts';
import type { MediaKind } from './keys.ts';

/** What an audio or video message is, to be explained. */
export function mediaKindOf(tag: AudioTag | VideoTag): MediaKind {
  return tag.kind === 'audio' ? audioKindOf(tag) : videoKindOf(tag);
}

function audioKindOf(tag: AudioTag): MediaKind {
  if (tag.empty) return 'audioEmpty';
  if (tag.isSequenceHeader) return 'audioSequenceHeader';
  if (tag.tracks !== undefined) return 'audioMultitrack';
  if (tag.isExHeader) {
    switch (tag.packetType) {
      case AudioPacketType.sequenceEnd:
        return 'audioSequenceEnd';
      case AudioPacketType.multichannelConfig:
        return 'audioMultichannelConfig';
    }
  }
  return 'audioFrame';
}

function videoKindOf(tag: VideoTag): MediaKind {
  if (tag.empty) return 'videoEmpty';
  if (tag.isSequenceHeader) return 'videoSequenceHeader';
  if (tag.isExHeader && tag.packetType === VideoPacketType.metadata) return 'videoMetadata';
  if (tag.frameType === FrameType.command) return 'videoCommand';
  if (tag.tracks !== undefined) return 'videoMultitrack';
  if (tag.packetType === (tag.isExHeader ? VideoPacketType.sequenceEnd : AvcPacketType.endOfSequence)) {
    return 'videoSequenceEnd';
  }
  if (tag.isKeyframe) return 'videoKeyframe';
  return tag.frameType === FrameType.disposableInter ? 'videoDisposableFrame' : 'videoInterFrame';
}

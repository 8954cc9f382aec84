import { type Broken, brokenBy } from '../field/broken.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';
import { tellPicture } from './config-facts.ts';
import type { MediaPacket } from './media-packet.ts';
import { avcCodec, hevcCodec, vvcCodec } from './nal-codec.ts';
import { readNalUnits } from './nal-units.ts';
import { readObus } from './obu.ts';
import type { PictureHolder } from './picture-format.ts';
import { readVideoConfig } from './video-config.ts';
import { readVp8Frame } from './vp8-frame.ts';
import { readVp9Frames } from './vp9-frame.ts';

export const codedData = field('rtmpt.video.coded_data', 'bytes', 'coded picture', 'FLV 10.1 §E.4.3.1');

/** What the messages of a video track need to know of those before them. */
export type VideoContext = {
  /** Bytes of the length before each NAL unit, from the last configuration; 4 where none came by. */
  nalLengthSize: number;
};

/** What is known before the first message of a track. */
export function createVideoContext(): VideoContext {
  return { nalLengthSize: 4 };
}

/**
 * Reads what follows the header of a video message, or of one of its tracks, up to the end of `reader`: a configuration
 * record or a coded picture. Of other messages nothing is read. Never throws.
 * @param context of the track; a configuration changes it
 * @returns what is wrong with it, first
 */
export function readVideoPayload(
  reader: FieldReader,
  packet: MediaPacket,
  context: VideoContext,
): Broken | undefined {
  if (packet.isSequenceHeader) {
    const config = readVideoConfig(reader, packet.codec);
    if (config !== undefined && 'nalLengthSize' in config) {
      context.nalLengthSize = config.nalLengthSize ?? context.nalLengthSize;
    }
    return config?.broken;
  }
  if (!packet.isFrame || reader.remaining === 0) return undefined;
  try {
    return readPicture(reader, packet.codec, context);
  } catch (error) {
    return brokenBy(error);
  }
}

function readPicture(
  reader: FieldReader,
  codec: string | undefined,
  context: VideoContext,
): Broken | undefined {
  switch (codec) {
    case 'H.264':
      return readNalUnits(reader, context.nalLengthSize, avcCodec);
    case 'HEVC':
      return readNalUnits(reader, context.nalLengthSize, hevcCodec);
    case 'VVC':
      return readNalUnits(reader, context.nalLengthSize, vvcCodec);
    case 'AV1':
      return readUnits(reader);
    case 'VP8':
      readVp8Frame(reader);
      return undefined;
    case 'VP9':
      readVp9Frames(reader);
      return undefined;
    default:
      reader.bytes(reader.remaining, codedData);
      return undefined;
  }
}

function readUnits(reader: FieldReader): Broken | undefined {
  const holder: PictureHolder = { picture: undefined };
  const broken = readObus(reader, holder);
  tellPicture(reader, holder.picture);
  return broken;
}

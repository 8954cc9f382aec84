import type * as amf0 from '../amf/amf0.ts';
import type * as amf3 from '../amf/amf3.ts';
import type { Field } from '../field/field.ts';
import type * as undeclared from '../field/undeclared.ts';
import type * as aac from '../flv/aac-fields.ts';
import type * as adts from '../flv/adts.ts';
import type * as audio from '../flv/audio-fields.ts';
import type * as audioPayload from '../flv/audio-payload.ts';
import type * as av1ColorFields from '../flv/av1-color-fields.ts';
import type * as av1Config from '../flv/av1-config.ts';
import type * as av1Sequence from '../flv/av1-sequence-fields.ts';
import type * as avcConfig from '../flv/avc-config.ts';
import type * as avcSlice from '../flv/avc-slice.ts';
import type * as configFacts from '../flv/config-facts.ts';
import type * as decoderConfig from '../flv/decoder-config.ts';
import type * as flacConfig from '../flv/flac-config.ts';
import type * as flacFrame from '../flv/flac-frame.ts';
import type * as hevcConfig from '../flv/hevc-config.ts';
import type * as modEx from '../flv/mod-ex.ts';
import type * as multichannel from '../flv/multichannel.ts';
import type * as nalCodec from '../flv/nal-codec.ts';
import type * as nalUnit from '../flv/nal-unit.ts';
import type * as nalUnits from '../flv/nal-units.ts';
import type * as obu from '../flv/obu.ts';
import type * as opusConfig from '../flv/opus-config.ts';
import type * as opusPacket from '../flv/opus-packet.ts';
import type * as sei from '../flv/sei.ts';
import type * as video from '../flv/video-fields.ts';
import type * as videoPayload from '../flv/video-payload.ts';
import type * as vpConfig from '../flv/vp-config.ts';
import type * as vp8Frame from '../flv/vp8-frame.ts';
import type * as vp9Frame from '../flv/vp9-frame.ts';
import type * as vvcConfig from '../flv/vvc-config.ts';
import type * as aggregate from '../rtmp/aggregate.ts';
import type * as chunkHeader from '../rtmp/chunk-header-fields.ts';
import type * as command from '../rtmp/command.ts';
import type * as handshake from '../rtmp/handshake-fields.ts';
import type * as protocolControl from '../rtmp/protocol-control.ts';
import type * as sharedObject from '../rtmp/shared-object.ts';
import type * as userControl from '../rtmp/user-control.ts';

/** The ids of the fields that a module exports, alone or several in one object. */
type IdsOf<Module> = {
  [Name in keyof Module]: Module[Name] extends Field<infer Id>
    ? Known<Id>
    : Module[Name] extends Readonly<Record<string, Field>>
      ? IdsOf<Module[Name]>
      : never;
}[keyof Module];

/** Not `string`: a field whose type does not say its id would make every id known. */
type Known<Id extends string> = string extends Id ? never : Id;

/** The id of every field that a parser declares: a new module of fields is added here. */
export type FieldId =
  | IdsOf<typeof amf0>
  | IdsOf<typeof amf3>
  | IdsOf<typeof undeclared>
  | IdsOf<typeof aac>
  | IdsOf<typeof adts>
  | IdsOf<typeof audio>
  | IdsOf<typeof audioPayload>
  | IdsOf<typeof av1ColorFields>
  | IdsOf<typeof av1Config>
  | IdsOf<typeof av1Sequence>
  | IdsOf<typeof avcConfig>
  | IdsOf<typeof avcSlice>
  | IdsOf<typeof configFacts>
  | IdsOf<typeof decoderConfig>
  | IdsOf<typeof flacConfig>
  | IdsOf<typeof flacFrame>
  | IdsOf<typeof hevcConfig>
  | IdsOf<typeof modEx>
  | IdsOf<typeof multichannel>
  | IdsOf<typeof nalCodec>
  | IdsOf<typeof nalUnit>
  | IdsOf<typeof nalUnits>
  | IdsOf<typeof obu>
  | IdsOf<typeof opusConfig>
  | IdsOf<typeof opusPacket>
  | IdsOf<typeof sei>
  | IdsOf<typeof video>
  | IdsOf<typeof videoPayload>
  | IdsOf<typeof vpConfig>
  | IdsOf<typeof vp8Frame>
  | IdsOf<typeof vp9Frame>
  | IdsOf<typeof vvcConfig>
  | IdsOf<typeof aggregate>
  | IdsOf<typeof chunkHeader>
  | IdsOf<typeof command>
  | IdsOf<typeof handshake>
  | IdsOf<typeof protocolControl>
  | IdsOf<typeof sharedObject>
  | IdsOf<typeof userControl>;

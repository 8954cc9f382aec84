import type { CodeTable } from '../field/codes.ts';
import type { MessageType, SharedObjectEventType, UserControlEvent } from '../rtmp/codes.ts';
import type { ArgumentName, CommandName } from '../rtmp/commands.ts';

type KeyOf<Table> = Exclude<keyof Table, keyof CodeTable>;
/** Message types, User Control events and shared object events, by their names in the tables. */
export type MessageKey = KeyOf<typeof MessageType>;
export type UserControlKey = KeyOf<typeof UserControlEvent>;
export type SharedObjectKey = KeyOf<typeof SharedObjectEventType>;

/** Parts of the handshake, alone and as they are sent together (RTMP 1.0 §5.2). */
export type HandshakePart = 'C0' | 'C1' | 'C2' | 'S0' | 'S1' | 'S2' | 'C0+C1' | 'S0+S1' | 'S0+S1+S2';

/** What the bytes of a handshake prove or disprove. */
export type HandshakeVerdict = 'complex' | 'digestInvalid' | 'echoes' | 'signed' | 'echoMismatch';

/** What an audio or video message is. */
export type MediaKind =
  | 'audioSequenceHeader'
  | 'audioFrame'
  | 'audioEmpty'
  | 'audioSequenceEnd'
  | 'audioMultichannelConfig'
  | 'audioMultitrack'
  | 'videoSequenceHeader'
  | 'videoKeyframe'
  | 'videoInterFrame'
  | 'videoDisposableFrame'
  | 'videoSequenceEnd'
  | 'videoCommand'
  | 'videoMetadata'
  | 'videoMultitrack'
  | 'videoEmpty';

/** Rows of the timeline that sum up several messages. */
export type RunKind = 'audio' | 'video' | 'audioAndVideo' | 'acknowledgements';

/** Values of commands and data messages that their place gives a meaning, and not a name in the bytes. */
export type PlaceName =
  | 'commandName'
  | 'transactionId'
  | 'commandObject'
  | 'properties'
  | 'dataName'
  | ArgumentName;

/** Properties of connect, of its answer, of a status, of the parameters of commands. */
export const COMMAND_PROPERTIES = [
  // connect (RTMP 1.0 §7.2.1.1; E-RTMP v2)
  'app',
  'flashVer',
  'swfUrl',
  'tcUrl',
  'pageUrl',
  'fpad',
  'capabilities',
  'audioCodecs',
  'videoCodecs',
  'videoFunction',
  'objectEncoding',
  'type',
  'capsEx',
  'fourCcList',
  'videoFourCcInfoMap',
  'audioFourCcInfoMap',
  'supportsGoAway',
  // its answer, and every status
  'fmsVer',
  'mode',
  'level',
  'code',
  'description',
  'details',
  'clientid',
  'data',
  'version',
  // play2 (ActionScript 3.0 Reference, NetStreamPlayOptions)
  'oldStreamName',
  'streamName',
  'start',
  'len',
  'offset',
  'transition',
] as const;

/** Properties of metadata, of the colours of video, and of events of a stream. */
export const METADATA_PROPERTIES = [
  // onMetaData (FLV 10.1 §E.5)
  'duration',
  'width',
  'height',
  'videodatarate',
  'framerate',
  'videocodecid',
  'audiodatarate',
  'audiosamplerate',
  'audiosamplesize',
  'stereo',
  'audiocodecid',
  'audiochannels',
  'audiodelay',
  'canSeekToEnd',
  'creationdate',
  'filesize',
  'lasttimestamp',
  'lastkeyframetimestamp',
  'encoder',
  'keyframes',
  'times',
  'filepositions',
  'hasVideo',
  'hasAudio',
  'hasMetadata',
  'hasKeyframes',
  'hasCuePoints',
  'datasize',
  'videosize',
  'audiosize',
  'displayWidth',
  'displayHeight',
  'avcprofile',
  'avclevel',
  'major_brand',
  'minor_version',
  'compatible_brands',
  'metadatacreator',
  /** `2.1` to `7.1`: which loudspeakers the sound is for, as OBS says it. */
  'surround',
  'title',
  'server',
  'fps',
  'profile',
  'AspectRatioX',
  'AspectRatioY',
  'videoTrackIdInfoMap',
  'audioTrackIdInfoMap',
  // colorInfo (E-RTMP v2, Metadata Frame)
  'colorConfig',
  'bitDepth',
  'colorPrimaries',
  'transferCharacteristics',
  'matrixCoefficients',
  'hdrCll',
  'maxFall',
  'maxCLL',
  'hdrMdcv',
  'redX',
  'redY',
  'greenX',
  'greenY',
  'blueX',
  'blueY',
  'whitePointX',
  'whitePointY',
  'maxLuminance',
  'minLuminance',
  // onCuePoint, onTextData, onFI; onPlayStatus
  'name',
  'time',
  'parameters',
  'text',
  'language',
  'trackid',
  'sd',
  'st',
  'tc',
  'bytes',
] as const;
export type PropertyName = (typeof COMMAND_PROPERTIES | typeof METADATA_PROPERTIES)[number];

/** Commands whose answer is told by what was asked. */
export type AnsweredCommand = Extract<
  CommandName,
  | 'connect'
  | 'createStream'
  | 'releaseStream'
  | 'FCPublish'
  | 'FCUnpublish'
  | 'FCSubscribe'
  | 'getStreamLength'
  | 'checkBandwidth'
  | '_checkbw'
>;

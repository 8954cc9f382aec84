import { describe, expect, it } from 'vitest';
import { argumentName, dataValueName } from '../../src/rtmp/commands.ts';
import { isStatusCode, levelOf } from '../../src/rtmp/status-codes.ts';
import { valueMeaning } from '../../src/rtmp/value-meaning.ts';

/** Commands of RTMP 1.0 §7.2, and those that clients and servers in the field use, with their arguments. */
const ARGUMENTS: readonly (readonly [command: string, ...names: readonly string[]])[] = [
  ['connect', 'optionalArguments'],
  ['call', 'optionalArguments'],
  ['close'],
  ['createStream'],
  ['play', 'streamName', 'start', 'duration', 'reset'],
  ['play2', 'parameters'],
  ['deleteStream', 'streamId'],
  ['closeStream'],
  ['receiveAudio', 'boolFlag'],
  ['receiveVideo', 'boolFlag'],
  ['publish', 'publishingName', 'publishingType'],
  ['seek', 'milliSeconds'],
  ['pause', 'pause', 'milliSeconds'],
  ['pauseRaw', 'pause', 'milliSeconds'],
  ['onStatus', 'information'],
  ['onPlayStatus', 'information'],
  ['releaseStream', 'streamName'],
  ['FCPublish', 'streamName'],
  ['FCUnpublish', 'streamName'],
  ['onFCPublish', 'information'],
  ['onFCUnpublish', 'information'],
  ['FCSubscribe', 'streamName'],
  ['onFCSubscribe', 'information'],
  ['onFCUnsubscribe', 'information'],
  ['FCUnsubscribe', 'streamName'],
  ['_checkbw'],
  ['checkBandwidth'],
  ['onBWCheck', 'payload'],
  ['onBWDone', 'kilobitsDown', 'deltaDown', 'deltaTime', 'latency'],
  ['getStreamLength', 'streamName'],
  ['startTransmit', 'streamName'],
  ['stopTransmit', 'streamName'],
  ['_error', 'information'],
];

/** The status codes of the ActionScript reference, of E-RTMP and of servers in the field. */
const CODES = {
  'NetConnection.': `Call.BadVersion Call.Failed Call.Prohibited Connect.AppShutdown Connect.Closed Connect.Failed
    Connect.IdleTimeOut Connect.InvalidApp Connect.NetworkChange Connect.Rejected Connect.Success
    Connect.ReconnectRequest Proxy.NotResponding`,
  'NetStream.': `Publish.Start Publish.BadName Publish.Idle Unpublish.Success Play.Start Play.Stop Play.Failed
    Play.StreamNotFound Play.Reset Play.PublishNotify Play.UnpublishNotify Play.InsufficientBW
    Play.FileStructureInvalid Play.NoSupportedTrackFound Play.Transition Play.TransitionComplete Play.Switch
    Play.Complete Pause.Notify Unpause.Notify Seek.Notify Seek.Failed Seek.InvalidTime Record.Start Record.Stop
    Record.NoAccess Record.Failed Buffer.Empty Buffer.Full Buffer.Flush Data.Start Failed MulticastStream.Reset
    Publish.BadConnection Publish.Unauthorized Publish.Rejected Publish.Denied`,
  'SharedObject.': `BadPersistence Flush.Success Flush.Failed UriMismatch ObjectCreationFailed NoReadAccess
    NoWriteAccess`,
};

describe('the arguments of a command', () => {
  it.each(ARGUMENTS)('%s', (command, ...names) => {
    expect(names.map((_, i) => argumentName(command, i))).toEqual(names);
    expect(argumentName(command, names.length)).toBeUndefined();
  });

  it('those of an answer are named by what it answers', () => {
    expect(argumentName('_result', 0, 'connect')).toBe('information');
    expect(argumentName('_result', 0, 'createStream')).toBe('streamId');
    expect(argumentName('_result', 0, 'getStreamLength')).toBe('seconds');
    expect(argumentName('_result', 0, 'constructor')).toBeUndefined();
    expect(argumentName('_result', 0)).toBeUndefined();
  });

  it('of one that nobody knows have no names', () => {
    expect(argumentName('toString', 0)).toBeUndefined();
  });
});

it.each([
  ['@setDataFrame', ['handler', 'metadata']],
  ['@clearDataFrame', ['handler']],
  ['onMetaData', ['metadata']],
  ['onCuePoint', ['cuePoint']],
  ['onTextData', ['textData']],
  ['|RtmpSampleAccess', ['audioSampleAccess', 'videoSampleAccess']],
  ['onFI', ['timecode']],
  ['onStatus', ['information']],
  ['onPlayStatus', ['information']],
  ['other', []],
])('the values of the data message %s have names', (message, names) => {
  expect(names.map((_, i) => dataValueName(message, i))).toEqual(names);
  expect(dataValueName(message, names.length)).toBeUndefined();
});

describe('status codes', () => {
  it.each(
    Object.entries(CODES).flatMap(([family, codes]) => codes.split(/\s+/).map((code) => family + code)),
  )('%s is one', (code) => {
    expect(isStatusCode(code)).toBe(true);
  });

  it('have the level of the ActionScript reference and of E-RTMP', () => {
    expect(levelOf('NetConnection.Connect.Success')).toBe('status');
    expect(levelOf('NetConnection.Connect.ReconnectRequest')).toBe('status');
    expect(levelOf('NetConnection.Connect.AppShutdown')).toBe('error');
    expect(levelOf('NetStream.Play.InsufficientBW')).toBe('warning');
    expect(levelOf('NetStream.Play.StreamNotFound')).toBe('error');
  });

  it.each(['', 'toString', '__proto__', 'netstream.play.start'])('%j is none', (code) => {
    expect(isStatusCode(code)).toBe(false);
  });
});

describe('what a value means', () => {
  it.each([
    // RTMP 1.0 §7.2.1.1: the values that librtmp sends.
    [
      'connect',
      ['object', 'audioCodecs'],
      3191,
      'uncompressed, ADPCM, MP3, not used, Nellymoser 8 kHz, Nellymoser, AAC, Speex',
    ],
    [
      'connect',
      ['object', 'videoCodecs'],
      252,
      'Sorenson H.263, screen sharing, VP6, VP6 with alpha, screen sharing 2, H.264',
    ],
    [
      'connect',
      ['object', 'audioCodecs'],
      0x0fff,
      'uncompressed, ADPCM, MP3, Intel (not used), not used, Nellymoser 8 kHz, Nellymoser, G.711 A-law, ' +
        'G.711 mu-law, Nellymoser 16 kHz, AAC, Speex',
    ],
    [
      'connect',
      ['object', 'videoCodecs'],
      0xff,
      'obsolete, JPEG (obsolete), Sorenson H.263, screen sharing, VP6, VP6 with alpha, screen sharing 2, H.264',
    ],
    ['connect', ['object', 'videoFunction'], 1, 'frame-accurate seeking'],
    ['connect', ['object', 'objectEncoding'], 0, 'AMF0'],
    ['_result', ['arguments', '0', 'objectEncoding'], 3, 'AMF3'],
    ['connect', ['object', 'objectEncoding'], 1, undefined],
    ['connect', ['object', 'audioCodecs'], 0, 'none'],
    ['connect', ['object', 'audioCodecs'], 0x1400, 'AAC, 0x1000'],
    ['connect', ['object', 'audioCodecs'], 0x8000_0001, 'uncompressed, 0x80000000'],
    ['connect', ['object', 'audioCodecs'], 1.5, undefined],
    ['connect', ['object', 'audioCodecs'], -1, undefined],
    ['connect', ['object', 'audioCodecs'], '4071', undefined],
    ['connect', ['object', 'fpad'], false, 'not through a proxy'],
    // E-RTMP v2.
    ['connect', ['object', 'videoFunction'], 14, 'HDR, video metadata, large-scale tiles'],
    ['connect', ['object', 'capsEx'], 15, 'reconnect, multitrack, ModEx, nanosecond timestamps'],
    ['_result', ['object', 'capsEx'], 2, 'multitrack'],
    ['connect', ['object', 'fourCcList', '0'], 'hvc1', 'HEVC'],
    ['connect', ['object', 'fourCcList', '1'], '*', 'any codec'],
    ['connect', ['object', 'fourCcList', '2'], 'xxxx', undefined],
    ['connect', ['object', 'videoFourCcInfoMap', 'vp09'], 3, 'decode, encode'],
    ['connect', ['object', 'audioFourCcInfoMap', '*'], 4, 'forward'],
    // RTMP 1.0 §7.2.2.
    ['play', ['arguments', '1'], -2, 'live, else recorded'],
    ['play', ['arguments', '1'], -1, 'live only'],
    ['play', ['arguments', '1'], -2000, 'live, else recorded'],
    ['play', ['arguments', '1'], -1000, 'live only'],
    ['play', ['arguments', '1'], 0, 'recorded, from this time on'],
    ['play', ['arguments', '2'], -1, 'to the end'],
    ['play', ['arguments', '2'], 0, 'a single frame'],
    ['play', ['arguments', '2'], 10, 'for this time'],
    ['play', ['arguments', '3'], true, 'in place of what waits to be played'],
    ['play', ['arguments', '3'], 0, 'behind what waits to be played'],
    ['publish', ['arguments', '1'], 'live', 'not recorded'],
    ['publish', ['arguments', '1'], 'record', 'recorded to a new file'],
    ['publish', ['arguments', '1'], 'append', 'added to a file'],
    ['publish', ['arguments', '0'], 'live', undefined],
    ['pause', ['arguments', '0'], true, 'pause'],
    ['receiveVideo', ['arguments', '0'], false, 'send no video'],
    ['onStatus', ['arguments', '0', 'level'], 'error', 'it failed'],
    [
      'play2',
      ['arguments', '0', 'transition'],
      'switch',
      'put in place of the stream of another bit rate, at the next keyframe',
    ],
    ['play2', ['arguments', '0', 'len'], -1, 'to the end'],
    // FLV 10.1 §E.4.2, §E.4.3, and FourCC as numbers.
    ['onMetaData', ['values', '0', 'videocodecid'], 7, 'AVC'],
    ['@setDataFrame', ['values', '1', 'videocodecid'], 0x68766331, 'HEVC'],
    ['@setDataFrame', ['values', '1', 'videocodecid'], 'av01', 'AV1'],
    ['@setDataFrame', ['values', '1', 'audiocodecid'], 10, 'AAC'],
    ['@setDataFrame', ['values', '1', 'audiocodecid'], 0x4f707573, 'Opus'],
    ['@setDataFrame', ['values', '1', 'audiocodecid'], 99, undefined],
    ['onMetaData', ['values', '0', 'videoTrackIdInfoMap', '1', 'videocodecid'], 0x61763031, 'AV1'],
    ['onMetaData', ['values', '0', 'audioTrackIdInfoMap', '2', 'audiocodecid'], 0x4f707573, 'Opus'],
    // Names that mean something elsewhere only.
    ['other', ['object', 'capsEx'], 1, undefined],
    ['onMetaData', ['values', '0', 'capsEx'], 1, undefined],
    ['connect', [], 1, undefined],
  ])('%s %j %j: %s', (call, path, value, meaning) => {
    expect(valueMeaning(call, path, value)).toBe(meaning);
  });
});

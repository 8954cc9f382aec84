import type { Catalogue } from './catalogue.ts';

export const commands: Catalogue['commands'] = {
  connect:
    'The client asks for an application and tells what it is and what it can do. It is the first command, and everything else waits for the answer.',
  call: 'The client calls a function of the application by its name.',
  close: 'The connection is to be closed.',
  createStream:
    'The client asks for a message stream. It needs one of its own for each stream that it publishes or plays.',
  _result: 'The call succeeded. The transaction id says which call it was.',
  _error: 'The call failed. The transaction id says which call it was, and the information why.',
  onStatus: {
    client: 'The client tells how something went. Usually only servers do.',
    server:
      'The server tells how publishing or playing goes. These commands have no answer of their own, so the client learns success and failure only from here.',
  },
  play: {
    client:
      'The client asks for a stream by its name, and the server is to send it. Media must not come before the server says Play.Start.',
    server: 'A server pulls a stream from another one, as the player of it.',
  },
  play2:
    'The client asks for another version of the stream that plays, mostly of another bit rate, without a break.',
  deleteStream: 'The client gives the message stream back. What was published or played on it ends.',
  closeStream:
    'What is published or played on this message stream ends; the stream itself may be used again.',
  receiveAudio: 'The player says whether it wants sound. Turning it off saves bandwidth.',
  receiveVideo: 'The player says whether it wants pictures. Turning it off saves bandwidth.',
  publish:
    'The client asks to publish under a name, which is often the secret stream key. It must not send media before the server says Publish.Start.',
  seek: 'The player wants to go on at another place in the recording.',
  pause: 'The player wants to pause, or to go on.',
  pauseRaw: 'The player pauses or goes on, and keeps its buffer. Flash Player sends it for a quick pause.',
  onPlayStatus: 'The server tells that a playlist or a switch of streams has come to an end.',
  releaseStream:
    'The encoder asks to free the stream name, in case an earlier connection of its own still holds it. It is a habit of encoders; servers may ignore it.',
  FCPublish:
    'The encoder announces the stream name before it publishes. Content delivery networks needed it once; other servers may ignore it.',
  FCUnpublish: 'The encoder announces that it stops publishing. It goes with FCPublish.',
  onFCPublish: 'The server has taken note of FCPublish.',
  onFCUnpublish: 'The server has taken note of FCUnpublish.',
  FCSubscribe:
    'The player asks an edge of a content delivery network to fetch the stream, before it plays. Other servers may ignore it.',
  FCUnsubscribe: 'The player does not need the stream any longer. It goes with FCSubscribe.',
  onFCSubscribe: 'The edge has found the stream and it can be played.',
  onFCUnsubscribe: 'The edge has let go of the stream, or it has ended.',
  getStreamLength:
    'The player asks how long the recording is, in order to draw its seek bar. Live streams have no length.',
  startTransmit: 'An edge asks to be sent the media of a stream.',
  stopTransmit: 'An edge asks not to be sent the media of a stream for now.',
  _checkbw:
    'The client asks the server to measure the bandwidth. Many servers ignore it or say that they know no such call.',
  checkBandwidth: 'The client asks the server to measure the bandwidth.',
  onBWCheck:
    'The server sends bytes to see how fast they are answered. A client that does not answer makes some servers wait.',
  onBWDone:
    'The measurement of the bandwidth is over. Many servers send this after connect without having measured.',
};

export const unknownCommand =
  'A command that no specification has: a function of the application or of one product. A peer that does not know it should answer with an error, or ignore it.';

export const dataMessages: Catalogue['dataMessages'] = {
  '@setDataFrame':
    'The encoder gives the server metadata to keep. Every player that joins later is sent it as onMetaData.',
  '@clearDataFrame': 'The server is to forget the metadata that it keeps under this name.',
  onMetaData: {
    client:
      'Describes the stream: size, frame rate, codecs, bit rates. It is a hint only; the sequence headers decide.',
    server:
      'The server passes on the description that the publisher gave: size, frame rate, codecs, bit rates.',
  },
  onCuePoint: 'A mark in the stream, at which the player or an advertisement system may do something.',
  onTextData: 'Text that belongs to this time, such as a subtitle.',
  onStatus: 'The server tells how the stream goes.',
  onPlayStatus: 'The server tells that a playlist has come to an end or that streams were switched.',
  onFI: 'The time at the encoder. Compared with the time of arrival it shows how long everything in between took.',
  '|RtmpSampleAccess':
    'Says whether a Flash program may read the raw sound and pictures. Without it they are only played; other players ignore it.',
};

export const unknownData =
  'An event of the stream that no specification has. Receivers that do not know it ignore it.';

export const results: Catalogue['results'] = {
  connect: 'The server accepts the client and tells what it is itself. Now the client may create streams.',
  createStream:
    'The server gives a message stream. The number in it goes into the header of every message that belongs to the stream.',
  releaseStream: 'The name is free, or the server only says so to be polite.',
  FCPublish: 'The server has taken note of the announcement. Publishing itself is allowed by an onStatus.',
  FCUnpublish: 'The server has taken note that publishing stops.',
  FCSubscribe: 'The server has taken note of the subscription.',
  getStreamLength: 'The length of the stream in seconds; 0 for a live stream.',
  checkBandwidth: 'The server answers the measurement of the bandwidth.',
  _checkbw: 'The server answers the measurement of the bandwidth.',
};

export const errors: Catalogue['errors'] = {
  connect:
    'The server refuses the connection. Its code and description say why, and it usually closes at once.',
  createStream: 'The server gives no message stream, so that nothing can be published or played.',
  releaseStream: 'The server does not know the call or the name. That harms nothing: encoders go on.',
  FCPublish: 'The server does not know the call. That harms nothing: encoders go on.',
  FCUnpublish: 'The server does not know the call. That harms nothing.',
  FCSubscribe: 'The server does not know the call or the stream. Many players go on.',
  getStreamLength: 'The server does not tell the length. Players go on without it.',
  checkBandwidth: 'The server does not measure bandwidth. That harms nothing.',
  _checkbw: 'The server does not measure bandwidth. That harms nothing.',
};

export const authentication: Catalogue['authentication'] = {
  needAuth:
    'The server lets in only publishers that name themselves. The client is to connect again with its user name.',
  user: 'The client names its user and asks how to prove it. The server will refuse once more, with a challenge.',
  challenge:
    'The server refuses with a salt and a challenge. The client is to connect again with a hash of them and its password.',
  response: 'The client proves that it knows the password, with a hash instead of the password itself.',
  noSuchUser: 'The server does not know the user.',
  authFailed: 'The hash is wrong, so the password is. Trying again with the same one is of no use.',
};

import type { Catalogue } from './catalogue.ts';

export const phases: Catalogue['phases'] = {
  handshake:
    'Both sides exchange three parts of fixed size before any message, to agree on the version and to see that the other one listens.',
  connect:
    'The client asks for an application by name and both sides agree on limits. Until the server says Success, no stream can be created.',
  createStream:
    'The client asks for a message stream, a number that keeps its publishing or playing apart from others on the same connection.',
  publish: 'The client announces under which name it sends media, and waits for the server to allow it.',
  play: 'The client asks for a stream by name, and the server answers whether and how it plays.',
  media: 'Sound and pictures flow, each with a timestamp, and now and then metadata and acknowledgements.',
  teardown:
    'One side ends the stream and then the connection. A connection that stops without these messages was cut.',
};

export const handshake: Catalogue['handshake'] = {
  C0: "The client's version, the first byte of the connection.",
  C1: "The client's clock and random bytes, which the server has to answer.",
  C2: 'The client answers S1. The server has waited for it, and from here on chunks follow.',
  S0: 'The version that the server chose.',
  S1: "The server's clock and random bytes, which the client has to answer.",
  S2: 'The server answers C1. The client has waited for it and may now send connect.',
  'C0+C1':
    'The client opens: it asks for a version of the protocol and sends 1536 bytes that the server has to answer. It may not send more before the answer has come.',
  'S0+S1': 'The server chooses the version and sends 1536 bytes of its own, which the client has to answer.',
  'S0+S1+S2':
    'The server answers all at once: the version, its own 1536 bytes, and the echo of those of the client. Real servers do so because waiting would cost a round trip.',
};

export const handshakeVerdicts: Catalogue['handshakeVerdicts'] = {
  complex:
    'It carries a digest, as Flash Player and Flash Media Server began to do; either side may still go on with the simple handshake.',
  digestInvalid:
    'The digest or signature in it is wrong: another key was used, or bytes were changed on the way.',
  echoes: 'The echo is right.',
  signed: 'It signs the digest of the peer instead of echoing bytes, as the handshake with digests wants it.',
  echoMismatch:
    'It does not echo what the peer sent. Strict peers end the connection here; many do not look.',
};

export const messages: Catalogue['messages'] = {
  setChunkSize: {
    client:
      'The client will cut its messages into larger pieces from now on. Encoders do so before they send pictures, since at 128 bytes every header counts.',
    server:
      'The server will cut its messages into larger pieces from now on. It holds for this direction only; the client chooses its own size.',
  },
  abort:
    'The rest of a message that was begun on a chunk stream will not come, and what is there is to be dropped. It is very rare.',
  acknowledgement: {
    client:
      'The client reports how many bytes it has received, because the window that the server set is full. Without it the server may stop sending.',
    server:
      'The server reports how many bytes it has received, because the window that the client set is full. Without it the client may stop sending.',
  },
  userControl: 'An event about a stream or the connection itself.',
  windowAcknowledgementSize: {
    client:
      'The client wants an acknowledgement whenever the server has received so many bytes. It often answers Set Peer Bandwidth with this.',
    server:
      'The server wants an acknowledgement whenever the client has received so many bytes. Servers send it right after connect, before they answer.',
  },
  setPeerBandwidth: {
    client: 'The client limits how much the server may have under way without acknowledgement.',
    server:
      'The server limits how much the client may have under way without acknowledgement. The client should answer with its own Window Acknowledgement Size.',
  },
  edgeOrigin: 'Servers of one vendor exchange it between edge and origin. No specification describes it.',
  audio: 'A piece of sound.',
  video: 'A piece of video.',
  dataAmf3: 'A data message in AMF3: metadata, or an event of the stream that wants no answer.',
  sharedObjectAmf3: 'Events of a shared object, in AMF3.',
  commandAmf3: 'A command in AMF3.',
  dataAmf0: 'A data message: metadata, or an event of the stream that wants no answer.',
  sharedObjectAmf0:
    'Events of a shared object, a set of values that several clients see and change together. Chats and games of the Flash days used it.',
  commandAmf0: 'A command.',
  aggregate:
    'Several messages packed into one, to save headers. Their times count from that of the first of them.',
};

export const unknownMessage = 'No specification has this message type. Receivers skip it.';

export const userControl: Catalogue['userControl'] = {
  streamBegin:
    'The stream is ready and messages on it may come. Servers send it for stream 0 right after connect, and again before a stream plays.',
  streamEof:
    'The server has sent all of the stream that was asked for. Nothing more comes on it unless the client asks.',
  streamDry:
    'The server has found no new data on the stream for a while. The publisher has probably stalled.',
  setBufferLength:
    'The client tells how many milliseconds it buffers, before the server begins to send. A large buffer makes the server send ahead.',
  streamIsRecorded: 'The stream is a recording and not live, so the client can seek and pause in it.',
  undocumented5: 'An event that no specification describes. Clients ignore it.',
  pingRequest:
    'The server checks whether the client is still there. A client that does not respond may be disconnected.',
  pingResponse:
    'The client is still there. The time is that of the request, so that the server can measure the round trip.',
  undocumented8: 'An event that Flash Media Server sends and no specification describes. Clients ignore it.',
  swfVerifyRequest:
    'The server asks the client to prove which player program it is. Only Flash Player and programs that imitate it can answer.',
  swfVerifyResponse:
    'The client proves that it is the player program that the server knows, with a keyed hash of the SWF file.',
  bufferEmpty:
    "The server has sent all that it has for the client's buffer and pauses. In a recording this is ordinary; live, the source is too slow.",
  bufferReady: 'The server goes on sending after a pause.',
};

export const sharedObject: Catalogue['sharedObject'] = {
  use: 'The client wants to see and change the object.',
  release: 'The client does not use the object any longer.',
  requestChange: 'The client asks to change properties. They are changed when the server says Success.',
  change: 'Another client changed properties, and this one is told the new values.',
  success: 'The change that the client asked for is made.',
  sendMessage: 'A call to all clients of the object, with arguments.',
  status: 'Something went wrong with the object; the code says what.',
  clear:
    'The client is to drop all properties that it holds. The server also answers Use with it, before the present ones.',
  remove: 'A property was removed.',
  requestRemove: 'The client asks to remove a property.',
  useSuccess: 'The client may use the object. Its properties usually follow in the same message.',
};

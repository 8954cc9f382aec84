import type { FieldId } from './field-id.ts';

/** Fields of the handshake, of chunk headers and of control messages. */
export const rtmpFields = {
  'rtmpt.undeclared':
    'Bytes that no rule accounts for. Either the sender pads the message, or it means something that no specification describes.',

  'rtmpt.handshake.c0': 'The first byte that a client sends: the protocol version that it wants.',
  'rtmpt.handshake.s0': 'The first byte that a server sends: the protocol version that it chose.',
  'rtmpt.handshake.c1':
    "The client's clock and random bytes, 1536 bytes in all. The server must send them back in S2, which proves that it really read them.",
  'rtmpt.handshake.s1':
    "The server's clock and random bytes, 1536 bytes in all. The client must send them back in C2, which proves that it really read them.",
  'rtmpt.handshake.c2':
    'The echo of S1. With it the handshake is over for the server, and chunks follow at once.',
  'rtmpt.handshake.s2': 'The echo of C1. When it has come, the client may send its first command.',
  'rtmpt.handshake.version':
    '3 is RTMP; 6 and 8 are its encrypted forms. A printable character here, such as P or G, means that a client speaks HTTP to an RTMP port.',
  'rtmpt.handshake.time':
    "The sender's clock in milliseconds, from any starting point; many send 0. The peer returns it, so round trips can be measured by it.",
  'rtmpt.handshake.zero':
    'Four zero bytes mark the simple handshake. Anything else says that a program version and a digest are here, as Flash Player sends them.',
  'rtmpt.handshake.random':
    'Any bytes random enough that the peer can only return them if it read them. They hide nothing and need no good generator.',
  'rtmpt.handshake.program':
    'Version of the program, where the simple handshake has zeros. Non-zero bytes here announce the handshake with digests.',
  'rtmpt.handshake.digest_offset':
    'Says where in the random bytes the digest is hidden: the sum of these four bytes, modulo 728.',
  'rtmpt.handshake.digest':
    'HMAC-SHA256 over the rest of this part, with a key that only programs of Adobe should have known. Flash Player plays H.264 and AAC only from servers that answer it rightly.',
  'rtmpt.handshake.key':
    'Where RTMPE has the public key from which both sides compute what they encrypt with. In RTMP nobody reads it, and most programs have random bytes here.',
  'rtmpt.handshake.key_offset':
    'Says where in its half of the random bytes the key begins: the sum of these four bytes, modulo 632.',
  'rtmpt.handshake.peer_time': 'The time that the peer sent in its first part, returned unchanged.',
  'rtmpt.handshake.time2':
    "When the peer's first part was read, by the sender's clock. Many programs send 0, or repeat a time.",
  'rtmpt.handshake.echo':
    "The peer's random bytes, returned unchanged. If one differs, the two sides have lost step or a proxy between them changed the bytes.",
  'rtmpt.handshake.signed':
    'Random bytes under the signature that follows. With digests nothing is echoed: the signature is the proof.',
  'rtmpt.handshake.signature':
    "HMAC-SHA256 over the bytes before it, with a key made of the peer's digest. It shows that the sender read that digest and knows the secret.",

  'rtmpt.header':
    'Says to which message the bytes behind it belong. Messages are cut into chunks so that a large picture does not keep sound and commands waiting.',
  'rtmpt.header.basic':
    'The first byte of every chunk: its format in the two high bits, its chunk stream in the others. 0xC3 says that the message of chunk stream 3 goes on.',
  'rtmpt.header.format':
    'How much of the message header follows: 0 all of it, 1 without the stream id, 2 the time only, 3 nothing. What is missing is as in the chunk before it on the same chunk stream.',
  'rtmpt.header.csid':
    'The channel on which the message is cut up: chunks of one message share it, and later headers are shortened against it. 2 is for protocol control; the rest the sender hands out as it likes.',
  'rtmpt.header.csid_form':
    '0 or 1 where the chunk stream id stands in one or two further bytes, because it is above 63.',
  'rtmpt.header.csid_rest': 'The chunk stream id less 64. Of two bytes the lower one comes first.',
  'rtmpt.header.timestamp':
    'When the message belongs to, in milliseconds on the clock of the stream. 16777215 means that the real time stands in the extended timestamp.',
  'rtmpt.header.timestampdelta':
    'Milliseconds since the message before it on this chunk stream. Reading it as an absolute time is a common mistake, and ends in timestamps that jump back.',
  'rtmpt.header.bodysize':
    'How many bytes the message has without chunk headers. If there are more than the chunk size, the rest follows in further chunks.',
  'rtmpt.header.typeid':
    'What sort of message this is: 1 to 6 run the protocol, 8 is audio, 9 video, 18 data, 20 a command.',
  'rtmpt.header.streamid':
    'The message stream, which the answer to createStream gave: 0 for the connection itself. It is the one field of the message header whose lowest byte comes first.',
  'rtmpt.header.ets':
    'The timestamp or delta in 32 bits, because it does not fit into 24. That happens after 4 hours and 39 minutes of streaming, and programs that get it wrong break then.',

  'rtmpt.scm.chunksize':
    'The most payload that the chunks of this sender carry from now on; without this message it is 128. Larger chunks cost fewer headers, smaller ones let messages take turns more often.',
  'rtmpt.scm.csid': 'The chunk stream whose unfinished message is to be dropped.',
  'rtmpt.scm.seq':
    'How many bytes the sender of this message has received so far. It counts modulo 2^32, and some programs stop at 2^31.',
  'rtmpt.scm.was':
    'How many bytes may be under way before an acknowledgement is due. A sender that honours it stops when none comes. In Set Peer Bandwidth it is the limit for what the other side sends.',
  'rtmpt.scm.limittype':
    'How binding the bandwidth is: hard is to be kept, soft only if it is smaller than the limit before, dynamic only if the limit before was hard. Nearly everybody sends dynamic.',

  'rtmpt.ucm.eventtype': 'Which event this is. It decides what the rest of the message means.',
  'rtmpt.ucm.streamid': 'The message stream that the event is about.',
  'rtmpt.ucm.bufferlength':
    'How many milliseconds of media the player wants to hold. The server may send that much ahead of time.',
  'rtmpt.ucm.timestamp':
    "The server's clock in milliseconds. The response must carry the same number, so that the server can tell which request it answers.",
  'rtmpt.ucm.data': 'What the event carries, where no specification says how it is laid out.',

  'rtmpt.amf3.format':
    'A byte in front of the values of AMF3 messages. 0 says that they begin in AMF0, and AMF3 comes behind the marker 0x11.',
} as const satisfies Partial<Record<FieldId, string>>;

import type { LessonTexts } from './lesson-texts.ts';

export const lessons: LessonTexts['lessons'] = {
  handshakeOpening: {
    why: 'TCP has just connected and knows nothing of RTMP. So the first byte says which RTMP: `03`. The 1536 bytes behind it only prove that somebody listens who reads and answers; they are no encryption and no password.',
    failure:
      'A first byte other than `03` is another protocol: `16` is TLS (RTMPS), `47` and `50` are the G of GET and the P of POST. If nothing answers, the port is open but no RTMP server reads from it.',
  },
  handshakeAnswer: {
    why: 'The server may answer as soon as it has C0 and C1. It has to send its own random bytes, so that the client can prove in turn that it reads.',
    failure:
      'A server that closes here did not like the version or the digest of C1. A server that is silent waits for bytes of C1 that never came.',
  },
  handshakeEnd: {
    why: 'With C2 the client has echoed too. It is the last part of fixed size: from the next byte on, everything that this side sends is chunks.',
    failure:
      'Without C2 the server never reads a message, and closes after its timeout. A C2 that echoes nothing is let pass by many servers and refused by strict ones.',
  },
  setChunkSize: {
    why: 'Messages travel in pieces, chunks, so that a small sound need not wait behind a large picture. Both sides begin with 128 bytes, which is tiny: a picture of 10,000 bytes would need 79 chunks. Whoever has much to send therefore raises **its own** size first. Each direction has its own.',
    failure:
      'A receiver that misses this message looks for the next chunk header in the middle of a picture. From there on all of its message types are nonsense, and it closes or hangs.',
  },
  windowAcknowledgementSize: {
    why: 'Nobody who sends can see from RTMP alone whether the other side still reads. So each side may set a window: "tell me whenever you have received so many bytes". **The server sends it to make the client acknowledge**: then it knows how far a player has come, may stop sending to one that says nothing, and need not fill its memory for it. The message that comes back is Acknowledgement (type 3). A short capture may hold none, because the window was never full.',
    failure:
      'A client that ignores the window and never acknowledges is no trouble for most servers. A strict one stops sending as soon as a window is full: the stream then freezes after the same number of bytes each time.',
  },
  setPeerBandwidth: {
    why: 'Window Acknowledgement Size asks for reports; this message sets a limit on what may be under way without one. The type of limit says how: hard (0) sets it, soft (1) takes the smaller of the old and the new, dynamic (2) is hard if the last one was hard, and else nothing.',
    failure:
      'Most clients answer with their own Window Acknowledgement Size or not at all, and servers put up with both. A limit that is far too small slows the other side down.',
  },
  acknowledgement: {
    why: 'A window is full, and this is the receipt. The number counts all bytes since the connection began, handshake included with some senders, and starts again from 0 after 4 GiB.',
    failure:
      'Where it does not come, the sender has no way to tell a slow receiver from a dead one. If the number does not grow with the bytes, the receiver counts wrongly.',
  },
  streamBegin: {
    why: 'The server tells that the message stream with this number is ready. It does so before the first message on it, so that the client can prepare its decoders.',
    failure: 'Some servers leave it out and some clients wait for it: then the player shows nothing.',
  },
  setBufferLength: {
    why: 'The player says how much it wants to hold before it shows a picture. Of a live stream the server can send ahead only what it still has.',
    failure: 'Without it the server takes a length of its own. A very large one makes the delay longer.',
  },
  pingRequest: {
    why: 'TCP notices a dead peer only after minutes. The server asks, and the answer (event 7) repeats its time.',
    failure: 'A client that does not answer is disconnected after a while, although its media flows.',
  },
  connect: {
    why: 'The handshake said nothing about what the client wants. `connect` names the application (`app`, the first part of the path of the URL), the whole URL (`tcUrl`), and the software. Its transaction id, 1, is the number that the answer must repeat.',
    failure:
      'An application that the server does not have is answered with `_error` and `NetConnection.Connect.Rejected` or `InvalidApp`, or by closing the connection. Then look at `app` and `tcUrl`: a slash too many, or a stream key in the wrong place, is the usual cause.',
  },
  connectAnswer: {
    why: 'The server repeats transaction id 1, so it answers `connect`. `NetConnection.Connect.Success` is what the client has waited for: before it, nothing else is allowed.',
    failure:
      'Here `_error` would stand, with a code and a description that say why. If nothing comes at all, the server asks somebody else first, such as a program that checks who may connect.',
  },
  announcement: {
    why: 'Habits of Flash days, in no specification: publishing programs first free the name from a connection that died, and announce it. Servers may answer or not, and clients go on in either case.',
    failure: 'An `_error` to it is no failure. Only what is answered to `publish` counts.',
  },
  createStream: {
    why: 'Up to now all went over message stream 0, which belongs to the connection itself. Media needs a stream of its own, and the server gives out the numbers.',
    failure: 'It is nearly never refused. Where no answer comes, the server has stopped reading.',
  },
  createStreamAnswer: {
    why: 'The one number in it is the message stream id. From now on it stands in the last four bytes of the full chunk header, alone in all of RTMP with its low byte first.',
    failure:
      'A client that goes on with another number than this one gets no answer, or a closed connection.',
  },
  publish: {
    why: 'Now the client may say that it sends, and under which name. **That name is the stream key**: whoever has it can send in its place, so think before you share a capture.',
    failure:
      'A wrong key, or a name that is taken, is answered by `onStatus` of level `error`: `NetStream.Publish.BadName` or `Denied`. Many services close the connection without a word instead.',
  },
  publishAnswer: {
    why: '`publish` has no `_result`: the answer is `onStatus`, on the new message stream. With `NetStream.Publish.Start` the encoder may send.',
    failure:
      'Another code means no. Some servers say Start first and check the key afterwards: then the connection ends within the next second.',
  },
  play: {
    why: 'The client names the stream that it wants to see. `start` of −2, or −2000 as many players send it, means live if there is such a stream, else a recording; −1 only live; 0 and more, a recording from there.',
    failure:
      'For a name that nobody publishes, servers answer `NetStream.Play.StreamNotFound`, or nothing until somebody publishes: the player then waits with a black screen.',
  },
  playAnswer: {
    why: '`play` has no `_result` either: the answer is `onStatus`. Behind `NetStream.Play.Start` metadata, sequence headers and the first keyframe follow.',
    failure: '`NetStream.Play.StreamNotFound` or `Failed` instead, and no media.',
  },
  metadata: {
    why: 'Players and servers want to know size, frame rate and codecs before a picture comes. It is only a description: decoders take the truth from the sequence headers.',
    failure:
      'Without it players still play, but some show no size or wait for a sound that never comes. If it contradicts the sequence header, the sequence header is right.',
  },
  audioSequenceHeader: {
    why: 'A frame of AAC does not say its own sample rate and channels. So they are sent once, before any frame: second byte `00`.',
    failure:
      'Without it there is no sound at all, at most noise. A server has to repeat it to each player that joins.',
  },
  videoSequenceHeader: {
    why: 'A frame of H.264 need not hold the parameter sets (SPS and PPS) that its decoder needs: size of the picture, profile, level. They come once, before any frame: first byte `17`, second byte `00`. It is **not** a picture, although its first byte says keyframe.',
    failure: 'Without it the screen stays black, while all the bytes arrive.',
  },
  videoKeyframe: {
    why: 'The first real picture: all seven steps are done. **The first byte of the payload says that it is a keyframe**: its upper half is 1 (`0x17`), that of other pictures 2 (`0x27`). The second byte, `01`, says that coded picture data follows and not a sequence header.',
    failure:
      'A stream that begins with `27` can be decoded only from the next keyframe on: until then grey or broken pictures.',
  },
  videoInterFrame: {
    why: 'Only the changes to other pictures: that is why it is so much smaller than the keyframe. Its chunk header is usually a short one, which leaves out what did not change.',
    failure: 'If one is lost, the damage stays until the next keyframe.',
  },
  audioFrame: {
    why: 'One frame of AAC is 1024 samples, 23 ms at 44.1 kHz. For AAC the first byte has to be `AF`, whatever the true sample rate is; some senders write the true one all the same.',
    failure:
      'If sound stops while pictures go on, players that take their clock from the sound stop as well.',
  },
  deleteStream: {
    why: 'The client says that it is done with the message stream. It needs no answer, so many close TCP right behind it.',
    failure:
      'A connection that just ends, without this, was broken off: the program crashed, or the network failed. The server then keeps the name for a while, and a quick reconnect finds it taken.',
  },
  withdrawal: {
    why: 'It takes back what FCPublish announced, out of the same habit. The stream itself is ended by `deleteStream`.',
    failure: 'Nothing: a server that does not know it ignores it, and many programs leave it out.',
  },
  ended: {
    why: 'The server confirms that the stream is over, so nobody who watches waits for more.',
    failure:
      'If it comes while somebody still sends or watches, the server ended the stream: its log says why. Many servers never send it.',
  },
  streamLength: {
    why: 'The player asks how long the stream is, before it plays: for a recording it draws a bar to seek in. A live stream has no length.',
    failure: 'Nothing: many servers never answer it, and players go on without.',
  },
  sampleAccess: {
    why: 'A relic of Flash: it says whether scripts in the player may read the decoded sound and pictures. It stands before the metadata, where Flash Player looked for it.',
    failure: 'Nothing: players of today skip it, and most servers leave it out.',
  },
};

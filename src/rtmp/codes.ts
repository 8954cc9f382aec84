import { codes } from '../field/codes.ts';

const undocumented = 'not in RTMP 1.0; sent by servers in the field';

/** Message type ids. Names as in Wireshark, so that its users find them again. */
export const MessageType = codes({
  setChunkSize: [1, 'Set Chunk Size', 'RTMP 1.0 §5.4.1'],
  abort: [2, 'Abort Message', 'RTMP 1.0 §5.4.2'],
  acknowledgement: [3, 'Acknowledgement', 'RTMP 1.0 §5.4.3'],
  userControl: [4, 'User Control Message', 'RTMP 1.0 §6.2'],
  windowAcknowledgementSize: [5, 'Window Acknowledgement Size', 'RTMP 1.0 §5.4.4'],
  setPeerBandwidth: [6, 'Set Peer Bandwidth', 'RTMP 1.0 §5.4.5'],
  edgeOrigin: [7, 'Edge/Origin', 'not in RTMP 1.0; Red5, nginx-rtmp and SRS have it between edge and origin'],
  audio: [8, 'Audio Data', 'RTMP 1.0 §7.1.4'],
  video: [9, 'Video Data', 'RTMP 1.0 §7.1.5'],
  dataAmf3: [15, 'AMF3 Data', 'RTMP 1.0 §7.1.2'],
  sharedObjectAmf3: [16, 'AMF3 Shared Object', 'RTMP 1.0 §7.1.3'],
  commandAmf3: [17, 'AMF3 Command', 'RTMP 1.0 §7.1.1'],
  dataAmf0: [18, 'AMF0 Data', 'RTMP 1.0 §7.1.2'],
  sharedObjectAmf0: [19, 'AMF0 Shared Object', 'RTMP 1.0 §7.1.3'],
  commandAmf0: [20, 'AMF0 Command', 'RTMP 1.0 §7.1.1'],
  aggregate: [22, 'Aggregate', 'RTMP 1.0 §7.1.6'],
});

/** Event types of a User Control message. */
export const UserControlEvent = codes({
  streamBegin: [0, 'Stream Begin', 'RTMP 1.0 §7.1.7'],
  streamEof: [1, 'Stream EOF', 'RTMP 1.0 §7.1.7'],
  streamDry: [2, 'Stream Dry', 'RTMP 1.0 §7.1.7'],
  setBufferLength: [3, 'Set Buffer Length', 'RTMP 1.0 §7.1.7'],
  streamIsRecorded: [4, 'Stream Is Recorded', 'RTMP 1.0 §7.1.7'],
  undocumented5: [5, 'Undocumented Event 5', undocumented],
  pingRequest: [6, 'Ping Request', 'RTMP 1.0 §7.1.7'],
  pingResponse: [7, 'Ping Response', 'RTMP 1.0 §7.1.7'],
  undocumented8: [8, 'Undocumented Event 8', undocumented],
  swfVerifyRequest: [26, 'SWFVerify Request', undocumented],
  swfVerifyResponse: [27, 'SWFVerify Response', undocumented],
  bufferEmpty: [31, 'Buffer Empty', undocumented],
  bufferReady: [32, 'Buffer Ready', undocumented],
});

/** Limit type of Set Peer Bandwidth. */
export const LimitType = codes({
  hard: [0, 'Hard', 'RTMP 1.0 §5.4.5'],
  soft: [1, 'Soft', 'RTMP 1.0 §5.4.5'],
  dynamic: [2, 'Dynamic', 'RTMP 1.0 §5.4.5'],
});

/** Event types of a shared object message. */
export const SharedObjectEventType = codes({
  use: [1, 'Use', 'RTMP 1.0 §7.1.3'],
  release: [2, 'Release', 'RTMP 1.0 §7.1.3'],
  requestChange: [3, 'Request Change', 'RTMP 1.0 §7.1.3'],
  change: [4, 'Change', 'RTMP 1.0 §7.1.3'],
  success: [5, 'Success', 'RTMP 1.0 §7.1.3'],
  sendMessage: [6, 'Send Message', 'RTMP 1.0 §7.1.3'],
  status: [7, 'Status', 'RTMP 1.0 §7.1.3'],
  clear: [8, 'Clear', 'RTMP 1.0 §7.1.3'],
  remove: [9, 'Remove', 'RTMP 1.0 §7.1.3'],
  requestRemove: [10, 'Request Remove', 'RTMP 1.0 §7.1.3'],
  useSuccess: [11, 'Use Success', 'RTMP 1.0 §7.1.3'],
});

/** Flags of a shared object message, as Red5 reads them: one that persists outlives its users. */
export const SharedObjectFlag = codes({
  none: [0, 'None', 'RTMP 1.0 §7.1.3'],
  persistent: [2, 'Persistent', 'not in RTMP 1.0; as Red5 reads it'],
});

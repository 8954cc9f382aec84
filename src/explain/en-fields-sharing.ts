import type { FieldId } from './field-id.ts';

/** Fields of shared objects and aggregates. */
export const sharingFields = {
  'rtmpt.tag':
    'One of the messages that are packed together, with a header like that of a tag in an FLV file.',
  'rtmpt.tag.type': 'What sort of message it is, as in the header of a chunk: 8 audio, 9 video, 18 data.',
  'rtmpt.tag.datasize': 'How many bytes the message has without this header.',
  'rtmpt.tag.timestamp':
    'The low 24 bits of its time. Only the distance to the first one counts: the time of the aggregate says when that is.',
  'rtmpt.tag.ets': 'The high 8 bits of its time, behind the low ones.',
  'rtmpt.tag.streamid': 'Its message stream, which that of the aggregate overrides. Senders write 0.',
  'rtmpt.tag.data': 'The message itself, as it would be sent alone.',
  'rtmpt.tag.tagsize':
    'The length of the message with its header, so that a reader can go backwards. It should be the length above plus 11.',
  'rtmpt.so.name': 'The name under which the clients of the application find the object.',
  'rtmpt.so.name_length': 'How many bytes the name takes.',
  'rtmpt.so.version':
    'Counts the changes of the object, so that a client that comes back learns whether it missed some.',
  'rtmpt.so.flags': 'Whether the object outlives its users: 2 says that the server stores it.',
  'rtmpt.so.unknown':
    'Four bytes that have been 0 wherever they were seen. No specification says what they are.',
  'rtmpt.so.event': 'One thing that happens to the object. A message may tell several.',
  'rtmpt.so.event.type': 'What happens. It decides what the data of the event is.',
  'rtmpt.so.event.length': 'How many bytes of data the event has. It is often 0.',
  'rtmpt.so.event.property': 'A name with its new value.',
  'rtmpt.so.event.name': 'The property that the event is about.',
  'rtmpt.so.event.name_length': 'How many bytes the name takes.',
  'rtmpt.so.event.code': 'What went wrong, as a name that programs can compare.',
  'rtmpt.so.event.code_length': 'How many bytes the code takes.',
  'rtmpt.so.event.level': 'How serious it is: status, warning or error.',
  'rtmpt.so.event.level_length': 'How many bytes the level takes.',
  'rtmpt.so.event.data': 'What the event carries, where its type does not say how it is laid out.',
  'rtmpt.ucm.swf_start':
    'Two bytes, each 1, as Flash Player writes them. No specification says what they mean.',
  'rtmpt.ucm.swf_size':
    'How many bytes the SWF file has, unpacked. The server compares it with the file that it knows.',
  'rtmpt.ucm.swf_size_again': 'The same size once more. No specification says why.',
  'rtmpt.ucm.swf_digest':
    'A hash of the SWF file, keyed with bytes of the handshake, so that it can not be copied from another connection.',
} as const satisfies Partial<Record<FieldId, string>>;

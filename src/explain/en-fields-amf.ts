import type { FieldId } from './field-id.ts';

/** Fields of AMF0 and AMF3 values. */
export const amfFields = {
  'amf.value':
    'One value of a command or data message. Its first byte, the marker, says of which type it is and so how many bytes follow.',
  'amf.property':
    'A name with its value, in an object or array. Receivers look properties up by name, so their order does not matter, and one they do not know they skip.',
  'amf.amf0_type':
    'The AMF0 type of the value that follows. Without it nobody could tell where the value ends, so one wrong marker makes the rest of the message unreadable.',
  'amf.amf3_type':
    'The AMF3 type of the value that follows. Unlike AMF0 it has a type for integers and keeps tables of strings, objects and classes that were sent before.',
  'amf.number':
    'A 64-bit floating point number. AMF0 has no integers, so transaction ids, stream ids and counts are sent like this too.',
  'amf.integer':
    'A signed integer of 29 bits, in one to four bytes: the high bit of each of the first three says that another follows. What does not fit is sent as a double. In a vector it takes four bytes.',
  'amf.boolean': 'True when the byte is anything but 0.',
  'amf.stringlength':
    'How many bytes of text follow, counted in UTF-8 and not in characters. In AMF3 the lowest bit decides: 1 means a length, 0 the number of a string that was sent before.',
  'amf.string': 'Text in UTF-8, with no zero byte at its end. The length in front of it says where it ends.',
  'amf.object_reference':
    'Number of an object that was sent before in the same message and is meant again, so that it need not be repeated. A number that nothing has is a fault of the sender.',
  'amf.object_header':
    'What sort of object follows. Its low bits tell an object from a reference to an earlier one, and whether the names of its members stand here or were sent before.',
  'amf.arraylength':
    'How many entries the array has. Of an ECMA array it is only a hint: many senders write 0 or a wrong number, and the end marker decides.',
  'amf.end_of_object_marker':
    'Ends the object: an empty name, then 09. Some senders forget it at the end of a message, and most receivers put up with that.',
  'amf.date': 'A point in time in milliseconds since 1 January 1970, UTC.',
  'amf.timezone':
    'Meant to be the time zone of the date, in minutes. The specification reserves it: senders write 0 and receivers ignore it.',
  'amf.longstring': 'Text that is too long for a string: its length takes four bytes instead of two.',
  'amf.xmllength': 'How many bytes of XML follow.',
  'amf.xml_doc': 'An XML document as text. It is a relic of Flash, hardly seen in streaming.',
  'amf.xml': 'An XML document as text, in AMF3. It is a relic of Flash, hardly seen in streaming.',
  'amf.classnamelength': 'How many bytes the name of the class takes.',
  'amf.classname':
    'The class that the receiver is to make the object of. A receiver without such a class treats it as a plain object.',
  'amf.int64': 'A 64-bit integer. No specification of AMF0 has it; a few programs send it all the same.',
  'amf.bytearray': 'Bytes as they are, without any meaning to AMF.',
  'amf.vector_fixed':
    'Whether the list may change its length. It matters to the program only, not to the bytes.',
  'amf.weak_keys':
    'Whether the keys of the dictionary keep their objects alive in the memory of Flash. It does not change what is sent.',
  'amf.member_flags':
    'Which members of a class that writes itself are there: each bit that is set stands for a member that follows, and the highest for another byte of such bits.',
} as const satisfies Partial<Record<FieldId, string>>;

// Reads an FLV file: its tags are the messages that a publisher sends.
import { readFileSync } from 'node:fs';

export function readTags(path) {
  const file = readFileSync(path);
  const tags = [];
  for (let at = 13; at + 11 <= file.length;) {
    const length = file.readUIntBE(at + 1, 3);
    const body = file.subarray(at + 11, at + 11 + length);
    const type = file[at];
    const isHeader = type !== 18 && body[1] === 0;
    tags.push({
      type,
      timestamp: file.readUIntBE(at + 4, 3),
      body,
      isHeader,
      isVideo: type === 9,
      isAudio: type === 8,
      isKey: type === 9 && body[0] >> 4 === 1,
    });
    at += 11 + length + 4;
  }
  return tags;
}

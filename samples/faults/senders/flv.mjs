// Reads an FLV file: its tags are the messages that a publisher sends. Of AV1 in an IVF file it makes tags of Enhanced RTMP.
import { readFileSync } from 'node:fs';

export function readTags(path) {
  if (path.endsWith('.ivf')) return readAv1(path);
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

/** The configuration is that of the MP4 file beside it; the temporal delimiter before each picture is left out. */
function readAv1(path) {
  const mp4 = readFileSync(path.replace('.ivf', '.mp4'));
  const box = mp4.indexOf('av1C');
  const configuration = mp4.subarray(box + 4, box - 4 + mp4.readUInt32BE(box - 4));
  const tag = (kind, timestamp, coded, isHeader) => {
    const body = Buffer.concat([Buffer.of(0x80 | kind), Buffer.from('av01'), coded]);
    return { type: 9, timestamp, body, isHeader, isVideo: true, isAudio: false, isKey: kind >> 4 === 1 };
  };
  const tags = [tag(0x10, 0, configuration, true)];
  const file = readFileSync(path);
  for (let at = 32; at + 12 <= file.length;) {
    const length = file.readUInt32LE(at);
    const coded = file.subarray(at + 14, at + 12 + length);
    tags.push(tag(tags.length === 1 ? 0x11 : 0x21, (tags.length - 1) * 100, coded, false));
    at += 12 + length;
  }
  return tags;
}

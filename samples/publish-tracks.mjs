// Publishes files with the FFmpeg libraries that the npm package node-av carries: the first stream of each file is a
// track, and its packets are sent as they are. Prints which FFmpeg that was. URL may be a file: what FFmpeg sends over RTMP are the tags of that file.
//
//     node publish-tracks.mjs URL FILE...
import { Demuxer, getFFmpegInfo, Muxer } from 'node-av';

// node-av asks for Node 22.
Promise.withResolvers ??= () => {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const [url, ...files] = process.argv.slice(2);
const output = await Muxer.open(url, {
  format: 'flv',
  configure({ streams }) {
    // That of the file which the packets come from means nothing in FLV.
    for (const { codecpar } of streams) codecpar.codecTag = 0;
  },
});
const queue = [];
for (const file of files) {
  const input = await Demuxer.open(file);
  const [stream] = input.streams;
  const track = output.addStream(stream);
  for await (const packet of input.packets(stream.index)) {
    if (packet === null) continue;
    const seconds = (Number(packet.dts) * stream.timeBase.num) / stream.timeBase.den;
    queue.push({ track, packet: packet.clone(), seconds });
  }
}
queue.sort((a, b) => a.seconds - b.seconds);
for (const { track, packet } of queue) await output.writePacket(packet, track);
await output.close();
const { version, libraries } = getFFmpegInfo();
process.stdout.write(`FFmpeg ${version}, libavformat ${libraries.avformat}\n`);

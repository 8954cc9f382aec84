// Publishes an FLV file and commits one fault. Prints how many bytes it had sent when the fault began.
//
//     node publish.mjs PORT FILE.flv FAULT
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { faults } from './publish-faults.mjs';
import { readTags } from './flv.mjs';
import { greeting, Peer } from './peer.mjs';
import * as wire from './wire.mjs';

const [port, file, name] = process.argv.slice(2);
const fault = faults[name];
if (fault === undefined) throw new Error(`no fault '${name}' (there are: ${Object.keys(faults).join(', ')})`);

/** A publisher that does everything right, unless its fault says otherwise. */
class Publisher extends Peer {
  chunkSize = 128;
  streamId = 1;
  /** Of what it sends: the acknowledgement window, for those faults that announce one. */
  window = 5000;

  async open() {
    const c1 = greeting();
    await (fault.greet ?? ((it) => it.send(Buffer.of(3), c1)))(this, c1);
    const s1 = (await this.take(1537)).subarray(1);
    if (!fault.early) await this.take(1536);
    if (fault.echo) await fault.echo(this, s1);
    else this.send(s1);
    if (fault.early) this.strike();
    const tcUrl = `rtmp://127.0.0.1/live`;
    const app = { app: 'live', type: 'nonprivate', flashVer: 'FMLE/3.0 (sender)', tcUrl, ...fault.connect };
    this.send(wire.command(['connect', 1, app]));
    await this.hear('_result');
    await this.setChunkSize(fault.chunkSize ?? 4096);
    await (fault.connected ?? nothing)(this);
    this.send(
      wire.command(['releaseStream', 2, null, 'movie']),
      wire.command(['FCPublish', 3, null, 'movie']),
    );
    if (!fault.createsNoStream) {
      this.send(wire.command(['createStream', fault.createStreamId ?? 4, null]));
      await this.hear('_result');
    }
    await (fault.created ?? nothing)(this);
    const publish = wire.command(['publish', 5, null, fault.streamName ?? 'movie', 'live'], {
      csid: 8,
      streamId: this.streamId,
    });
    this.send(publish);
    await this.hear('onStatus');
    this.started = performance.now();
    await (fault.opened ?? nothing)(this);
  }

  async setChunkSize(size) {
    if (fault.keepsChunkSize) return;
    this.send(wire.control(1, size));
    this.chunkSize = size;
  }

  /** One message of audio, video or data, as it should be. */
  sendTag(
    { type, timestamp, body },
    { csid = type === 8 ? 4 : type === 9 ? 6 : 3, streamId = this.streamId } = {},
  ) {
    const payload = type === 18 ? Buffer.concat([wire.amf('@setDataFrame'), body]) : body;
    this.send(wire.message({ csid, timestamp, type, streamId }, payload, this.chunkSize));
  }

  /** Waits until the media's time has come. */
  async pace(timestamp) {
    await sleep(Math.max(0, this.started + timestamp - performance.now()));
  }

  async close() {
    this.send(
      wire.command(['FCUnpublish', 6, null, 'movie']),
      wire.command(['deleteStream', 7, null, this.streamId]),
    );
    this.socket.end();
    for (let i = 0; i < 20 && !this.closed; i++) await sleep(50);
  }
}

async function nothing() {}

const publisher = new Publisher(connect(Number(port), process.env.SERVER || '127.0.0.1'), () =>
  process.exit(0),
);
await publisher.open();
const state = { struck: false, pictures: 0, keys: 0 };
for (const tag of readTags(file)) {
  if (publisher.closed) break;
  await publisher.pace(tag.timestamp);
  if (tag.isVideo && !tag.isHeader) state.pictures++;
  if (tag.isKey && !tag.isHeader) state.keys++;
  // The fault is committed at the first picture of the second half of a second, or for each tag.
  if (fault.tag !== undefined) await fault.tag(publisher, tag, state);
  else if (fault.once !== undefined && !state.struck && state.pictures === 5) {
    state.struck = true;
    publisher.strike();
    await fault.once(publisher, tag);
  } else publisher.sendTag(tag);
}
if (fault.end === undefined) await publisher.close();
else await fault.end(publisher);
process.exit(0);

// Plays live/movie and commits one fault.
//
//     node play.mjs PORT FAULT SECONDS
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { greeting, Peer } from './peer.mjs';
import * as wire from './wire.mjs';

const [port, name, seconds] = process.argv.slice(2);

/** Acknowledges what was received: `number` of the bytes so far, after every `every` bytes. */
function acknowledges(every, number) {
  let last = 0;
  return (it, total) => {
    if (total - last < every) return;
    it.send(wire.control(3, number(total, last)));
    last = total;
  };
}

const faults = {
  never: () => {},
  incremental: acknowledges(2500, (total, last) => total - last),
  impossible: acknowledges(2500, (total) => total + 10_000_000),
  seldom: acknowledges(20_000, (total) => total),
};
const acknowledge = faults[name];
if (acknowledge === undefined)
  throw new Error(`no fault '${name}' (there are: ${Object.keys(faults).join(', ')})`);

const it = new Peer(connect(Number(port), process.env.SERVER || '127.0.0.1'), () => process.exit(0));
it.send(Buffer.of(3), greeting());
const s1 = (await it.take(1537)).subarray(1);
await it.take(1536);
it.send(s1);
it.send(
  wire.command([
    'connect',
    1,
    { app: 'live', flashVer: 'LNX 9,0,124,2 (player)', tcUrl: 'rtmp://127.0.0.1/live' },
  ]),
);
await it.hear('_result');
it.send(wire.command(['createStream', 2, null]));
await it.hear('_result');
it.send(wire.command(['play', 3, null, 'movie', -2000], { csid: 8, streamId: 1 }));
it.socket.on('data', () => acknowledge(it, it.received.length));
await sleep(Number(seconds) * 1000);
it.send(wire.command(['deleteStream', 4, null, 1]));
it.socket.end();
await sleep(100);
process.exit(0);

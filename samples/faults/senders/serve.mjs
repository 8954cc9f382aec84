// A server that commits one fault on every connection. Prints how many bytes it had sent when the fault began.
//
//     node serve.mjs PORT FAULT [FILE.flv]
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTags } from './flv.mjs';
import { greeting, Peer } from './peer.mjs';
import { answerAuthentication } from './serve-authentication.mjs';
import * as wire from './wire.mjs';

const [port, name, file] = process.argv.slice(2);

const silence = () => new Promise(() => {});

function status(level, code, description) {
  return wire.command(['onStatus', 0, null, { level, code, description }], { csid: 5, streamId: 1 });
}

function connected(transaction, information = {}) {
  return wire.command([
    '_result',
    transaction,
    { fmsVer: 'FMS/3,0,1,123', capabilities: 31, ...information },
    { level: 'status', code: 'NetConnection.Connect.Success', description: 'Connection succeeded.' },
  ]);
}

function rejected(transaction, description) {
  const code = 'NetConnection.Connect.Rejected';
  return wire.command(['_error', transaction, null, { level: 'error', code, description }]);
}

/** What a server does at each step, unless its fault says otherwise. */
const right = {
  greet: (it, s1) => it.send(Buffer.of(3), s1),
  echo: (it, c1) => it.send(c1),
  connect: (it, transaction) => it.send(wire.control(5, 5_000_000), connected(transaction)),
  createStream: (it, transaction) => it.send(wire.command(['_result', transaction, null, 1])),
  publish: (it) => it.send(status('status', 'NetStream.Publish.Start', 'Start publishing')),
  play: (it) => it.send(status('status', 'NetStream.Play.Start', 'Start live')),
  accepted: silence,
};

function publishRejected(it) {
  it.strike();
  it.send(
    status('error', 'NetStream.Publish.Denied', 'Publishing to live/movie is not allowed: wrong stream key'),
  );
}

/** Sends the media of the file to a player, as a live stream; stops where `may` says no. */
async function sendMedia(it, may = async () => true) {
  const began = performance.now();
  for (const { type, timestamp, body } of readTags(file)) {
    await sleep(Math.max(0, began + timestamp - performance.now()));
    if (it.closed) return;
    const data = wire.message({ csid: type === 8 ? 4 : 6, timestamp, type, streamId: 1 }, body);
    if (!(await may(data, timestamp))) return;
    it.send(data);
  }
}

/** Sends media up to the window, then waits for an acknowledgement. */
async function sendWithinWindow(it, window) {
  const start = it.sent;
  await sendMedia(it, async (data) => {
    if (it.sent + data.length - start <= window) return true;
    it.strike();
    await sleep(4000);
    it.socket.end();
    return false;
  });
}

/** Sends a Ping Request a second after play, and closes when no answer has come for `patience` milliseconds. */
async function sendPing(it, patience) {
  void sendMedia(it);
  await sleep(1000);
  it.strike();
  it.send(wire.userControl(6, 1000));
  if (!(await it.pong(patience))) it.socket.end();
}

/** Acknowledges what a publisher sends: `number` of the bytes so far, after every `every` bytes. */
async function acknowledge(it, every, number, wait = 0) {
  for (let last = 0; !it.closed; await sleep(20)) {
    const total = it.received.length;
    if (total - last < every) continue;
    await sleep(wait);
    it.send(wire.control(3, number(total, last)));
    last = total;
  }
}

/** Answers as it should, and closes in the same instant. */
function closesAfter(step) {
  return {
    [step](it, transaction) {
      it.strike();
      right[step](it, transaction);
      it.socket.end();
      return silence();
    },
  };
}

/** Closes without an answer. */
const closes = (it) => (it.socket.end(), silence());

/** Answers as it should, three seconds late. */
function late(step) {
  return {
    [step]: async (it, transaction) => (await sleep(3000), it.strike(), right[step](it, transaction)),
  };
}

const faults = {
  none: {},
  silent: { greet: silence },
  version: { greet: (it, s1) => (it.strike(), it.send(Buffer.of(4), s1)) },
  incomplete: { greet: (it, s1) => (it.strike(), it.send(Buffer.of(3), s1.subarray(0, 900)), silence()) },
  'wrong-echo': { echo: (it) => (it.strike(), it.send(greeting().fill(9))) },
  'late-echo': { echo: async (it, c1) => (await sleep(400), it.send(c1)) },
  'connect-rejected': {
    connect(it, transaction) {
      it.strike();
      it.send(
        rejected(
          transaction,
          "[ Server.Reject ] : (_defaultRoot_, _defaultVHost_) : Application 'live' is not defined.",
        ),
      );
      it.socket.end();
      return silence();
    },
  },
  authentication: {
    connect: (it, transaction) => it.send(answerAuthentication(it, transaction, { connected, rejected })),
  },
  'connect-unanswered': { connect: silence },
  'connect-late': late('connect'),
  'closes-at-once': closesAfter('connect'),
  'create-stream-closed': { createStream: closes },
  'create-stream-closed-at-once': closesAfter('createStream'),
  'create-stream-unanswered': { createStream: silence },
  'create-stream-failed': {
    createStream(it, transaction) {
      it.strike();
      const information = {
        level: 'error',
        code: 'NetConnection.Call.Failed',
        description: 'No more streams.',
      };
      it.send(wire.command(['_error', transaction, null, information]));
    },
  },
  'create-stream-late': {
    createStream: async (it, transaction) => (await sleep(3000), right.createStream(it, transaction)),
  },
  'publish-late': late('publish'),
  'publish-closed-at-once': closesAfter('publish'),
  'publish-rejected': { publish: publishRejected },
  'publish-unanswered': { publish: silence },
  'play-unanswered': { play: silence },
  'play-closed-at-once': closesAfter('play'),
  'play-failed': {
    play(it) {
      it.strike();
      it.send(status('error', 'NetStream.Play.Failed', 'The origin of live/movie does not answer.'));
    },
  },
  'waits-for-acknowledgement': {
    connect: (it, transaction) => it.send(wire.control(5, 5000), connected(transaction)),
    accepted: (it) => sendWithinWindow(it, 5000),
  },
  pings: { accepted: (it) => sendPing(it, 2000) },
  garbage: {
    async accepted(it) {
      let isPast = false;
      await sendMedia(it, async (_, timestamp) => {
        if (timestamp < 500 || isPast) return true;
        isPast = true;
        it.strike();
        it.send(Buffer.from('this is not a chunk, it is a log line\n'));
        return true;
      });
      it.socket.end();
    },
  },
  'acknowledges-late': { accepted: (it) => acknowledge(it, 4500, (total) => total, 4000) },
  'acknowledges-differences': { accepted: (it) => acknowledge(it, 2500, (total, last) => total - last) },
  'offers-hevc': {
    connect: (it, transaction) =>
      it.send(wire.control(5, 5_000_000), connected(transaction, { fourCcList: ['hvc1'] })),
  },
};
const fault = faults[name];
if (fault === undefined) throw new Error(`no fault '${name}' (there are: ${Object.keys(faults).join(', ')})`);

async function serve(it) {
  const { greet, echo, connect, createStream, publish, play, accepted } = { ...right, ...fault };
  const s1 = greeting().fill('served', 8);
  const c1 = (await it.take(1537)).subarray(1);
  await greet(it, s1);
  await echo(it, c1);
  await it.take(1536);
  await connect(it, await it.hear('connect'));
  await createStream(it, await it.hear('createStream'));
  await Promise.race([it.hear('publish').then(() => publish(it)), it.hear('play').then(() => play(it))]);
  await accepted(it);
}

createServer((socket) => {
  const peer = new Peer(socket);
  serve(peer).catch((error) => {
    if (!peer.closed) throw error;
  });
}).listen(Number(port), '127.0.0.1');

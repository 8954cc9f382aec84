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

/** Sends media up to the window, then waits for an acknowledgement. */
async function sendWithinWindow(it, window) {
  const began = performance.now();
  const start = it.sent;
  for (const { type, timestamp, body } of readTags(file)) {
    await sleep(Math.max(0, began + timestamp - performance.now()));
    const data = wire.message({ csid: type === 8 ? 4 : 6, timestamp, type, streamId: 1 }, body);
    if (it.sent + data.length - start > window) {
      it.strike();
      await sleep(4000);
      return it.socket.end();
    }
    it.send(data);
  }
}

const faults = {
  none: {},
  silent: { greet: silence },
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
  'closes-at-once': {
    connect(it, transaction) {
      it.strike();
      it.send(wire.control(5, 5_000_000), connected(transaction));
      it.socket.end();
      return silence();
    },
  },
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
  'publish-rejected': { publish: publishRejected },
  'publish-unanswered': { publish: silence },
  'publish-closed': { publish: (it) => (it.socket.end(), silence()) },
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

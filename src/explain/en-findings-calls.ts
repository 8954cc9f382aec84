import type { Facts, NameOddity, Words } from '../analysis/findings/facts.ts';
import { duration } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** connect, createStream, publish and play, and what became of them. */
export const callFindings: TextsOf<
  'connect' | 'auth' | 'reconnect' | 'call' | 'create-stream' | 'publish' | 'play' | 'stream-name'
> = {
  'connect.rejected': {
    title: 'The server rejects the connection',
    evidence: answeredWith,
    meaning: 'The answer to connect is an error, and its words say why.',
    causes: 'The application (the first part of the path) does not exist, or the client may not use it.',
    advice: 'Compare app and tcUrl with the set-up of the server.',
  },
  'connect.closed-unanswered': {
    title: 'The server closes instead of answering connect',
    evidence: ({ how, frame, waited }) =>
      `the server closed the connection with ${how} ${duration(waited)} after connect in frame ${frame}, without an answer`,
    meaning: 'The server took the handshake, read connect and closed without saying why.',
    causes:
      'A rule or callback of the server (such as on_connect) refuses the client, or the application does not exist.',
    advice: 'Look into the log of the server and of its callbacks; compare the application of the URL.',
  },
  'connect.closed-at-once': {
    title: 'The server accepts the connection and closes it at once',
    evidence: ({ how, frame, waited }) =>
      `the server accepted connect in frame ${frame} and closed the connection with ${how} ${duration(waited)} later`,
    meaning: 'connect succeeded, and the server closed before a stream was asked for.',
    causes:
      'A limit of connections, a check behind a load balancer, or a ban that takes effect after the greeting.',
    advice: 'Look into the log of the server; check limits and whether the address is blocked.',
  },
  'connect.unanswered': {
    title: 'The server never answers connect',
    evidence: ({ frame, waited }) => `connect in frame ${frame} had no answer after ${duration(waited)}`,
    meaning: 'The handshake went well, and connect stayed without an answer.',
    causes: 'The application behind the server hangs, or a callback that it waits for does.',
    advice: 'Look what the server waits for; test its callbacks by hand.',
  },
  'auth.needed': {
    title: 'The server asks for a user name and password',
    evidence: answeredWith,
    meaning: 'The server rejects connect until the client names its user and answers a challenge.',
    causes:
      'The encoder has no credentials, or does not know this way of authentication (authmod=adobe or llnw).',
    advice: 'Enter user name and password in the encoder, not in the URL.',
  },
  'auth.failed': {
    title: 'User name or password is wrong',
    evidence: answeredWith,
    meaning: 'The client answered the challenge, and the server does not accept it.',
    causes: 'A mistyped password or user, or an account that is not allowed to publish here.',
    advice: 'Set the credentials again on both sides.',
  },
  'reconnect.loop': {
    title: 'The client connects again and again in vain',
    evidence: ({ count, name, time, first }, tell) =>
      `${count} connections for "${name}" in ${duration(time)}, none of which came to a stream${first === undefined ? '' : `; of the first: ${tell(first)}`}`,
    meaning: 'Several connections in a row for the same stream ended before the stream came about.',
    causes:
      'The reason of the first failure holds for all: a wrong key, a name in use, a server that refuses.',
    advice: 'Look at the first of the connections; raise the pause between attempts.',
  },
  'call.unanswered': {
    title: 'A call was never answered',
    evidence: ({ name, from, frame, waited }) =>
      waited === undefined
        ? `${name} of the ${from} in frame ${frame} was never answered`
        : `${name} in frame ${frame} had no answer after ${duration(waited)}`,
    meaning: 'The call has a transaction id, which asks for an answer, and none came.',
    causes: 'The peer does not know the call, or hangs.',
    advice:
      'For createStream nothing goes on without the answer; other calls are often ignored without harm.',
  },
  'call.late': {
    title: 'An answer took long',
    evidence: ({ name, frame, answer, waited }) =>
      `${name} of frame ${frame} was answered in frame ${answer}, after ${duration(waited)}`,
    meaning: 'The start-up stood still until this answer came.',
    causes: 'The server waits for a callback or an origin server, or is overloaded.',
    advice: 'Measure what the server asks before it answers.',
  },
  'call.duplicate-transaction': {
    title: 'A transaction id was used twice',
    evidence: ({ name, id, before }) => `${name} has the transaction id ${id}, which ${before} had before it`,
    meaning: 'The answers to the two calls can not be told apart by their id.',
    causes: 'The client does not count its calls.',
    advice: 'Give each call an id of its own, counted from 1.',
  },
  'create-stream.failed': {
    title: 'The server gives no message stream',
    evidence: answeredWith,
    meaning:
      'The answer to createStream is an error or has no stream id, so nothing can be published or played.',
    causes: 'A limit of streams, or the application refuses the client.',
    advice: 'Look into the log of the server; its words are in the evidence.',
  },
  'create-stream.closed-unanswered': {
    title: 'The server closes when it is asked for a message stream',
    evidence: ({ how, frame, waited }) =>
      `the server closed the connection with ${how} ${duration(waited)} after createStream in frame ${frame}, without an answer`,
    meaning: 'The server got createStream and closed the connection without an answer.',
    causes: 'It refuses the client without a word, or a fault of the server.',
    advice: 'Look into the log of the server at this time.',
  },
  'create-stream.closed-at-once': {
    title: 'The server gives a message stream and closes in the same instant',
    evidence: ({ how, frame, waited }) =>
      `the server answered createStream in frame ${frame} and closed the connection with ${how} ${duration(waited)} later`,
    meaning:
      'createStream was answered, and before the client could use the stream the server closed the connection.',
    causes: 'A limit of the account or of connections, or a fault of the server behind the answer.',
    advice: 'Look into the log of the server at this time.',
  },
  'publish.no-stream': {
    title: 'A stream is used that was not created',
    evidence: ({ action, name, frame }) =>
      `the client called ${action}("${name}") in frame ${frame} without createStream`,
    meaning: 'The client publishes or plays before it has asked for a message stream.',
    causes: 'The client leaves createStream out and takes a number of its own.',
    advice: 'Send createStream first, and use the number in its answer.',
  },
  'publish.name-changed': {
    title: 'Another name on the same message stream',
    evidence: ({ streamId, before, beforeFrame, name, frame }) =>
      `message stream ${streamId} had "${before}" in frame ${beforeFrame}, and has "${name}" in frame ${frame}`,
    meaning: 'The client publishes or plays a second name on a message stream that has carried another.',
    causes: 'A stream was switched, or the client tries one name after the other.',
    advice: 'Nothing, if that is meant; else use a message stream for each name.',
  },
  'play.no-stream-begin': {
    title: 'Media without Stream Begin',
    evidence: ({ name, frame }) => `media of "${name}" came in frame ${frame}, and no Stream Begin before`,
    meaning: 'The server plays a stream that it did not announce with Stream Begin.',
    causes: 'The server leaves the event out.',
    advice: 'Players that wait for it show nothing: send it before the first media message.',
  },
  'publish.rejected': {
    title: 'The server refuses the stream',
    evidence: refuses,
    meaning: 'The answer to publish is an error, and its words say why.',
    causes: 'The stream key is wrong, expired or not allowed, or the application takes no streams.',
    advice:
      'Copy the stream key anew, without spaces; compare application and key with the set-up of the server.',
  },
  'publish.name-in-use': {
    title: 'Someone publishes under this name already',
    evidence: refuses,
    meaning: 'The server takes one publisher a name, and has one.',
    causes:
      'The encoder was restarted and its old connection still lives on the server, or two encoders use one key.',
    advice:
      'Stop the other encoder, or wait until the server drops the old connection; shorten its time-out.',
  },
  'publish.closed-unanswered': {
    title: 'The server closes instead of answering publish',
    evidence: closesOn,
    meaning: 'Everything went well up to publish; the server closed without a status that says why.',
    causes:
      'The callback of the server (such as on_publish) said no: a wrong stream key, an expired token, a limit.',
    advice: 'Check the stream key and token; look at what the callback answered.',
  },
  'publish.closed-at-once': {
    title: 'The server accepts publish and closes in the same instant',
    evidence: acceptsInVain,
    meaning: 'NetStream.Publish.Start was sent before the server had checked what it then did not like.',
    causes:
      'A wrong stream key that is checked behind the answer, another publisher of the same name, or a limit of the account.',
    advice: 'Check the stream key, and whether something publishes already; look into the log of the server.',
  },
  'publish.unanswered': {
    title: 'The server never answers publish',
    evidence: leavesOpen,
    meaning: 'Encoders wait for NetStream.Publish.Start before they send; it did not come.',
    causes: 'A callback or origin that the server asks does not answer.',
    advice: 'Test the callback by hand; look into the log of the server.',
  },
  'play.not-found': {
    title: 'The stream that is played does not exist',
    evidence: refuses,
    meaning: 'The server knows neither a recording nor a publisher of this name.',
    causes: 'The name is misspelt, its application is another one, or nobody publishes yet.',
    advice: 'Compare application and name with those of the publisher, letter by letter.',
  },
  'play.nothing-published': {
    title: 'The stream that is played sends nothing',
    evidence: ({ name, frame, waited, outcome }) =>
      'begun' in outcome
        ? `nothing of "${name}" came for ${duration(waited)} after play in frame ${frame}, then frame ${outcome.begun} began it`
        : `play("${name}") in frame ${frame} was answered with ${said(outcome.reply)}, and nothing of the stream came in ${duration(waited)}`,
    meaning: 'The server accepted play, and no media came: it waits for a publisher.',
    causes: 'Nobody publishes under this name, or under another name or application.',
    advice: 'Start the publisher, and compare application and name with those of the player.',
  },
  'play.failed': {
    title: 'The server refuses to play',
    evidence: refuses,
    meaning: 'The answer to play is an error, and its words say why.',
    causes:
      'The origin of the stream does not answer, the file can not be read, or the client may not play it.',
    advice: 'Look into the log of the server; its words are in the evidence.',
  },
  'play.closed-unanswered': {
    title: 'The server closes instead of answering play',
    evidence: closesOn,
    meaning: 'Everything went well up to play; the server closed without a status that says why.',
    causes: 'The callback of the server (such as on_play) said no: a wrong token, a limit of viewers.',
    advice: 'Check the token; look at what the callback answered.',
  },
  'play.closed-at-once': {
    title: 'The server accepts play and closes in the same instant',
    evidence: acceptsInVain,
    meaning: 'NetStream.Play.Start was sent, and the connection closed before anything of the stream came.',
    causes: 'The right to play is checked behind the answer, or the origin that has the stream gave up.',
    advice: 'Look into the log of the server at this time.',
  },
  'play.unanswered': {
    title: 'The server never answers play',
    evidence: leavesOpen,
    meaning: 'Neither a status nor media came.',
    causes: 'The server waits for an origin or a callback that does not answer.',
    advice: 'Look what the server waits for.',
  },
  'play.late-first-picture': {
    title: 'The first picture comes late',
    evidence: ({ name, frame, waited, begun, keyframe }) =>
      keyframe === undefined
        ? `no keyframe came in ${duration(waited)} after play("${name}") in frame ${frame}, and other parts of the stream came from frame ${begun} on`
        : `the first keyframe came in frame ${keyframe}, ${duration(waited)} after play in frame ${frame} was answered; other parts of the stream came from frame ${begun} on`,
    meaning: 'A player can begin with a keyframe only, and had to wait for the next one.',
    causes: 'The publisher sends keyframes seldom, and the server keeps none for new players.',
    advice: 'Send a keyframe every two seconds, or let the server keep the last group of pictures.',
  },
  'stream-name.suspicious': {
    title: 'The stream name looks wrong',
    evidence: ({ action, name, oddity }) =>
      `the client ${action === 'publish' ? 'publishes' : 'plays'} "${name}", ${ODDITIES[oddity]}`,
    meaning: 'The name holds something that hardly any server expects in one.',
    causes: 'The whole URL, an empty key or a key with spaces was entered in the field for the stream key.',
    advice: 'Enter the URL up to the application in one field and the key alone in the other.',
  },
};

const ODDITIES: Readonly<Record<NameOddity, string>> = {
  empty: 'an empty name',
  url: 'which is a whole URL',
  spaceAtEnd: 'with a space at an end',
  space: 'with a space in it',
  quotationMark: 'with a quotation mark or bracket at an end',
};

function answeredWith({ call, answer, reply }: Facts['connect.rejected']): string {
  return `the server answered ${call} in frame ${answer} with ${said(reply)}`;
}

function refuses({ action, name, frame, answer, reply }: Facts['publish.rejected']): string {
  return `the server answered ${action}("${name}") of frame ${frame} in frame ${answer} with ${said(reply)}`;
}

function closesOn({ how, waited, action, name, frame }: Facts['publish.closed-unanswered']): string {
  return `the server closed the connection with ${how} ${duration(waited)} after ${action}("${name}") in frame ${frame}, without an answer`;
}

function acceptsInVain({ how, waited, action, name, frame, reply }: Facts['publish.closed-at-once']): string {
  return `the server answered ${action}("${name}") in frame ${frame} with ${said(reply)}, and closed the connection with ${how} ${duration(waited)} later`;
}

function leavesOpen({ action, name, frame, waited }: Facts['publish.unanswered']): string {
  return `${action}("${name}") in frame ${frame} had no answer after ${duration(waited)}`;
}

/** `"NetStream.Publish.BadName": "Already publishing"`. */
function said({ code, description }: Words): string {
  const words = [code, description].filter((text) => text !== '').map((text) => `"${text}"`);
  return words.length === 0 ? 'no word of explanation' : words.join(': ');
}

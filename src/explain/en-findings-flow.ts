import type { Facts } from '../analysis/findings/facts.ts';
import { otherRole } from '../analysis/findings/side-health.ts';
import { duration, grouped, percent, quantity } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** Stalls, the speed of the stream, acknowledgements and pings. */
export const flowFindings: TextsOf<'stall' | 'flow' | 'ack' | 'ping'> = {
  'stall.sender': {
    title: 'The sender paused',
    evidence: ({ isIdle, ...stall }) =>
      `${silent(stall)}${isIdle ? ', and nothing else on its side of the connection' : ''}: the window was open and nothing was lost`,
    meaning: 'No media came although TCP could have carried them: the sender had nothing to send.',
    causes: 'The encoder was overloaded or suspended, or its own source stood still.',
    advice: 'Look at the load of the sender and at its input at that time.',
  },
  'stall.network': {
    title: 'The network held the stream up',
    evidence: (facts) =>
      'resent' in facts
        ? `${silent(facts)}, while TCP sent segments again from frame ${facts.resent} on`
        : `${quantity(facts.segments, 'segment')} of the ${facts.role} were sent again, ${percent(facts.share)} of those with payload`,
    meaning: 'Segments were lost or late, and TCP had to send them again.',
    causes: 'A congested or weak line (Wi-Fi, mobile), or a bit rate above what it carries.',
    advice: 'Use a cable, lower the bit rate, or choose a server nearby.',
  },
  'stall.receiver-window': {
    title: 'The receiver did not take the data',
    evidence: ({ closed, ...stall }) =>
      `${silent(stall)}, while the receive window of the ${otherRole(stall.role)} was closed from frame ${closed} on`,
    meaning: 'The receiver closed its TCP window, so that the sender had to wait for it.',
    causes: 'The receiving program hangs, is overloaded or was suspended, or writes to a slow disk.',
    advice: 'Look at the receiver at that time; the sender and the network are not to blame.',
  },
  'stall.acknowledgement-window': {
    title: 'The sender waits for an acknowledgement',
    evidence: ({ bytes, window, ...stall }) =>
      `${silent(stall)}: ${grouped(bytes)} bytes were not acknowledged, of a window of ${grouped(window)}`,
    meaning: 'The sender has sent as much as its acknowledgement window allows, and no Acknowledgement came.',
    causes: 'The receiver does not send Acknowledgements, or counts them wrong.',
    advice: 'Let the receiver send an Acknowledgement whenever it has received as many bytes as the window.',
  },
  'flow.slower-than-real-time': {
    title: 'The stream is slower than real time',
    evidence: ({ kind, wall, media }) =>
      `in ${duration(wall)} the timestamps of ${kind} go on by ${duration(media)}`,
    meaning: 'The timestamps fall behind the clock, so that every player runs dry.',
    causes: 'The encoder is too slow for its settings, or the line for the bit rate.',
    advice: 'Choose a faster preset, a smaller picture or a lower bit rate.',
  },
  'flow.queue-grows': {
    title: 'Data pile up on the way',
    evidence: ({ role, waited, bytes, frame, queue }) =>
      `for ${duration(waited)} the ${role} sends more than is acknowledged: ${grouped(bytes)} bytes wait in frame ${frame}, ${duration(queue)} of the stream`,
    meaning: 'More is sent than the line carries; what waits grows, and with it the delay.',
    causes: 'The bit rate is above what the line carries at this time.',
    advice: 'Lower the bit rate, or let the encoder adapt it.',
  },
  'ack.none': {
    title: 'Bytes are never acknowledged',
    evidence: ({ role, bytes, window }) =>
      `the ${role} sent ${grouped(bytes)} bytes with a window of ${grouped(window)}, and the ${otherRole(role)} acknowledged none`,
    meaning: 'The sender announced a window, and sent far more without one Acknowledgement.',
    causes: 'The receiver does not implement Acknowledgements.',
    advice: 'Send one for each window; strict senders stop without.',
  },
  'ack.impossible': {
    title: 'More acknowledged than was sent',
    evidence: ({ role, frame, acknowledged, sent }) =>
      `the Acknowledgement in frame ${frame} says ${grouped(acknowledged)} bytes, and the ${role} had sent ${grouped(sent)}`,
    meaning: 'An Acknowledgement names more bytes than came until then.',
    causes: 'The receiver counts wrong, or sends bytes in another order or unit.',
    advice: 'Count the bytes received since the first of the handshake.',
  },
  'ack.incremental': {
    title: 'Acknowledgements count from the one before',
    evidence: ({ messages, acknowledged, sent, frame }) =>
      `${messages} Acknowledgements in a row say far less than was sent, lastly ${grouped(acknowledged)} of ${grouped(sent)} bytes in frame ${frame}: they count from the one before`,
    meaning:
      'The sequence number is the sum of all bytes received so far, and here it is what came since the last one.',
    causes: 'The receiver sets its counter back after each Acknowledgement.',
    advice: 'Never set the counter back; it wraps at 4 GiB.',
  },
  'ack.window-exceeded': {
    title: 'Acknowledgements come later than the window allows',
    evidence: ({ bytes, frame, window }) =>
      `${grouped(bytes)} bytes came before the Acknowledgement in frame ${frame}, and the window is ${grouped(window)}`,
    meaning: 'More bytes than twice the window came before the next Acknowledgement.',
    causes: 'The receiver uses a window of its own, or acknowledges by time.',
    advice: 'Acknowledge whenever as many bytes came as the sender announced.',
  },
  'ping.unanswered': {
    title: 'A ping was not answered',
    evidence: ({ frame, waited, closed }) =>
      `the Ping Request in frame ${frame} had no answer after ${duration(waited)}${closed === undefined ? '' : `; then the ${closed.role} closed the connection with ${closed.how}`}`,
    meaning: 'A Ping Request asks whether the peer is alive, and no Ping Response came.',
    causes: 'The peer hangs, or does not implement pings.',
    advice: 'Answer with the timestamp of the request; servers close connections that do not.',
  },
};

function silent({ role, since, time }: Pick<Facts['stall.sender'], 'role' | 'since' | 'time'>): string {
  return `no media of the ${role} for ${duration(time)} after frame ${since}`;
}

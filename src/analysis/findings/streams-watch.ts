import { propertyOf } from '../../amf/value.ts';
import { type FrameStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message } from '../../rtmp/message.ts';
import type { NameOddity } from './facts.ts';
import type { Subject, Watch } from './finding.ts';
import { type End, endOf, patienceUntil, wasHeard } from './side-health.ts';
import { isUnderWay } from './track-pace.ts';
import { quoted, type Reply, type Use } from './story.ts';
import { keepPlace, type Place } from './place.ts';

/** Milliseconds within which publish and play are answered, and a stream that is played begins. */
const PATIENCE = 2000;
/** Milliseconds until the first picture that a viewer minds. */
const FIRST_PICTURE = 2000;

/** What servers say when a name is taken, where BadName can mean both. */
const IN_USE = /already|in use|busy|exist|duplicat|being published/i;

/** What became of publish and play. */
export function watchStreams({ conversation, story, report }: Subject): Watch {
  /** When the first of anything that belongs to a stream came from the server, and the first keyframe. */
  let begun: Place | undefined;
  let shown = false;
  /** Whether the server said Stream Begin. */
  let isBegun = false;
  /** Whether the metadata, or a configuration, announce pictures. */
  let isAnnounced = false;
  let judged: Use | undefined;

  function judge(use: Use): void {
    const { reply, action, name } = use;
    judged = use;
    if (reply === undefined || !reply.isError) return;
    const facts = {
      action,
      name: quoted(name),
      frame: use.at.frame,
      answer: reply.at.frame,
      reply: reply.words,
    };
    report(idOf(use), { side: 'server', at: reply.at, facts });
  }

  /** Whether the use has a message stream of its own. */
  function checkStream(use: Use): void {
    const { action, name, at, streamId } = use;
    if (story.opened.client && story.createStream === undefined) {
      const facts = { action, name: quoted(name), frame: at.frame };
      report('publish.no-stream', { side: 'client', at, facts });
    }
    const before = story.uses.find((one) => one.streamId === streamId && one.action === action);
    if (before === undefined || before === use || before.name === name) return;
    const facts = {
      streamId,
      before: quoted(before.name),
      beforeFrame: before.at.frame,
      name: quoted(name),
      frame: at.frame,
    };
    report('publish.name-changed', { side: 'client', at, facts });
  }

  function checkName({ name, action, at }: Use): void {
    const oddity = oddityOf(name);
    if (oddity === undefined) return;
    const facts = { action, name: quoted(name), oddity };
    report('stream-name.suspicious', { side: 'client', at, facts });
  }

  /** The server sends something of a stream that is played. */
  function played(message: Message): void {
    const use = story.uses.at(-1);
    if (use?.action !== 'play' || message.from !== 'server') return;
    const { body } = message;
    const isMedia = body.kind === 'audio' || body.kind === 'video';
    const isMetadata = body.kind === 'data' && body.name === 'onMetaData';
    if (!isMedia && !isMetadata) return;
    if (body.kind === 'video') isAnnounced = true;
    else if (body.kind === 'data') {
      isAnnounced ||= body.values.some((value) => propertyOf(value, 'videocodecid') !== undefined);
    }
    const waited = millisecondsBetween(use.reply?.at ?? use.at, message);
    if (begun === undefined) {
      if (!isBegun && isMedia && story.opened.server && !story.isLost.server) {
        const facts = { name: quoted(use.name), frame: message.frame };
        report('play.no-stream-begin', { side: 'server', at: message, facts });
      }
      begun = keepPlace(message);
      if (waited >= PATIENCE) {
        const facts = {
          name: quoted(use.name),
          frame: use.at.frame,
          waited,
          outcome: { begun: message.frame },
        };
        report('play.nothing-published', {
          side: 'server',
          at: use.reply?.at ?? use.at,
          facts,
          severity: 'warning',
        });
        shown = true;
      }
    }
    if (shown || body.kind !== 'video' || !body.isKeyframe) return;
    shown = true;
    if (waited < FIRST_PICTURE) return;
    const facts = {
      name: quoted(use.name),
      frame: use.at.frame,
      waited,
      begun: begun.frame,
      keyframe: message.frame,
    };
    report('play.late-first-picture', { side: 'server', at: message, facts });
  }

  function leftOpen(use: Use, now: FrameStamp): void {
    if (story.isLost.server || story.isLost.client) return;
    if (conversation.connection.health?.sides[conversation.sideOf('server')].segments === 0) return;
    const { action, at, reply, name } = use;
    const end = endOf(conversation);
    const until = end?.at ?? now;
    const waited = millisecondsBetween(at, until);
    const asked = { action, name: quoted(name), frame: at.frame };
    if (end?.role === 'server' && !wasHeard(conversation, at, end.at)) return;
    if (end?.role === 'server' && reply?.isError === false && acceptedInVain(use, reply, end)) return;
    if (reply === undefined && begun === undefined) {
      const isClosed = end?.role === 'server';
      if (story.mediaMessages > 0 && action === 'publish') return;
      if (isClosed) {
        const facts = { ...asked, role: end.role, how: end.how, waited };
        report(`${action}.closed-unanswered`, { side: 'server', at: end.at, facts });
      } else if (waited >= patienceUntil(end)) {
        report(`${action}.unanswered`, {
          side: 'server',
          at,
          facts: { ...asked, waited },
        });
      }
    } else if (action === 'play' && begun !== undefined && !shown && isAnnounced && waited >= FIRST_PICTURE) {
      if (story.tracks.all.every(({ from, frames }) => from === 'client' || frames === 0)) return;
      const facts = { ...asked, waited, begun: begun.frame, keyframe: undefined };
      report('play.late-first-picture', { side: 'server', at: begun, facts });
    } else if (action === 'play' && begun === undefined && reply?.isError === false && waited >= PATIENCE) {
      const facts = { ...asked, waited, outcome: { reply: reply.words } };
      report('play.nothing-published', { side: 'server', at: reply.at, facts });
    }
  }

  /** Whether the server has accepted a use, and closed the connection before it came to anything. */
  function acceptedInVain({ action, name }: Use, reply: Reply, end: End): boolean {
    const waited = millisecondsBetween(reply.at, end.at);
    const isUsed = action === 'play' ? begun !== undefined : story.tracks.all.some(isUnderWay);
    const isDone = story.goodbye !== undefined && story.goodbye.at.frame <= end.at.frame;
    if (isDone || isUsed || waited >= PATIENCE) return false;
    const { role, how } = end;
    const facts = {
      action,
      name: quoted(name),
      frame: reply.at.frame,
      reply: reply.words,
      role,
      how,
      waited,
    };
    report(`${action}.closed-at-once`, { side: 'server', at: reply.at, facts });
    return true;
  }

  return {
    event(event) {
      if (event.kind !== 'message') return;
      const { kind } = event.body;
      if (kind === 'userControl' && event.from === 'server') isBegun ||= event.body.event === 0;
      if (kind === 'command') {
        const use = story.uses.at(-1);
        if (use !== undefined && event.from === 'client' && use.at.frame === event.frame && use !== judged) {
          checkName(use);
          checkStream(use);
          begun = undefined;
          shown = false;
          isAnnounced = false;
          judged = use;
        }
        if (event.from === 'server') {
          for (const one of story.uses) if (one.reply?.at.frame === event.frame) judge(one);
        }
      } else if (kind === 'data' && (!shown || begun === undefined)) played(event);
    },
    media(message) {
      if (!shown || begun === undefined) played(message);
    },
    picture(_, { message }) {
      if (!shown || begun === undefined) played(message);
    },
    closed(now) {
      const use = story.uses.at(-1);
      if (use !== undefined) leftOpen(use, now);
    },
  };
}

function idOf({
  action,
  reply,
}: Use): 'play.not-found' | 'play.failed' | 'publish.name-in-use' | 'publish.rejected' {
  const { code = '', words = { code, description: '' } } = reply ?? {};
  if (action === 'play') return /NotFound/i.test(code) ? 'play.not-found' : 'play.failed';
  const isTaken =
    code === 'NetStream.Publish.BadName' && (words.description === '' || IN_USE.test(words.description));
  return isTaken ? 'publish.name-in-use' : 'publish.rejected';
}

function oddityOf(name: string): NameOddity | undefined {
  if (name === '') return 'empty';
  if (/^\s*rtmp[a-z]*:\/\//i.test(name)) return 'url';
  if (/^\s|\s$/.test(name)) return 'spaceAtEnd';
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f]/.test(name)) return 'space';
  if (/^["'<{]|["'>}]$/.test(name)) return 'quotationMark';
  return undefined;
}

import type { FrameStamp } from '../../bytes/frame-stamp.ts';
import type { Severity } from '../../bytes/note.ts';
import type { AudioTag } from '../../flv/audio-tag.ts';
import type { VideoTag } from '../../flv/video-tag.ts';
import type { Message, RtmpEvent } from '../../rtmp/message.ts';
import type { Conversation } from '../conversation.ts';
import type { Finding, Found, Watch } from './finding.ts';
import { groups } from './groups.ts';
import { ReconnectWatch } from './reconnect-watch.ts';
import { type FindingId, RULES } from './rules.ts';
import { Story } from './story.ts';
import type { Audience } from './track-story.ts';
import { keepPlace } from './place.ts';

/** Connections of which a kind of finding is told; the others are counted. */
const MOST_OF_A_KIND = 200;

/** What stays true when bytes are missing from the capture: it is seen in TCP, or was said. Else it is a note. */
const SURE =
  /^(capture|tcp|protocol|auth|stall\.(network|receiver-window)|.*\.(rejected|not-found|failed|name-in-use))/;

const WEIGHTS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

type Watched = {
  readonly story: Story;
  readonly watches: readonly Watch[];
  /** Those that look at each message with pictures or sounds. */
  readonly each: readonly Watch[];
  readonly audience: Audience;
  readonly findings: Map<string, Finding>;
};

/** Finds what is wrong or unusual in a capture, from what its connections said. */
export class FindingCollector {
  /** Findings of connections beyond the first two hundred of their kind. */
  omitted = 0;
  private readonly watched = new Map<Conversation, Watched>();
  private readonly ended: Finding[] = [];
  private readonly counts = new Map<FindingId, number>();
  private readonly reconnects = new ReconnectWatch();
  private latest: Watched | undefined;
  private latestOf: Conversation | undefined;

  /** Takes what was said next. */
  event(conversation: Conversation, event: RtmpEvent): void {
    const { story, watches, each, audience } = this.watchedOf(conversation);
    story.add(event);
    if (event.kind === 'message' && (event.body.kind === 'audio' || event.body.kind === 'video')) {
      const { body } = event;
      if (!isOrdinary(event, body, story)) for (const watch of watches) watch.media?.(event);
      // By index: in code that is not compiled yet, iterators cost more than what they bring.
      if (body.isFrame) for (let i = 0; i < each.length; i++) each[i]!.each!(event);
      story.tracks.add(event, body, audience);
    } else for (const watch of watches) watch.event?.(event);
  }

  /** Nothing more comes of a connection; the capture has gone on until `now`. */
  closed(conversation: Conversation, now: FrameStamp): void {
    const watched = this.watchedOf(conversation);
    for (const watch of watched.watches) watch.closed?.(now);
    this.reconnects.closed(conversation, watched.story, [...watched.findings.values()]);
    this.watched.delete(conversation);
    this.latest = undefined;
    this.latestOf = undefined;
    const { gapBytes } = conversation.connection;
    const isHoled = gapBytes[0] + gapBytes[1] > 0;
    const found = [...watched.findings.values()];
    const hasCause = found.some(({ id, side }) => side === 'client' && id.startsWith('chunk.'));
    for (const finding of found) {
      const mayBeHole = isHoled && !SURE.test(finding.id);
      // Who is told nonsense closes: that is no fault of its own.
      const isConsequence = hasCause && /^close\.server-|\.closed-at-once$/.test(finding.id);
      this.keep(mayBeHole || isConsequence ? { ...finding, severity: 'note' } : finding);
    }
  }

  /** The capture has ended: everything found, the most severe and most certain first. */
  end(): Finding[] {
    for (const finding of this.reconnects.end(this.ended)) this.keep(finding);
    return this.ended.sort(
      (a, b) =>
        WEIGHTS[a.severity] - WEIGHTS[b.severity] ||
        RULES[b.id].certainty - RULES[a.id].certainty ||
        a.stamp.frame - b.stamp.frame,
    );
  }

  private watchedOf(conversation: Conversation): Watched {
    if (this.latest !== undefined && conversation === this.latestOf) return this.latest;
    let watched = this.watched.get(conversation);
    if (watched === undefined) {
      const story = new Story();
      const findings = new Map<string, Finding>();
      const report = <Id extends FindingId>(id: Id, found: Found<Id>): void =>
        note(findings, conversation, id, found);
      const watches = groups.map((open) => open({ conversation, story, report }));
      const each = watches.filter((watch) => watch.each !== undefined);
      watched = { story, watches, each, audience: audienceOf(watches), findings };
      this.watched.set(conversation, watched);
    }
    this.latest = watched;
    this.latestOf = conversation;
    return watched;
  }

  private keep(finding: Finding): void {
    const count = this.counts.get(finding.id) ?? 0;
    this.counts.set(finding.id, count + 1);
    if (count < MOST_OF_A_KIND) this.ended.push(finding);
    else this.omitted++;
  }
}

function audienceOf(watches: readonly Watch[]): Audience {
  return {
    picture(track, picture) {
      for (const watch of watches) watch.picture?.(track, picture);
    },
    pause(flow, message) {
      for (const watch of watches) watch.pause?.(flow, message);
    },
  };
}

/** Whether a message holds one picture or sound, on a stream that was asked for, in no codec that may not be wanted, and without notes. */
function isOrdinary(message: Message, body: AudioTag | VideoTag, { uses, fourCcs }: Story): boolean {
  const { notes, streamId, from } = message;
  const isInPlace = streamId !== 0 && (from === 'server' || uses.length > 0);
  const isPlain = body.isFrame && body.tracks === undefined && (fourCcs === undefined || !body.isExHeader);
  return isInPlace && isPlain && notes === undefined;
}

/** Keeps a finding, or counts it where its side has it already. */
function note<Id extends FindingId>(
  findings: Map<string, Finding>,
  conversation: Conversation,
  id: Id,
  found: Found<Id>,
): void {
  const key = `${id} ${found.side}`;
  const known = findings.get(key);
  if (known !== undefined) {
    known.count++;
    if (found.at.frame >= known.stamp.frame) return;
  }
  const { at, side, facts, severity = RULES[id].severity } = found;
  findings.set(key, {
    id,
    severity,
    side,
    conversation,
    stamp: keepPlace(at),
    facts,
    count: known?.count ?? 1,
  } as Finding);
}

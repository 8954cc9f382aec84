import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Conversation } from '../conversation.ts';
import type { Finding } from './finding.ts';
import { quoted, type Story } from './story.ts';
import type { Place } from './place.ts';

/** Connections in a row that make a loop, and the milliseconds of use after which one was worth it. */
const LOOP = 3;
const WORTHWHILE = 10_000;
/** Pairs of client and server that are watched. */
const MOST_PAIRS = 1000;

type Attempts = {
  /** The second one: where it begins to be a loop. */
  again: Place | undefined;
  count: number;
  first: Conversation;
  firstFinding: Finding | undefined;
  from: Story;
  until: Story;
  name: string;
};

/** Sees connections of one client that fail one after the other, and what authentication came to in the end. */
export class ReconnectWatch {
  private readonly pairs = new Map<string, Attempts>();
  private readonly loops = new Set<Attempts>();
  /** Servers to which a client named its user after it was asked to. */
  private readonly authenticated = new Set<string>();

  closed(conversation: Conversation, story: Story, findings: readonly Finding[]): void {
    const { session, isRtmp } = conversation.rtmp;
    const { last } = story;
    if (!isRtmp || last === undefined || story.connect === undefined) return;
    const client = conversation.addressOf('client').replace(/:\d+$/, '');
    const server = conversation.addressOf('server');
    const hasUser = /authmod=/.test(`${session.app} ${session.tcUrl}`);
    if (hasUser && this.authenticated.size < MOST_PAIRS) this.authenticated.add(server);
    if (hasUser || findings.some(({ id }) => id.startsWith('auth.'))) return;
    const name = `${session.app ?? ''}/${story.uses.at(-1)?.name ?? ''}`;
    const key = `${client} ${server} ${name}`;
    const fault = findings.find(({ severity, side }) => severity === 'error' && side === 'server');
    const lasted = millisecondsBetween(story.connect, last);
    const isPublish = story.uses.at(-1)?.action !== 'play';
    if (
      lasted >= WORTHWHILE ||
      !isPublish ||
      story.goodbye?.from === 'client' ||
      (fault === undefined && story.mediaMessages > 0)
    ) {
      this.pairs.delete(key);
      return;
    }
    const known = this.pairs.get(key);
    if (known === undefined) {
      if (this.pairs.size < MOST_PAIRS) {
        this.pairs.set(key, {
          again: undefined,
          count: 1,
          first: conversation,
          firstFinding: fault,
          from: story,
          until: story,
          name,
        });
      }
      return;
    }
    known.again ??= conversation.connection.health?.sides[0].syn ?? story.connect;
    known.count++;
    known.until = story;
    if (known.count === LOOP) this.loops.add(known);
  }

  /** The loops; what was found of authentication is a step only, where the client went on with it. */
  end(findings: Finding[]): Finding[] {
    for (const [i, finding] of findings.entries()) {
      if (finding.id !== 'auth.needed') continue;
      const isStep = this.authenticated.has(finding.conversation.addressOf('server'));
      if (isStep) findings[i] = { ...finding, severity: 'note' };
    }
    return [...this.loops].map(({ again, count, first, firstFinding, from, until, name }) => {
      const took = millisecondsBetween(from.connect!, until.connect!);
      return {
        id: 'reconnect.loop',
        severity: 'error',
        side: firstFinding?.side ?? 'client',
        conversation: first,
        stamp: again ?? from.connect!,
        facts: { count, name: quoted(name), time: took, first: firstFinding },
        count: 1,
      };
    });
  }
}

import type { RtmpEvent } from '../../rtmp/message.ts';
import type { Conversation } from '../conversation.ts';
import { ConnectionMeter, type ConnectionStats } from './connection-stats.ts';

/** Connections that are measured: the first ones that speak RTMP. */
const MOST_CONNECTIONS = 1000;

/** One connection and what was measured of it. */
export type MeasuredConnection = { readonly conversation: Conversation; readonly stats: ConnectionStats };

/** Measures every RTMP connection of a capture, and lets go of the instruments when one is over. */
export class CaptureStats {
  /** RTMP connections beyond the thousand that are measured. */
  unmeasured = 0;
  private readonly meters = new Map<Conversation, ConnectionMeter>();
  private readonly excess = new Set<Conversation>();
  private readonly done: MeasuredConnection[] = [];

  event(conversation: Conversation, event: RtmpEvent): void {
    let meter = this.meters.get(conversation);
    if (meter === undefined) {
      if (this.meters.size + this.done.length >= MOST_CONNECTIONS) {
        if (!this.excess.has(conversation)) this.unmeasured++;
        this.excess.add(conversation);
        return;
      }
      meter = new ConnectionMeter(conversation);
      this.meters.set(conversation, meter);
    }
    meter.hear(event);
  }

  closed(conversation: Conversation): void {
    this.excess.delete(conversation);
    const meter = this.meters.get(conversation);
    if (meter === undefined) return;
    this.meters.delete(conversation);
    this.done.push({ conversation, stats: meter.stats });
  }

  /** The connections in order of appearance; to be asked for when the capture has ended. */
  end(): MeasuredConnection[] {
    for (const conversation of this.meters.keys()) this.closed(conversation);
    return this.done.sort((first, second) => first.conversation.stream - second.conversation.stream);
  }
}

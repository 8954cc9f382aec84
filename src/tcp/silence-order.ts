/** What can be in an order of silence: one order at a time. */
export type Silent<T> = {
  /** Its neighbours: who has been silent for longer, and for less long. */
  longer: T | undefined;
  shorter: T | undefined;
};

/**
 * Members by how long nothing was heard of them. They are linked with each other, so that hearing of one costs neither
 * memory nor a search: it happens with nearly every packet.
 */
export class SilenceOrder<T extends Silent<T>> {
  size = 0;
  /** The one silent for longest, and the one heard of last. */
  first: T | undefined;
  private last: T | undefined;

  /** Takes a new member, which was heard of just now. */
  add(member: T): void {
    member.longer = this.last;
    member.shorter = undefined;
    if (this.last === undefined) this.first = member;
    else this.last.shorter = member;
    this.last = member;
    this.size++;
  }

  /** A member was heard of. */
  heard(member: T): void {
    if (member !== this.last && this.delete(member)) this.add(member);
  }

  has(member: T): boolean {
    return member === this.first || member.longer !== undefined;
  }

  /** Lets a member go; false for what is none. */
  delete(member: T): boolean {
    if (!this.has(member)) return false;
    const { longer, shorter } = member;
    if (longer === undefined) this.first = shorter;
    else longer.shorter = shorter;
    if (shorter === undefined) this.last = longer;
    else shorter.longer = longer;
    member.longer = undefined;
    member.shorter = undefined;
    this.size--;
    return true;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let member = this.first; member !== undefined; member = member.shorter) yield member;
  }
}

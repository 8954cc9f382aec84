import type { Field, FieldValue } from './field.ts';
import type { FieldNode } from './field-node.ts';
import { FieldReader } from './field-reader.ts';
import { undeclared } from './undeclared.ts';

type WritableNode = { -readonly [Key in keyof FieldNode]: FieldNode[Key] };

/** Which bits a field has of its bytes: there are many fields, and few places. */
const places: NonNullable<FieldNode['bits']>[] = [];
/** Bits up to which places are kept. */
const MOST_WIDTH = 64;

/** Most nodes have none. */
const NO_CHILDREN: readonly FieldNode[] = [];

/**
 * Reads as every reader of fields does, and draws the tree of what it read: the parsers' own second run. The leaves of
 * the tree tile the bytes.
 */
export class TracingReader extends FieldReader {
  private readonly roots: WritableNode[] = [];
  /** The groups that have begun, the innermost last. */
  private readonly open: WritableNode[] = [];
  private last: WritableNode | undefined;
  /** Bytes before this have their leaf. */
  private drawn = 0;

  override uint8(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint8(field), start);
  }

  override bits(shift: number, width: number, field: Field): number {
    const value = super.bits(shift, width, field);
    const lastByte = this.position - 1 - (this.last?.start ?? 0);
    this.part(field, value, lastByte * 8 + 8 - shift - width, width);
    return value;
  }

  override uint16(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint16(field), start);
  }

  override int16(field: Field): number {
    const start = this.position;
    return this.draw(field, super.int16(field), start);
  }

  override uint24(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint24(field), start);
  }

  override int24(field: Field): number {
    const start = this.position;
    return this.draw(field, super.int24(field), start);
  }

  override uint29(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint29(field), start);
  }

  override uint32(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint32(field), start);
  }

  override uint16le(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint16le(field), start);
  }

  override uint32le(field: Field): number {
    const start = this.position;
    return this.draw(field, super.uint32le(field), start);
  }

  override int64(field: Field): bigint {
    const start = this.position;
    return this.draw(field, super.int64(field), start);
  }

  override float64(field: Field): number {
    const start = this.position;
    return this.draw(field, super.float64(field), start);
  }

  override bytes(length: number, field: Field): Uint8Array {
    const start = this.position;
    return this.draw(field, super.bytes(length, field), start);
  }

  override text(length: number, field: Field): string {
    const start = this.position;
    return this.draw(field, super.text(length, field), start);
  }

  override begin(field: Field): void {
    const node = this.node(field, undefined, this.position, this.position);
    this.add(node);
    this.open.push(node);
  }

  override finish(value?: FieldValue): void {
    const node = this.open.pop();
    if (node === undefined) return;
    if (value !== undefined) node.value = value;
    node.end = Math.max(node.start, this.drawn);
  }

  override derived(field: Field, value: FieldValue): void {
    this.add(this.node(field, value, this.position, this.position));
  }

  override part(field: Field, value: FieldValue, first: number, width: number): void {
    const { last } = this;
    if (last === undefined) return;
    const start = last.start + Math.floor(first / 8);
    const end = last.start + Math.ceil((first + width) / 8);
    const node = this.node(field, value, start, end);
    node.bits = bitsAt(first % 8, width);
    adopt(last, node);
  }

  /** What was drawn, with what nobody read as undeclared bytes. To be asked once, when all is read. */
  tree(): readonly FieldNode[] {
    while (this.open.length > 0) this.finish();
    this.drawUndeclared(this.end);
    return this.roots;
  }

  private draw<T extends FieldValue>(field: Field, value: T, start: number): T {
    // What has its leaf is read again to decide something.
    if (start < this.drawn || this.position === start) return value;
    if (start > this.drawn) this.drawUndeclared(start);
    this.last = this.node(field, value, start, this.position);
    this.add(this.last);
    this.drawn = this.position;
    return value;
  }

  private drawUndeclared(until: number): void {
    if (until <= this.drawn) return;
    this.add(this.node(undeclared, this.data.subarray(this.drawn, until), this.drawn, until));
    this.drawn = until;
  }

  private node(field: Field, value: FieldValue, start: number, end: number): WritableNode {
    return { field, value, start, end, bits: undefined, children: NO_CHILDREN };
  }

  private add(node: WritableNode): void {
    const parent = this.open.at(-1);
    if (parent === undefined) this.roots.push(node);
    else adopt(parent, node);
  }
}

function bitsAt(first: number, width: number): NonNullable<FieldNode['bits']> {
  if (width >= MOST_WIDTH) return { first, width };
  return (places[first * MOST_WIDTH + width] ??= { first, width });
}

function adopt(parent: WritableNode, child: FieldNode): void {
  if (parent.children === NO_CHILDREN) parent.children = [child];
  else (parent.children as FieldNode[]).push(child);
}

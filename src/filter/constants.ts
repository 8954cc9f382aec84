import { calculate } from './arithmetic.ts';
import type { FilterField } from './fields/filter-field.ts';
import { FilterError, type Place } from './filter-error.ts';
import { didYouMean, listed, nearestField } from './hints.ts';
import { valueOfCharacter, valueOfString, valueOfWord } from './literal.ts';
import { nearestName } from './nearest-name.ts';
import type { OperandSyntax } from './syntax.ts';
import type { Constant } from './tree.ts';
import { isNumeric, TYPE_NAMES, type Value, type ValueType } from './types.ts';
import { codeOfName, shortNames, valueNames } from './value-names.ts';

type Literal = OperandSyntax & { readonly kind: 'word' | 'string' | 'character' };

const SUBNET = /^(.+)\/(\d+)$/;
const STARTS_NUMBER = /^[\d-]/;

/** Whether a word can be a name. */
export const NAME = /^[A-Za-z_]\w*(?:\.\w+)*$/;

/** Reads the constants of one filter: what they mean follows from what they are compared with. */
export class ConstantReader {
  private readonly text: string;

  /** @param text the filter, for errors */
  constructor(text: string) {
    this.text = text;
  }

  /** A constant of `type`; with `field` a name of one of its values, too. @throws FilterError */
  read(node: OperandSyntax, type: ValueType, field?: FilterField): Constant {
    switch (node.kind) {
      case 'word':
      case 'string':
      case 'character':
        return this.readLiteral(node, type, field);
      case 'negation':
        return this.calculated(node, type, -this.readNumber(node.operand, type));
      case 'arithmetic': {
        const [left, right] = [this.readNumber(node.left, type), this.readNumber(node.right, type)];
        return this.calculated(node, type, calculate(node.operator, type, left, right));
      }
      default:
        return this.fail(`${TYPE_NAMES[type]} should stand here`, node);
    }
  }

  private readNumber(node: OperandSyntax, type: ValueType): number {
    if (type === 'string') this.fail('text with signs in it stands between quotation marks', node);
    if (!isNumeric(type) && type !== 'duration') {
      this.fail(`only numbers can be calculated with; the other side is ${TYPE_NAMES[type]}`, node);
    }
    return Number(this.read(node, type).value);
  }

  private calculated(node: Place, type: ValueType, value: number | undefined): Constant {
    if (value === undefined || !Number.isFinite(value)) return this.fail('this has no result', node);
    return { kind: 'constant', type, value };
  }

  private readLiteral(node: Literal, type: ValueType, field: FilterField | undefined): Constant {
    const { text } = node;
    const code = field !== undefined && isNumeric(type) ? codeOfName(field, text) : undefined;
    if (code !== undefined) return { kind: 'constant', type, value: code };
    if (type === 'ipv4' || type === 'ipv6') {
      const [, address, bits] = SUBNET.exec(text) ?? [];
      if (address !== undefined) return this.readSubnet(node, type, address, Number(bits));
    }
    const value = valueOf(node, type);
    if (value === undefined) return this.wrongLiteral(node, type, field);
    if (field?.texts !== undefined && !field.texts.includes(text)) this.wrongName(node, field, field.texts);
    return { kind: 'constant', type, value };
  }

  private readSubnet(node: Place, type: 'ipv4' | 'ipv6', address: string, prefix: number): Constant {
    const value = valueOfWord(address, type);
    const most = type === 'ipv4' ? 32 : 128;
    if (value === undefined) return this.fail(`${address} is not ${TYPE_NAMES[type]}`, node);
    if (prefix > most) this.fail(`${TYPE_NAMES[type]} has ${most} bits, not ${prefix}`, node);
    return { kind: 'constant', type, value, prefix };
  }

  /** A value of another type, or a name that the field does not know. */
  private wrongLiteral(node: Literal, type: ValueType, field: FilterField | undefined): never {
    const { text, kind } = node;
    const names = field === undefined ? [] : valueNames(field);
    const isName = kind === 'word' ? NAME.test(text) : !STARTS_NUMBER.test(text);
    if (names.length > 0 && isName) this.wrongName(node, field!, names);
    if (kind === 'word' && isName) {
      const hint = didYouMean(nearestField(text));
      return this.fail(`${text} is neither a field nor ${TYPE_NAMES[type]}${hint}`, node);
    }
    const isQuotedNumber = kind !== 'word' && valueOfWord(text, type) !== undefined;
    const isOctal = isNumeric(type) && /^0\d+$/.test(text);
    const hint = isQuotedNumber
      ? '; leave out the quotation marks'
      : isOctal
        ? '; a 0 in front means octal'
        : '';
    return this.fail(`${kind === 'word' ? text : quoted(text)} is not ${TYPE_NAMES[type]}${hint}`, node);
  }

  private wrongName(node: Literal, field: FilterField, names: readonly string[]): never {
    const nearest = nearestName(node.text, [...names, ...shortNames(field)]);
    const hint =
      nearest === undefined ? `; there is ${listed(names.map(quoted))}` : didYouMean(quoted(nearest));
    return this.fail(`no value of ${field.id} is called ${quoted(node.text)}${hint}`, node);
  }

  private fail(message: string, place: Place): never {
    throw new FilterError(message, this.text, place);
  }
}

function valueOf({ kind, text }: Literal, type: ValueType): Value | undefined {
  if (kind === 'word') return valueOfWord(text, type);
  return kind === 'string' ? valueOfString(text, type) : valueOfCharacter(text, type);
}

function quoted(name: string): string {
  return `"${name}"`;
}

import type { FilterField } from '../filter/fields/filter-field.ts';
import { FILTER_FIELDS, shortNameOf } from '../filter/fields/registry.ts';
import { padEnd } from './display-width.ts';
import type { Explainer } from '../explain/explainer.ts';
import { explanationRow, type RowStyle } from './timeline-row.ts';

const TYPE_WIDTH = 9;
/** Columns before what is said of a field. */
const INDENT = 4;

/**
 * Every field that filters and columns can name: full name, short name, type, meaning, section.
 * @param explainer says under each what it is for, if that is wanted
 * @param pattern only those that have it in a name or in their meaning, whatever the case
 */
export function fieldList(pattern: string, style: RowStyle, explainer: Explainer | undefined): string {
  const { theme } = style;
  const wanted = pattern.toLowerCase();
  const fields = FILTER_FIELDS.filter(
    (field) => field.isUnread === undefined && searchText(field).includes(wanted),
  ).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const idWidth = widest(fields.map(({ id }) => id));
  const shortWidth = widest(fields.map(shortNameOf));
  return fields
    .map((field) => {
      const names = `${theme.title(padEnd(field.id, idWidth))}  ${padEnd(shortNameOf(field), shortWidth)}`;
      const explanation = explainer?.field(field);
      return (
        `${names}  ${field.type.padEnd(TYPE_WIDTH)}  ${field.label}  ${theme.detail(field.section)}\n` +
        (explanation === undefined ? '' : explanationRow(style, explanation, INDENT))
      );
    })
    .join('');
}

function searchText(field: FilterField): string {
  return `${field.id} ${shortNameOf(field)} ${field.label}`.toLowerCase();
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

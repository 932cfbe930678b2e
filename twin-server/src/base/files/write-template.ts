import type { BaseKind } from './base-kind.ts';
import type { Field, FieldType } from './field.ts';
import { columnName } from './headings.ts';
import { LOOK, type Sheet, type SheetCell, writeWorkbook } from './write-workbook.ts';

/** Names of the sheets: the one to fill in is the first, which is the one that is read. */
const SHEETS = { fields: '说明 Fields', lists: 'lists' } as const;

/** What a type is called. */
const TYPES: Readonly<Record<FieldType, string>> = {
  text: '文本 text',
  number: '数值 number',
  integer: '整数 whole number',
  choice: '选项 one of a list',
  codes: '编号列表 codes',
  date: '日期 day, YYYY-MM-DD',
  time: '时间 time, YYYY-MM-DD HH:MM:SS',
  timeOfDay: '时刻 time of day, HH:MM',
  ring: '坐标串 longitude latitude, …',
  value: '值 number, true/false or a state',
};

/**
 * The Excel template of a kind (clause 6.4.16-3): a heading a field in Chinese and English, what is required marked; lists of values
 * where there are any; and a second sheet that explains each field.
 */
export function writeTemplate({ label, fields }: BaseKind): Buffer {
  const chosen = fields.filter(({ choices }) => choices !== undefined);
  const data: Sheet = {
    name: `${label.zh} ${label.en}`,
    frozen: true,
    columns: fields.map(({ zh, name, type }) => ({
      width: Math.max(12, zh.length * 2 + name.length + 4),
      // Codes stay what was typed: neither 00123 nor 1-2 becomes a number or a date.
      look: type === 'number' || type === 'integer' || type === 'value' ? LOOK.plain : LOOK.text,
    })),
    rows: [fields.map((field) => ({ value: headingOf(field), look: field.required ? LOOK.required : LOOK.heading }))],
    lists: fields.flatMap((field, column) => {
      const list = chosen.indexOf(field);
      if (list < 0) return [];
      const name = columnName(list);
      return [{ column, source: `${SHEETS.lists}!$${name}$1:$${name}$${field.choices!.length}` }];
    }),
  };
  const heights = Math.max(0, ...chosen.map(({ choices }) => choices!.length));
  const lists: Sheet = {
    name: SHEETS.lists,
    hidden: true,
    rows: Array.from({ length: heights }, (_, row) =>
      chosen.map(({ choices }) => ({ value: choices?.[row] ? `${choices[row].label.zh} ${choices[row].value}` : '' })),
    ),
  };
  return writeWorkbook([data, explanation(fields), ...(chosen.length > 0 ? [lists] : [])]);
}

function headingOf({ zh, name, required }: Field): string {
  return `${zh} ${name}${required ? ' *' : ''}`;
}

function explanation(fields: readonly Field[]): Sheet {
  const heads = [
    '字段 Field',
    '中文名 Chinese',
    '类型 Type',
    '单位 Unit',
    '必填 Required',
    '示例 Example',
    '可选值 Allowed values',
    '说明 Note',
  ];
  const row = (field: Field): SheetCell[] =>
    [
      field.name,
      field.zh,
      TYPES[field.type],
      field.unit ?? '',
      field.required ? '是 yes' : '否 no',
      field.example,
      (field.choices ?? []).map(({ value, label }) => `${value} ${label.zh} (${label.en})`).join('\n'),
      field.note ? `${field.note.zh}\n${field.note.en}` : '',
    ].map((value) => ({ value, look: LOOK.wrapped }));
  return {
    name: SHEETS.fields,
    frozen: true,
    columns: [20, 20, 24, 18, 12, 28, 40, 44].map((width) => ({ width })),
    rows: [heads.map((value) => ({ value, look: LOOK.heading })), ...fields.map(row)],
  };
}

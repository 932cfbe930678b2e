import { columnName } from './headings.ts';
import { writeArchive } from './write-archive.ts';

/** Looks of a cell, by their place in the styles below. */
export const LOOK = { plain: 0, heading: 1, required: 2, wrapped: 3, text: 4 } as const;

export interface SheetCell {
  readonly value: string | number;
  readonly look?: number;
}

/** Values that the cells of a column may have: those of a column of another sheet. */
interface ColumnList {
  readonly column: number;
  readonly source: string;
}

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Width of each column in characters, and how its empty cells look. */
  readonly columns?: readonly { readonly width: number; readonly look?: number }[];
  readonly lists?: readonly ColumnList[];
  /** The first row stays in sight. */
  readonly frozen?: boolean;
  readonly hidden?: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Rows that a list of values is offered in. */
const LAST_ROW = 100_000;

/** A workbook of a few small sheets as the bytes of an .xlsx file (ECMA-376, transitional). */
export function writeWorkbook(sheets: readonly Sheet[]): Buffer {
  const each = (part: (sheet: Sheet, number: number) => string) =>
    sheets.map((sheet, i) => part(sheet, i + 1)).join('');
  return writeArchive({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets>${each(({ name, hidden }, n) => `<sheet name="${asXml(name)}" sheetId="${n}"${hidden ? ' state="hidden"' : ''} r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${RELS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
  });
}

function sheetXml({ rows, columns = [], lists = [], frozen }: Sheet): string {
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const widths = columns.map(
    ({ width, look = LOOK.plain }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${look}" customWidth="1"/>`,
  );
  const data = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((cell, c) => cellXml(cell, c, i + 1)).join('')}</row>`,
  );
  const rules = lists.map(
    ({ column, source }) =>
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${columnName(column)}2:${columnName(column)}${LAST_ROW}"><formula1>${asXml(source)}</formula1></dataValidation>`,
  );
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${
    widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''
  }<sheetData>${data.join('')}</sheetData>${
    rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : ''
  }</worksheet>`;
}

function cellXml({ value, look = LOOK.plain }: SheetCell, column: number, row: number): string {
  const at = `r="${columnName(column)}${row}" s="${look}"`;
  if (value === '') return `<c ${at}/>`;
  if (typeof value === 'number') return `<c ${at}><v>${value}</v></c>`;
  return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${asXml(value)}</t></is></c>`;
}

function asXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`);
}

/** Fonts, fills and the looks of LOOK in its order. Format 49 is text: what is typed stays as typed. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3EBF3"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFBE3C8"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf xfId="0" fontId="1" fillId="3" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

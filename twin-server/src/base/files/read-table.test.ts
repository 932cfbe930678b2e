import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from './read-table.ts';
import { readTableApart } from './table-process.ts';
import type { TableRow } from './table-row.ts';
import { writeArchive } from './write-archive.ts';
import { writeWorkbook } from './write-workbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(folder, crypto.randomUUID());
  await writeFile(path, content);
  return path;
}

async function rowsOf(content: string | Uint8Array): Promise<TableRow[]> {
  return collect(readTable(await fileOf(content)));
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** `编号,名称\r\nB1,一号楼` as Chinese Excel saves it. */
const GB18030 = Buffer.from([
  0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a, 0x42, 0x31, 0x2c, 0xd2, 0xbb, 0xba, 0xc5, 0xc2,
  0xa5,
]);
const TWO = [{ row: 2, values: { 编号: 'B1', 名称: '一号楼' } }];

describe('text with separators', () => {
  test.each<[string, string | Uint8Array]>([
    ['UTF-8', '编号,名称\nB1,一号楼\n'],
    ['UTF-8 with a byte order mark', '\uFEFF编号,名称\r\nB1,一号楼'],
    ['GB 18030, which Chinese Excel writes', GB18030],
    ['UTF-16, which Excel calls Unicode text', Buffer.from('\uFEFF编号\t名称\r\nB1\t一号楼\r\n', 'utf16le')],
    ['semicolons', '编号;名称\nB1;一号楼\n'],
    ['tabs', '编号\t名称\nB1\t一号楼'],
    ['line ends of old Macs', '编号,名称\rB1,一号楼\r'],
    ['quotation', '"编号","名称"\n"B1","一号楼"\n'],
    ['columns without content', '编号,名称,,\nB1,一号楼,,\n,,,\n'],
  ])('6.4.16-3 %s', async (_, content) => {
    expect(await rowsOf(content)).toEqual(TWO);
  });

  test('RFC 4180: marks, separators and line ends within quotation; rows are counted as a spreadsheet counts', async () => {
    expect(await rowsOf('a,b\n"x, ""y""\nz",1\n\n2,"3"\n')).toEqual([
      { row: 2, values: { a: 'x, "y"\nz', b: '1' } },
      { row: 4, values: { a: '2', b: '3' } },
    ]);
  });

  test('it is the same in pieces of any length', async () => {
    const line = '"一,""二""",三\r\n';
    const rows = await rowsOf(`a,b\r\n${line.repeat(30_000)}`);
    expect(rows).toHaveLength(30_000);
    expect(rows.every(({ values }) => values.a === '一,"二"' && values.b === '三')).toBe(true);
  });

  test.each([
    ['a,b\n"1,2\n', /row 2: a quotation that begins there does not end/],
    ['a,a\n1,2\n', /row 1: two columns are headed 'a'/],
    ['', /is empty/],
    [Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0xff, 0x0a]), /neither in UTF-8 nor in GB 18030/],
    [`a\n${'x'.repeat(70_000)}\n`, /row 2: a cell is longer than 65536 characters/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Excel 97 to 2003/],
  ])('refused with the reason, %#', async (content, reason) => {
    await expect(rowsOf(content)).rejects.toThrow(reason);
  });

  test('a value under no heading is a fault of its row', async () => {
    expect(await rowsOf('a,b\n1,2,3\n')).toMatchObject([{ row: 2, fault: /column C, where '3' stands/ }]);
  });
});

describe('JSON', () => {
  test('6.4.16-3 a list of objects: paths with dots, points as coordinates', async () => {
    const list = [
      { code: 'A', location: { longitude: 1, latitude: 2 }, links: ['x', 'y'], note: null },
      { code: 'B, ]}"\\', location: { type: 'Point', coordinates: [1, 2, 3] } },
    ];
    expect(await rowsOf(`\uFEFF ${JSON.stringify(list, null, 1)}\n`)).toEqual([
      { row: 1, values: { code: 'A', 'location.longitude': 1, 'location.latitude': 2, links: ['x', 'y'], note: null } },
      { row: 2, values: { code: 'B, ]}"\\', longitude: 1, latitude: 2, height: 3 } },
    ]);
    expect(await rowsOf('[]')).toEqual([]);
    expect(await rowsOf('[1]')).toMatchObject([{ row: 1, fault: /expected an object, found '1'/ }]);
  });

  test.each([
    ['[{"a":1},{"a":]', /row 2/],
    ['[{"a":1}', /does not end/],
    ['{"a":1}', /expected one list of objects/],
    ['[{"a":1}] [', /expected one list/],
    [`[{"a":"${'x'.repeat(300_000)}"}]`, /row 1: is longer/],
  ])('refused with the reason, %#', async (content, reason) => {
    await expect(rowsOf(content)).rejects.toThrow(reason);
  });
});

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook as Excel writes it, of the XML of its sheet and of its shared texts. */
function workbook(sheet: string, shared = '', styles = ''): Buffer {
  return writeArchive({
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="x" state="hidden" r:id="rId9"/><sheet name="数据" sheetId="2" state="visible" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId2" Type="t/worksheet" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${shared}</sst>`,
    'xl/worksheets/sheet7.xml': `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

describe('workbooks', () => {
  test('6.4.16-3 shared, plain and rich texts, numbers, truth values, dates, empty cells', async () => {
    const shared =
      '<si><t>编号</t></si><si><r><t>名</t></r><r><t xml:space="preserve">称</t></r><rPh><t>ming</t></rPh></si><si><t>A &amp; &#x4E00;</t></si>';
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/><numFmt numFmtId="171" formatCode="0.0 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>';
    const sheet =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>d</t></is></c><c r="D2" t="str"><v>e</v></c></row>' +
      '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"/><c r="C4" s="1"><v>45252.333333333336</v></c><c r="D4" t="b"><v>1</v></c></row>' +
      '<row><c t="n"><v>1.5e2</v></c><c s="3"><v>7</v></c><c s="2"><v>45252</v></c></row>';
    expect(await rowsOf(workbook(sheet, shared, styles))).toEqual([
      { row: 4, values: { 编号: 'A & 一', 名称: null, d: '2023-11-22T08:00:00.000', e: true } },
      { row: 5, values: { 编号: 150, 名称: 7, d: '2023-11-22T00:00:00.000', e: null } },
    ]);
  });

  test('what writes templates is read back', async () => {
    const rows = [
      [{ value: '编号 code *' }, { value: 'n' }],
      [{ value: '<A&"1">' }, { value: 0.1 }],
    ];
    expect(await rowsOf(writeWorkbook([{ name: '一', rows }]))).toEqual([
      { row: 2, values: { '编号 code *': '<A&"1">', n: 0.1 } },
    ]);
  });

  test.each<[string, Buffer, RegExp]>([
    ['one that is cut off', workbook('').subarray(0, 300), /./],
    ['another archive', writeArchive({ 'a.txt': 'x' }), /no part xl\/workbook\.xml in it; expected an \.xlsx workbook/],
    ['a document type', workbook('<!DOCTYPE x [<!ENTITY a "b">]>'), /a document type in it is not read/],
    ['a text without end', workbook(`<row><c><v>${'1'.repeat(500_000)}</v></c></row>`), /longer than/],
  ])('%s is refused', async (_, content, reason) => {
    await expect(rowsOf(content)).rejects.toThrow(reason);
  });
});

describe('apart, in a process of its own', () => {
  test('8.1 a bomb that unpacks to a thousand times its size is refused at once, with the reason', async () => {
    const bomb = workbook(`<row><c><v>1</v></c></row>${'<row></row>'.repeat(2_000_000)}`);
    const rows = readTableApart(await fileOf(bomb), 'bomb.xlsx');
    await expect(rows.next()).rejects.toThrow(/^bomb\.xlsx: it unpacks to \d{3,4} times its size/);
  });

  test('8.1 a workbook whose cells all share one long text is stopped by what it says, not by memory', async () => {
    const row = '<row><c t="s"><v>0</v></c></row>';
    const bomb = workbook(row.repeat(20_000), `<si><t>${'长'.repeat(32_000)}</t></si>`);
    await expect(rowsOf(bomb)).rejects.toThrow(/^row \d+: more than \d+ characters in all are not read/);
  });

  test('rows come in batches, and a reader that is left is ended', async () => {
    const path = await fileOf(`a\n${'1\n'.repeat(10_000)}`);
    const batches = await collect(readTableApart(path, 'a.csv'));
    expect(batches.flat().length).toBe(10_000);
    expect(batches.length).toBeGreaterThan(3);
    for await (const _ of readTableApart(path, 'a.csv')) break;
  });
});

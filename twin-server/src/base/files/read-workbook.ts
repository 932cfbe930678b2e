import { posix } from 'node:path';
import { SheetListener } from './sheet-listener.ts';
import type { TableRow } from './table-row.ts';
import { WorkbookArchive } from './workbook-archive.ts';
import { dateFormats, SharedTexts } from './workbook-parts.ts';
import { attributeOf } from './xml-reader.ts';

/** Rows of the first sheet of an .xlsx workbook. Throws an error for what is no such workbook or goes beyond the limits. */
export async function* readWorkbook(path: string): AsyncGenerator<TableRow> {
  const archive = await WorkbookArchive.open(path);
  try {
    const { sheet, folder, from1904 } = await firstSheet(archive);
    const texts = new SharedTexts();
    if (archive.has(`${folder}/sharedStrings.xml`)) await archive.hear(`${folder}/sharedStrings.xml`, texts);
    const dates = archive.has(`${folder}/styles.xml`)
      ? await dateFormats(archive, `${folder}/styles.xml`)
      : new Set<number>();
    const listener = new SheetListener({ texts: texts.all, dates, from1904 });
    yield* archive.read(sheet, listener, () => listener.rows.splice(0));
  } finally {
    archive.close();
  }
}

async function firstSheet(archive: WorkbookArchive) {
  const book = (await relations(archive, '_rels/.rels', '')).find(({ type }) => type.endsWith('/officeDocument'));
  const workbook = book?.target ?? 'xl/workbook.xml';
  let id: string | undefined;
  let from1904 = false;
  await archive.hear(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      // Hidden sheets hold what the others look up.
      if (name === 'sheet' && !/hidden/i.test(attributeOf(attributes, 'state') ?? ''))
        id ??= attributeOf(attributes, '\\w+:id');
    },
    text: () => undefined,
    close: () => undefined,
  });
  const folder = posix.dirname(workbook);
  const rels = await relations(archive, `${folder}/_rels/${posix.basename(workbook)}.rels`, folder);
  const sheet = rels.find((one) => one.id === id);
  if (!sheet) throw new Error('there is no sheet in it');
  return { sheet: sheet.target, folder, from1904 };
}

/** What a part leads to, by paths in the archive. */
async function relations(archive: WorkbookArchive, name: string, folder: string) {
  const found: { id: string; type: string; target: string }[] = [];
  if (!archive.has(name)) return found;
  await archive.hear(name, {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: attributeOf(attributes, 'Type') ?? '',
        target: path,
      });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return found;
}

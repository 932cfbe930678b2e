import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildingModel } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bakeFile } from './bake-file.ts';
import type { BakeReport } from './report.ts';
import { SAMPLE_IDS, sampleIfc } from './sample-ifc.test-kit.ts';
import { SOURCE_LIMITS, type SourceLimits } from './source-limits.ts';
import { type ZippedFile, zipArchive } from './zip-archive.test-kit.ts';

const SAMPLE = sampleIfc();
const NAME = "'Wall',$,$";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-bad-input-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Bakes a file of this content, under this name. */
async function bake(content: string | Uint8Array, name = 'bad.ifc', limits?: SourceLimits) {
  const folder = await mkdtemp(join(root, 'bake-'));
  const file = join(folder, name);
  await writeFile(file, content);
  const out = await mkdtemp(join(root, 'out-'));
  const report: BakeReport = await bakeFile(file, out, {}, () => {}, limits);
  const building = BuildingModel.parse(JSON.parse(await readFile(join(out, 'building.json'), 'utf8')));
  return { file, out, report, building };
}

/** The sample with the wall's name as these bytes. */
function named(bytes: readonly number[]): Uint8Array {
  const [before, after] = SAMPLE.split(NAME);
  return Buffer.concat([Buffer.from(`${before}'`), Buffer.from(bytes), Buffer.from(`',$,$${after}`)]);
}

/** Where an instance of the sample begins: its number and its line. */
function placeIn(text: string, part: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(part));
  return `#${/#(\d+)=/.exec(lines[at]!)?.[1]} (line ${at + 1})`;
}

describe('bad input: what is no IFC file is refused with the reason', () => {
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 0xff));
  const cut = SAMPLE.slice(0, SAMPLE.indexOf("'Door'"));
  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'empty file'],
    ['nothing but a byte order mark', Buffer.from([0xef, 0xbb, 0xbf]), 'empty file'],
    ['random bytes', noise, 'not an IFC file: it does not begin with ISO-10303-21;'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'not an IFC file'],
    ['ifcXML', '<?xml version="1.0"?><ifcXML/>', 'not an IFC file'],
    ['UTF-16 without a mark', Buffer.from(SAMPLE, 'utf16le'), 'not an IFC file'],
    ['an unknown schema', sampleIfc({ schema: 'IFC5' }), "unknown schema 'IFC5', expected IFC2X3, IFC4 or IFC4X3"],
    ['another standard', sampleIfc({ schema: 'AUTOMOTIVE_DESIGN' }), "unknown schema 'AUTOMOTIVE_DESIGN'"],
    ['no schema', SAMPLE.replace(/FILE_SCHEMA.*\n/, ''), 'no FILE_SCHEMA in its header'],
    [
      'truncated',
      cut,
      `truncated: END-ISO-10303-21 is missing after ${cut.length} bytes; the last whole instance is #`,
    ],
    ['truncated in its header', SAMPLE.slice(0, SAMPLE.indexOf('DATA;')), 'it has no whole instance'],
  ])('bad input: %s', async (_, content, reason) => {
    await expect(bake(content)).rejects.toMatchObject({ name: 'InputError', message: expect.stringContaining(reason) });
  });

  test('bad input: a truncated file is told where it ends', async () => {
    const last = cut.slice(0, cut.lastIndexOf(';'));
    const place = placeIn(cut, last.slice(last.lastIndexOf('\n') + 1));
    await expect(bake(cut)).rejects.toThrow(`the last whole instance is ${place}`);
  });

  test('bad input: a statement that is none is told with its line', async () => {
    const text = SAMPLE.replace('IFCWINDOW(', "\u0001\u0002)))((('");
    const [number, line] = /#(\d+) \(line (\d+)\)/.exec(placeIn(text, '\u0001\u0002'))!.slice(1);
    await expect(bake(text)).rejects.toThrow(
      `web-ifc cannot read it as IFC4; line ${line}: #${number}=\u0001\u0002)))((('`,
    );
  });

  test('bad input: a file beyond the limit is refused by its size, before it is read', async () => {
    const limits = { ...SOURCE_LIMITS, maxBytes: 1000 };
    await expect(bake(SAMPLE, 'big.ifc', limits)).rejects.toThrow(`${SAMPLE.length} bytes, at most 1000 are read`);
  });
});

describe('bad input: texts in the wrong encoding are read as they were meant', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a UTF-8 byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(SAMPLE)]), 'Wall'],
    ['raw UTF-8', SAMPLE.replace(NAME, "'一号墙',$,$"), '一号墙'],
    ['raw GB18030', named([0xd2, 0xbb, 0xba, 0xc5, 0xc7, 0xbd]), '一号墙'],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${SAMPLE.replace(NAME, "'一号墙',$,$")}`, 'utf16le'), '一号墙'],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${SAMPLE.replace(NAME, "'一号墙',$,$")}`, 'utf16le').swap16(), '一号墙'],
    ['\\X2\\ escapes', SAMPLE.replace(NAME, "'\\X2\\4E0053F75899\\X0\\',$,$"), '一号墙'],
    ['\\X4\\ escapes', SAMPLE.replace(NAME, "'\\X4\\0001F3E0\\X0\\ A',$,$"), '🏠 A'],
    ['\\S\\ and \\X\\ escapes', SAMPLE.replace(NAME, "'B\\S\\|ro \\X\\FC it''s',$,$"), "Büro ü it's"],
  ])('bad input: %s', async (_, content, name) => {
    const { building } = await bake(content);
    expect(building.elements.find(({ globalId }) => globalId === SAMPLE_IDS.wall)?.name).toBe(name);
  });

  test('bad input: UTF-16 is warned of', async () => {
    const { report } = await bake(Buffer.from(`\ufeff${SAMPLE}`, 'utf16le'));
    expect(report.warnings).toContain('the file is in UTF-16, read all the same');
  });
});

describe('bad input: what can be baked is baked, with a warning that says what and where', () => {
  const twice = SAMPLE.replace(SAMPLE_IDS.slab, SAMPLE_IDS.wall);
  const unknown = SAMPLE.replace('IFCDOOR(', 'IFCHATCHWAY(');
  const renumbered = SAMPLE.replace('ENDSEC;\nEND-ISO', '#101=IFCWALL($,$,$,$,$,$,$,$,$);\nENDSEC;\nEND-ISO');
  const nowhere = SAMPLE.replace('(2.,0.075,0.)', '(1.E+400,0.,0.)');
  const nameless = SAMPLE.replace(SAMPLE_IDS.slab, 'slab-1');
  test.each<[string, string, number, string]>([
    [
      'duplicate GlobalIds',
      twice,
      5,
      `GlobalId '${SAMPLE_IDS.wall}' is given to ${placeIn(twice, "'Slab'")}, ${placeIn(twice, "'Wall'")}: they cannot be told apart`,
    ],
    ['a GlobalId that is none', nameless, 5, `1 GlobalIds are not valid: ${placeIn(nameless, "'Slab'")}`],
    [
      'a class of no schema',
      unknown,
      4,
      `IFCHATCHWAY is no class of IFC4, 1 instances are left out: ${placeIn(unknown, 'IFCHATCHWAY')}`,
    ],
    [
      'a number given twice',
      renumbered,
      5,
      `1 instances have the number of another, the first is meant: ${placeIn(renumbered, '#101=')}`,
    ],
    [
      'a number that is none',
      nowhere,
      4,
      `1 products have a shape of which no triangle is left: ${placeIn(nowhere, "'Door'")}`,
    ],
    ['no building', sampleIfc({ bare: true }), 5, 'no IfcBuilding in the file'],
    [
      'no product',
      SAMPLE.replace(/DATA;[\s\S]*ENDSEC;\nEND/, 'DATA;\nENDSEC;\nEND'),
      0,
      'no product of the file has a shape',
    ],
  ])('bad input: %s', async (_, content, withGeometry, warning) => {
    const { report } = await bake(content);
    expect(report.warnings).toContain(warning);
    expect(report.withGeometry).toBe(withGeometry);
  });

  test('bad input: a sound file is not warned of', async () => {
    const { report } = await bake(SAMPLE);
    expect(report.warnings.filter((warning) => !warning.startsWith('georeference:'))).toEqual([]);
  });
});

describe('bad input: coordinates of 6·10⁹', () => {
  const FAR = '6000000000.';
  const placed = (part: string) => `IFCCARTESIANPOINT((${part}))`;
  const left = (text: string, name: string, at: string) =>
    `1 products lie more than 20 km from the others and are left out: ${placeIn(text, name)}; the first at ${at} m`;

  /** Box around all tiles, metres of the building frame. */
  async function boxOf(out: string): Promise<number[]> {
    const { root: tile } = JSON.parse(await readFile(join(out, 'tileset.json'), 'utf8'));
    return tile.boundingVolume.box;
  }

  const drawn = SAMPLE.replace(
    /IFCCARTESIANPOINT\(\(([\d.]+),([\d.]+)\)\)/g,
    (_, x, y) => `IFCCARTESIANPOINT((${(6e9 + Number(x)).toFixed(3)},${(6e9 + Number(y)).toFixed(3)}))`,
  );
  test.each([
    ['stands', sampleIfc({ offset: [6e9, 6e9, 0] })],
    ['is drawn', drawn],
  ])('bad input: a whole model that %s there is baked as if it were here', async (_, content) => {
    const { report, out } = await bake(content);
    expect(report).toMatchObject({ withGeometry: 5, triangles: 76 });
    expect(report.warnings.join()).not.toContain('left out');
    expect(await boxOf(out)).toEqual(await boxOf((await bake(SAMPLE)).out));
  });

  const window = SAMPLE.replace(placed('5.,0.09,4.'), placed(`${FAR},${FAR},4.`));
  const slab = SAMPLE.replace(placed('0.,0.,-0.2'), placed(`${FAR},0.,-0.2`));
  const tall = SAMPLE.replace(/(IFCEXTRUDEDAREASOLID\([^)]*,)0\.05\)/, `$1${FAR})`);
  test.each([
    ['one product that stands there', window, left(window, "'Window'", '6000000000, 6000000000, 5')],
    ['the first product', slab, left(slab, "'Slab'", '6000000000, 0, 0')],
    ['one corner of one product', tall, left(tall, "'Smoke detector'", '3, 2, 6000000006')],
  ])('bad input: %s is left out, and told', async (_, content, warning) => {
    const { report, out } = await bake(content);
    expect(report.withGeometry).toBe(4);
    expect(report.warnings.find((line) => line.includes('left out'))).toBe(warning);
    expect(report.warnings.join()).not.toContain('no triangle is left');
    expect(Math.max(...(await boxOf(out)))).toBeLessThan(10);
  });
});

describe('bad input: zip archives', () => {
  const sound: ZippedFile = { name: '1号楼/model.ifc', content: SAMPLE };
  const bomb = `ISO-10303-21;${' '.repeat(4_000_000)}`;

  test.each([['model.ifczip'], ['model.zip'], ['model.ifc']])(
    'one .ifc in %s is baked as if it lay there itself',
    async (name) => {
      const files = [{ name: '1号楼/', content: '' }, sound, { name: '__MACOSX/._model.ifc', content: 'fork' }];
      const [zipped, plain] = [await bake(zipArchive(files), name), await bake(SAMPLE)];
      expect(zipped.report).toMatchObject({ products: 5, triangles: 76, warnings: plain.report.warnings });
      expect(zipped.building.elements).toEqual(plain.building.elements);
    },
  );

  test.each<[string, ZippedFile[] | Uint8Array, string]>([
    ['nothing in it', [], 'no file in it, expected one .ifc file'],
    ['two files', [sound, { ...sound, name: 'b.ifc' }], "2 files in it ('1号楼/model.ifc', 'b.ifc'), expected one"],
    [
      'many entries',
      Array.from({ length: 17 }, (_, i) => ({ name: `${i}/`, content: '' })),
      '17 entries, expected one .ifc file',
    ],
    [
      'an archive in an archive',
      [{ name: 'a.ifczip', content: zipArchive([sound]) }],
      "'a.ifczip' in it is no .ifc file",
    ],
    ['ifcXML', [{ name: 'a.ifcxml', content: '<ifcXML/>' }], "'a.ifcxml' in it is no .ifc file"],
    ['a way out', [{ ...sound, name: '../../etc/model.ifc' }], 'invalid relative path: ../../etc/model.ifc'],
    ['an absolute path', [{ ...sound, name: '/etc/model.ifc' }], 'absolute path: /etc/model.ifc'],
    ['a drive', [{ ...sound, name: 'C:/model.ifc' }], 'absolute path: C:/model.ifc'],
    ['backslashes', [{ ...sound, name: '..\\model.ifc' }], 'invalid characters in fileName'],
    ['a bomb', [{ name: 'a.ifc', content: bomb }], "'a.ifc' in it unpacks to "],
    [
      'a bomb that hides its size',
      [{ name: 'a.ifc', content: bomb, lies: { size: 4000 } }],
      'too many bytes in the stream',
    ],
    ['a size that is too large', [{ ...sound, lies: { size: SAMPLE.length + 1 } }], 'not enough bytes in the stream'],
    ['a size beyond all limits', [{ ...sound, lies: { size: 2 ** 31 } }], 'bytes, at most 1073741824 are read'],
    ['a checksum that does not fit', [{ ...sound, lies: { sum: 1 } }], 'damaged: its checksum does not fit'],
    ['a password', [{ ...sound, lies: { encrypted: true } }], 'is encrypted'],
    ['another packing', [{ ...sound, lies: { method: 12 } }], 'is packed by method 12, expected deflate'],
    ['cut off', zipArchive([sound]).subarray(0, -30), 'zip archive: '],
    ['damaged within', Buffer.from(zipArchive([sound])).fill(0x55, 80, 200), 'zip archive: '],
    ['an empty file', [{ name: 'a.ifc', content: '' }], 'empty file'],
    ['no IFC in the .ifc', [{ name: 'a.ifc', content: 'hello' }], 'not an IFC file'],
  ])('bad input: %s is refused', async (_, archive, reason) => {
    const bytes = archive instanceof Uint8Array ? archive : zipArchive(archive);
    await expect(bake(bytes, 'bad.ifczip')).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(reason),
    });
  });

  test('bad input: nothing of an archive is written anywhere but the bake', async () => {
    const { file, out } = await bake(zipArchive([sound]), 'model.ifczip');
    expect(await readdir(join(file, '..'))).toEqual(['model.ifczip']);
    expect((await readdir(out)).some((name) => name.endsWith('.ifc'))).toBe(false);
  });
});

import { TextDecoder } from 'node:util';
import { InputError } from '../../problem.ts';
import { ByteStream } from '../byte-stream.ts';
import type { ReadLimits } from '../read-limits.ts';
import type { FeatureSource, SourceFeature } from '../source-feature.ts';
import { readShapes } from './shape-records.ts';
import { readRows } from './table-rows.ts';
import { ZipEntries } from './zip-entries.ts';

const MAX_TEXT_BYTES = 65_536;

/** Language driver ids of dBASE that mean Chinese simplified (0x4d: code page 936). */
const CHINESE_DRIVERS = new Set([0x4d, 0x7a]);

/** A decoder by what a .cpg says; null where it is not known. */
function decoderOf(name: string): TextDecoder | null {
  const plain = name.trim().toLowerCase();
  const label = /^(cp|ms|ansi )?936$|^gbk|^gb2312/.test(plain) ? 'gb18030' : plain.replace(/^cp(\d)/, 'windows-$1');
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/**
 * Opens a shapefile in a zip archive: .shp, .dbf, and if they are there .prj and .cpg. Without a .cpg the table's own mark counts, and
 * without that texts are taken as UTF-8, or as GBK where they are no UTF-8.
 */
export async function openShapefile(path: string, place: string, limits: ReadLimits): Promise<FeatureSource> {
  const zip = await ZipEntries.open(path, place, limits);
  try {
    const shapes = zip.names.filter((name) => /\.shp$/i.test(name));
    const [shp] = shapes;
    if (!shp) {
      const found = zip.names.slice(0, 5).join(', ') || 'nothing';
      throw new InputError(`zip archive without a .shp (found ${found})`, { place });
    }
    if (shapes.length > 1)
      throw new InputError(`${shapes.length} shapefiles in it (${shapes.join(', ')}), expected one`, { place });
    const base = shp.slice(0, -4).toLowerCase();
    const beside = (end: string) => zip.names.find((name) => name.toLowerCase() === `${base}${end}`);
    const [dbf, prj, cpg] = [beside('.dbf'), beside('.prj'), beside('.cpg')];
    const notes: string[] = [];
    if (!dbf) notes.push('no .dbf in the archive: features have no properties');
    const wkt = prj ? (await zip.text(prj, MAX_TEXT_BYTES)).toString().replaceAll('\0', '').trim() : '';
    const named = cpg ? (await zip.text(cpg, MAX_TEXT_BYTES)).toString('latin1').trim() : '';
    const decoder = named === '' ? null : decoderOf(named);
    if (named !== '' && !decoder) notes.push(`.cpg: ${named} is no encoding known here`);
    const encoding = decoder ?? (dbf ? await guessDecoder(zip, dbf) : new TextDecoder());
    if (!decoder && encoding.encoding !== 'utf-8')
      notes.push(`no .cpg: texts are read as ${encoding.encoding.toUpperCase()}`);
    return {
      format: 'shapefile',
      crs: wkt === '' ? null : { text: wkt, from: '.prj' },
      notes,
      features: () => readFeatures(path, place, limits, { shp, dbf, encoding }),
    };
  } finally {
    zip.close();
  }
}

const SAMPLE_BYTES = 131_072;

/** The first bytes of a file in the archive. */
async function beginningOf(zip: ZipEntries, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of zip.read(name)) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(parts);
}

/** A Chinese letter in UTF-8: three bytes. Pairs alone are as likely GBK that looks like UTF-8, as 太原 does. */
const CHINESE_UTF8 = /[\u0800-\uffff]/;

/** By the table's own mark, or by whether its first rows are certainly UTF-8. */
async function guessDecoder(zip: ZipEntries, dbf: string): Promise<TextDecoder> {
  const beginning = await beginningOf(zip, dbf);
  // Byte 29 is the language driver, bytes 8 and 9 the length of the header, which is no text.
  const chinese = new TextDecoder('gb18030');
  if (beginning.length < 32 || CHINESE_DRIVERS.has(beginning[29]!)) return chinese;
  const rows = beginning.subarray(beginning.readUInt16LE(8));
  if (!rows.some((byte) => byte > 127)) return new TextDecoder();
  try {
    // As a stream: the last letter may be cut in half.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(rows, { stream: true });
    return CHINESE_UTF8.test(text) ? new TextDecoder() : chinese;
  } catch {
    return chinese;
  }
}

interface Files {
  readonly shp: string;
  readonly dbf: string | undefined;
  readonly encoding: TextDecoder;
}

async function* readFeatures(
  path: string,
  place: string,
  limits: ReadLimits,
  { shp, dbf, encoding }: Files,
): AsyncGenerator<SourceFeature> {
  const zip = await ZipEntries.open(path, place, limits);
  try {
    const shapes = readShapes(
      new ByteStream(zip.read(shp), `${place}: ${shp}`),
      `${place}: ${shp}`,
      limits.maxFeatureBytes,
    );
    const at = `${place}: ${dbf}`;
    const rows = dbf === undefined ? null : readRows(new ByteStream(zip.read(dbf), at), encoding, at);
    let number = 0;
    for await (const geometry of shapes) {
      number += 1;
      const row = rows && (await rows.next());
      if (row?.done) throw new InputError(`has only ${number - 1} rows, fewer than there are shapes`, { place: at });
      if (row?.value === null) continue;
      yield { id: null, geometry, properties: row?.value ?? {}, place: `feature ${number}` };
    }
  } finally {
    zip.close();
  }
}

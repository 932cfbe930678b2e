import { readTimeTag, TIME_TAG_BYTES } from './time-tag.ts';

/** Whose state it is, by what tells it from others at one transmission device. */
interface OfSystem {
  readonly systemType: number;
  readonly system: number;
}
interface OfComponent extends OfSystem {
  readonly componentType: number;
  /** 32 bits, low byte first. */
  readonly component: number;
}
/** When it came about by the panel's clock, epoch ms; null where the tag is no time. */
interface Tagged {
  readonly at: number | null;
}

/** A state or an analog value: what points may take. */
export type Value =
  | (OfSystem & Tagged & { readonly is: 'system'; readonly bits: number })
  | (OfComponent & Tagged & { readonly is: 'component'; readonly bits: number; readonly description: string })
  | (OfComponent & Tagged & { readonly is: 'analog'; readonly type: number; readonly raw: number })
  | (Tagged & { readonly is: 'transmitter'; readonly bits: number });

/** What a person did at a system, or at the transmission device. */
export type Operation = Tagged & { readonly bits: number; readonly operator: number } & (
    | (OfSystem & { readonly is: 'systemOperation' })
    | { readonly is: 'transmitterOperation' }
  );

/** What a transmission device tells of itself that is no state: its version, configuration or clock, in words. */
export interface Remark {
  readonly is: 'remark';
  readonly text: string;
}

export type Information = Value | Operation | Remark;

/** What an application data unit says; `fault` where a part of it makes no sense, the rest is there nevertheless. */
export interface DataUnit {
  readonly information: readonly Information[];
  readonly fault: string | null;
}

const DESCRIPTION_BYTES = 31;
/** Bytes of the unit's identifier: type, and how many objects follow (8.1). */
const IDENTIFIER_BYTES = 2;

interface Layout {
  /** Bytes of one object with its time tag. */
  readonly bytes: number;
  read(object: Buffer): Information;
}

const GB18030 = new TextDecoder('gb18030');

/** Objects of one length, by the unit's type (8.3.1). */
const LAYOUTS: Readonly<Record<number, Layout>> = {
  1: { bytes: 10, read: (it) => ({ is: 'system', ...systemOf(it), bits: it.readUInt16LE(2), at: tagOf(it) }) },
  2: {
    bytes: 46,
    read: (it) => ({
      is: 'component',
      ...componentOf(it),
      bits: it.readUInt16LE(7),
      description: textOf(it.subarray(9, 9 + DESCRIPTION_BYTES)),
      at: tagOf(it),
    }),
  },
  3: {
    bytes: 16,
    read: (it) => ({ is: 'analog', ...componentOf(it), type: it[7]!, raw: it.readInt16LE(8), at: tagOf(it) }),
  },
  4: {
    bytes: 10,
    read: (it) => ({ is: 'systemOperation', ...systemOf(it), bits: it[2]!, operator: it[3]!, at: tagOf(it) }),
  },
  21: { bytes: 7, read: (it) => ({ is: 'transmitter', bits: it[0]!, at: tagOf(it) }) },
  24: { bytes: 8, read: (it) => ({ is: 'transmitterOperation', bits: it[0]!, operator: it[1]!, at: tagOf(it) }) },
  25: { bytes: 2, read: (it) => ({ is: 'remark', text: `version ${it[0]}.${it[1]}` }) },
  28: { bytes: 6, read: (it) => ({ is: 'remark', text: `clock at ${instant(tagOf(it))}` }) },
};
const CONFIGURATION = 26;

/** Reads an application data unit: type, count, objects. Never throws; objects that are whole are read whatever the count says. */
export function readDataUnit(data: Buffer): DataUnit {
  if (data.length < IDENTIFIER_BYTES) return nothing(`data: ${data.length} bytes, shorter than type and count`);
  const [type, count] = data as Iterable<number> as [number, number];
  const objects = data.subarray(IDENTIFIER_BYTES);
  if (type === CONFIGURATION) return readConfiguration(objects);
  const layout = LAYOUTS[type];
  if (!layout) return nothing(`type: ${type} is not read here; expected ${Object.keys(LAYOUTS).join(', ')} or 26`);
  const whole = Math.min(count, Math.floor(objects.length / layout.bytes));
  const information = Array.from({ length: whole }, (_, i) =>
    layout.read(objects.subarray(i * layout.bytes, (i + 1) * layout.bytes)),
  );
  const expected = count * layout.bytes;
  const fault =
    objects.length === expected
      ? null
      : `data: ${count} objects of type ${type} are ${expected} bytes, found ${objects.length}`;
  return { information, fault };
}

/** One length byte, then so many bytes of text (8.2.1.11). */
function readConfiguration(object: Buffer): DataUnit {
  const length = object[0] ?? 0;
  if (object.length !== 1 + length) return nothing(`data: a text of ${length} bytes, found ${object.length - 1}`);
  return { information: [{ is: 'remark', text: `configuration: ${textOf(object.subarray(1))}` }], fault: null };
}

const nothing = (fault: string): DataUnit => ({ information: [], fault });

const systemOf = (object: Buffer) => ({ systemType: object[0]!, system: object[1]! });
const componentOf = (object: Buffer) => ({
  ...systemOf(object),
  componentType: object[2]!,
  component: object.readUInt32LE(3),
});
const tagOf = (object: Buffer) => readTimeTag(object, object.length - TIME_TAG_BYTES);

/** Text of a fixed field: up to its first NUL; devices leave rubbish behind it. */
function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return GB18030.decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
}

export const instant = (time: number | null) => (time === null ? 'no time' : new Date(time).toISOString());

import { z } from 'zod';

/** Who an element is: one row of a tile's property table. What the file does not say is ''. */
export interface ElementIdentity {
  readonly globalId: string;
  readonly name: string;
  readonly tag: string;
  /** IFC class, such as IfcDoor. */
  readonly ifcClass: string;
  /** GlobalIds of its storey and of its first system. */
  readonly storey: string;
  readonly system: string;
  /** Code of the device it is. */
  readonly device: string;
}

/** Columns of the property table by field; a tile may lack some. */
const COLUMNS = {
  globalId: 'GlobalId',
  name: 'name',
  tag: 'tag',
  ifcClass: 'class',
  storey: 'storey',
  system: 'system',
  device: 'device',
} as const satisfies Record<keyof ElementIdentity, string>;

const OffsetType = z.enum(['UINT8', 'UINT16', 'UINT32']);
const StructuralMetadata = z.object({
  propertyTables: z
    .array(
      z.object({
        count: z.int().nonnegative(),
        properties: z.record(
          z.string(),
          z.object({
            values: z.int().nonnegative(),
            stringOffsets: z.int().nonnegative(),
            stringOffsetType: OffsetType.default('UINT32'),
          }),
        ),
      }),
    )
    .min(1),
});

/** The root of a glTF file as far as its table is concerned. */
const GltfRoot = z.object({ extensions: z.object({ EXT_structural_metadata: StructuralMetadata }) });

const OFFSETS = { UINT8: Uint8Array, UINT16: Uint16Array, UINT32: Uint32Array } as const;

/** A column of strings: UTF-8 bytes, and where each row begins in them; one more offset than rows. */
interface StringColumn {
  readonly bytes: Uint8Array;
  readonly offsets: Uint8Array | Uint16Array | Uint32Array;
}

/** The property table of a tile (EXT_structural_metadata); rows are decoded when they are asked for. */
export class FeatureTable {
  readonly count: number;
  readonly #columns: ReadonlyMap<string, StringColumn>;
  readonly #decoder = new TextDecoder();
  readonly #rows: (ElementIdentity | undefined)[] = [];

  constructor(count: number, columns: ReadonlyMap<string, StringColumn>) {
    this.count = count;
    this.#columns = columns;
  }

  /** The element of a row, counted from 0. */
  row(row: number): ElementIdentity {
    let identity = this.#rows[row];
    if (!identity) {
      identity = Object.fromEntries(
        Object.entries(COLUMNS).map(([field, column]) => [field, this.#text(column, row)]),
      ) as unknown as ElementIdentity;
      this.#rows[row] = identity;
    }
    return identity;
  }

  #text(name: string, row: number): string {
    const column = this.#columns.get(name);
    if (!column || row < 0 || row >= this.count) return '';
    return this.#decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
  }
}

/**
 * Reads the first property table of a glTF file. `json` is the file's JSON, `bufferView` gives the bytes of a buffer view.
 * null where the file has no table; throws a ZodError where it has one that is not as EXT_structural_metadata says.
 */
export async function readFeatureTable(
  json: unknown,
  bufferView: (index: number) => Promise<ArrayBuffer>,
): Promise<FeatureTable | null> {
  if (!hasMetadata(json)) return null;
  const [table] = GltfRoot.parse(json).extensions.EXT_structural_metadata.propertyTables;
  if (!table) return null;
  const columns = new Map<string, StringColumn>();
  for (const [name, { values, stringOffsets, stringOffsetType }] of Object.entries(table.properties)) {
    const [bytes, offsets] = await Promise.all([bufferView(values), bufferView(stringOffsets)]);
    const Offsets = OFFSETS[stringOffsetType];
    // A view may be padded: only whole offsets are read.
    const whole = Math.floor(offsets.byteLength / Offsets.BYTES_PER_ELEMENT);
    columns.set(name, { bytes: new Uint8Array(bytes), offsets: new Offsets(offsets, 0, whole) });
  }
  return new FeatureTable(table.count, columns);
}

function hasMetadata(json: unknown): boolean {
  const { extensions } = json as { extensions?: Record<string, unknown> };
  return extensions?.EXT_structural_metadata !== undefined;
}

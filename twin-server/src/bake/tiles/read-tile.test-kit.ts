import { readFile } from 'node:fs/promises';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { z } from 'zod';

const Packed = z.object({
  buffer: z.number(),
  byteOffset: z.number(),
  byteLength: z.number(),
  byteStride: z.number(),
  count: z.number(),
  mode: z.string(),
});

const Tile = z.object({
  nodes: z.tuple([z.object({ scale: z.array(z.number()), translation: z.array(z.number()) })]),
  meshes: z.tuple([
    z.object({
      primitives: z.array(
        z.object({
          attributes: z.object({
            POSITION: z.number(),
            NORMAL: z.number(),
            COLOR_0: z.number(),
            _FEATURE_ID_0: z.number(),
          }),
          indices: z.number(),
          material: z.number(),
        }),
      ),
    }),
  ]),
  materials: z.array(z.object({ name: z.string() })),
  accessors: z.array(z.object({ bufferView: z.number(), componentType: z.number(), count: z.number() })),
  bufferViews: z.array(
    z.object({
      byteOffset: z.number(),
      byteLength: z.number(),
      extensions: z.object({ EXT_meshopt_compression: Packed }).optional(),
    }),
  ),
  extensions: z.object({
    EXT_structural_metadata: z.object({
      propertyTables: z.tuple([
        z.object({
          count: z.number(),
          properties: z.record(z.string(), z.object({ values: z.number(), stringOffsets: z.number() })),
        }),
      ]),
    }),
  }),
});

/** One primitive as a reader sees it: metres in the building frame (Z-up). */
export interface ReadPrimitive {
  readonly material: string;
  readonly positions: Float64Array;
  /** Unit normals, [n × 3], Z-up. */
  readonly normals: Float64Array;
  readonly colors: Uint8Array;
  readonly features: Uint16Array;
  readonly indices: Uint32Array;
}

/** A tile read back by the rules of glTF, with its property table as rows. */
export interface ReadTile {
  readonly primitives: readonly ReadPrimitive[];
  readonly rows: readonly Record<string, string>[];
}

/** Reads a GLB as encodeTile writes it, as an outside reader would: through meshopt's decoder and the node's transform. */
export async function readTile(path: string): Promise<ReadTile> {
  await MeshoptDecoder.ready;
  const file = await readFile(path);
  const jsonLength = file.readUInt32LE(12);
  const json = Tile.parse(JSON.parse(file.subarray(20, 20 + jsonLength).toString()));
  // A plain array: slices of a Buffer are not copies.
  const bin = new Uint8Array(file.subarray(28 + jsonLength));
  const view = (index: number): Uint8Array => {
    const { byteOffset, byteLength, extensions } = json.bufferViews[index]!;
    const packed = extensions?.EXT_meshopt_compression;
    if (!packed) return bin.subarray(byteOffset, byteOffset + byteLength);
    const target = new Uint8Array(packed.count * packed.byteStride);
    const source = bin.subarray(packed.byteOffset, packed.byteOffset + packed.byteLength);
    MeshoptDecoder.decodeGltfBuffer(target, packed.count, packed.byteStride, source, packed.mode);
    return target;
  };
  const [{ scale, translation }] = json.nodes;
  const primitives = json.meshes[0].primitives.map(({ attributes, indices, material }): ReadPrimitive => {
    const accessor = (index: number) => json.accessors[index]!;
    const bytes = (index: number) => view(accessor(index).bufferView);
    const { count } = accessor(attributes.POSITION);
    const shorts = new Int16Array(bytes(attributes.POSITION).buffer);
    const signed = new Int8Array(bytes(attributes.NORMAL).buffer);
    const ids = new Uint16Array(bytes(attributes._FEATURE_ID_0).buffer);
    const positions = new Float64Array(count * 3);
    const normals = new Float64Array(count * 3);
    for (let v = 0; v < count; v++) {
      const [x, y, z] = [0, 1, 2].map((axis) => shorts[v * 4 + axis]! * scale[axis]! + translation[axis]!) as [
        number,
        number,
        number,
      ];
      positions.set([x, -z, y], v * 3);
      normals.set([signed[v * 4]! / 127, -signed[v * 4 + 2]! / 127, signed[v * 4 + 1]! / 127], v * 3);
    }
    const raw = bytes(indices).buffer;
    return {
      material: json.materials[material]!.name,
      positions,
      normals,
      colors: bytes(attributes.COLOR_0),
      features: Uint16Array.from({ length: count }, (_, v) => ids[v * 2]!),
      indices: accessor(indices).componentType === 5123 ? new Uint32Array(new Uint16Array(raw)) : new Uint32Array(raw),
    };
  });
  const [table] = json.extensions.EXT_structural_metadata.propertyTables;
  const rows = Array.from({ length: table.count }, (): Record<string, string> => ({}));
  for (const [name, { values, stringOffsets }] of Object.entries(table.properties)) {
    const offsets = new Uint32Array(view(stringOffsets).slice().buffer);
    const text = Buffer.from(view(values));
    rows.forEach((row, index) => {
      row[name] = text.subarray(offsets[index]!, offsets[index + 1]!).toString();
    });
  }
  return { primitives, rows };
}

/** Volume of each feature's closed mesh in cubic metres, by row of the table (divergence theorem). */
export function volumes(tile: ReadTile): number[] {
  const sums = tile.rows.map(() => 0);
  for (const { positions, features, indices } of tile.primitives) {
    for (let t = 0; t < indices.length; t += 3) {
      const [a, b, c] = [indices[t]! * 3, indices[t + 1]! * 3, indices[t + 2]! * 3];
      const at = (corner: number) => [positions[corner]!, positions[corner + 1]!, positions[corner + 2]!] as const;
      const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = [at(a), at(b), at(c)];
      const row = features[indices[t]!]!;
      sums[row]! += (ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx)) / 6;
    }
  }
  return sums;
}

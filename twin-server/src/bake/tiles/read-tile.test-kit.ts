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

/** Bytes of a component, and how it is read (glTF 2.0, 3.6.2.2). */
const COMPONENTS: Readonly<Record<number, readonly [size: number, get: (data: DataView, at: number) => number]>> = {
  5120: [1, (data, at) => data.getInt8(at)],
  5121: [1, (data, at) => data.getUint8(at)],
  5122: [2, (data, at) => data.getInt16(at, true)],
  5123: [2, (data, at) => data.getUint16(at, true)],
  5125: [4, (data, at) => data.getUint32(at, true)],
  5126: [4, (data, at) => data.getFloat32(at, true)],
};

const Primitive = z.object({
  attributes: z.object({
    POSITION: z.number(),
    NORMAL: z.number(),
    COLOR_0: z.number(),
    _FEATURE_ID_0: z.number().optional(),
  }),
  indices: z.number(),
  material: z.number(),
});

const Instancing = z.object({
  attributes: z.object({ TRANSLATION: z.number(), ROTATION: z.number(), _FEATURE_ID_0: z.number() }),
});

const Node = z.object({
  mesh: z.number(),
  scale: z.array(z.number()),
  translation: z.array(z.number()),
  extensions: z.object({ EXT_mesh_gpu_instancing: Instancing }).optional(),
});

const Tile = z.object({
  nodes: z.array(Node),
  meshes: z.array(z.object({ primitives: z.array(Primitive) })),
  materials: z.array(z.object({ name: z.string() })),
  accessors: z.array(
    z.object({
      bufferView: z.number(),
      byteOffset: z.number().default(0),
      componentType: z.number(),
      type: z.enum(['SCALAR', 'VEC3', 'VEC4']),
      count: z.number(),
    }),
  ),
  bufferViews: z.array(
    z.object({
      byteOffset: z.number(),
      byteLength: z.number(),
      byteStride: z.number().optional(),
      extensions: z.object({ EXT_meshopt_compression: Packed }).optional(),
    }),
  ),
  extensions: z.object({
    EXT_structural_metadata: z.object({
      schema: z.object({
        classes: z.object({
          element: z.object({ properties: z.record(z.string(), z.object({ default: z.string() })) }),
        }),
      }),
      propertyTables: z.tuple([
        z.object({
          count: z.number(),
          properties: z.record(
            z.string(),
            z.object({
              values: z.number(),
              stringOffsets: z.number(),
              stringOffsetType: z.enum(['UINT8', 'UINT16', 'UINT32']).default('UINT32'),
            }),
          ),
        }),
      ]),
    }),
  }),
});

/** One primitive as a reader sees it, one of each instance: metres in the building frame (Z-up). */
export interface ReadPrimitive {
  readonly material: string;
  /** Whether it is one of several instances of one mesh. */
  readonly isInstance: boolean;
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

type Turn = (x: number, y: number, z: number) => readonly [number, number, number];

/** Turns by a quaternion [x, y, z, w] through its matrix. */
function turnOf([x, y, z, w]: readonly [number, number, number, number]): Turn {
  return (a, b, c) => [
    (1 - 2 * (y * y + z * z)) * a + 2 * (x * y - w * z) * b + 2 * (x * z + w * y) * c,
    2 * (x * y + w * z) * a + (1 - 2 * (x * x + z * z)) * b + 2 * (y * z - w * x) * c,
    2 * (x * z - w * y) * a + 2 * (y * z + w * x) * b + (1 - 2 * (x * x + y * y)) * c,
  ];
}

/** Reads a GLB as encodeTile writes it, as an outside reader would: through meshopt's decoder and the nodes' transforms. */
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
    if (!packed) return bin.slice(byteOffset, byteOffset + byteLength);
    const target = new Uint8Array(packed.count * packed.byteStride);
    const source = bin.subarray(packed.byteOffset, packed.byteOffset + packed.byteLength);
    MeshoptDecoder.decodeGltfBuffer(target, packed.count, packed.byteStride, source, packed.mode);
    return target;
  };
  /** Components of an accessor, taken out of what lies side by side. */
  const numbers = (index: number): number[] => {
    const { bufferView, byteOffset, componentType, type, count } = json.accessors[index]!;
    const bytes = view(bufferView);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [size, get] = COMPONENTS[componentType]!;
    const width = { SCALAR: 1, VEC3: 3, VEC4: 4 }[type];
    const stride = json.bufferViews[bufferView]!.byteStride ?? size * width;
    return Array.from({ length: count * width }, (_, at) =>
      get(data, byteOffset + Math.floor(at / width) * stride + (at % width) * size),
    );
  };

  const read = (
    primitive: z.infer<typeof Primitive>,
    node: z.infer<typeof Node>,
    turn: Turn,
    moved: readonly number[],
  ) => {
    const { attributes, indices, material } = primitive;
    const { count } = json.accessors[attributes.POSITION]!;
    const raw = numbers(attributes.POSITION);
    const signed = numbers(attributes.NORMAL);
    const positions = new Float64Array(count * 3);
    const normals = new Float64Array(count * 3);
    for (let v = 0; v < count * 3; v += 3) {
      const turned = turn(raw[v]!, raw[v + 1]!, raw[v + 2]!);
      const [x, y, z] = turned.map((value, axis) => {
        return (value + moved[axis]!) * node.scale[axis]! + node.translation[axis]!;
      }) as [number, number, number];
      positions.set([x, -z, y], v);
      const [nx, ny, nz] = turn(signed[v]! / 127, signed[v + 1]! / 127, signed[v + 2]! / 127);
      normals.set([nx, -nz, ny], v);
    }
    return {
      material: json.materials[material]!.name,
      positions,
      normals,
      colors: Uint8Array.from(numbers(attributes.COLOR_0)),
      features:
        attributes._FEATURE_ID_0 === undefined
          ? new Uint16Array(count)
          : Uint16Array.from(numbers(attributes._FEATURE_ID_0)),
      indices: Uint32Array.from(numbers(indices)),
    };
  };

  const primitives = json.nodes.flatMap((node) =>
    json.meshes[node.mesh]!.primitives.flatMap((primitive): ReadPrimitive[] => {
      const instancing = node.extensions?.EXT_mesh_gpu_instancing.attributes;
      const still: Turn = (x, y, z) => [x, y, z];
      if (!instancing) return [{ ...read(primitive, node, still, [0, 0, 0]), isInstance: false }];
      const [translations, rotations] = [numbers(instancing.TRANSLATION), numbers(instancing.ROTATION)];
      return numbers(instancing._FEATURE_ID_0).map((feature, at) => {
        const [x, y, z, w] = rotations.slice(at * 4) as [number, number, number, number];
        const instance = read(primitive, node, turnOf([x, y, z, w]), translations.slice(at * 3));
        return { ...instance, features: instance.features.fill(feature), isInstance: true };
      });
    }),
  );
  const { schema, propertyTables } = json.extensions.EXT_structural_metadata;
  const [table] = propertyTables;
  const defaults = Object.entries(schema.classes.element.properties).map(([name, property]) => [
    name,
    property.default,
  ]);
  const rows = Array.from({ length: table.count }, (): Record<string, string> => Object.fromEntries(defaults));
  for (const [name, { values, stringOffsets, stringOffsetType }] of Object.entries(table.properties)) {
    const { buffer } = view(stringOffsets);
    const offsets = {
      UINT8: () => new Uint8Array(buffer),
      UINT16: () => new Uint16Array(buffer),
      UINT32: () => new Uint32Array(buffer),
    }[stringOffsetType]();
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MeshoptDecoder } from 'meshoptimizer/decoder';

/** One building as an outside reader finds it. */
export interface ReadBuilding {
  readonly tile: string;
  readonly row: Readonly<Record<string, string | number>>;
  /** Triangles, metres of the tileset's frame (Z-up), [n × 9]. */
  readonly triangles: readonly (readonly number[])[];
}

interface TileJson {
  readonly content?: { readonly uri: string };
  readonly boundingVolume: { readonly box: readonly number[] };
  readonly geometricError: number;
  readonly children?: readonly TileJson[];
}

/** Tiles of a tileset.json in the order of its tree, by their addresses. */
export async function tilesOf(folder: string): Promise<{ root: TileJson; uris: string[] }> {
  const { root } = JSON.parse(await readFile(join(folder, 'tileset.json'), 'utf8')) as { root: TileJson };
  const uris: string[] = [];
  const walk = ({ content, children = [] }: TileJson) => {
    if (content) uris.push(content.uri);
    for (const child of children) walk(child);
  };
  walk(root);
  return { root, uris };
}

/** Reads the buildings of one tile through meshopt's decoder and the node's transform, by the rules of glTF. */
export async function readCityTile(folder: string, uri: string): Promise<ReadBuilding[]> {
  await MeshoptDecoder.ready;
  const file = await readFile(join(folder, uri));
  const jsonLength = file.readUInt32LE(12);
  const json = JSON.parse(file.subarray(20, 20 + jsonLength).toString());
  const bin = new Uint8Array(file.subarray(28 + jsonLength));
  const view = (index: number): DataView => {
    const { byteOffset, byteLength, extensions } = json.bufferViews[index];
    const packed = extensions?.EXT_meshopt_compression;
    if (!packed) return new DataView(bin.buffer, bin.byteOffset + byteOffset, byteLength);
    const target = new Uint8Array(packed.count * packed.byteStride);
    const source = bin.subarray(packed.byteOffset, packed.byteOffset + packed.byteLength);
    MeshoptDecoder.decodeGltfBuffer(target, packed.count, packed.byteStride, source, packed.mode);
    return new DataView(target.buffer);
  };
  const table = json.extensions.EXT_structural_metadata.propertyTables[0];
  const described = json.extensions.EXT_structural_metadata.schema.classes.building.properties;
  const cellOf = (name: string, row: number): string | number => {
    const column = table.properties[name];
    if (described[name].type !== 'STRING') {
      const data = view(column.values);
      if (described[name].componentType === 'FLOAT32') return data.getFloat32(row * 4, true);
      return described[name].componentType === 'UINT8' ? data.getUint8(row) : data.getUint16(row * 2, true);
    }
    if (!column) return '';
    const bytes = { UINT8: 1, UINT16: 2, UINT32: 4 }[(column.stringOffsetType ?? 'UINT32') as 'UINT8'];
    const offsets = view(column.stringOffsets);
    const at = (i: number) =>
      [offsets.getUint8, offsets.getUint16, offsets.getUint32][Math.log2(bytes)]!.call(offsets, i * bytes, true);
    const texts = view(column.values);
    return Buffer.from(texts.buffer, texts.byteOffset + at(row), at(row + 1) - at(row)).toString();
  };
  const { scale, translation } = json.nodes[0];
  const { attributes, indices } = json.meshes[0].primitives[0];
  const accessor = (index: number) => json.accessors[index];
  const vertices = view(accessor(attributes.POSITION).bufferView);
  const numbers = view(accessor(indices).bufferView);
  const isShort = accessor(indices).componentType === 5123;
  const stride = json.bufferViews[accessor(attributes.POSITION).bufferView].byteStride;
  const featureAt = accessor(attributes._FEATURE_ID_0).byteOffset;
  const triangles: number[][][] = Array.from({ length: table.count }, () => []);
  for (let t = 0; t < accessor(indices).count; t += 3) {
    const corners = [0, 1, 2].map((k) =>
      isShort ? numbers.getUint16((t + k) * 2, true) : numbers.getUint32((t + k) * 4, true),
    );
    const places = corners.flatMap((corner) => {
      const [x, y, z] = [0, 1, 2].map(
        (axis) => vertices.getInt16(corner * stride + axis * 2, true) * scale[axis] + translation[axis],
      );
      return [x!, -z!, y!];
    });
    triangles[vertices.getUint16(corners[0]! * stride + featureAt, true)]!.push(places);
  }
  return triangles.map((own, row) => ({
    tile: uri,
    row: Object.fromEntries(Object.keys(described).map((name) => [name, cellOf(name, row)])),
    triangles: own,
  }));
}

/** All buildings of a tileset. */
export async function readCity(folder: string): Promise<ReadBuilding[]> {
  const { uris } = await tilesOf(folder);
  return (await Promise.all(uris.map((uri) => readCityTile(folder, uri)))).flat();
}

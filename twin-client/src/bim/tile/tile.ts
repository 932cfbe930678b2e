import {
  type BufferAttribute,
  type BufferGeometry,
  DataTexture,
  Float32BufferAttribute,
  InstancedBufferAttribute,
  InstancedMesh,
  type InterleavedBufferAttribute,
  Matrix4,
  Mesh,
  type MeshStandardMaterial,
  NearestFilter,
  type Object3D,
  RGFormat,
  Uint8BufferAttribute,
  UnsignedByteType,
} from 'three';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import type { BuildingPart } from 'twin-core';
import { creaseEdges, type ElementEdges } from '../solid/crease-edges.ts';
import { TriangleBvh, type Triangles } from '../solid/triangle-bvh.ts';
import { type ElementIdentity, type FeatureTable, readFeatureTable } from './feature-table.ts';

/** Per-vertex or per-instance row of the tile's table, as the materials read it. */
export const FEATURE_ATTRIBUTE = 'featureId';
/** Texels in a row of the states' texture. */
export const STATES_WIDTH = 256;

/** How an element is painted. */
export interface ElementState {
  readonly look: 'shown' | 'ghost' | 'hidden';
  readonly highlighted: boolean;
}

const LOOKS = { shown: 0, ghost: 128, hidden: 255 } as const;

/** A tile's triangles in three's axes, metres, with the row each belongs to; made when first asked for. */
export interface TileSolid extends Triangles {
  /** Row of the tile's table, by triangle. */
  readonly rows: Uint32Array;
  readonly bvh: TriangleBvh;
}

/** One file of a storey: its meshes, who its elements are, and how each is painted. */
export class Tile {
  readonly part: BuildingPart;
  readonly scene: Object3D;
  /** RG, 8 bits: R is the look (0 shown, 128 ghost, 255 hidden), G 255 where highlighted. */
  readonly states: DataTexture;
  readonly #table: FeatureTable | null;
  readonly #data: Uint8Array<ArrayBuffer>;
  #solid: TileSolid | null = null;
  #edges: ElementEdges | null = null;

  private constructor(part: BuildingPart, scene: Object3D, table: FeatureTable | null) {
    this.part = part;
    this.scene = scene;
    this.#table = table;
    const height = Math.max(1, Math.ceil((table?.count ?? 1) / STATES_WIDTH));
    this.#data = new Uint8Array(STATES_WIDTH * height * 2);
    this.states = new DataTexture(this.#data, STATES_WIDTH, height, RGFormat, UnsignedByteType);
    this.states.minFilter = this.states.magFilter = NearestFilter;
    this.states.needsUpdate = true;
  }

  /** Takes a loaded file. Rejects with a ZodError where its table is not readable. */
  static async of(gltf: GLTF, part: BuildingPart): Promise<Tile> {
    const { parser, scene } = gltf;
    const table = await readFeatureTable(
      parser.json,
      (index) => parser.getDependency('bufferView', index) as Promise<ArrayBuffer>,
    );
    scene.updateMatrixWorld(true);
    for (const mesh of meshesOf(scene)) prepare(mesh);
    return new Tile(part, scene, table);
  }

  get count(): number {
    return this.#table?.count ?? 0;
  }

  get meshes(): readonly Mesh[] {
    return meshesOf(this.scene);
  }

  row(row: number): ElementIdentity | null {
    return this.#table && row < this.#table.count ? this.#table.row(row) : null;
  }

  /** The row of an element by GlobalId; −1 where the tile does not hold it. */
  rowOf(globalId: string): number {
    for (let row = 0; row < this.count; row++) if (this.#table?.row(row).globalId === globalId) return row;
    return -1;
  }

  /** Paints a row from the next frame on. */
  paint(row: number, { look, highlighted }: ElementState): void {
    const at = row * 2;
    if (at >= this.#data.length) return;
    const [red, green] = [LOOKS[look], highlighted ? 255 : 0];
    if (this.#data[at] === red && this.#data[at + 1] === green) return;
    this.#data[at] = red;
    this.#data[at + 1] = green;
    this.states.needsUpdate = true;
  }

  isHidden(row: number): boolean {
    return this.#data[row * 2] === LOOKS.hidden;
  }

  get solid(): TileSolid {
    this.#solid ??= solidOf(this.meshes);
    return this.#solid;
  }

  get edges(): ElementEdges {
    this.#edges ??= creaseEdges(this.solid, this.solid.rows);
    return this.#edges;
  }

  dispose(): void {
    for (const mesh of this.meshes) {
      mesh.geometry.dispose();
      if (mesh instanceof InstancedMesh) mesh.dispose();
    }
    this.states.dispose();
    this.scene.removeFromParent();
    this.#solid = null;
    this.#edges = null;
  }
}

function meshesOf(scene: Object3D): Mesh[] {
  const meshes: Mesh[] = [];
  scene.traverse((object) => {
    if (object instanceof Mesh) meshes.push(object);
  });
  return meshes;
}

/** Names the feature ids as the materials read them, and gives every mesh a color of its vertices. */
function prepare(mesh: Mesh): void {
  const { geometry } = mesh;
  const count = geometry.getAttribute('position').count;
  // Of one vertex when merged (lower case by the loader), of one instance when repeated.
  const found = geometry.getAttribute('_FEATURE_ID_0') ?? geometry.getAttribute('_feature_id_0');
  geometry.deleteAttribute('_FEATURE_ID_0').deleteAttribute('_feature_id_0');
  const instanced = mesh instanceof InstancedMesh;
  // As floats: a 32-bit integer attribute would need a shader of its own.
  const ids = new Float32Array(instanced ? mesh.count : count);
  if (found) for (let at = 0; at < ids.length; at++) ids[at] = found.getX(at);
  const attribute = instanced ? new InstancedBufferAttribute(ids, 1) : new Float32BufferAttribute(ids, 1);
  geometry.setAttribute(FEATURE_ATTRIBUTE, attribute);
  if (!geometry.hasAttribute('color')) geometry.setAttribute('color', plainColor(mesh, count));
  mesh.matrixAutoUpdate = false;
}

function plainColor(mesh: Mesh, count: number): BufferAttribute {
  const { color, opacity } = mesh.material as MeshStandardMaterial;
  const bytes = [color.r, color.g, color.b, opacity].map((share) => Math.round(share * 255));
  return new Uint8BufferAttribute(
    Uint8Array.from({ length: count * 4 }, (_, at) => bytes[at % 4]!),
    4,
    true,
  );
}

/** All meshes of a tile as one soup, repeats written out. */
function solidOf(meshes: readonly Mesh[]): TileSolid {
  const copies = meshes.flatMap((mesh) =>
    Array.from({ length: mesh instanceof InstancedMesh ? mesh.count : 1 }, (_, instance) => ({ mesh, instance })),
  );
  const sum = (of: (geometry: BufferGeometry) => number) =>
    copies.reduce((total, { mesh }) => total + of(mesh.geometry), 0);
  const positions = new Float32Array(sum((geometry) => geometry.getAttribute('position').count) * 3);
  const indices = new Uint32Array(sum(({ index }) => index?.count ?? 0));
  const rows = new Uint32Array(indices.length / 3);
  let vertex = 0;
  let place = 0;
  const matrix = new Matrix4();
  for (const { mesh, instance } of copies) {
    const { geometry } = mesh;
    const position = geometry.getAttribute('position');
    const feature = geometry.getAttribute(FEATURE_ATTRIBUTE);
    const repeated = mesh instanceof InstancedMesh;
    if (repeated) mesh.getMatrixAt(instance, matrix);
    else matrix.identity();
    matrix.premultiply(mesh.matrixWorld);
    writePositions(position, matrix, positions, vertex);
    const { index } = geometry;
    for (let i = 0; i < (index?.count ?? 0); i++) {
      const at = index!.getX(i);
      indices[place] = vertex + at;
      if (place % 3 === 0) rows[place / 3] = feature.getX(repeated ? instance : at);
      place++;
    }
    vertex += position.count;
  }
  return { positions, indices, rows, bvh: new TriangleBvh({ positions, indices }) };
}

function writePositions(
  source: BufferAttribute | InterleavedBufferAttribute,
  { elements: m }: Matrix4,
  target: Float32Array,
  vertex: number,
): void {
  for (let i = 0; i < source.count; i++) {
    const [x, y, z] = [source.getX(i), source.getY(i), source.getZ(i)];
    const at = (vertex + i) * 3;
    target[at] = m[0]! * x + m[4]! * y + m[8]! * z + m[12]!;
    target[at + 1] = m[1]! * x + m[5]! * y + m[9]! * z + m[13]!;
    target[at + 2] = m[2]! * x + m[6]! * y + m[10]! * z + m[14]!;
  }
}

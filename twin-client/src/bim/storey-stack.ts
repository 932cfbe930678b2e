import { BufferAttribute, BufferGeometry, Group, LineSegments, type Material, type Mesh, type Plane } from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { BuildingPart, StoreyModel } from 'twin-core';
import type { Palette } from '../state/palette.ts';
import { type StoreyLook, StoreyMaterial, type TileMaterials } from './paint/storey-material.ts';
import { type DrawnStorey, PARTS } from './storey-order.ts';
import { FEATURE_ATTRIBUTE, Tile } from './tile/tile.ts';

/** How long after a failed download it is tried again, milliseconds. */
const RETRY_MS = 3_000;
/** Storeys kept whole beside those drawn, for the way back. */
const KEPT = 6;
/** Files with more triangles are drawn without their edges. */
const MOST_EDGED = 400_000;

/** A file with what it is painted with. */
interface PaintedTile {
  readonly tile: Tile;
  readonly materials: TileMaterials;
  /** Made when first drawn. */
  edges: LineSegments | null;
}

/** A part of a storey: its files once they are here. */
interface LoadedPart {
  readonly group: Group;
  tiles: readonly PaintedTile[];
  loading: Promise<void> | null;
  loaded: boolean;
  wanted: boolean;
}

interface Loaded {
  readonly material: StoreyMaterial;
  readonly parts: Readonly<Record<BuildingPart, LoadedPart>>;
}

/** A tile that is drawn, and where. */
export interface ShownTile {
  readonly tile: Tile;
  readonly storey: StoreyModel;
  /** What cuts it. */
  readonly planes: readonly Plane[];
}

/** The building's storeys in three's axes: downloads what is to be seen, shows it, keeps some of it for the way back. */
export class StoreyStack {
  readonly group = new Group();
  readonly #loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  readonly #storeys = new Map<StoreyModel, Loaded>();
  readonly #base: URL;
  readonly #onLoad: (tiles: readonly Tile[]) => void;
  #wanted: readonly DrawnStorey[] = [];
  /** Storeys drawn whole, the latest last. */
  #recent: StoreyModel[] = [];
  #edged = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `base` is the address of the outline; `section` cuts every storey; `onLoad` is told what came. */
  constructor(
    storeys: readonly StoreyModel[],
    base: URL,
    palette: Palette,
    section: readonly Plane[],
    onLoad: (tiles: readonly Tile[]) => void,
  ) {
    this.#base = base;
    this.#onLoad = onLoad;
    for (const storey of storeys) {
      const part = (): LoadedPart => {
        const group = new Group();
        group.visible = false;
        this.group.add(group);
        return { group, tiles: [], loading: null, loaded: false, wanted: false };
      };
      const material = new StoreyMaterial(palette, section);
      this.#storeys.set(storey, { material, parts: { shell: part(), interior: part(), mep: part() } });
    }
  }

  /** Whether all that is to be seen is here. */
  get complete(): boolean {
    return this.#wanted.every(({ storey, parts }) =>
      parts.every((part) => this.#storeys.get(storey)?.parts[part].loaded),
    );
  }

  /** Tiles that are drawn now. */
  get shown(): readonly ShownTile[] {
    return this.#wanted.flatMap(({ storey, parts }) => {
      const loaded = this.#storeys.get(storey);
      return parts.flatMap((part) =>
        (loaded?.parts[part].tiles ?? []).map(({ tile }) => ({ tile, storey, planes: loaded!.material.planes })),
      );
    });
  }

  /** Shows these and nothing else; the first is downloaded first. `edged`: with the edges of the first. */
  show(wanted: readonly DrawnStorey[], edged: boolean): void {
    this.#wanted = wanted;
    this.#edged = edged;
    for (const [storey, { parts }] of this.#storeys) {
      const drawn = wanted.find((one) => one.storey === storey);
      for (const name of PARTS) {
        parts[name].wanted = drawn?.parts.includes(name) ?? false;
        parts[name].group.visible = parts[name].wanted;
      }
    }
    const first = wanted.length <= 3 ? wanted[0]?.storey : undefined;
    if (first) this.#recent = [...this.#recent.filter((storey) => storey !== first), first];
    this.#forget();
    this.#load();
    this.#drawEdges();
  }

  setLook(storey: StoreyModel, look: StoreyLook): void {
    this.#storeys.get(storey)?.material.setLook(look);
  }

  /** The section's planes were moved. */
  sectionChanged(): void {
    for (const { material } of this.#storeys.values()) material.sectionChanged();
  }

  /** Every tile that is here, drawn or kept. */
  get tiles(): readonly Tile[] {
    return [...this.#storeys.values()].flatMap(({ parts }) =>
      PARTS.flatMap((name) => parts[name].tiles.map(({ tile }) => tile)),
    );
  }

  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const { parts } of this.#storeys.values()) {
      for (const name of PARTS) drop(parts[name]);
    }
  }

  #load(): void {
    for (const { storey, parts } of this.#wanted) {
      const loaded = this.#storeys.get(storey);
      if (!loaded) continue;
      for (const name of parts) {
        const part = loaded.parts[name];
        part.loading ??= this.#fetch(storey, name, part, loaded.material);
      }
    }
  }

  /** Never rejects: what did not come is wanted again a little later. */
  async #fetch(storey: StoreyModel, name: BuildingPart, part: LoadedPart, material: StoreyMaterial): Promise<void> {
    try {
      const tiles = await Promise.all(
        storey.content[name].map(async (uri) => {
          const gltf = await this.#loader.loadAsync(new URL(uri, this.#base).href);
          return Tile.of(gltf, name);
        }),
      );
      if (this.#closed) {
        for (const tile of tiles) tile.dispose();
        return;
      }
      part.tiles = tiles.map((tile) => paint(tile, material));
      for (const { scene } of tiles) part.group.add(scene);
      part.loaded = true;
      this.#drawEdges();
      this.#onLoad(tiles);
    } catch (cause) {
      console.warn(`${storey.name} (${name}) did not load:`, cause);
      part.loading = null;
      clearTimeout(this.#retry);
      if (!this.#closed) this.#retry = setTimeout(() => this.#load(), RETRY_MS);
    }
  }

  /** Lets go of storeys that were seen longest ago, but for what is drawn. */
  #forget(): void {
    const drawn = new Set(this.#wanted.map(({ storey }) => storey));
    const old = this.#recent.filter((storey) => !drawn.has(storey)).slice(0, -KEPT);
    this.#recent = this.#recent.filter((storey) => !old.includes(storey));
    for (const storey of old) {
      const parts = this.#storeys.get(storey)?.parts;
      if (parts) for (const name of PARTS) if (!parts[name].wanted) drop(parts[name]);
    }
  }

  /** Edges of the storey that is looked into; dimmed and distant ones go without. */
  #drawEdges(): void {
    const first = this.#edged ? this.#wanted[0]?.storey : undefined;
    for (const [storey, { parts }] of this.#storeys) {
      for (const painted of PARTS.flatMap((name) => parts[name].tiles)) {
        const { tile } = painted;
        if (storey === first && !painted.edges && tile.solid.rows.length <= MOST_EDGED) {
          painted.edges = edgeLines(painted);
          tile.scene.add(painted.edges);
        }
        if (painted.edges) painted.edges.visible = storey === first;
      }
    }
  }
}

/** Gives a tile's meshes the storey's materials. */
function paint(tile: Tile, storey: StoreyMaterial): PaintedTile {
  const materials = storey.of(tile.states);
  for (const mesh of tile.meshes as Mesh<BufferGeometry, Material>[]) {
    const own = mesh.material;
    mesh.material = own.transparent ? materials.glass : materials.opaque;
    own.dispose();
  }
  return { tile, materials, edges: null };
}

function edgeLines({ tile, materials }: PaintedTile): LineSegments {
  const { segments, starts } = tile.edges;
  const rows = new Float32Array(segments.length / 3);
  for (let row = 0; row + 1 < starts.length; row++) rows.fill(row, starts[row]! * 2, starts[row + 1]! * 2);
  const geometry = new BufferGeometry()
    .setAttribute('position', new BufferAttribute(segments, 3))
    .setAttribute(FEATURE_ATTRIBUTE, new BufferAttribute(rows, 1));
  return new LineSegments(geometry, materials.edge);
}

function drop(part: LoadedPart): void {
  for (const { tile, materials, edges } of part.tiles) {
    edges?.geometry.dispose();
    for (const material of Object.values(materials)) material.dispose();
    tile.dispose();
  }
  part.tiles = [];
  part.loaded = false;
  part.loading = null;
}

import { Group, type Material, Mesh, type Object3D } from 'three';
import { MeshoptDecoder } from 'three/addons/libs/meshopt_decoder.module.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { StoreyModel } from 'twin-core';
import type { Palette } from '../state/palette.ts';
import { SlateMaterial, type StoreyLook } from './slate-material.ts';
import { contentOf } from './storey-order.ts';

/** How long after a failed download it is tried again, milliseconds. */
const RETRY_MS = 3_000;

/** A storey's meshes and how they are painted; loaded when first wanted. */
interface LoadedStorey {
  readonly group: Group;
  readonly material: SlateMaterial;
  loading: Promise<void> | null;
  loaded: boolean;
}

/** The building's storeys in three's axes: downloads what is to be seen, shows it, keeps it for the next time. */
export class StoreyStack {
  readonly group = new Group();
  readonly #loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  readonly #storeys = new Map<StoreyModel, LoadedStorey>();
  readonly #base: URL;
  readonly #onLoad: () => void;
  #wanted: readonly StoreyModel[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `base` is the address of building.json; `onLoad` is told after each storey that came. */
  constructor(storeys: readonly StoreyModel[], base: URL, palette: Palette, onLoad: () => void) {
    this.#base = base;
    this.#onLoad = onLoad;
    for (const storey of storeys) {
      const group = new Group();
      group.visible = false;
      this.group.add(group);
      this.#storeys.set(storey, { group, material: new SlateMaterial(palette), loading: null, loaded: false });
    }
  }

  /** Whether all that is to be seen is here. */
  get complete(): boolean {
    return this.#wanted.every((storey) => this.#storeys.get(storey)?.loaded);
  }

  /** Shows these storeys and no others; the first is downloaded first. */
  show(wanted: readonly StoreyModel[]): void {
    this.#wanted = wanted;
    for (const [storey, { group }] of this.#storeys) group.visible = wanted.includes(storey);
    this.#load();
  }

  setLook(storey: StoreyModel, look: StoreyLook): void {
    this.#storeys.get(storey)?.material.setLook(look);
  }

  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const { group, material } of this.#storeys.values()) {
      disposeMeshes(group);
      material.dispose();
    }
  }

  #load(): void {
    for (const storey of this.#wanted) {
      const place = this.#storeys.get(storey);
      if (place) place.loading ??= this.#fetch(storey, place);
    }
  }

  /** Never rejects: what did not come is wanted again a little later. */
  async #fetch(storey: StoreyModel, place: LoadedStorey): Promise<void> {
    try {
      const files = await Promise.all(
        contentOf(storey).map((uri) => this.#loader.loadAsync(new URL(uri, this.#base).href)),
      );
      for (const { scene } of files) {
        if (this.#closed) disposeMeshes(scene);
        else place.group.add(paint(scene, place.material));
      }
      place.loaded = true;
    } catch {
      place.loading = null;
      clearTimeout(this.#retry);
      if (!this.#closed) this.#retry = setTimeout(() => this.#load(), RETRY_MS);
    }
    if (!this.#closed) this.#onLoad();
  }
}

/** Gives a file's meshes the storey's materials and drops what is not drawn. */
function paint(scene: Object3D, { opaque, glass }: SlateMaterial): Object3D {
  scene.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    const own = object.material as Material;
    object.material = own.transparent ? glass : opaque;
    own.dispose();
    object.geometry.deleteAttribute('_feature_id_0');
    object.matrixAutoUpdate = false;
  });
  scene.updateMatrixWorld(true);
  return scene;
}

function disposeMeshes(root: Object3D): void {
  root.traverse((object) => {
    if (object instanceof Mesh) object.geometry.dispose();
  });
}

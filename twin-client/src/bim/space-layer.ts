import {
  BufferGeometry,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  Shape,
  ShapeGeometry,
  Vector2,
} from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import type { Palette } from '../state/palette.ts';
import { edges, insideRing } from './footprint.ts';
import type { PlanPoint } from './frame.ts';

/** Outlines and fills lie this far above the floor, metres, so that they do not flicker in it. */
const ABOVE_FLOOR_M = 0.05;

/** The rooms of the storey shown, on its floor: outlined, those in alarm and the one pointed at filled. */
export class SpaceLayer {
  readonly group = new Group();
  readonly #palette: Palette;
  readonly #all: readonly SpaceModel[];
  readonly #line: LineBasicMaterial;
  #outlines: LineSegments | null = null;
  readonly #fills = new Map<SpaceModel, Mesh<ShapeGeometry, MeshBasicMaterial>>();
  #spaces: readonly SpaceModel[] = [];
  #alarms: ReadonlyMap<SpaceModel, string> = new Map();
  #hovered: SpaceModel | null = null;

  constructor(spaces: readonly SpaceModel[], palette: Palette) {
    this.#all = spaces.filter(({ footprint }) => footprint.length >= 3);
    this.#palette = palette;
    this.#line = new LineBasicMaterial({ color: palette.muted, transparent: true, opacity: 0.38, depthWrite: false });
  }

  /** Rooms of the storey shown. */
  get spaces(): readonly SpaceModel[] {
    return this.#spaces;
  }

  /** The rooms of a storey by its GlobalId. */
  of(storey: StoreyModel | null): readonly SpaceModel[] {
    return this.#all.filter((space) => space.storey === storey?.globalId);
  }

  /** The room at a place of the plan, on the storey shown. */
  at(point: PlanPoint): SpaceModel | null {
    return this.#spaces.find(({ footprint }) => insideRing(point, footprint)) ?? null;
  }

  show(storey: StoreyModel | null): void {
    this.#spaces = this.of(storey);
    this.#hovered = null;
    this.#alarms = new Map();
    this.#fill();
    this.#outlines?.geometry.dispose();
    this.#outlines?.removeFromParent();
    this.#outlines = null;
    if (!storey) return;
    this.group.position.y = storey.elevation + ABOVE_FLOOR_M;
    const lines = this.#spaces.flatMap(({ footprint }) =>
      edges(footprint).flatMap(([a, b]) => [a[0], 0, -a[1], b[0], 0, -b[1]]),
    );
    const geometry = new BufferGeometry().setAttribute('position', new Float32BufferAttribute(lines, 3));
    this.#outlines = new LineSegments(geometry, this.#line);
    this.group.add(this.#outlines);
  }

  /** Rooms in alarm and their colors as #rrggbb. */
  setAlarms(alarms: ReadonlyMap<SpaceModel, string>): void {
    this.#alarms = alarms;
    this.#fill();
  }

  /** The room under the pointer. Returns whether it is another than before. */
  hover(space: SpaceModel | null): boolean {
    if (space === this.#hovered) return false;
    this.#hovered = space;
    this.#fill();
    return true;
  }

  dispose(): void {
    this.show(null);
    this.#line.dispose();
  }

  #fill(): void {
    const wanted = new Map([...this.#alarms].map(([space, color]) => [space, { color, opacity: 0.26 }]));
    if (this.#hovered) {
      const alarm = this.#alarms.get(this.#hovered);
      wanted.set(this.#hovered, { color: alarm ?? this.#palette.selection, opacity: alarm ? 0.38 : 0.09 });
    }
    for (const [space, mesh] of this.#fills) {
      if (wanted.has(space)) continue;
      mesh.removeFromParent();
      mesh.geometry.dispose();
      mesh.material.dispose();
      this.#fills.delete(space);
    }
    for (const [space, { color, opacity }] of wanted) {
      let mesh = this.#fills.get(space);
      if (!mesh) {
        mesh = filled(space);
        this.#fills.set(space, mesh);
        this.group.add(mesh);
      }
      mesh.material.color.set(color);
      mesh.material.opacity = opacity;
    }
  }
}

/** Seen through walls: a corridor's floor is hidden behind its own. */
function filled({ footprint }: SpaceModel): Mesh<ShapeGeometry, MeshBasicMaterial> {
  const shape = new Shape(footprint.map(([x, y]) => new Vector2(x, y)));
  const mesh = new Mesh(
    new ShapeGeometry(shape),
    new MeshBasicMaterial({ transparent: true, depthWrite: false, depthTest: false }),
  );
  mesh.rotation.x = -Math.PI / 2;
  return mesh;
}

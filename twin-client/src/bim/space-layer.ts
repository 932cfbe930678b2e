import {
  BufferGeometry,
  CanvasTexture,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineLoop,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  type Plane,
  RepeatWrapping,
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
  readonly #chosenLine: LineBasicMaterial;
  readonly #hatch = hatching();
  readonly #section: Plane[];
  #outlines: LineSegments | null = null;
  readonly #fills = new Map<SpaceModel, Mesh<ShapeGeometry, MeshBasicMaterial>>();
  #spaces: readonly SpaceModel[] = [];
  #alarms: ReadonlyMap<SpaceModel, string> = new Map();
  /** Colors by GlobalId, null for what is unknown; null while rooms are not colored. */
  #values: ReadonlyMap<string, string | null> | null = null;
  #walked = false;
  #hovered: SpaceModel | null = null;
  #chosen: SpaceModel | null = null;
  #ring: LineLoop | null = null;

  /** `section` cuts the rooms as it cuts the building. */
  constructor(spaces: readonly SpaceModel[], palette: Palette, section: readonly Plane[]) {
    this.#section = [...section];
    const clippingPlanes = this.#section;
    this.#all = spaces.filter(({ footprint }) => footprint.length >= 3);
    this.#palette = palette;
    this.#line = new LineBasicMaterial({
      color: palette.muted,
      transparent: true,
      opacity: 0.38,
      depthWrite: false,
      clippingPlanes,
    });
    this.#chosenLine = new LineBasicMaterial({ color: palette.selection, depthTest: false, clippingPlanes });
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

  /** `walked`: by someone who stands in it. */
  show(storey: StoreyModel | null, walked = false): void {
    this.#walked = walked;
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

  /** Outlines the room that is selected. */
  choose(space: SpaceModel | null): void {
    this.#chosen = space && this.#spaces.includes(space) ? space : null;
    this.#ring?.geometry.dispose();
    this.#ring?.removeFromParent();
    this.#ring = null;
    if (this.#chosen) {
      const places = this.#chosen.footprint.flatMap(([x, y]) => [x, 0, -y]);
      const geometry = new BufferGeometry().setAttribute('position', new Float32BufferAttribute(places, 3));
      this.#chosenLine.depthTest = this.#walked;
      this.#ring = new LineLoop(geometry, this.#chosenLine);
      this.#ring.renderOrder = 2;
      this.group.add(this.#ring);
    }
    this.#fill();
  }

  /** Colors the rooms by a value; null ends it. */
  setValues(values: ReadonlyMap<string, string | null> | null): void {
    this.#values = values;
    this.#fill();
  }

  dispose(): void {
    this.choose(null);
    this.setValues(null);
    this.show(null);
    this.#line.dispose();
    this.#chosenLine.dispose();
    this.#hatch.dispose();
  }

  #fill(): void {
    const wanted = this.#wanted();
    for (const [space, mesh] of this.#fills) {
      if (wanted.has(space)) continue;
      mesh.removeFromParent();
      mesh.geometry.dispose();
      mesh.material.dispose();
      this.#fills.delete(space);
    }
    for (const [space, { color, opacity, hatched, through }] of wanted) {
      let mesh = this.#fills.get(space);
      if (!mesh) {
        mesh = filled(space, this.#section);
        this.#fills.set(space, mesh);
        this.group.add(mesh);
      }
      const map = hatched ? this.#hatch : null;
      if (mesh.material.map !== map) mesh.material.needsUpdate = true;
      mesh.material.map = map;
      mesh.material.depthTest = !through || this.#walked;
      mesh.material.color.set(color);
      mesh.material.opacity = opacity;
    }
  }

  /** How each room is filled: a value first, an alarm over it, the room pointed at or chosen brighter. */
  #wanted(): Map<SpaceModel, SpaceFill> {
    const wanted = new Map<SpaceModel, SpaceFill>();
    if (this.#values) {
      for (const space of this.#spaces) {
        const color = this.#values.get(space.globalId);
        if (color === undefined) continue;
        const known = { color: color ?? this.#palette.muted, opacity: color ? 0.62 : 0.5, hatched: color === null };
        wanted.set(space, { ...known, through: false });
      }
    }
    for (const [space, color] of this.#alarms) {
      wanted.set(space, { color, opacity: this.#values ? 0.6 : 0.26, hatched: false, through: true });
    }
    for (const [space, lighter] of [
      [this.#hovered, 0.09],
      [this.#chosen, 0.16],
    ] as const) {
      if (!space) continue;
      const fill = wanted.get(space) ?? { color: this.#palette.selection, opacity: 0, hatched: false, through: true };
      wanted.set(space, { ...fill, opacity: Math.min(0.85, fill.opacity + lighter) });
    }
    return wanted;
  }
}

/** How a room is filled. */
interface SpaceFill {
  readonly color: string;
  readonly opacity: number;
  readonly hatched: boolean;
  /** Seen through walls: a corridor's floor is hidden behind its own. */
  readonly through: boolean;
}

/** Metres a hatching repeats after. */
const HATCH_M = 0.8;
const HATCH_PX = 32;

/** Strokes from corner to corner, white on nothing: colored by the material. */
function hatching(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = HATCH_PX;
  const context = canvas.getContext('2d');
  if (context) {
    context.strokeStyle = '#ffffff';
    context.lineWidth = 3;
    for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
      context.moveTo(shift, HATCH_PX);
      context.lineTo(shift + HATCH_PX, 0);
    }
    context.stroke();
  }
  const texture = new CanvasTexture(canvas);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.repeat.set(1 / HATCH_M, 1 / HATCH_M);
  return texture;
}

function filled({ footprint }: SpaceModel, clippingPlanes: Plane[]): Mesh<ShapeGeometry, MeshBasicMaterial> {
  const shape = new Shape(footprint.map(([x, y]) => new Vector2(x, y)));
  const mesh = new Mesh(
    new ShapeGeometry(shape),
    new MeshBasicMaterial({ transparent: true, depthWrite: false, clippingPlanes }),
  );
  mesh.rotation.x = -Math.PI / 2;
  return mesh;
}

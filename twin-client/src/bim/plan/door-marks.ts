import { BufferGeometry, Float32BufferAttribute, Group, LineBasicMaterial, LineSegments, type Plane } from 'three';
import type { BuildingOutline, StoreyModel } from 'twin-core';
import type { Palette } from '../../state/palette.ts';

type Door = BuildingOutline['doors'][number];

/** Marks lie this far above the storey's floor, metres: above the plan's cut. */
const ABOVE_FLOOR_M = 1.3;

/** Doors of a plan: each passage between its jambs. Which way a leaf swings is not in the outline, and is not claimed. */
export class DoorMarks {
  readonly group = new Group();
  readonly #doors: readonly Door[];
  readonly #line: LineBasicMaterial;
  #lines: LineSegments | null = null;

  constructor(doors: readonly Door[], palette: Palette, section: readonly Plane[]) {
    this.#doors = doors;
    this.#line = new LineBasicMaterial({
      color: palette.priority[4],
      transparent: true,
      opacity: 0.75,
      clippingPlanes: [...section],
      depthTest: false,
    });
  }

  /** Marks the doors of a storey; null takes the marks away. */
  show(storey: StoreyModel | null): void {
    this.#lines?.geometry.dispose();
    this.#lines?.removeFromParent();
    this.#lines = null;
    if (!storey) return;
    const places = this.#doors.filter((door) => door.storey === storey.globalId).flatMap(passage);
    if (places.length === 0) return;
    this.group.position.y = storey.elevation + ABOVE_FLOOR_M;
    this.#lines = new LineSegments(
      new BufferGeometry().setAttribute('position', new Float32BufferAttribute(places, 3)),
      this.#line,
    );
    this.#lines.renderOrder = 1;
    this.group.add(this.#lines);
  }

  dispose(): void {
    this.show(null);
    this.#line.dispose();
  }
}

/** The outline of a door on the plan, in three's axes: four lines, the jambs and both faces. */
function passage({ box }: Door): number[] {
  if (!box) return [];
  const [left, front] = box.min;
  const [right, back] = box.max;
  const corners = [
    [left, front],
    [right, front],
    [right, back],
    [left, back],
  ] as const;
  return corners.flatMap(([x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % 4]!;
    return [x, 0, -y, nextX, 0, -nextY];
  });
}

import {
  Cartesian3,
  Cartographic,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  Primitive,
  type Scene,
  WallGeometry,
} from '@cesium/engine';
import type { AreaRing } from '../../state/area/area-controls.ts';
import type { Palette } from '../../state/palette.ts';

/** Walls are cut so often, metres: the edge of the ground between corners is not straight. */
const STEP_M = 5;
const METERS_PER_DEGREE = 111_195;

/** Walls and floor of a hole in the ground. */
export class Excavation {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #groundM: number;
  #parts: Primitive[] = [];

  /** `groundM`: height above the ellipsoid of the ground where terrain is not loaded yet, metres. */
  constructor(scene: Scene, palette: Palette, groundM: number) {
    this.#scene = scene;
    this.#palette = palette;
    this.#groundM = groundM;
  }

  /** Digs within a ring down to a depth below its lowest corner, metres; null fills it in. */
  dig(ring: AreaRing | null, depthM: number): void {
    for (const part of this.#parts) this.#scene.primitives.remove(part);
    this.#parts = [];
    if (!ring) return;
    const edge = closedEdge(ring);
    const heights = edge.map(([longitude, latitude]) => this.#groundAt(longitude, latitude));
    const floorM = Math.min(...heights) - depthM;
    const positions = edge.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude));
    const tone = (shade: number) =>
      ColorGeometryInstanceAttribute.fromColor(
        Color.lerp(Color.fromCssColorString(this.#palette.ground.wall), Color.BLACK, shade, new Color()),
      );
    const wall = new GeometryInstance({
      geometry: new WallGeometry({
        positions,
        maximumHeights: heights,
        minimumHeights: heights.map(() => floorM),
        vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
      }),
      attributes: { color: tone(0.35) },
    });
    const floor = new GeometryInstance({
      geometry: new PolygonGeometry({
        polygonHierarchy: new PolygonHierarchy(positions.slice(0, -1)),
        height: floorM,
        vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
      }),
      attributes: { color: tone(0.6) },
    });
    // Seen from inside alone: the wall towards the viewer would hide the hole.
    this.#parts = [wall, floor].map((geometryInstances) =>
      this.#scene.primitives.add(
        new Primitive({
          geometryInstances,
          appearance: new PerInstanceColorAppearance({ flat: true, translucent: false }),
          asynchronous: false,
          allowPicking: false,
        }),
      ),
    );
  }

  #groundAt(longitude: number, latitude: number): number {
    return this.#scene.globe.getHeight(Cartographic.fromDegrees(longitude, latitude)) ?? this.#groundM;
  }
}

/** A ring as a closed line with points every few metres. */
function closedEdge(ring: AreaRing): (readonly [number, number])[] {
  const corners = [...ring, ring[0]!];
  const edge: (readonly [number, number])[] = [corners[0]!];
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1]!, corners[i]!];
    const parallel = METERS_PER_DEGREE * Math.cos((a[1] * Math.PI) / 180);
    const steps = Math.max(
      1,
      Math.ceil(Math.hypot((b[0] - a[0]) * parallel, (b[1] - a[1]) * METERS_PER_DEGREE) / STEP_M),
    );
    for (let step = 1; step <= steps; step++) {
      edge.push([a[0] + ((b[0] - a[0]) * step) / steps, a[1] + ((b[1] - a[1]) * step) / steps]);
    }
  }
  return edge;
}

import {
  Cartesian3,
  CircleGeometry,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  type Scene,
} from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import type { Palette } from '../state/palette.ts';

/** Ground drawn around a building that stands beyond the site's terrain, metres. */
const RADIUS_M = 400;
/** Under the building's zero, so that the two never share a plane, metres. */
const UNDER_M = 0.05;

/** Plain ground under buildings that stand beyond the site's terrain: at each one's own height, so that none floats or is buried. */
export class GroundAbroad {
  readonly #scene: Scene;
  readonly #color: ColorGeometryInstanceAttribute;
  #primitive: Primitive | null = null;

  constructor(scene: Scene, palette: Palette) {
    this.#scene = scene;
    this.#color = ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(palette.ground.site));
  }

  /** Draws ground at these places and nowhere else. */
  set(places: readonly GeoPoint[]): void {
    if (this.#primitive) this.#scene.primitives.remove(this.#primitive);
    this.#primitive = null;
    if (places.length === 0) return;
    const geometryInstances = places.map(
      ({ longitude, latitude, height }) =>
        new GeometryInstance({
          geometry: new CircleGeometry({
            center: Cartesian3.fromDegrees(longitude, latitude),
            radius: RADIUS_M,
            height: height - UNDER_M,
            vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
          }),
          attributes: { color: this.#color },
        }),
    );
    this.#primitive = this.#scene.primitives.add(
      new Primitive({
        geometryInstances,
        appearance: new PerInstanceColorAppearance({ flat: true, translucent: false }),
        asynchronous: false,
        allowPicking: false,
      }),
    );
  }
}

import {
  BoundingSphere,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryAttributes,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  PrimitiveType,
  type Scene,
} from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import type { FallControls, FallPicture, FallSource } from '../../state/fall-picture.ts';
import type { Palette } from '../../state/palette.ts';
import { addLinesOnTop } from '../lines-on-top.ts';

/** The band holds nineteen of twenty falls: this many standard deviations to either side. */
const BAND_SIGMA = 2;
const PATH_PX = 3;
const BAND_ALPHA = 0.28;
const EDGE_PX = 2;
/** A strip stands this far before its facade, metres: in it, the two would flicker. */
const BEFORE_M = 0.15;

const placeOf = ({ longitude, latitude, height }: GeoPoint) => Cartesian3.fromDegrees(longitude, latitude, height);

/** A fall before its facade: the path, the band of its error, the storeys and openings that it may have come from. */
export class FallLayer implements FallControls {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #onChange: (shown: boolean) => void;
  #primitives: Primitive[] = [];

  constructor(scene: Scene, palette: Palette, onChange: (shown: boolean) => void) {
    this.#scene = scene;
    this.#palette = palette;
    this.#onChange = onChange;
  }

  show(fall: FallPicture | null): void {
    if (!fall && this.#primitives.length === 0) return;
    for (const primitive of this.#primitives) this.#scene.primitives.remove(primitive);
    this.#primitives = fall ? this.#draw(fall) : [];
    this.#onChange(fall !== null);
    this.#scene.requestRender();
  }

  #draw({ path, storeys, openings }: FallPicture): Primitive[] {
    const alarm = Color.fromCssColorString(this.#palette.priority[1]);
    const line = Color.fromCssColorString(this.#palette.selection);
    const faces = [
      ...storeys.map((storey) => faceInstance(quad(storey), alarm.withAlpha(0.08 + 0.3 * storey.probability))),
      ...openings.map((opening) => faceInstance(quad(opening), alarm.withAlpha(0.15 + 0.6 * opening.probability))),
      ...bands(path).map((band) => faceInstance(band, line.withAlpha(BAND_ALPHA))),
    ];
    const lines = [
      ...storeys.slice(0, 1).map(({ corners }) => ({ positions: closed(corners), color: alarm, widthPx: EDGE_PX })),
      { positions: path.map(({ at }) => placeOf(at)), color: line, widthPx: PATH_PX },
    ];
    const filled = new Primitive({
      geometryInstances: faces,
      appearance: faceLook(),
      asynchronous: false,
      allowPicking: false,
    });
    const drawn = [
      faces.length > 0 ? (this.#scene.primitives.add(filled) as Primitive) : null,
      addLinesOnTop(this.#scene, lines),
    ];
    return drawn.filter((primitive) => primitive !== null);
  }
}

const faceLook = () => new PerInstanceColorAppearance({ flat: true, translucent: true, closed: false });

const closed = (corners: readonly GeoPoint[]) => [...corners, ...corners.slice(0, 1)].map(placeOf);

/** Pairs of places left and right of a strip, as triangles. */
function faceInstance(pairs: readonly Cartesian3[], color: Color): GeometryInstance {
  const values = new Float64Array(pairs.flatMap(({ x, y, z }) => [x, y, z]));
  const indices = new Uint16Array(
    Array.from({ length: Math.max(0, pairs.length / 2 - 1) }, (_, i) => [
      2 * i,
      2 * i + 1,
      2 * i + 2,
      2 * i + 2,
      2 * i + 1,
      2 * i + 3,
    ]).flat(),
  );
  const attributes = new GeometryAttributes();
  attributes.position = new GeometryAttribute({
    componentDatatype: ComponentDatatype.DOUBLE,
    componentsPerAttribute: 3,
    values,
  });
  return new GeometryInstance({
    geometry: new Geometry({
      attributes,
      indices,
      primitiveType: PrimitiveType.TRIANGLES,
      boundingSphere: BoundingSphere.fromPoints([...pairs]),
    }),
    attributes: { color: ColorGeometryInstanceAttribute.fromColor(color) },
  });
}

/** A rectangle's corners as two pairs, a little before the facade that they go round from its lower left. */
function quad({ corners }: FallSource): Cartesian3[] {
  const [a, b, c, d] = corners.map(placeOf) as [Cartesian3, Cartesian3, Cartesian3, Cartesian3];
  const along = Cartesian3.subtract(b, a, new Cartesian3());
  const up = Cartesian3.subtract(d, a, new Cartesian3());
  const out = Cartesian3.normalize(Cartesian3.cross(up, along, new Cartesian3()), new Cartesian3());
  const before = Cartesian3.multiplyByScalar(out, BEFORE_M, out);
  return [a, d, b, c].map((corner) => Cartesian3.add(corner, before, new Cartesian3()));
}

/** The error about a path: two strips that stand crosswise along it, so that one is seen from anywhere. */
function bands(path: FallPicture['path']): Cartesian3[][] {
  if (path.length < 2) return [];
  const [first] = path;
  const up = Cartesian3.normalize(placeOf(first!.at), new Cartesian3());
  const east = Cartesian3.normalize(Cartesian3.cross(Cartesian3.UNIT_Z, up, new Cartesian3()), new Cartesian3());
  const north = Cartesian3.cross(up, east, new Cartesian3());
  return [east, north].map((across) =>
    path.flatMap(({ at, sigmaM }) => {
      const middle = placeOf(at);
      return [-1, 1].map((side) =>
        Cartesian3.add(
          middle,
          Cartesian3.multiplyByScalar(across, side * BAND_SIGMA * sigmaM, new Cartesian3()),
          new Cartesian3(),
        ),
      );
    }),
  );
}

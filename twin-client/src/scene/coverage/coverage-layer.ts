import {
  Cartesian2,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  HorizontalOrigin,
  LabelCollection,
  LabelStyle,
  PerInstanceColorAppearance,
  PointPrimitiveCollection,
  Primitive,
  type Scene,
  WallGeometry,
} from '@cesium/engine';
import type { CoverageControls, CoveragePicture, CoverageWall } from '../../state/coverage/coverage-controls.ts';
import type { Palette } from '../../state/palette.ts';

const DOT_PX = 9;
const FONT = '600 15px "Noto Sans SC", sans-serif';

/** Coverage over the scene: facades by storey, gaps of the boundary, key places. Nothing of it can be picked. */
export class CoverageLayer implements CoverageControls {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #dots: PointPrimitiveCollection;
  readonly #labels: LabelCollection;
  #walls: Primitive | null = null;

  constructor(scene: Scene, palette: Palette) {
    this.#scene = scene;
    this.#palette = palette;
    this.#dots = scene.primitives.add(new PointPrimitiveCollection());
    this.#labels = scene.primitives.add(new LabelCollection({ scene }));
  }

  show(picture: CoveragePicture | null): void {
    if (this.#walls) this.#scene.primitives.remove(this.#walls);
    this.#walls = picture && picture.walls.length > 0 ? this.#build(picture.walls) : null;
    this.#dots.removeAll();
    this.#labels.removeAll();
    for (const { at, heightM, color, text } of picture?.marks ?? []) {
      const position = Cartesian3.fromDegrees(at[0], at[1], heightM);
      const fill = Color.fromCssColorString(color);
      const outlineColor = Color.fromCssColorString(this.#palette.background);
      const common = { position, outlineColor, outlineWidth: 2, disableDepthTestDistance: Number.POSITIVE_INFINITY };
      this.#dots.add({ ...common, pixelSize: DOT_PX, color: fill });
      if (text === null) continue;
      this.#labels.add({
        ...common,
        text,
        font: FONT,
        style: LabelStyle.FILL_AND_OUTLINE,
        fillColor: fill,
        outlineWidth: 4,
        horizontalOrigin: HorizontalOrigin.CENTER,
        pixelOffset: new Cartesian2(0, -14),
      });
    }
    this.#scene.requestRender();
  }

  #build(walls: readonly CoverageWall[]): Primitive {
    const instances = walls.map(({ line, lowM, highM, color, opacity }) => {
      const fill = Color.fromCssColorString(color).withAlpha(opacity);
      return new GeometryInstance({
        geometry: WallGeometry.fromConstantHeights({
          positions: line.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude, highM)),
          minimumHeight: lowM,
          maximumHeight: highM,
          vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
        }),
        attributes: { color: ColorGeometryInstanceAttribute.fromColor(fill) },
      });
    });
    return this.#scene.primitives.add(
      new Primitive({
        geometryInstances: instances,
        appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
        asynchronous: false,
        allowPicking: false,
      }),
    );
  }
}

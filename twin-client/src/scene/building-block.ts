import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  PolygonOutlineGeometry,
  Primitive,
  type Scene,
} from '@cesium/engine';
import type { Palette } from '../state/palette.ts';
import type { BuildingView } from '../state/site-view.ts';
import type { BuildingScene } from './model/element-paint.ts';
import { storeyBand } from './storey-band.ts';

/** How a block is drawn: as the building itself, as the faint outline of what is lifted off it, or not at all. */
export type BlockMode = 'solid' | 'ghost' | 'hidden';

/** A building as its footprint raised to its height: what stands where there is no model, or not yet. */
export class BuildingBlock {
  readonly #scene: Scene;
  readonly #record: BuildingView;
  readonly #palette: Palette;
  readonly #hierarchy: PolygonHierarchy;
  #primitives: Primitive[] = [];
  /** Those that are only a hint of the building. */
  #faint: Primitive[] = [];
  #drawn = '';

  constructor(scene: Scene, record: BuildingView, palette: Palette) {
    this.#scene = scene;
    this.#record = record;
    this.#palette = palette;
    this.#hierarchy = new PolygonHierarchy(
      record.footprint.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude)),
    );
  }

  /** Draws the block anew if anything changed. */
  dress(look: Pick<BuildingScene, 'isolated' | 'alarmed'>, mode: BlockMode): void {
    const key = JSON.stringify([mode, look.isolated, [...look.alarmed]]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#clear();
    if (mode === 'ghost') this.#drawGhost();
    else if (mode === 'solid') this.#drawSolid(look);
    this.#scene.requestRender();
  }

  #prism(bottom: number, top: number, color: Color): GeometryInstance {
    const base = this.#record.placement.height;
    return new GeometryInstance({
      id: this.#record.code,
      geometry: new PolygonGeometry({
        polygonHierarchy: this.#hierarchy,
        height: base + bottom,
        extrudedHeight: base + top,
        vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
      }),
      attributes: { color: ColorGeometryInstanceAttribute.fromColor(color) },
    });
  }

  #outline(bottom: number, top: number | null, color: Color): GeometryInstance {
    const base = this.#record.placement.height;
    return new GeometryInstance({
      geometry: new PolygonOutlineGeometry({
        polygonHierarchy: this.#hierarchy,
        height: base + bottom,
        ...(top === null ? {} : { extrudedHeight: base + top }),
      }),
      attributes: { color: ColorGeometryInstanceAttribute.fromColor(color) },
    });
  }

  #add(instances: GeometryInstance[], flat: boolean, translucent: boolean): void {
    if (instances.length === 0) return;
    const primitive = new Primitive({
      geometryInstances: instances,
      appearance: new PerInstanceColorAppearance({ flat, translucent, closed: !flat && !translucent }),
      asynchronous: false,
      allowPicking: !flat && !translucent,
    });
    this.#primitives.push(primitive);
    if (translucent) this.#faint.push(primitive);
    this.#scene.primitives.add(primitive);
  }

  #drawGhost(): void {
    const { heightM } = this.#record;
    const faint = Color.fromCssColorString(this.#palette.faint);
    this.#add([this.#prism(0, heightM, faint.withAlpha(0.045))], true, true);
    this.#add([this.#outline(heightM, null, faint.withAlpha(0.6))], true, true);
  }

  #drawSolid(look: Pick<BuildingScene, 'isolated' | 'alarmed'>): void {
    const { heightM, storeyCount } = this.#record;
    const isolated = look.isolated === null ? null : storeyBand(look.isolated, this.#record);
    const top = isolated?.top ?? heightM;
    const wall = Color.fromCssColorString(this.#palette.building.light);
    const edge = Color.fromCssColorString(this.#palette.building.edge);
    const prisms = [this.#prism(0, top, wall)];
    for (const [name, color] of look.alarmed) {
      const band = storeyBand(name, this.#record);
      // A hand's width proud of the wall, so that the two never share a plane.
      if (band && band.top <= top)
        prisms.push(this.#prism(band.bottom, band.top + 0.1, Color.fromCssColorString(color)));
    }
    this.#add(prisms, false, false);
    const storeyM = heightM / Math.max(1, storeyCount);
    const lines = [this.#outline(0, top, edge)];
    for (let height = storeyM; height < top - 0.1; height += storeyM) lines.push(this.#outline(height, null, edge));
    this.#add(lines, true, false);
    if (top < heightM) this.#drawGhost();
  }

  #clear(): void {
    for (const primitive of this.#primitives) this.#scene.primitives.remove(primitive);
    this.#primitives = [];
    this.#faint = [];
  }

  /** Takes the faint parts out of what a pick meets: the engine draws what is not pickable over what is. */
  yieldToPick(yields: boolean): void {
    for (const primitive of this.#faint) primitive.show = !yields;
  }

  destroy(): void {
    this.#clear();
  }
}

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
} from '@cesium/engine';
/** Height of a storey over the ground in metres, by its name: 17F, F17, 17层; null for others. */
export function storeyBand(name, record) {
  const number = Number(/^(?:F(\d+)|(\d+)\s*(?:F|层))$/i.exec(name)?.slice(1).find(Boolean));
  if (!(number >= 1 && number <= record.storeyCount)) return null;
  const height = record.heightM / record.storeyCount;
  return { bottom: (number - 1) * height, top: number * height };
}
/** A building as its footprint raised to its height: what stands where there is no model, or not yet. */
export class BuildingBlock {
  #scene;
  #record;
  #palette;
  #hierarchy;
  #primitives = [];
  #drawn = '';
  constructor(scene, record, palette) {
    this.#scene = scene;
    this.#record = record;
    this.#palette = palette;
    this.#hierarchy = new PolygonHierarchy(
      record.footprint.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude)),
    );
  }
  /** Draws the block anew if anything changed. */
  dress(look, mode) {
    const key = JSON.stringify([mode, look.isolated, [...look.alarmed]]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#clear();
    if (mode === 'ghost') this.#drawGhost();
    else if (mode === 'solid') this.#drawSolid(look);
    this.#scene.requestRender();
  }
  #prism(bottom, top, color) {
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
  #outline(bottom, top, color) {
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
  #add(instances, flat, translucent) {
    if (instances.length === 0) return;
    const primitive = new Primitive({
      geometryInstances: instances,
      appearance: new PerInstanceColorAppearance({ flat, translucent, closed: !flat && !translucent }),
      asynchronous: false,
      allowPicking: !flat && !translucent,
    });
    this.#primitives.push(primitive);
    this.#scene.primitives.add(primitive);
  }
  #drawGhost() {
    const { heightM } = this.#record;
    const faint = Color.fromCssColorString(this.#palette.faint);
    this.#add([this.#prism(0, heightM, faint.withAlpha(0.045))], true, true);
    this.#add([this.#outline(heightM, null, faint.withAlpha(0.6))], true, true);
  }
  #drawSolid(look) {
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
  #clear() {
    for (const primitive of this.#primitives) this.#scene.primitives.remove(primitive);
    this.#primitives = [];
  }
  destroy() {
    this.#clear();
  }
}

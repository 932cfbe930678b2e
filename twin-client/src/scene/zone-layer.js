import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  WallGeometry,
} from '@cesium/engine';

/** Height of a fence over the ground, metres. */
const FENCE_M = 2.4;
const NORMAL = { state: 'normal', priority: null, acknowledged: true };
/** The color of a zone in a condition. */
export function zoneColor(palette, { state, priority }) {
  if (state === 'normal') return palette.ground.boundary;
  if (state === 'offline') return palette.state.offline;
  return priority === null ? palette.state[state] : palette.priority[priority];
}
function lineOf(zone) {
  return zone.geometry.type === 'LineString' ? zone.geometry.coordinates : (zone.geometry.coordinates[0] ?? []);
}
/** Fence zones as thin walls in the color of their condition; areas appear only while they are alerted. */
export class ZoneLayer {
  #scene;
  #palette;
  #fences;
  #lines = new Map();
  #walls = new Set();
  #conditions = new Map();
  constructor(scene, site, palette) {
    this.#scene = scene;
    this.#palette = palette;
    const base = site.frame.height;
    const instances = [];
    for (const zone of site.zones) {
      const fence = zone.kind === 'fence';
      const line = lineOf(zone).map(([longitude, latitude]) =>
        Cartesian3.fromDegrees(longitude, latitude, base + (fence ? FENCE_M : 0.3)),
      );
      this.#lines.set(zone.code, line);
      if (!fence) continue;
      this.#walls.add(zone.code);
      instances.push(
        new GeometryInstance({
          id: zone.code,
          geometry: WallGeometry.fromConstantHeights({
            positions: [...line],
            minimumHeight: base,
            maximumHeight: base + FENCE_M,
            vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
          }),
          attributes: { color: ColorGeometryInstanceAttribute.fromColor(this.#colorOf(NORMAL)) },
        }),
      );
    }
    this.#fences =
      instances.length === 0
        ? null
        : scene.primitives.add(
            new Primitive({
              geometryInstances: instances,
              appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
              asynchronous: false,
            }),
          );
  }
  #colorOf(condition) {
    const alpha = condition.state === 'normal' ? 0.28 : condition.state === 'offline' ? 0.4 : 0.75;
    return Color.fromCssColorString(zoneColor(this.#palette, condition)).withAlpha(alpha);
  }
  /** Redraws one zone. An unknown code changes nothing. */
  setZone(code, condition) {
    if (!this.#lines.has(code)) return;
    this.#conditions.set(code, condition);
    if (this.#fences?.ready && this.#walls.has(code)) {
      const attributes = this.#fences.getGeometryInstanceAttributes(code);
      attributes.color = ColorGeometryInstanceAttribute.toValue(this.#colorOf(condition));
    }
    this.#scene.requestRender();
  }
  /** Zones in alarm or fault. */
  alerted() {
    return [...this.#conditions].flatMap(([code, condition]) =>
      condition.state === 'alarm' || condition.state === 'fault'
        ? [
            {
              code,
              line: this.#lines.get(code) ?? [],
              color: zoneColor(this.#palette, condition),
              acknowledged: condition.acknowledged,
            },
          ]
        : [],
    );
  }
  /** The zone a picked object stands for, or null. */
  describe(picked) {
    const id = picked?.id;
    return typeof id === 'string' && this.#walls.has(id) ? id : null;
  }
  destroy() {
    if (this.#fences) this.#scene.primitives.remove(this.#fences);
  }
}

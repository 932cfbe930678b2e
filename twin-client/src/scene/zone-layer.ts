import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  Primitive,
  type Scene,
  WallGeometry,
} from '@cesium/engine';
import type { ZoneRecord } from 'twin-core';
import type { ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';

/** Height of a fence over the ground, metres. */
const FENCE_M = 2.4;
const NORMAL: ZoneCondition = { state: 'normal', priority: null, acknowledged: true };

/** A zone that asks for attention: its line on the ground in earth-centred metres, and how it is. */
export interface AlertedZone {
  readonly code: string;
  readonly line: readonly Cartesian3[];
  readonly color: string;
  readonly acknowledged: boolean;
}

/** The color of a zone in a condition. */
function zoneColor(palette: Palette, { state, priority }: ZoneCondition): string {
  if (state === 'normal') return palette.ground.boundary;
  if (state === 'offline') return palette.state.offline;
  return priority === null ? palette.state[state] : palette.priority[priority];
}

function lineOf(zone: ZoneRecord): readonly (readonly [number, number])[] {
  return zone.geometry.type === 'LineString' ? zone.geometry.coordinates : (zone.geometry.coordinates[0] ?? []);
}

/** Fence zones as thin walls in the color of their condition; areas appear only while they are alerted. */
export class ZoneLayer {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #base: number;
  #fences: Primitive | null = null;
  readonly #lines = new Map<string, readonly Cartesian3[]>();
  readonly #walls = new Set<string>();
  readonly #conditions = new Map<string, ZoneCondition>();

  constructor(scene: Scene, site: SiteView, palette: Palette) {
    this.#scene = scene;
    this.#palette = palette;
    this.#base = site.frame.height;
    this.setZones(site.zones);
  }

  /** Draws other zones than before; those that stay keep their condition. */
  setZones(zones: readonly ZoneRecord[]): void {
    this.destroy();
    this.#lines.clear();
    this.#walls.clear();
    const base = this.#base;
    const instances: GeometryInstance[] = [];
    for (const zone of zones) {
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
          attributes: {
            color: ColorGeometryInstanceAttribute.fromColor(this.#colorOf(this.#conditions.get(zone.code) ?? NORMAL)),
          },
        }),
      );
    }
    this.#fences =
      instances.length === 0
        ? null
        : this.#scene.primitives.add(
            new Primitive({
              geometryInstances: instances,
              appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
              asynchronous: false,
            }),
          );
    for (const code of this.#conditions.keys()) if (!this.#lines.has(code)) this.#conditions.delete(code);
    this.#scene.requestRender();
  }

  #colorOf(condition: ZoneCondition): Color {
    const alpha = condition.state === 'normal' ? 0.28 : condition.state === 'offline' ? 0.4 : 0.75;
    return Color.fromCssColorString(zoneColor(this.#palette, condition)).withAlpha(alpha);
  }

  /** Redraws one zone. An unknown code changes nothing. */
  setZone(code: string, condition: ZoneCondition): void {
    if (!this.#lines.has(code)) return;
    this.#conditions.set(code, condition);
    if (this.#fences?.ready && this.#walls.has(code)) {
      const attributes = this.#fences.getGeometryInstanceAttributes(code) as { color: Uint8Array };
      attributes.color = ColorGeometryInstanceAttribute.toValue(this.#colorOf(condition));
    }
    this.#scene.requestRender();
  }

  /** Zones in alarm or fault. */
  alerted(): AlertedZone[] {
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
  describe(picked: unknown): string | null {
    const id = (picked as { id?: unknown } | undefined)?.id;
    return typeof id === 'string' && this.#walls.has(id) ? id : null;
  }

  destroy(): void {
    if (this.#fences) this.#scene.primitives.remove(this.#fences);
    this.#fences = null;
  }
}

import { Cartesian3, Color, PointPrimitiveCollection, type Primitive, type Scene } from '@cesium/engine';
import type { TraceLine } from 'twin-core';
import type { Palette } from '../../state/palette.ts';
import type { UndergroundMark, UndergroundTrace } from '../../state/underground/underground-controls.ts';
import { addLinesOnTop } from '../lines-on-top.ts';

const LINE_PX = 5;
const MARK_PX: Readonly<Record<UndergroundMark['look'], number>> = {
  shut: 15,
  spare: 11,
  served: 8,
  hydrant: 8,
  end: 13,
};

type Line = readonly (readonly [number, number, number])[];

/** Pipes and places of a trace and the selected pipe, drawn over everything. */
export class TraceMarks {
  readonly #scene: Scene;
  readonly #palette: Palette;
  readonly #points: PointPrimitiveCollection;
  #lines: Primitive | null = null;
  #selected: Primitive | null = null;

  constructor(scene: Scene, palette: Palette) {
    this.#scene = scene;
    this.#palette = palette;
    this.#points = scene.primitives.add(new PointPrimitiveCollection());
  }

  trace(found: UndergroundTrace | null): void {
    if (this.#lines) this.#scene.primitives.remove(this.#lines);
    this.#points.removeAll();
    this.#lines =
      found &&
      this.#draw(
        found.lines.map(({ role, line }) => ({ line, color: this.#lineColor(role) })),
        LINE_PX,
      );
    for (const { at, look } of found?.marks ?? []) {
      this.#points.add({
        position: Cartesian3.fromDegrees(at.longitude, at.latitude, at.height),
        pixelSize: MARK_PX[look],
        color: Color.fromCssColorString(this.#markColor(look)),
        outlineColor: Color.fromCssColorString(this.#palette.background),
        outlineWidth: 2,
        disableDepthTestDistance: Number.POSITIVE_INFINITY,
      });
    }
    this.#scene.requestRender();
  }

  select(line: Line | null): void {
    if (this.#selected) this.#scene.primitives.remove(this.#selected);
    this.#selected = line && this.#draw([{ line, color: this.#palette.selection }], LINE_PX - 2);
    this.#scene.requestRender();
  }

  #lineColor(role: TraceLine['role']): string {
    const { priority } = this.#palette;
    return role === 'segment' ? priority[1] : role === 'out' ? priority[2] : priority[4];
  }

  #markColor(look: UndergroundMark['look']): string {
    const { priority, muted } = this.#palette;
    return { shut: priority[1], spare: muted, served: priority[2], hydrant: priority[4], end: priority[4] }[look];
  }

  #draw(lines: readonly { readonly line: Line; readonly color: string }[], widthPx: number): Primitive | null {
    const drawn = lines.flatMap(({ line, color }) => {
      const positions = line.map(([longitude, latitude, height]) =>
        Cartesian3.fromDegrees(longitude, latitude, height),
      );
      return positions.every((position) => Cartesian3.equalsEpsilon(position, positions[0]!, 0, 0.001))
        ? []
        : [{ positions, color, widthPx }];
    });
    return addLinesOnTop(this.#scene, drawn);
  }
}

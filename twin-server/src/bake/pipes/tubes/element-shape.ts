import type { NetworkEdge, NetworkNode } from 'twin-core';
import type { Facets } from '../../tiles/welder.ts';
import type { EnuFrame } from './enu-frame.ts';
import { COVER_COLOR, fittingColor, pipeColor, SHAFT_COLOR } from './medium-colors.ts';
import { MeshBuilder, plus, type Vector } from './mesh-builder.ts';
import { addBox, addTube } from './tube.ts';

/** How thick things are drawn: as they are, or thick enough to be seen and clicked from far. */
export type Look = 'true' | 'far';

/** One color of an element's shape. */
export interface ShapePart {
  readonly facets: Facets;
  readonly color: number;
}

/** Drawn where the diameter is not recorded, metres. */
const UNKNOWN_M = 0.1;
/** Least diameter of what is drawn for far, metres: two pixels of a screen at half a kilometre. */
const FAR_M = 0.7;
/** Diameter of a shaft that does not say its own, metres: the usual manhole of brick or concrete in China. */
const SHAFT_M = 0.7;
const COVER_M = 0.04;
/** Depth of a shaft's floor under the pipe's middle where there is no wider pipe, metres. */
const SUMP_M = 0.15;

function part(color: number, draw: (mesh: MeshBuilder) => void): ShapePart[] {
  const mesh = new MeshBuilder();
  draw(mesh);
  return mesh.isEmpty ? [] : [{ facets: mesh.finish(), color }];
}

const diameterM = (diameterMm: number | null, look: Look) => {
  const own = diameterMm === null ? UNKNOWN_M : diameterMm / 1000;
  return look === 'far' ? Math.max(own, FAR_M) : own;
};

/** A pipe as a tube; a pump or valve between two nodes as a thicker piece. */
export function edgeShape(edge: NetworkEdge, frame: EnuFrame, look: Look): ShapePart[] {
  const line = edge.line.map((place) => frame.local(place));
  const isFitting = edge.kind === 'pump' || edge.kind === 'valve';
  // A PRV of 1000 inches, as ky10 has it, says that nobody knew: no fitting is drawn wider than a chamber.
  const diameter = isFitting
    ? Math.min(diameterM(edge.diameterMm ?? 300, look), 1.2)
    : diameterM(edge.diameterMm, look);
  return part(isFitting ? fittingColor(edge.medium) : pipeColor(edge.medium), (mesh) =>
    addTube(mesh, line, diameter / 2),
  );
}

/** Lowest point of the pipes at a node and the widest of them, metres. */
export interface PipesAtNode {
  readonly lowest: number;
  readonly widestM: number;
}

/** What stands at a node; nothing where pipes only meet. `pipes`: of the pipes there, heights above the ellipsoid. */
export function nodeShape(node: NetworkNode, frame: EnuFrame, look: Look, pipes: PipesAtNode | null): ShapePart[] {
  const at = frame.local(node.at);
  const ground = node.groundHeight === null ? null : at[2] + (node.groundHeight - node.at[2]);
  const wide = Math.max(pipes?.widestM ?? UNKNOWN_M, look === 'far' ? FAR_M : 0);
  const color = fittingColor(node.medium);
  const stack = (from: number, to: number, widthM: number, tint: number) =>
    part(tint, (mesh) =>
      addTube(
        mesh,
        [
          [at[0], at[1], from],
          [at[0], at[1], to],
        ],
        widthM / 2,
      ),
    );
  const box = (middle: Vector, size: Vector) => part(color, (mesh) => addBox(mesh, middle, size));
  const shaft = (widthM: number): ShapePart[] => {
    if (ground === null) return [];
    const floor = at[2] + ((pipes?.lowest ?? node.at[2]) - node.at[2]) - SUMP_M;
    if (ground - COVER_M <= floor) return [];
    return [
      ...stack(floor, ground - COVER_M, widthM, SHAFT_COLOR),
      ...stack(ground - COVER_M, ground, widthM + 0.06, COVER_COLOR),
    ];
  };
  switch (node.kind) {
    case 'junction':
      return [];
    case 'manhole':
      return shaft((node.diameterMm ?? SHAFT_M * 1000) / 1000);
    case 'valve':
    case 'switch':
    case 'regulator': {
      const body = Math.max(wide * 1.6, look === 'far' ? 1.2 : 0.22);
      const stem = ground === null ? [] : stack(at[2], ground, 0.1, color);
      const lid = ground === null ? [] : stack(ground - COVER_M, ground, 0.4, COVER_COLOR);
      return [...box(at, [body, body, body]), ...stem, ...lid];
    }
    case 'hydrant':
      return ground === null
        ? box(at, [0.3, 0.3, 0.3])
        : [...stack(at[2], ground, 0.12, color), ...stack(ground, ground + 0.8, look === 'far' ? 0.5 : 0.22, color)];
    case 'pump':
    case 'cabinet':
    case 'transformer': {
      const size: Vector = node.kind === 'transformer' ? [2.6, 1.6, 1.9] : [1, 0.6, 1.3];
      return box(plus([at[0], at[1], ground ?? at[2]], [0, 0, size[2] / 2]), size);
    }
    case 'tank':
    case 'reservoir':
      return stack(at[2], at[2] + 3, Math.min(Math.max((node.diameterMm ?? 6000) / 1000, 1), 60), color);
    case 'source':
    case 'outfall':
    case 'connection': {
      const size = Math.max(wide * 1.4, 0.25);
      return box(at, [size, size, size]);
    }
  }
}

import type { Element } from '../../ifc/design.ts';
import { box, frame, type Shape, type Vec3 } from '../../ifc/shape.ts';
import type { Fit } from '../plan/outline.ts';
import { doorFill, opening } from './opening.ts';

function gridGlazing(width: number, height: number, columns: number, rows: number): Shape {
  const bar = 0.07;
  const upright = Array.from({ length: columns - 1 }, (_, index) =>
    box('frame', [((index + 1) * width) / columns - bar / 2, 0.06, bar], [bar, 0.12, height - 2 * bar]),
  );
  const across = Array.from({ length: rows - 1 }, (_, index) =>
    box('frame', [bar, 0.08, ((index + 1) * height) / rows - bar / 2], [width - 2 * bar, 0.08, bar]),
  );
  return [
    frame('frame', [0, 0.06, 0], width, height, bar, 0.12),
    ...upright,
    ...across,
    box('glass', [bar, 0.1, bar], [width - 2 * bar, 0.03, height - 2 * bar]),
  ];
}

/** A large glazed field from sill to under the ceiling, divided into columns and rows; margins left and right in metres. */
export function glazedFit(columns: number, rows: number, sill: number, top: number, margin = 0.3): Fit {
  return ({ key, width: side, height, wall }) => {
    const width = side - 2 * margin;
    const tall = height - sill - top;
    return {
      openings: [
        opening(margin, sill, width, tall, wall, {
          ifc: 'IfcWindow',
          key: `${key}/glazing`,
          name: '玻璃幕墙窗',
          shape: gridGlazing(width, tall, columns, rows),
          type: {
            name: `MQ${Math.round(width * 10)}${Math.round(tall * 10)}`,
            width,
            height: tall,
            operation: 'USERDEFINED',
          },
          external: true,
          material: '铝合金框 中空玻璃',
        }),
      ],
    };
  };
}

/** A public entrance: a glazed double door with a fanlight of the given total height, metres. */
export function publicDoorFit(width: number, height: number): Fit {
  return ({ key, width: side, wall }) => ({
    openings: [
      opening(
        (side - width) / 2,
        0,
        width,
        height,
        wall,
        doorFill(`${key}/entrance`, width, height, { name: '玻璃门', finish: 'glass', leaves: 2, external: true }),
      ),
    ],
  });
}

/** A flat roof plate on columns: entrance canopies, gate roofs. Corner, size, column places, and the ground's height in the storey frame, metres. */
export function plateOnColumns(
  key: string,
  name: string,
  corner: Vec3,
  size: Vec3,
  columns: readonly (readonly [x: number, y: number, side: number])[],
  groundZ: number,
): Element[] {
  const [x, y, z] = corner;
  const [dx, dy, dz] = size;
  const base = { turnDeg: 0, external: true, at: [0, 0, 0] as const };
  return [
    {
      ...base,
      ifc: 'IfcRoof',
      key: `${key}/roof`,
      name,
      shape: [
        box('accent', corner, [dx, dy, dz * 0.7]),
        box('trim', [x - 0.15, y - 0.15, z + dz * 0.7], [dx + 0.3, dy + 0.3, dz * 0.3]),
      ],
      predefinedType: 'FLAT_ROOF',
      material: '铝板饰面 钢结构',
    },
    ...columns.map(
      ([cx, cy, side], index): Element => ({
        ...base,
        ifc: 'IfcColumn',
        key: `${key}/column-${index}`,
        name: '柱',
        at: [cx, cy, 0],
        shape: [
          box('base', [-side / 2, -side / 2, groundZ], [side, side, z - groundZ]),
          box('stone', [-side / 2 - 0.08, -side / 2 - 0.08, groundZ], [side + 0.16, side + 0.16, 0.5]),
        ],
        loadBearing: true,
        material: '石材饰面',
      }),
    ),
  ];
}

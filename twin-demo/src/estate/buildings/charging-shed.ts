import type { BuildingDesign, Element } from '../../ifc/design.ts';
import { box, prismAlongX } from '../../ifc/shape.ts';
import { PUBLIC_LIGHT } from '../palette.ts';
import { rectangle } from '../plan/inner-wall.ts';

/** Length and depth of a shed, metres. */
const SHED_M = { length: 16, depth: 5 } as const;
/** Where the chargers hang: along the back wall, height above the floor, metres. */
export const CHARGER_PLACES: readonly (readonly [x: number, y: number, z: number])[] = [
  [-4, 2.05, 1.3],
  [4, 2.05, 1.3],
];

const HEIGHT_M = 2.9;

/** A charging shed for e-bikes: steel frame, sloping roof, back wall, two rows of stands. */
export function chargingShed(code: string, name: string, address: string): BuildingDesign {
  const { length, depth } = SHED_M;
  const base = { turnDeg: 0, external: true } as const;
  const posts = Array.from({ length: 5 }, (_, index) => -length / 2 + 0.3 + (index * (length - 0.6)) / 4);
  const elements: Element[] = [
    {
      ...base,
      ifc: 'IfcSlab',
      key: 'floor',
      name: '地坪',
      at: [0, 0, 0],
      shape: [box('slab', [-length / 2, -depth / 2, -0.1], [length, depth, 0.1])],
      predefinedType: 'BASESLAB',
    },
    {
      ...base,
      ifc: 'IfcWall',
      key: 'back',
      name: '防火隔墙',
      at: [-length / 2, depth / 2, 0],
      shape: [box('body', [0, -0.2, 0], [length, 0.2, 2.4])],
      fireRating: '2.00h',
      loadBearing: false,
      material: '砌体墙',
    },
    {
      ...base,
      ifc: 'IfcRoof',
      key: 'roof',
      name: '棚顶',
      at: [0, 0, 0],
      shape: [
        prismAlongX(
          'roof',
          [
            [-depth / 2 - 0.4, HEIGHT_M],
            [depth / 2 + 0.2, HEIGHT_M - 0.45],
            [depth / 2 + 0.2, HEIGHT_M - 0.33],
            [-depth / 2 - 0.4, HEIGHT_M + 0.12],
          ],
          -length / 2 - 0.2,
          length + 0.4,
        ),
        box('accent', [-length / 2 - 0.25, -depth / 2 - 0.5, HEIGHT_M - 0.06], [length + 0.5, 0.1, 0.24]),
      ],
      predefinedType: 'SHED_ROOF',
      material: '彩钢板',
    },
    ...posts.map(
      (x, index): Element => ({
        ...base,
        ifc: 'IfcColumn',
        key: `post-${index}`,
        name: '钢柱',
        at: [x, -depth / 2 + 0.3, 0],
        shape: [box('frame', [-0.07, -0.07, 0], [0.14, 0.14, HEIGHT_M])],
        loadBearing: true,
        material: '钢',
      }),
    ),
    ...Array.from(
      { length: 20 },
      (_, index): Element => ({
        ...base,
        ifc: 'IfcFurniture',
        key: `stand-${index}`,
        name: '停车架',
        at: [-length / 2 + 0.5 + index * 0.78, 0.6, 0],
        shape: [box('metal', [0, 0, 0], [0.05, 1.2, 0.08]), box('metal', [0, 1.1, 0], [0.05, 0.08, 0.6])],
      }),
    ),
  ];
  return {
    code,
    name,
    description: '电动自行车集中充电棚',
    address,
    palette: PUBLIC_LIGHT,
    footprint: rectangle(-length / 2, -depth / 2, length / 2, depth / 2),
    storeys: [
      {
        name: '1F',
        elevation: 0.1,
        height: HEIGHT_M,
        elements,
        spaces: [
          {
            key: 'shed',
            name: '101',
            longName: '充电车位区',
            objectType: 'CHARGING',
            ring: rectangle(-length / 2, -depth / 2, length / 2, depth / 2 - 0.2),
            height: 2.4,
            publiclyAccessible: true,
          },
        ],
      },
    ],
  };
}

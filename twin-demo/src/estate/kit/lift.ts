import type { Element } from '../../ifc/design.ts';
import { box } from '../../ifc/shape.ts';

/** A lift car standing at the bottom of its shaft: lower left corner of the car on the floor, metres. */
export function liftCar(key: string, name: string, x: number, y: number, tag: string): Element {
  return {
    ifc: 'IfcTransportElement',
    key,
    name,
    at: [x, y, 0],
    turnDeg: 0,
    shape: [
      box('metal', [0, 0, 0], [1.6, 1.5, 0.06]),
      box('metal', [0, 0, 2.3], [1.6, 1.5, 0.06]),
      box('metal', [0, 0, 0.06], [0.05, 1.5, 2.24]),
      box('metal', [1.55, 0, 0.06], [0.05, 1.5, 2.24]),
      box('metal', [0.05, 1.45, 0.06], [1.5, 0.05, 2.24]),
    ],
    predefinedType: 'ELEVATOR',
    tag,
    properties: { Pset_TransportElementElevator: { ClearWidth: 1.6, ClearDepth: 1.5, CapacityPeople: 13 } },
  };
}

import type { RouteNetwork } from 'twin-core/geometry';

/** What an exit is called: its door's name, and with it what people call the space behind where several doors are called so. */
export function exitName({ file, portals, spaces }: RouteNetwork, id: string): string {
  const exit = portals.get(id)!;
  const isAlone = file.portals.filter(({ kind, name }) => kind === 'exit' && name === exit.name).length < 2;
  const space = spaces.get(exit.spaces[0] ?? '');
  const inside = space?.label ?? space?.name;
  return isAlone || inside === undefined ? exit.name : `${exit.name} ${inside}`;
}

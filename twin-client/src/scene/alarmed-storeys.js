/** Which storeys hold devices in alarm: building → storey → the devices' priorities. */
export class AlarmedStoreys {
  #byBuilding = new Map();
  /** Takes note of one device's condition. Returns whether anything about its storey changed. */
  note({ code, building, storey, state, priority }) {
    if (building === null || storey === null) return false;
    const before = this.#byBuilding.get(building)?.get(storey)?.get(code);
    const now = state === 'alarm' ? (priority ?? 4) : undefined;
    if (before === now) return false;
    const storeys = this.#byBuilding.get(building) ?? new Map();
    const devices = storeys.get(storey) ?? new Map();
    this.#byBuilding.set(building, storeys.set(storey, devices));
    if (now === undefined) devices.delete(code);
    else devices.set(code, now);
    if (devices.size === 0) storeys.delete(storey);
    return true;
  }
  clear() {
    this.#byBuilding.clear();
  }
  /** The worst priority of each alarmed storey, by building. */
  worst() {
    return new Map(
      [...this.#byBuilding].map(([building, storeys]) => [
        building,
        new Map([...storeys].map(([storey, devices]) => [storey, Math.min(...devices.values())])),
      ]),
    );
  }
}

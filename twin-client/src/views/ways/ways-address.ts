/** What an address of the ways page says: whose way out is looked for. */
export interface WaysAddress {
  readonly building: string | null;
  readonly storey: string | null;
  /** GlobalId of a space. */
  readonly space: string | null;
  /** Code of a home, until the space is known that it is. */
  readonly from: string | null;
}

/** Reads a query such as `?building=B05&from=B05-1703` or `?building=B05&storey=17F`. */
export function readWaysAddress(query: string): WaysAddress {
  const params = new URLSearchParams(query);
  const given = (name: string) => params.get(name) || null;
  return { building: given('building'), storey: given('storey'), space: given('space'), from: given('from') };
}

/** The address of a way out: what is not given is left out. */
export function waysAddress(address: Partial<WaysAddress>): string {
  const params = new URLSearchParams();
  for (const name of ['building', 'storey', 'space', 'from'] as const) {
    const value = address[name];
    if (value) params.set(name, value);
  }
  const query = params.toString();
  return query ? `/ways?${query}` : '/ways';
}
